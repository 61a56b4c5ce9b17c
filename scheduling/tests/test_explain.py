from dataclasses import replace

import pytest

from scheduling import Alternative, Risk, candidates, explain, risks, solve
from scheduling.tests.brute_force import options, schedules, score
from scheduling.tests.build import (
    at,
    booking,
    crowd_problem,
    grid_problem,
    hall_hour,
    loose_problem,
    problem,
    slot,
)


def expected(asked, schedule, key, start):
    """Find the best of all schedules with an invitee at a start, and how few others it moves."""
    position = [invitee.key for invitee in asked.invitees].index(key)
    met = {meeting.key: meeting.start for meeting in schedule.meetings}

    def moves(one):
        return [
            invitee.key
            for invitee, other in zip(asked.invitees, one, strict=True)
            if invitee.key != key and (other and other[0]) != met.get(invitee.key)
        ]

    there = [one for one in schedules(asked) if one[position] and one[position][0] == start]
    best = max(map(score, there))
    now = schedule.owner_preference + schedule.invitee_preference
    return (
        best[0] - schedule.placed,
        best[1] - now,
        min(len(moves(one)) for one in there if score(one) == best),
    )


@pytest.mark.parametrize("build", [grid_problem, loose_problem])
def test_explain_gives_the_exact_cost_of_every_start(build):
    for seed in range(100):
        asked = build(seed)
        schedule = solve(asked)
        starts = {
            one.key: {start for start, _ in row}
            for one, row in zip(asked.invitees, options(asked), strict=True)
        }
        for key in starts.keys() - {pin.key for pin in asked.pinned}:
            met = {meeting.start for meeting in schedule.meetings if meeting.key == key}

            others = explain(asked, schedule, key)

            assert {other.start for other in others} <= starts[key] - met
            if build is grid_problem:
                assert {other.start for other in others} == starts[key] - met
            for other in others:
                placed, preference, moved = expected(asked, schedule, key, other.start)
                assert (other.placed, other.preference, other.optimal) == (placed, preference, True)
                assert len(other.moved) == moved if build is grid_problem else len(other.moved) >= moved


def test_explain_compares_with_the_schedule_it_is_given():
    asked = problem([slot(0, 60)], {"ann": [slot(0, 30, 3), slot(30, 60, 1)], "bob": [slot(0, 60, 2)]})

    assert explain(asked, solve(asked), "ann") == [Alternative(at(30), 0, -2, ("bob",), True)]
    assert explain(asked, solve(hall_hour()), "ann") == [
        Alternative(at(0), 2, 11, ("bob",), True),
        Alternative(at(30), 2, 9, ("bob",), True),
    ]


def test_explain_keeps_a_draft_as_it_is_where_it_can():
    asked = problem([slot(0, 200)], {"ann": [slot(0, 200)], "bob": [slot(0, 200)]})
    drawn = replace(solve(asked), meetings=[replace(solve(asked).meetings[0], start=at(77), end=at(107))])

    assert [(other.start, other.moved) for other in explain(asked, drawn, "bob")][:2] == [
        (at(0), ()),
        (at(30), ()),
    ]


def test_explain_says_whom_it_costs_to_place_somebody_left_out():
    asked = hall_hour("ann", "bob", "eve")

    assert explain(asked, solve(asked), "eve") == [
        Alternative(at(0), 0, 0, ("ann",), True),
        Alternative(at(30), 0, 0, ("bob",), True),
    ]


def test_explain_has_no_other_time_for_a_pinned_meeting():
    asked = problem([slot(0, 60)], {"ann": [slot(0, 60)]}, pinned=[booking("ann", 0)])

    assert explain(asked, solve(asked), "ann") == []


def test_explain_refuses_an_unknown_key():
    with pytest.raises(ValueError, match="key: 'joe' is not an invitee"):
        explain(hall_hour("ann"), solve(hall_hour("ann")), "joe")


@pytest.mark.parametrize("build", [grid_problem, loose_problem])
def test_risks_are_the_times_that_every_best_schedule_has(build):
    for seed in range(70):
        asked = build(seed)
        schedule = solve(asked)
        every = list(schedules(asked))
        best = [one for one in every if score(one) == max(map(score, every))]
        keys = [invitee.key for invitee in asked.invitees]

        found = risks(asked, schedule)

        assert [risk.key for risk in found] == [meeting.key for meeting in schedule.meetings]
        for risk, meeting in zip(found, schedule.meetings, strict=True):
            same = all((one[keys.index(risk.key)] or [None])[0] == meeting.start for one in best)
            if build is grid_problem:
                assert risk.forced == same, seed
            else:
                assert risk.forced or not same, seed


def without(asked, meeting):
    """Take the time of a meeting from its invitee; the slots are as long as meetings are."""
    return replace(
        asked,
        invitees=[
            replace(one, slots=[slot for slot in one.slots if slot.start != meeting.start])
            if one.key == meeting.key
            else one
            for one in asked.invitees
        ],
    )


@pytest.mark.parametrize("seed", range(55, 75))
def test_risks_of_a_crowd_are_the_times_without_which_the_best_schedule_is_worse(seed):
    asked = crowd_problem(seed)
    schedule = solve(asked)

    found = risks(asked, schedule)

    assert [risk.forced for risk in found] == [
        solve(without(asked, meeting)).value < schedule.value for meeting in schedule.meetings
    ]


def test_risks_call_a_pinned_time_forced_and_a_time_that_others_could_have_not():
    asked = problem(
        [slot(0, 90)],
        {"ann": [slot(0, 90)], "bob": [slot(0, 60)], "eve": [slot(0, 90)]},
        pinned=[booking("eve", 60)],
    )

    assert risks(asked, solve(asked)) == [Risk("ann", False), Risk("bob", False), Risk("eve", True)]


def test_risks_prove_nothing_where_starts_were_left_out(monkeypatch):
    monkeypatch.setattr(candidates, "MOST_REGULAR", 3)
    monkeypatch.setattr(candidates, "MOST_COLLIDING", 1)
    asked = hall_hour("ann", "bob")

    assert risks(asked, solve(asked)) == [Risk("ann", False), Risk("bob", False)]
