import io
import pickle
from dataclasses import is_dataclass, make_dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

import scheduling
from calendars import planning
from calendars.models import Calendar
from calendars.models.slots import times_of
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


def test_problem_bars_invitees_from_times_of_theirs(alice):
    meeting = MeetingFactory(invitation__calendar__owner=alice, start=at(9.25), end=at(9.75))
    for start, end in (8, 9.25), (9, 10), (9.5, 9.6):
        SlotFactory(invitation=meeting.invitation, start=at(start), end=at(end))
    calendar = loaded(meeting.calendar)

    problem = planning.problem(calendar, calendar.invitations.all(), busy=[], barred=[meeting])

    spans = [(slot.start, slot.end) for slot in problem.invitees[0].slots]
    assert spans == [(at(8), at(9.25)), (at(9), at(9.25)), (at(9.75), at(10))]


def test_problem_reads_times_to_the_microsecond_and_makes_equal_slots_once(alice):
    odd = NINE + timedelta(microseconds=7)
    calendar = CalendarFactory(owner=alice)
    for invitation in (None, *InvitationFactory.create_batch(2, calendar=calendar, responded=True)):
        party = {"invitation": invitation} if invitation else {"calendar": calendar}
        SlotFactory(start=odd, end=at(10), preference=1, **party)
    calendar = loaded(calendar)

    problem = planning.problem(calendar, calendar.invitations.all(), busy=[])

    read = [problem.owner, *(each.slots for each in problem.invitees)]
    assert read == [(scheduling.Slot(odd, at(10), 1),)] * 3
    assert len({id(slots[0]) for slots in read}) == 1


def test_problem_is_named_alike_when_the_same_times_are_given_in_another_order(alice):
    calendar = CalendarFactory(owner=alice)
    invitation = InvitationFactory(calendar=calendar, responded=True)
    times = [(9, 10, 2), (9, 10.5, 1), (11, 12, 3), (11, 12, 1)]
    names = []
    for given in times, times[::-1], times[2:] + times[:2]:
        calendar.slots.all().delete()
        for start, end, preference in given:
            for party in {"calendar": calendar}, {"invitation": invitation}:
                SlotFactory(start=at(start), end=at(end), preference=preference, **party)
        read = loaded(calendar)
        names.append(planning.digest(planning.problem(read, read.invitations.all(), busy=[])))

    assert len(set(names)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02 09:00:00/2026-03-02 09:30:00.000250/3",
        "2026-03-02 09:00:00+00/2026-03-02 09:30:00.00025+00/3",
        "2026-03-02 14:30:00+05:30/2026-03-02 04:30:00.00025-05/3",
    ],
)
def test_times_are_read_as_either_database_writes_them(text):
    start, end, preference = times_of(text)

    assert (start, end, preference) == (NINE, datetime(2026, 3, 2, 9, 30, 0, 250, UTC), 3)
    assert (start.tzinfo, end.tzinfo) == (UTC, UTC)


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


def half_hour(key, start=NINE):
    return scheduling.Invitee(key, [scheduling.Slot(start, start + HOUR / 2, 3)])


PROBLEM = scheduling.Problem(half_hour(0).slots, [half_hour(1), half_hour(2)], HOUR / 2)

ANOTHER = [
    {"owner": half_hour(0, NINE + HOUR).slots},
    {"owner": [replace(PROBLEM.owner[0], preference=2)]},
    {"invitees": [half_hour(1), half_hour(3)]},
    {"invitees": [half_hour(1), half_hour(2, NINE + HOUR)]},
    {"duration": HOUR},
    {"buffer": HOUR},
    {"step": HOUR},
    {"busy": [scheduling.Interval(NINE, NINE + HOUR)]},
    {"pinned": [scheduling.Booking(1, NINE)]},
    {"zone": CalendarFactory.build(owner=None, time_zone="Europe/Berlin").zone},
]


def test_plan_lists_suggestions_and_repairs():
    plan = planning.plan(PROBLEM, limit=1)

    best = scheduling.solve(PROBLEM)
    assert plan == planning.Plan(
        suggestions=(
            planning.Suggestion(
                schedule=replace(best, unplaced=()),
                left_out=(
                    planning.LeftOut(
                        key=2,
                        reason="contested",
                        others=(1,),
                        others_count=1,
                        times=(scheduling.Interval(NINE, NINE + HOUR / 2),),
                        times_count=1,
                        room=1,
                    ),
                ),
            ),
        ),
        repairs=tuple(scheduling.repairs(PROBLEM, best)),
    )


def test_plan_explains_an_invitation_on_demand():
    plan = planning.plan(PROBLEM, limit=1, explained=2)

    best = scheduling.solve(PROBLEM)
    assert plan.alternatives == tuple(scheduling.explain(PROBLEM, best, 2))
    assert plan.risks == tuple(scheduling.risks(PROBLEM, best))


def test_plan_comes_from_the_cache_while_nothing_changes():
    first = planning.plan(PROBLEM, limit=2)
    kept = cache.get(planning.cache_key(PROBLEM, limit=2))
    planted = planning.Plan(suggestions=(), repairs=())
    cache.set(planning.cache_key(PROBLEM, limit=2), planted)

    again = planning.plan(replace(PROBLEM, invitees=PROBLEM.invitees[::-1]), limit=2)

    assert (kept, again) == (first, planted)


@pytest.mark.parametrize("change", ANOTHER, ids=lambda change: next(iter(change)))
def test_plan_is_made_anew_when_something_changes(change):
    cache.set(planning.cache_key(PROBLEM, limit=2), planning.Plan(suggestions=(), repairs=()))

    plan = planning.plan(replace(PROBLEM, **change), limit=2)

    assert plan.suggestions != ()


def test_plan_is_made_anew_for_other_wishes():
    cache.set(planning.cache_key(PROBLEM, limit=2), planning.Plan(suggestions=(), repairs=()))

    plans = planning.plan(PROBLEM, limit=3), planning.plan(PROBLEM, limit=2, explained=1)

    assert [plan.suggestions != () for plan in plans] == [True, True]


class Reader(pickle.Unpickler):
    """Note the dataclasses of what is read."""

    def __init__(self, data):
        super().__init__(io.BytesIO(data))
        self.known = set()

    def find_class(self, module, name):
        found = super().find_class(module, name)
        self.known.update([found] if is_dataclass(found) else [])
        return found


def test_version_is_of_all_classes_that_are_kept():
    reader = Reader(pickle.dumps(planning.plan(PROBLEM, limit=1, explained=2)))

    reader.load()

    assert reader.known == set(planning.KEPT)


@pytest.mark.parametrize("fields", [[("key", str)], [("key", int), ("more", int)], [("id", int)], []])
def test_version_changes_with_the_fields(fields):
    kept, changed = make_dataclass("Kept", [("key", int)]), make_dataclass("Kept", fields)

    assert planning.version([changed]) != planning.version([kept])


def test_plan_of_another_version_is_made_anew(monkeypatch):
    cache.set(planning.cache_key(PROBLEM, limit=2), planning.Plan(suggestions=(), repairs=()))
    monkeypatch.setattr(planning, "VERSION", "another")

    assert planning.plan(PROBLEM, limit=2).suggestions != ()
