import pytest

from scheduling import Unplaced, reasons, solve
from scheduling.tests.brute_force import best_value
from scheduling.tests.build import at, grid_problem, hall_hour, loose_problem, problem, slot
from scheduling.types import Problem


def test_unplaced_without_a_common_time():
    out = solve(problem([slot(0, 60)], {"ann": [slot(50, 90)]})).unplaced

    assert out == (Unplaced("ann", "no_common_time", ("ann",), (), 0),)


def test_unplaced_shares_too_few_starts_with_a_group():
    out = solve(hall_hour("ann", "bob", "eve")).unplaced

    assert out == (Unplaced("eve", "contested", ("ann", "bob", "eve"), (at(0), at(30)), 2),)


def test_unplaced_names_nobody_who_does_not_matter():
    asked = problem(
        [slot(0, 120)],
        {"ann": [slot(0, 30)], "bob": [slot(0, 30)], "eve": [slot(30, 120)], "joe": [slot(0, 60)]},
    )

    assert [(out.key, out.group) for out in solve(asked).unplaced] == [("bob", ("ann", "bob"))]


def test_unplaced_names_the_few_in_the_way_of_colliding_starts():
    asked = problem([slot(0, 100)], {"ann": [slot(0, 45)], "bob": [slot(7, 50)], "eve": [slot(60, 100)]})

    out = solve(asked).unplaced

    assert [(one.key, one.group, one.room) for one in out] == [("ann", ("ann", "bob"), 1)]


@pytest.mark.parametrize("build", [lambda seed: grid_problem(seed, most=6), loose_problem])
def test_unplaced_groups_really_do_not_fit(build):
    for seed in range(400):
        asked = build(seed)
        for out in solve(asked).unplaced:
            people = [invitee for invitee in asked.invitees if invitee.key in out.group]
            pinned = [booking for booking in asked.pinned if booking.key in out.group]
            busy = asked.busy

            alone = Problem(asked.owner, people, asked.duration, asked.buffer, asked.step, busy, pinned)

            assert out.key in out.group
            assert (out.reason == "no_common_time") == (not out.times)
            assert out.room < len(out.group)
            if not asked.pinned:
                assert best_value(alone)[0] <= out.room, seed


def test_unplaced_groups_without_patience_are_all_who_are_in_the_way(monkeypatch):
    monkeypatch.setattr(reasons, "PATIENCE", 0)
    asked = problem([slot(0, 100)], {"ann": [slot(0, 45)], "bob": [slot(7, 50)], "eve": [slot(60, 100)]})

    assert [(one.group, one.room) for one in solve(asked).unplaced] == [(("ann", "bob"), 1)]
