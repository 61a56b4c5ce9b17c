from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduling import Interval, Invitee, Problem, Slot, Value, solve, violations
from scheduling.tests.brute_force import best_schedule, best_value
from scheduling.tests.build import (
    MINUTE,
    NINE,
    booking,
    grid_problem,
    interval,
    loose_problem,
    minutes,
    problem,
    slot,
)


def score(schedule):
    lower = [meeting.invitee_preference for meeting in schedule.meetings]
    both = schedule.owner_preference + schedule.invitee_preference
    return (schedule.placed, both, -lower.count(1) - lower.count(0), -lower.count(2))


@pytest.mark.parametrize("block", range(10))
def test_solve_at_any_time_is_as_good_as_trying_every_minute(block):
    for seed in range(block * 150, block * 150 + 150):
        asked = loose_problem(seed)

        schedule = solve(asked)

        assert violations(asked, schedule) == [], seed
        assert (score(schedule), schedule.optimal) == (best_value(asked), True), seed
        assert schedule.value == schedule.bound, seed


@pytest.mark.parametrize("block", range(10))
def test_solve_on_a_grid_finds_the_one_best_schedule_by_all_objectives(block):
    for seed in range(block * 200, block * 200 + 200):
        asked = grid_problem(seed)

        schedule = solve(asked)

        assert {meeting.key: meeting.start for meeting in schedule.meetings} == best_schedule(asked), seed


def test_solve_places_more_before_it_pleases_more():
    ann, bob = [slot(0, 30, 3), slot(30, 60, 1)], [slot(0, 30, 3)]

    assert minutes(solve(problem([slot(0, 60)], {"ann": ann, "bob": bob}))) == {"ann": 30, "bob": 0}


def test_solve_prefers_fewer_at_the_lowest_preference_when_the_sums_are_equal():
    ann = [slot(0, 30, 3), slot(30, 60, 2)]
    bob = [slot(0, 30, 2), slot(30, 60, 1)]

    assert minutes(solve(problem([slot(0, 60)], {"ann": ann, "bob": bob}))) == {"ann": 30, "bob": 0}


def test_solve_lets_chains_start_where_an_invitee_is_free_from():
    people = {"ann": [slot(7, 37)], "bob": [slot(0, 120)], "eve": [slot(0, 120)]}

    assert minutes(solve(problem([slot(0, 100)], people))) == {"ann": 7, "bob": 37, "eve": 67}


def test_solve_keeps_the_buffer_between_meetings_and_not_around_busy_times():
    people = {"ann": [slot(0, 100)], "bob": [slot(0, 100)]}

    schedule = solve(problem([slot(0, 100)], people, buffer=10, busy=[interval(35, 70)]))

    assert minutes(schedule) == {"ann": 0, "bob": 70}


def test_solve_keeps_the_buffer_across_a_short_break():
    people = {"ann": [slot(0, 30)], "bob": [slot(0, 100)]}

    assert minutes(solve(problem([slot(0, 30), slot(35, 100)], people, buffer=10))) == {"ann": 0, "bob": 40}


def test_solve_keeps_a_pinned_meeting_with_its_buffer_even_outside_all_slots():
    people = {"ann": [], "bob": [slot(0, 100)]}

    schedule = solve(problem([slot(0, 100)], people, buffer=5, pinned=[booking("ann", -15)]))

    assert minutes(schedule) == {"ann": -15, "bob": 20}
    assert [meeting.owner_preference for meeting in schedule.meetings] == [0, 3]
    assert [meeting.invitee_preference for meeting in schedule.meetings] == [0, 3]
    assert schedule.lowest_preference == 0


def test_solve_with_a_step_starts_on_the_grid_of_each_stretch():
    people = {"ann": [slot(5, 60)], "bob": [slot(100, 200)]}

    assert minutes(solve(problem([slot(0, 60), slot(107, 200)], people, step=20))) == {"ann": 20, "bob": 107}


def test_solve_finds_the_grid_of_the_next_stretch_in_the_gap_before_it():
    people = {"ann": [slot(0, 30)], "bob": [slot(0, 80)]}

    schedule = solve(problem([slot(0, 40), slot(45, 80)], people, buffer=10, step=30))

    assert minutes(schedule) == {"ann": 0, "bob": 45}


