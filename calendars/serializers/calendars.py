"""Calendars as their owner sees and writes them."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from rest_framework import serializers

from accounts.services import addresses
from calendars.models import MINUTES_OF_A_DAY, Calendar
from calendars.serializers.contacts import OwnerSerializer
from calendars.serializers.deadlines import DeadlineField, NearDateField
from calendars.serializers.invitations import InvitationSerializer
from calendars.serializers.slots import SlotSerializer, SlotWriteSerializer, slots_of
from calendars.services.availability import fault_of_dates
from calendars.services.invitations import MAX_INVITEES
from oneonone.fields import time_zones, validate_time_zone
from oneonone.inputs import IdField, LineField, ParagraphField
from oneonone.rows import RowSerializer

FIELDS = [
    "id",
    "name",
    "description",
    "time_zone",
    "meeting_minutes",
    "buffer_minutes",
    "step_minutes",
    "start_date",
    "end_date",
    "deadline",
    "status",
    "finalized_at",
    "show_invitees",
    "allow_changes",
    "invited_count",
    "responded_count",
    "created_at",
    "updated_at",
]


class CalendarSerializer(RowSerializer[Calendar]):
    """A calendar in a list."""

    invited_count = serializers.IntegerField(read_only=True)
    responded_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Calendar
        fields = FIELDS
        read_only_fields = fields


class CalendarDetailSerializer(CalendarSerializer):
    """A calendar with everybody's times. ``mails_held``: mails wait until the owner's address is proved."""

    owner = OwnerSerializer()
    availability = SlotSerializer(source="owner_slots", many=True)
    invitations = InvitationSerializer(source="invited", many=True)
    mails_held = serializers.SerializerMethodField()

    class Meta(CalendarSerializer.Meta):
        fields = [*FIELDS, "owner", "availability", "invitations", "mails_held"]
        read_only_fields = fields

    def get_mails_held(self, calendar: Calendar) -> bool:
        """Say whether invitees get no mails yet."""
        return bool(addresses.hold_key(calendar.owner))


class CalendarWriteSerializer(serializers.Serializer[Calendar]):
    """What an owner changes of a calendar."""

    name = LineField(max_length=150)
    description = ParagraphField(max_length=5000, required=False, allow_blank=True)
    time_zone = serializers.CharField(max_length=64, required=False, validators=[validate_time_zone])
    meeting_minutes = serializers.IntegerField(min_value=1, max_value=MINUTES_OF_A_DAY, required=False)
    buffer_minutes = serializers.IntegerField(min_value=0, max_value=MINUTES_OF_A_DAY, required=False)
    step_minutes = serializers.IntegerField(
        min_value=1,
        max_value=MINUTES_OF_A_DAY,
        required=False,
        allow_null=True,
        help_text="Null: meetings may start at any time.",
    )
    start_date = NearDateField(required=False, allow_null=True)
    end_date = NearDateField(required=False, allow_null=True)
    deadline = DeadlineField(required=False, allow_null=True)
    show_invitees = serializers.BooleanField(required=False)
    allow_changes = serializers.BooleanField(required=False)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Return the fields; moments without an offset are read in the zone that stands beside them."""
        name = data.get("time_zone") if isinstance(data, Mapping) else None
        if isinstance(name, str) and name in time_zones():
            context: dict[str, Any] = self.context  # type: ignore[assignment] # a dict at run time
            context["zone"] = ZoneInfo(name)
        fields: dict[str, Any] = super().to_internal_value(data)
        return fields

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check what depends on both dates."""
        start = attrs.get("start_date", getattr(self.instance, "start_date", None))
        end = attrs.get("end_date", getattr(self.instance, "end_date", None))
        if start and end and end < start:
            raise serializers.ValidationError(
                {"end_date": [gettext("The end date is before the start date.")]}
            )
        return attrs


class CalendarCreateSerializer(CalendarWriteSerializer):
    """A new calendar, with its invitees by contact id and the owner's times."""

    invitees = serializers.ListField(child=IdField(), required=False, max_length=MAX_INVITEES)
    availability = SlotWriteSerializer(many=True, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the fields of the calendar beside its ``contact_ids`` and ``slots``."""
        attrs = super().validate(attrs)
        contact_ids, slots = attrs.pop("invitees", []), slots_of(attrs.pop("availability", []))
        calendar = Calendar(**{"time_zone": self.context["zone"].key} | attrs)
        faults = [fault_of_dates(calendar, slot) for slot in slots]
        outside: dict[str, Any] = {str(place): fault for place, fault in enumerate(faults) if fault}
        if outside:
            raise serializers.ValidationError({"availability": outside})
        return attrs | {"contact_ids": contact_ids, "slots": slots}
