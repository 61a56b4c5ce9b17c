"""The schedule of a whole calendar: its draft, finalizing, reopening."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext

from accounts.services import allowances
from calendars import emails, suggestions
from calendars.models import Calendar, Invitation, Meeting
from calendars.services import invitations, log, meetings
from calendars.services.bookings import Book, Booking
from calendars.services.locks import CalendarNotFinalized, lock, lock_finalized, lock_open, lock_owner
from calendars.suggestions import Wishes
from mail import outbox
from mail.models import OutgoingMail
from oneonone.errors import InvalidFields


@transaction.atomic
def keep(*, calendar: Calendar, bookings: Sequence[Booking], now: datetime) -> list[Meeting]:
    """Make ``bookings`` the draft, in the place of the former one. Raises InvalidFields by index."""
    book = Book.open(lock_open(calendar, now=now), now=now)
    log.note(book.calendar, log.Action.DRAFTED, now=now, count=len(bookings))
    return _settle(book, book.meetings(bookings), Meeting.Status.TENTATIVE)


class Solution(NamedTuple):
    """The best schedule of a calendar as it was read; what ``keep`` takes."""

    calendar: Calendar
    bookings: list[Booking]


def solve(*, calendar: Calendar, keep_ids: Collection[int], now: datetime) -> Solution:
    """Find the best schedule around the meetings to keep, with the answers so far.

    Belongs before the transaction that keeps it, as others could write nothing meanwhile. Raises
    InvalidFields for a meeting to keep that does not stand.
    """
    loaded = Calendar.objects.with_everything().get(pk=calendar.pk)
    loaded.seen_version = calendar.seen_version
    standing = list(loaded.meetings.standing())
    unknown = set(keep_ids) - {meeting.pk for meeting in standing}
    if unknown:
        raise InvalidFields(
            {"keep": [gettext("Invalid meeting id %(id)s") % {"id": pk} for pk in sorted(unknown)]}
        )
    fixed = [meeting for meeting in standing if meeting.is_confirmed or meeting.pk in keep_ids]
    kept = [meeting for meeting in fixed if meeting.is_tentative]
    if kept:
        _check_kept(loaded, kept, now)
    taking_part = [each for each in loaded.invitations.all() if not each.has_declined]
    plan = suggestions.plan_around(loaded, taking_part, fixed, Wishes(limit=1), now=now)
    met = [meeting for each in plan.suggestions for meeting in each.schedule.meetings]
    return Solution(loaded, [Booking(each.key, each.start) for each in met])


@transaction.atomic
def clear(*, calendar: Calendar, now: datetime) -> None:
    """Throw the draft away."""
    calendar = lock_open(calendar, now=now)
    calendar.meetings.tentative().delete()
    log.note(calendar, log.Action.DRAFTED, now=now, count=0)


@transaction.atomic
def finalize(
    *, calendar: Calendar, now: datetime, bookings: Sequence[Booking] | None = None
) -> list[Meeting]:
    """Confirm ``bookings``, else the draft, mail everybody and lock the calendar: all or nothing.

    Returns its meetings in the order of time. Raises CalendarFinalized, and InvalidFields with every fault by
    the index of its meeting.
    """
    meetings, mails = _finalize(calendar, bookings, now)
    outbox.post(mails)
    return meetings


def rehearse(
    *, calendar: Calendar, now: datetime, bookings: Sequence[Booking] | None = None
) -> list[OutgoingMail]:
    """Return the mails that finalizing would send, with nothing stored. Raises what ``finalize`` raises."""
    with transaction.atomic():
        _, mails = _finalize(calendar, bookings, now)
        transaction.set_rollback(True)
    return mails


@transaction.atomic
def reopen(*, calendar: Calendar, now: datetime) -> Calendar:
    """Cancel the coming meetings by mail and collect times again. Raises CalendarNotFinalized, TooManyMails.

    What everybody is mailed at the next finalizing is counted here; the first one goes with the invitations.
    """
    lock_owner(calendar.owner)
    calendar = lock(calendar, now=now)
    if calendar.is_open:
        raise CalendarNotFinalized
    invited = list(calendar.invitations.select_related("contact"))
    allowances.spend(user=calendar.owner, addresses=[each.contact.email for each in invited], now=now)
    outbox.drop([*emails.subjects_of(invited), emails.subject_of_summary(calendar)])
    meetings.call_off(calendar.meetings.coming(now).with_people(), now=now)
    log.note(calendar, log.Action.REOPENED, now=now)
    calendar.status, calendar.finalized_at = Calendar.Status.OPEN, None
    calendar.save(update_fields=["status", "finalized_at"])
    return calendar


def _check_kept(calendar: Calendar, kept: Sequence[Meeting], now: datetime) -> None:
    wishes = [Booking(meeting.invitation_id, meeting.start, meeting.end) for meeting in kept]
    faults = Book.open(calendar, now=now).faults(wishes)
    impossible = [
        gettext("Meeting %(id)s: %(fault)s") % {"id": meeting.pk, "fault": message}
        for meeting, fault in zip(kept, faults, strict=True)
        for messages in fault.values()
        for message in messages
    ]
    if impossible:
        raise InvalidFields({"keep": impossible})


def _finalize(
    calendar: Calendar, bookings: Sequence[Booking] | None, now: datetime
) -> tuple[list[Meeting], list[OutgoingMail]]:
    # Two calendars of one owner must not give away the same time.
    lock_owner(calendar.owner)
    calendar = lock_finalized(calendar, now=now)
    book = Book.open(calendar, now=now)
    confirmed = _settle(book, book.meetings(_wished(book, bookings)), Meeting.Status.CONFIRMED)
    met = sorted([*confirmed, *book.standing.values()], key=lambda meeting: (meeting.start, meeting.pk))
    left_out = _left_out(book, met)
    invitations.forget(book.invitations.values())
    log.note(calendar, log.Action.FINALIZED, now=now, count=len(met))
    mails = [
        *(emails.meeting(meeting, now=now) for meeting in confirmed),
        *(emails.no_meeting(invitation, now=now) for invitation in left_out),
        emails.owner_summary(book.calendar, met, left_out, now=now),
    ]
    return met, mails


def _wished(book: Book, bookings: Sequence[Booking] | None) -> Sequence[Booking]:
    if bookings is None:
        bookings = [Booking(pk, meeting.start, meeting.end) for pk, meeting in book.draft.items()]
    if not (bookings or book.standing):
        raise InvalidFields({"meetings": [gettext("This field is required.")]})
    return bookings


def _left_out(book: Book, met: Sequence[Meeting]) -> list[Invitation]:
    placed = {meeting.invitation_id for meeting in met}
    return [each for each in book.invitations.values() if not each.has_declined and each.pk not in placed]


def _settle(book: Book, wished: Sequence[Meeting], status: Meeting.Status) -> list[Meeting]:
    """Store meetings in the place of the draft; one of the same invitation keeps its id."""
    former = dict(book.draft)
    for meeting in wished:
        meeting.status = status
        if meeting.invitation_id in former:
            meeting.pk = former.pop(meeting.invitation_id).pk
    if former:
        Meeting.objects.filter(pk__in=[meeting.pk for meeting in former.values()]).delete()
    known = [meeting for meeting in wished if meeting.pk]
    Meeting.objects.bulk_update(known, ["start", "end", "status", "owner_preference", "invitee_preference"])
    return known + Meeting.objects.bulk_create([meeting for meeting in wished if not meeting.pk])