def test_solve_takes_the_higher_preference_where_slots_overlap():
    schedule = solve(problem([slot(0, 60, 1), slot(0, 60, 2)], {"ann": [slot(0, 20, 3), slot(10, 30, 2)]}))

    assert [(meeting.owner_preference, meeting.invitee_preference) for meeting in schedule.meetings] == [
        (2, 2)
    ]


def test_solve_joins_touching_slots_across_midnight_and_counts_days_in_the_zone():
    late = [slot(890, 900), slot(900, 925)]
    zone = ZoneInfo("America/New_York")

    schedule = solve(problem(late, {"ann": late}, zone=zone))

    assert [(meeting.start, meeting.end) for meeting in schedule.meetings] == [
        (datetime(2026, 3, 2, 23, 50, tzinfo=UTC), datetime(2026, 3, 3, 0, 20, tzinfo=UTC))
    ]
    assert schedule.days == 1


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Berlin", datetime(2026, 3, 29, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 10, 25, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 3, 8, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 11, 1, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 4, 4, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 10, 3, tzinfo=UTC)),
    ],
)
def test_solve_counts_hours_and_not_wall_clocks_when_the_clocks_change(zone, day):
    whole = [Slot(day, day + timedelta(hours=24), 3)]
    asked = Problem(
        whole, [Invitee(key, whole) for key in range(24)], timedelta(hours=1), zone=ZoneInfo(zone)
    )

    schedule = solve(asked)

    assert [meeting.start for meeting in schedule.meetings] == [
        day + timedelta(hours=hour) for hour in range(24)
    ]
    assert (schedule.days, schedule.idle_minutes) == (2, 0)


def test_solve_keeps_microseconds():
    odd = NINE + timedelta(microseconds=1)
    asked = Problem(
        [Slot(odd, odd + 60 * MINUTE, 3)],
        [Invitee(key, [Slot(NINE, NINE + 90 * MINUTE, 3)]) for key in "ab"],
        30 * MINUTE,
        busy=[Interval(odd + 60 * MINUTE, odd + 61 * MINUTE)],
    )

    assert [meeting.start for meeting in solve(asked).meetings] == [odd, odd + 30 * MINUTE]


def test_solve_reads_times_before_1970():
    then = datetime(1960, 1, 1, tzinfo=UTC)
    hour = [Slot(then, then + 60 * MINUTE, 3)]

    schedule = solve(Problem(hour, [Invitee("a", hour), Invitee("b", hour)], 30 * MINUTE))

    assert [meeting.start for meeting in schedule.meetings] == [then, then + 30 * MINUTE]


def test_solve_on_one_minute_grids_finds_room_for_all():
    people = {number: [slot(number % 7, 300)] for number in range(10)}

    assert solve(problem([slot(0, 300)], people, step=1)).placed == 10


def test_solve_without_invitees_has_nothing_to_say():
    schedule = solve(problem([slot(0, 60)], {}))

    assert (schedule.meetings, schedule.unplaced, schedule.ends) == ((), (), None)
    assert (schedule.value, schedule.bound, schedule.optimal) == (Value(0, 0, 0), Value(0, 0, 0), True)
    assert (schedule.placed, schedule.lowest_preference, schedule.days, schedule.idle_minutes) == (0, 0, 0, 0)


def test_solve_without_slots_places_nobody():
    schedule = solve(problem([], {"ann": [slot(0, 60)]}, step=10))

    assert [(unplaced.key, unplaced.reason) for unplaced in schedule.unplaced] == [("ann", "no_common_time")]


def test_solve_numbers_describe_the_meetings():
    schedule = solve(
        problem([slot(0, 30, 2), slot(50, 80)], {"ann": [slot(0, 30, 1)], "bob": [slot(50, 80)]})
    )

    assert (schedule.owner_preference, schedule.invitee_preference, schedule.lowest_preference) == (5, 4, 1)
    assert (schedule.days, schedule.idle_minutes, schedule.ends) == (1, 20, NINE + 80 * MINUTE)
    assert schedule.value == Value(placed=2, preference=9, fairness=3)
