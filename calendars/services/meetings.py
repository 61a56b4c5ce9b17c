"""What becomes of single meetings, and who is told."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from accounts.services import allowances
from calendars import emails
from calendars.models import Meeting, Proposal
from calendars.services import log, postage
from calendars.services.bookings import Book, Booking
from calendars.services.locks import CalendarFinalized, lock_meeting
from mail import outbox
from oneonone.errors import DomainError, InvalidFields


class MeetingCancelled(DomainError):
    """A cancelled meeting stays cancelled."""

    code = "meeting_cancelled"
    message = gettext_noop("This meeting is cancelled.")


class MeetingConfirmed(DomainError):
    """The meeting is confirmed already."""

    code = "meeting_confirmed"
    message = gettext_noop("This meeting is confirmed already.")


@transaction.atomic
def move(*, meeting: Meeting, start: datetime, now: datetime) -> Meeting:
    """Put a meeting at another time; the invitee of a confirmed one is mailed.

    Raises MeetingCancelled, TooManyMails, and InvalidFields when the time is not possible.
    """
    meeting = lock_standing(meeting, now=now)
    if start == meeting.start:
        return meeting
    put(meeting, start, Book.open(meeting.calendar, now=now), now=now)
    if meeting.is_confirmed:
        allowances.spend(user=meeting.owner, addresses=[meeting.invitation.contact.email], now=now)
        _note(meeting, log.Action.MOVED, now)
    return meeting


@transaction.atomic
def cancel(*, meeting: Meeting, now: datetime) -> None:
    """Cancel a confirmed meeting by mail; take a tentative one out of the draft."""
    meeting = lock_standing(meeting, now=now)
    if meeting.is_tentative:
        meeting.delete()
    else:
        _note(meeting, log.Action.CANCELLED, now)
        call_off([meeting], now=now)


@transaction.atomic
def confirm(*, meeting: Meeting, now: datetime) -> Meeting:
    """Confirm one meeting of the draft by mail; others of the draft too close to it go.

    Raises MeetingCancelled, MeetingConfirmed, CalendarFinalized, TooManyMails, and InvalidFields when the
    time is no longer possible.
    """
    meeting = lock_standing(meeting, now=now)
    if meeting.is_confirmed:
        raise MeetingConfirmed
    book = Book.open(meeting.calendar, now=now)
    _take(meeting, Booking(meeting.invitation_id, meeting.start, meeting.end), book)
    meeting.status = Meeting.Status.CONFIRMED
    meeting.save()
    clear_draft(book, [meeting])
    postage.post([emails.meeting(meeting, now=now)], by=meeting.calendar.owner, now=now)
    _note(meeting, log.Action.CONFIRMED, now)
    return meeting


def put(meeting: Meeting, start: datetime, book: Book, *, now: datetime) -> None:
    """Put a locked meeting at another time; who comes to a confirmed one is mailed. Raises InvalidFields."""
    _take(meeting, Booking(meeting.invitation_id, start), book.around(meeting))
    if meeting.is_confirmed:
        meeting.sequence += 1
        withdraw_proposals([meeting], now=now)
        clear_draft(book, [meeting])
        outbox.post([emails.meeting(meeting, now=now)])
    meeting.save()


def _take(meeting: Meeting, booking: Booking, book: Book) -> None:
    (fault,) = book.faults([booking])
    if fault:
        raise InvalidFields(fault)
    (wish,) = book.meetings([booking])
    meeting.start, meeting.end = wish.start, wish.end
    meeting.owner_preference, meeting.invitee_preference = wish.owner_preference, wish.invitee_preference


def clear_draft(book: Book, confirmed: Sequence[Meeting]) -> None:
    """Take out of the draft whom the ``confirmed`` meetings meet, and what is too close to one of them."""
    met = {each.invitation_id: each.pk for each in confirmed}
    buffer = book.calendar.buffer
    gone = [
        each.pk
        for each in book.draft.values()
        if each.pk != met.get(each.invitation_id)
        and (
            each.invitation_id in met
            or any(each.start < other.end + buffer and other.start < each.end + buffer for other in confirmed)
        )
    ]
    if gone:
        Meeting.objects.filter(pk__in=gone).delete()


def call_off(meetings: Iterable[Meeting], *, now: datetime) -> None:
    """Cancel confirmed meetings of a locked calendar, and mail those who would have come."""
    cancelled = list(meetings)
    for meeting in cancelled:
        meeting.status = Meeting.Status.CANCELLED
        meeting.sequence += 1
        meeting.updated_at = now
    Meeting.objects.bulk_update(cancelled, ["status", "sequence", "updated_at"])
    withdraw_proposals(cancelled, now=now)
    if cancelled:
        owner = cancelled[0].calendar.owner
        postage.post_anyway(
            (emails.meeting_cancelled(each, now=now) for each in cancelled), by=owner, now=now
        )


def withdraw_proposals(meetings: Iterable[Meeting], *, now: datetime) -> None:
    """Take back what was proposed for meetings that change otherwise, and leave its mails unsent."""
    pending = list(Proposal.objects.pending().filter(meeting__in=list(meetings)))
    if pending:
        outbox.drop(emails.subject_of_proposal(proposal) for proposal in pending)
        ids = [proposal.pk for proposal in pending]
        Proposal.objects.filter(pk__in=ids).update(status=Proposal.Status.WITHDRAWN, answered_at=now)


def _note(meeting: Meeting, action: log.Action, now: datetime) -> None:
    log.note(meeting.calendar, action, now=now, invitation=meeting.invitation, start=meeting.start)


def lock_standing(meeting: Meeting, *, now: datetime) -> Meeting:
    """Lock a meeting that is not cancelled. Raises MeetingCancelled, and CalendarFinalized for a draft's."""
    meeting = lock_meeting(meeting, now=now)
    if meeting.status == Meeting.Status.CANCELLED:
        raise MeetingCancelled
    if meeting.is_tentative and not meeting.calendar.is_open:
        raise CalendarFinalized
    return meeting
