"""Meetings, and the schedules they are written in."""

from typing import Any

from rest_framework import serializers

from calendars.models import Meeting
from calendars.serializers.contacts import InvitedContactSerializer
from calendars.services.bookings import Booking
from calendars.services.invitations import MAX_INVITEES
from mail import rendering
from mail.models import OutgoingMail
from oneonone.inputs import IdField, MomentField
from oneonone.rows import RowSerializer


class MeetingSerializer(RowSerializer[Meeting]):
    """A meeting as the owner sees it."""

    contact = InvitedContactSerializer(source="invitation.contact")

    class Meta:
        model = Meeting
        fields = [
            "id",
            "invitation",
            "contact",
            "start",
            "end",
            "status",
            "owner_preference",
            "invitee_preference",
        ]
        read_only_fields = fields


class MeetingsSerializer(serializers.Serializer[Any]):
    """The meetings of a schedule, in the order of their times."""

    meetings = MeetingSerializer(many=True)


class BookingListSerializer(serializers.ListSerializer[Booking]):
    """Several meetings that the owner wants, at most one an invitee."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": MAX_INVITEES} | kwargs)


class BookingSerializer(serializers.Serializer[Booking]):
    """A meeting that the owner wants; ``end`` is the one that follows from the calendar, if given."""

    invitation = IdField()
    start = MomentField()
    end = MomentField(required=False)

    class Meta:
        list_serializer_class = BookingListSerializer

    def validate(self, attrs: dict[str, Any]) -> Booking:
        """Return the booking."""
        return Booking(attrs["invitation"], attrs["start"], attrs.get("end"))


class ScheduleSerializer(serializers.Serializer[Any]):
    """A whole schedule that the owner wants."""

    meetings = BookingSerializer(many=True)


class GenerateSerializer(serializers.Serializer[Any]):
    """The meetings of the draft to plan around, by id."""

    keep = serializers.ListField(source="keep_ids", child=IdField(), default=list, max_length=MAX_INVITEES)


class FinalScheduleSerializer(serializers.Serializer[Any]):
    """The schedule to finalize; the draft when it is not given."""

    meetings = BookingSerializer(many=True, required=False, allow_empty=False)


class MoveSerializer(serializers.Serializer[Any]):
    """The time that a meeting is moved to."""

    start = MomentField()


class PreviewSerializer(serializers.Serializer[OutgoingMail]):
    """A mail that would be sent."""

    to = serializers.EmailField()
    subject = serializers.CharField()
    text = serializers.CharField()
    ics = serializers.CharField(allow_blank=True)

    def to_representation(self, mail: OutgoingMail) -> dict[str, Any]:
        """Return the mail in words, without its personal link."""
        rendered = rendering.render(mail, preview=True)
        return {
            "to": mail.to_email,
            "subject": rendered.subject,
            "text": rendered.text,
            "ics": mail.calendar_file,
        }


class PreviewsSerializer(serializers.Serializer[Any]):
    """The mails that finalizing would send."""

    emails = PreviewSerializer(many=True)
