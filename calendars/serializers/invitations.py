"""Invitations as the owner sees and writes them."""

from typing import Any

from django.utils.translation import gettext
from rest_framework import serializers

from calendars.models import Invitation
from calendars.serializers.contacts import InvitedContactSerializer
from calendars.serializers.deadlines import DeadlineField
from calendars.serializers.slots import SlotSerializer
from calendars.services.invitations import MAX_INVITEES
from oneonone.inputs import IdField
from oneonone.rows import RowSerializer


class InvitationSerializer(RowSerializer[Invitation]):
    """One invited contact with the answer."""

    contact = InvitedContactSerializer()
    effective_deadline = serializers.DateTimeField(allow_null=True)
    unsubscribed = serializers.BooleanField(
        help_text="They want no more mail from you; of meetings set or cancelled they are told."
    )
    availability = SlotSerializer(source="given", many=True)

    class Meta:
        model = Invitation
        fields = [
            "id",
            "contact",
            "status",
            "deadline",
            "effective_deadline",
            "invited_at",
            "opened_at",
            "reminded_at",
            "responded_at",
            "comment",
            "time_zone",
            "unsubscribed",
            "availability",
        ]
        read_only_fields = fields


class InvitationWriteSerializer(serializers.Serializer[Any]):
    """Whom to invite: one contact or several."""

    contact = IdField(source="contact_id", required=False)
    contacts = serializers.ListField(
        source="contact_ids", child=IdField(), required=False, allow_empty=False, max_length=MAX_INVITEES
    )
    deadline = DeadlineField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for exactly one of the two."""
        if ("contact_id" in attrs) == ("contact_ids" in attrs):
            raise serializers.ValidationError(gettext("Give either a contact or contacts."))
        return attrs


class InvitationChangeSerializer(serializers.Serializer[Any]):
    """What an owner changes of an invitation."""

    deadline = DeadlineField(allow_null=True)


class MessageSerializer(serializers.Serializer[Any]):
    """What was done, in words."""

    message = serializers.CharField()


class RemindedSerializer(serializers.Serializer[Any]):
    """How many of the missing were reminded."""

    reminded = serializers.IntegerField()
    skipped = serializers.IntegerField()
