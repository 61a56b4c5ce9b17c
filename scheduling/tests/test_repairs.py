from dataclasses import replace
from datetime import timedelta

import pytest

from scheduling import Invitee, Repair, Slot, repairs, solve
from scheduling.tests.build import MINUTE, at, grid_problem, hall_hour, loose_problem, problem, slot


def repaired(asked, repair):
    """Change a problem as a repair says."""
    if repair.kind == "open_slot":
        return replace(asked, owner=[*asked.owner, Slot(repair.start, repair.end, 1)])
    if repair.kind == "ask_invitee":
        more = Slot(repair.start, repair.end, 1)
        return replace(
            asked,
            invitees=[
                Invitee(one.key, [*one.slots, more]) if one.key == repair.key else one
                for one in asked.invitees
            ],
        )
    return replace(asked, **{repair.kind.removeprefix("shorter_"): repair.length})


@pytest.mark.parametrize("build", [lambda seed: grid_problem(seed, most=6), loose_problem])
def test_repairs_place_as_many_more_as_they_say(build):
    for seed in range(150):
        asked = build(seed)
        schedule = solve(asked)
        for repair in repairs(asked, schedule):
            assert solve(repaired(asked, repair)).placed - schedule.placed == repair.gain > 0, seed


def test_repairs_of_a_full_schedule_are_none():
    assert repairs(hall_hour("ann"), solve(hall_hour("ann"))) == []


def test_repairs_open_first_where_most_of_those_left_out_can_come():
    late = [slot(0, 60), slot(90, 120)]
    asked = problem([slot(0, 30)], {"ann": [slot(0, 60)], "bob": late, "eve": late})

    first = repairs(asked, solve(asked), 1)

    assert first == [Repair("open_slot", 1, start=at(30), end=at(60))]


def test_repairs_ask_somebody_for_a_time_the_owner_has_left():
    asked = problem(
        [slot(0, 30), slot(60, 120, 1), slot(200, 230, 2)], {"ann": [slot(0, 30)], "bob": [slot(0, 30)]}
    )

    assert repairs(asked, solve(asked)) == [
        Repair("ask_invitee", 1, key="bob", start=at(200), end=at(230)),
        Repair("shorter_duration", 1, length=15 * MINUTE),
        Repair("ask_invitee", 1, key="ann", start=at(200), end=at(230)),
    ]


def test_repairs_shorten_the_buffer_by_no_more_than_it_takes():
    asked = problem([slot(0, 64)], {"ann": [slot(0, 64)], "bob": [slot(0, 64)]}, buffer=10)

    assert repairs(asked, solve(asked), 2) == [
        Repair("shorter_duration", 1, length=27 * MINUTE),
        Repair("shorter_buffer", 1, length=4 * MINUTE),
    ]


def test_repairs_leave_nothing_of_a_buffer_of_seconds():
    asked = replace(hall_hour("ann", "bob"), buffer=timedelta(seconds=20))

    assert Repair("shorter_buffer", 1, length=timedelta(0)) in repairs(asked, solve(asked))


def test_repairs_are_none_where_nothing_helps():
    asked = problem([], {"ann": []})

    assert repairs(asked, solve(asked)) == []
