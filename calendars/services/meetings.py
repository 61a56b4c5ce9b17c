"""What becomes of single meetings, and who is told."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from calendars import emails
from calendars.models import Meeting
from calendars.services.bookings import Book, Booking
from calendars.services.locks import CalendarFinalized, lock_meeting
from mail import outbox
from oneonone.errors import DomainError, InvalidFields


class MeetingCancelled(DomainError):
    """A cancelled meeting stays cancelled."""

    code = "meeting_cancelled"
    message = "This meeting is cancelled."


class MeetingConfirmed(DomainError):
    """The meeting is confirmed already."""

    code = "meeting_confirmed"
    message = "This meeting is confirmed already."


@transaction.atomic
def move(*, meeting: Meeting, start: datetime, now: datetime) -> Meeting:
    """Put a meeting at another time; the invitee of a confirmed one is mailed.

    Raises MeetingCancelled, and InvalidFields when the time is not possible.
    """
    meeting = _lock_standing(meeting, now=now)
    if start == meeting.start:
        return meeting
    book = Book.open(meeting.calendar, now=now).around(meeting)
    booking = Booking(meeting.invitation_id, start)
    (fault,) = book.faults([booking])
    if fault:
        raise InvalidFields(fault)
    (wish,) = book.meetings([booking])
    meeting.start, meeting.end = wish.start, wish.end
    meeting.owner_preference, meeting.invitee_preference = wish.owner_preference, wish.invitee_preference
    if meeting.status == Meeting.Status.CONFIRMED:
        meeting.sequence += 1
        outbox.post([emails.meeting(meeting, now=now)])
    meeting.save()
    return meeting


@transaction.atomic
def cancel(*, meeting: Meeting, now: datetime) -> None:
    """Cancel a confirmed meeting by mail; take a tentative one out of the draft."""
    meeting = _lock_standing(meeting, now=now)
    if meeting.status == Meeting.Status.TENTATIVE:
        meeting.delete()
    else:
        call_off([meeting], now=now)


@transaction.atomic
def confirm(*, meeting: Meeting, now: datetime) -> Meeting:
    """Confirm one meeting of the draft by mail; others of the draft too close to it go.

    Raises MeetingCancelled, MeetingConfirmed, CalendarFinalized, and InvalidFields when the time is no longer
    possible.
    """
    meeting = _lock_standing(meeting, now=now)
    if meeting.status == Meeting.Status.CONFIRMED:
        raise MeetingConfirmed
    book = Book.open(meeting.calendar, now=now)
    (fault,) = book.faults([Booking(meeting.invitation_id, meeting.start, meeting.end)])
    if fault:
        raise InvalidFields(fault)
    meeting.status = Meeting.Status.CONFIRMED
    meeting.save(update_fields=["status", "updated_at"])
    meeting.calendar.meetings.tentative().near(meeting).delete()
    outbox.post([emails.meeting(meeting, now=now)])
    return meeting


def call_off(meetings: Iterable[Meeting], *, now: datetime) -> None:
    """Cancel confirmed meetings of a locked calendar, and mail those who would have come."""
    cancelled = list(meetings)
    for meeting in cancelled:
        meeting.status = Meeting.Status.CANCELLED
        meeting.sequence += 1
        meeting.updated_at = now
    Meeting.objects.bulk_update(cancelled, ["status", "sequence", "updated_at"])
    outbox.post(emails.meeting_cancelled(meeting, now=now) for meeting in cancelled)


def _lock_standing(meeting: Meeting, *, now: datetime) -> Meeting:
    meeting = lock_meeting(meeting, now=now)
    if meeting.status == Meeting.Status.CANCELLED:
        raise MeetingCancelled
    if meeting.status == Meeting.Status.TENTATIVE and not meeting.calendar.is_open:
        raise CalendarFinalized
    return meeting
