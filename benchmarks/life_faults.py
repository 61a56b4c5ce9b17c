"""Faults to be put into the product on purpose, one at a time: the walk through its life must find each."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from calendars import planning
from calendars.models import Calendar, Meeting
from calendars.services import answers, locks, meetings
from calendars.services.bookings import Book
from mail import outbox
from mail.models import OutgoingMail


def nothing(*_args, **_fields):
    """Do nothing."""


def without(part, whole, *owner):
    """Return a patch of ``whole``, which leaves out the step ``part`` of it: each is a module and a name."""
    place, name = whole
    real = getattr(place, name)

    def lacking(*args, **fields):
        with patch.object(*part, nothing):
            return real(*args, **fields)

    return patch.object(*(owner or whole), lacking)


def no_deadline():
    return patch.object(answers, "lock_answerable", locks.lock_invitation)


def no_break_by_hand():
    return patch.object(Calendar, "buffer", timedelta(0))


def no_break_in_plans():
    real = planning.problem
    return patch.object(
        planning, "problem", lambda *args, **fields: replace(real(*args, **fields), buffer=timedelta(0))
    )


@contextmanager
def no_break_at_all():
    with no_break_by_hand(), no_break_in_plans():
        yield


def proposals_outlive_a_move():
    return without((meetings, "withdraw_proposals"), (meetings, "put"))


def proposals_outlive_a_cancellation():
    return without((meetings, "withdraw_proposals"), (meetings, "call_off"))


def a_move_is_no_news():
    real = meetings.put

    def put(meeting, *args, **fields):
        meeting.sequence -= meeting.is_confirmed
        real(meeting, *args, **fields)

    return patch.object(meetings, "put", put)


def the_draft_stays_beside_a_move():
    return without((meetings, "clear_draft"), (meetings, "put"))


def the_draft_stays_beside_a_confirmed_meeting():
    return without((meetings, "clear_draft"), (meetings, "confirm"))


def answers_after_finalizing():
    return without((locks, "_refuse_finalized"), (locks, "lock_invitation"), answers, "lock_invitation")


def a_cancelled_meeting_keeps_its_place():
    def add(book):
        cancelled = book.calendar.meetings.filter(status=Meeting.Status.CANCELLED)
        return replace(book, standing={each.invitation_id: each for each in cancelled} | book.standing)

    return _opened(add)


def a_cancelled_meeting_blocks_other_calendars():
    def add(book):
        cancelled = Meeting.objects.filter(status=Meeting.Status.CANCELLED).exclude(calendar=book.calendar)
        return replace(book, busy=(*book.busy, *cancelled))

    return _opened(add)


def older_mails_are_sent_too():
    return patch.object(
        outbox, "post", lambda mails: OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)
    )


def idle_mails_are_sent():
    return patch.object(outbox, "drop", nothing)


def _opened(change):
    real = Book.open
    return patch.object(Book, "open", lambda calendar, *, now: change(real(calendar, now=now)))


FAULTS = [
    no_deadline,
    no_break_by_hand,
    no_break_in_plans,
    no_break_at_all,
    proposals_outlive_a_move,
    proposals_outlive_a_cancellation,
    a_move_is_no_news,
    the_draft_stays_beside_a_move,
    the_draft_stays_beside_a_confirmed_meeting,
    answers_after_finalizing,
    a_cancelled_meeting_keeps_its_place,
    a_cancelled_meeting_blocks_other_calendars,
    older_mails_are_sent_too,
    idle_mails_are_sent,
]
