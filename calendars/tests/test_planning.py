from datetime import timedelta

import pytest

import scheduling
from calendars import planning
from calendars.models import Calendar
from calendars.tests.factories import (
    NINE,
    CalendarFactory,
    InvitationFactory,
    MeetingFactory,
    SlotFactory,
    at,
)

HOUR = timedelta(hours=1)


def loaded(calendar):
    return Calendar.objects.with_everything().get(pk=calendar.pk)


def test_problem_holds_what_the_rows_say(alice):
    calendar = CalendarFactory(
        owner=alice, meeting_minutes=45, buffer_minutes=5, step_minutes=15, time_zone="Europe/Berlin"
    )
    invitation = InvitationFactory(calendar=calendar, responded=True)
    SlotFactory(calendar=calendar, preference=2)
    SlotFactory(invitation=invitation, start=at(9.5))
    elsewhere = MeetingFactory(start=at(10))
    calendar = loaded(calendar)

    problem = planning.problem(calendar, calendar.invitations.all(), busy=[elsewhere])

    assert problem == scheduling.Problem(
        owner=[scheduling.Slot(NINE, NINE + HOUR, 2)],
        invitees=[scheduling.Invitee(invitation.pk, [scheduling.Slot(at(9.5), at(10.5), 3)])],
        duration=timedelta(minutes=45),
        buffer=timedelta(minutes=5),
        step=timedelta(minutes=15),
        busy=[scheduling.Interval(at(10), at(10.5))],
        zone=calendar.zone,
    )


def test_problem_keeps_pinned_meetings_and_takes_other_lengths(alice):
    calendar = CalendarFactory(owner=alice)
    meeting = MeetingFactory(invitation__calendar=calendar)
    calendar = loaded(calendar)

    problem = planning.problem(
        calendar,
        calendar.invitations.all(),
        busy=[],
        pinned=[meeting],
        meeting_minutes=20,
        buffer_minutes=0,
    )

    assert problem == scheduling.Problem(
        owner=[],
        invitees=[scheduling.Invitee(meeting.invitation_id, [])],
        duration=timedelta(minutes=20),
        pinned=[scheduling.Booking(meeting.invitation_id, NINE)],
        zone=calendar.zone,
    )


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (at(9), at(10), 3),
        (at(9.5), at(10.5), 2),
        (at(9.25), at(9.5), 3),
        (at(10.5), at(11.5), None),
        (at(8.5), at(9.5), None),
    ],
)
def test_preference_is_the_lowest_touched_in_the_union(start, end, expected):
    slots = [
        SlotFactory.build(calendar=None, start=at(9), end=at(10), preference=3),
        SlotFactory.build(calendar=None, start=at(9.25), end=at(9.5), preference=1),
        SlotFactory.build(calendar=None, start=at(10), end=at(11), preference=2),
    ]

    assert planning.preference(slots, start, end) == expected
