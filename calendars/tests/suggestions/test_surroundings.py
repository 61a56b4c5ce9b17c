"""``GET calendars/{id}/suggestions/``: what is set already stays as it is."""

import pytest

from calendars.models import Calendar
from calendars.tests.factories import NOW, MeetingFactory, at
from calendars.tests.suggestions.asking import invite, named

pytestmark = pytest.mark.django_db


def test_suggestions_avoid_the_owners_meetings_in_other_calendars(alice, calendar, suggest):
    invite(calendar, "Ana", (9, 10, 3))
    MeetingFactory(invitation__calendar__owner=alice, start=at(9), confirmed=True)
    MeetingFactory(invitation__calendar__owner=alice, start=at(9.5))

    assert named(suggest()) == [[("Ana", "09:30")]]


def test_suggestions_keep_confirmed_meetings(calendar, suggest):
    ana = invite(calendar, "Ana", (9, 10, 3))
    invite(calendar, "Ben", (9, 10, 3))
    MeetingFactory(invitation=ana, start=at(9.5), confirmed=True)

    assert named(suggest()) == [[("Ben", "09:00"), ("Ana", "09:30")]]


def test_suggestions_keep_the_time_of_confirmed_meetings_of_another_length(calendar, suggest):
    ana = invite(calendar, "Ana", (9, 10, 3))
    invite(calendar, "Ben", (9, 10, 3))
    MeetingFactory(invitation=ana, start=at(9.5), confirmed=True)

    assert named(suggest(meeting_minutes=15, limit=1)) == [[("Ben", "09:00")]]


def test_suggestions_keep_no_break_that_confirmed_meetings_lack(calendar, suggest):
    ana, ben = (invite(calendar, name, (9, 10, 3)) for name in ("Ana", "Ben"))
    MeetingFactory(invitation=ana, start=at(9), confirmed=True)
    MeetingFactory(invitation=ben, start=at(9.5), confirmed=True)

    assert named(suggest(buffer_minutes=10)) == [[("Ana", "09:00")]]


def test_suggestions_for_a_finalized_calendar_start_afresh(calendar, suggest):
    ana = invite(calendar, "Ana", (9, 10, 3))
    MeetingFactory(invitation=ana, start=at(9.5), confirmed=True)
    Calendar.objects.update(status="finalized", finalized_at=NOW)

    assert named(suggest(limit=1)) == [[("Ana", "09:00")]]


def test_suggestions_leave_the_past_alone(calendar, suggest, time_machine):
    invite(calendar, "Ana", (9, 10, 3))
    time_machine.move_to(at(9.1), tick=False)

    assert named(suggest()) == [[("Ana", "09:15")]]


def test_suggestions_without_somebody_confirmed_leave_that_time_alone(calendar, suggest):
    ana = invite(calendar, "Ana", (9, 10, 3))
    invite(calendar, "Ben", (9, 9.5, 3))
    MeetingFactory(invitation=ana, start=at(9), confirmed=True)

    (schedule,) = suggest(exclude=ana.pk, limit=1)["schedules"]

    assert schedule["meetings"] == []
