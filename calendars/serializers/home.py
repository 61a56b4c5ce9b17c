"""The shapes of the page that a user begins with."""

from typing import Any

from rest_framework import serializers

from calendars.models import Calendar, Invitation, Meeting
from calendars.serializers.respond import InvitedCalendarSerializer, NameSerializer
from oneonone.rows import RowSerializer


class ComingMeetingSerializer(RowSerializer[Meeting]):
    """A meeting to come, as owner or as invitee; ``with`` is the other one."""

    name = serializers.CharField()
    description = serializers.CharField()

    class Meta:
        model = Meeting
        fields = ["id", "calendar", "name", "description", "start", "end"]
        read_only_fields = fields

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; ``with`` is no name that Python takes."""
        return super().get_fields() | {"with": NameSerializer(source="*", read_only=True)}


class OpenCalendarSerializer(RowSerializer[Calendar]):
    """A calendar of one's own that still collects times."""

    invited_count = serializers.IntegerField()
    responded_count = serializers.IntegerField()

    class Meta:
        model = Calendar
        fields = ["id", "name", "description", "deadline", "invited_count", "responded_count"]
        read_only_fields = fields


class ReceivedInvitationSerializer(RowSerializer[Invitation]):
    """An invitation as the user whom it reached sees it."""

    calendar = InvitedCalendarSerializer()
    owner = NameSerializer(source="calendar.owner")
    effective_deadline = serializers.DateTimeField(
        allow_null=True, read_only=True, help_text="Its own deadline, else the calendar's."
    )

    class Meta:
        model = Invitation
        fields = ["id", "calendar", "owner", "status", "effective_deadline", "invited_at"]
        read_only_fields = fields


class HomeSerializer(serializers.Serializer[Any]):
    """What comes, what is open, and what waits for the user's answer; the soonest of each."""

    finalized_meetings = ComingMeetingSerializer(many=True)
    unfinalized_calendars = OpenCalendarSerializer(many=True)
    invitations = ReceivedInvitationSerializer(many=True)
