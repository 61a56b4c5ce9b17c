"""What an invitee sees and says."""

from typing import Any

from django.utils.translation import gettext_lazy
from rest_framework import serializers

from accounts.models import User
from calendars.models import Calendar, Invitation, Meeting
from calendars.serializers.proposals import ProposalSerializer
from calendars.serializers.slots import SlotSerializer, SlotWriteSerializer, slots_of
from calendars.services.answers import NO_TIMES
from contacts.models import Contact
from oneonone.fields import validate_time_zone
from oneonone.inputs import ParagraphField
from oneonone.rows import RowSerializer


class InvitedCalendarSerializer(RowSerializer[Calendar]):
    """A calendar as its invitees see it."""

    class Meta:
        model = Calendar
        fields = ["id", "name", "description", "time_zone", "meeting_minutes", "deadline", "status"]
        read_only_fields = fields


class NameSerializer(RowSerializer[User]):
    """Somebody by name only."""

    class Meta:
        model = User
        fields = ["first_name", "last_name"]
        read_only_fields = fields


class InviteeNameSerializer(RowSerializer[Contact]):
    """An invitee by name only."""

    class Meta:
        model = Contact
        fields = ["first_name", "last_name"]
        read_only_fields = fields


class OwnMeetingSerializer(RowSerializer[Meeting]):
    """The invitee's meeting; what it was worth to the owner is not told."""

    class Meta:
        model = Meeting
        fields = ["id", "start", "end", "status"]
        read_only_fields = fields


class RespondSerializer(RowSerializer[Invitation]):
    """An invitation as its invitee sees it; ``invitees`` is there only when the owner shows them."""

    calendar = InvitedCalendarSerializer()
    owner = NameSerializer(source="calendar.owner")
    invitee = InviteeNameSerializer(source="contact")
    invitees = InviteeNameSerializer(many=True, required=False)
    owner_availability = SlotSerializer(source="calendar.owner_slots", many=True)
    effective_deadline = serializers.DateTimeField(allow_null=True)
    availability = SlotSerializer(source="given", many=True)
    meeting = OwnMeetingSerializer(allow_null=True)
    proposals = ProposalSerializer(source="meeting.proposals", many=True, default=())

    class Meta:
        model = Invitation
        fields = [
            "id",
            "calendar",
            "owner",
            "invitee",
            "invitees",
            "owner_availability",
            "status",
            "effective_deadline",
            "availability",
            "comment",
            "time_zone",
            "meeting",
            "proposals",
        ]
        read_only_fields = fields

    def to_representation(self, invitation: Invitation) -> dict[str, Any]:
        """Return the invitation, with the names of all who take part where the owner shows them."""
        shown = super().to_representation(invitation)
        if invitation.calendar.show_invitees:
            people = Contact.objects.filter(invitations__in=invitation.calendar.invitations.taking_part())
            names = people.order_by("first_name", "last_name", "pk").values("first_name", "last_name")
            shown["invitees"] = list(names)
        return shown


class AnswerSerializer(serializers.Serializer[Any]):
    """An invitee's answer: the times that suit, which take the place of those given before."""

    availability = SlotWriteSerializer(
        many=True,
        allow_empty=False,
        error_messages={"empty": gettext_lazy(NO_TIMES)},
    )
    comment = ParagraphField(max_length=2000, required=False, allow_blank=True)
    time_zone = serializers.CharField(max_length=64, required=False, validators=[validate_time_zone])

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the unsaved ``slots`` beside the rest."""
        return attrs | {"slots": slots_of(attrs.pop("availability"))}


class DeclineSerializer(serializers.Serializer[Any]):
    """Why somebody declines."""

    comment = ParagraphField(max_length=2000, required=False, allow_blank=True)
