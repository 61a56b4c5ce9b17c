"""Applying a repair: what moves is moved, what is new is made, and only those concerned are mailed."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_noop

from calendars import emails, repairs
from calendars.models import Calendar, Meeting
from calendars.repairs import Change, Repair
from calendars.services import log, meetings, postage
from calendars.services.bookings import Book, Booking
from calendars.services.locks import CalendarChanged, lock, lock_owner
from oneonone.errors import DomainError


class RepairOutdated(DomainError):
    """Something changed since the repair was computed."""

    code = "repair_outdated"
    message = gettext_noop("The repair is not what it was when you looked at it. Please look again.")


class Solution(NamedTuple):
    """The repair of a calendar as it was read; what ``mend`` takes."""

    calendar: Calendar
    repair: Repair


def solve(*, calendar: Calendar, now: datetime, digest: str = "") -> Solution:
    """Find the repair, which must be the one that ``digest`` names, if given.

    Belongs before the transaction that applies it, as others could write nothing meanwhile. Raises
    RepairOutdated, and CalendarChanged when the client has seen another version.
    """
    loaded = Calendar.objects.with_everything().get(pk=calendar.pk)
    if calendar.seen_version not in (None, loaded.version):
        raise CalendarChanged
    repair = repairs.find(loaded, now=now)
    if digest not in ("", repair.digest):
        raise RepairOutdated
    loaded.seen_version = loaded.version
    return Solution(loaded, repair)


def mend(*, calendar: Calendar, repair: Repair, now: datetime) -> None:
    """Apply a repair that was found for just this. Raises RepairOutdated and TooManyMails."""
    try:
        _apply(calendar, repair, now)
    except CalendarChanged as error:
        raise RepairOutdated from error


@transaction.atomic
def _apply(calendar: Calendar, repair: Repair, now: datetime) -> None:
    lock_owner(calendar.owner)
    book = Book.open(lock(calendar, now=now), now=now)
    cancelled = [book.standing.pop(each.invitation_id) for each in repair.cancelled]
    moved = {each.key: book.standing.pop(each.key) for each in repair.changes if each.former}
    bookings = [Booking(each.key, each.start, each.end) for each in repair.changes]
    if any(book.faults(bookings)):
        raise RepairOutdated
    meetings.call_off(cancelled, now=now)
    # None of those that move may stand in another's way, whichever is stored first.
    Meeting.objects.filter(pk__in=[each.pk for each in moved.values()]).update(
        status=Meeting.Status.TENTATIVE
    )
    meetings.withdraw_proposals(moved.values(), now=now)
    mended = [_moved(moved[each.key], each) for each in repair.changes if each.former]
    Meeting.objects.bulk_update(
        mended, ["start", "end", "status", "sequence", "owner_preference", "invitee_preference"]
    )
    new = book.meetings([booking for booking in bookings if booking.invitation_id not in moved])
    for meeting in new:
        meeting.status = Meeting.Status.CONFIRMED
    meetings.clear_draft(book, [*mended, *new])
    mended += Meeting.objects.bulk_create(new)
    postage.post((emails.meeting(meeting, now=now) for meeting in mended), by=calendar.owner, now=now)
    log.note(calendar, log.Action.REPAIRED, now=now, count=len(mended) + len(cancelled))
    log.note_meetings(calendar, log.Action.CANCELLED, cancelled, now=now)
    log.note_meetings(calendar, log.Action.MOVED, mended[: len(moved)], now=now)
    log.note_meetings(calendar, log.Action.CONFIRMED, mended[len(moved) :], now=now)


def _moved(meeting: Meeting, change: Change) -> Meeting:
    meeting.start, meeting.end = change.start, change.end
    meeting.owner_preference, meeting.invitee_preference = change.owner_preference, change.invitee_preference
    meeting.status = Meeting.Status.CONFIRMED
    meeting.sequence += 1
    return meeting
