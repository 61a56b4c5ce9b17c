import pytest

from scheduling import days as days_module
from scheduling import solve, task, ties, violations
from scheduling.tests.brute_force import best_schedule
from scheduling.tests.build import grid_problem, loose_problem, minutes, problem, slot

DAY = 1440


@pytest.mark.parametrize("steps", [0, 20_000])
def test_local_exchange_never_loses_what_counts_more(monkeypatch, steps):
    monkeypatch.setattr(ties, "SMALL", 0)
    monkeypatch.setattr(ties, "STEPS", steps)
    monkeypatch.setattr(ties, "EXCHANGES", steps)
    for build in (grid_problem, loose_problem):
        for seed in range(150):
            schedule = solve(build(seed))

            assert schedule.optimal, seed
            assert violations(build(seed), schedule) == []


def test_local_exchange_finds_the_best_of_small_problems(monkeypatch):
    monkeypatch.setattr(ties, "SMALL", 0)
    for seed in range(300):
        found = {meeting.key: meeting.start for meeting in solve(grid_problem(seed)).meetings}

        assert found == best_schedule(grid_problem(seed)), seed


def test_days_are_left_out_in_turn_where_there_are_too_many_sets_of_them(monkeypatch):
    monkeypatch.setattr(ties, "SMALL", 0)
    monkeypatch.setattr(days_module, "SETS", 0)
    days = [slot(day * DAY, day * DAY + 90) for day in range(4)]
    people = {"ann": days[:2], "bob": days[1:3], "eve": [days[1]]}

    schedule = solve(problem(days, people))

    assert (schedule.days, minutes(schedule)) == (1, {"ann": DAY, "bob": DAY + 30, "eve": DAY + 60})


def test_a_day_that_is_needed_is_kept(monkeypatch):
    monkeypatch.setattr(ties, "SMALL", 0)
    monkeypatch.setattr(days_module, "SETS", 0)
    days = [slot(day * DAY, day * DAY + 30) for day in range(4)]
    people = {"ann": days[:3], "bob": days[1:3], "eve": [days[1]]}

    assert solve(problem(days, people)).days == 3


def test_too_many_ties_fall_back_to_exchanges(monkeypatch):
    monkeypatch.setattr(ties, "STEPS", 100)
    people = {number: [slot(0, 240)] for number in range(8)}

    assert minutes(solve(problem([slot(0, 240)], people))) == {number: 30 * number for number in range(8)}


def test_choose_within_a_budget_says_that_nothing_is_proven(monkeypatch):
    monkeypatch.setattr(task, "BUDGET", 1)
    people = {number: [slot(7 * number % 50, 7 * number % 50 + 60)] for number in range(9)}

    schedule = solve(problem([slot(0, 300)], people, duration=25))

    assert violations(problem([slot(0, 300)], people, duration=25), schedule) == []
    assert schedule.optimal == (schedule.value == schedule.bound)


def test_choice_on_fewer_days_proves_nothing_of_the_other_days(monkeypatch):
    monkeypatch.setattr(ties, "SMALL", 0)
    monkeypatch.setattr(task, "BUDGET", 1)
    people = {"ann": [slot(0, 55)], "bob": [slot(5, 30)], "eve": [slot(DAY, DAY + 30)]}
    asked = problem([slot(0, 60), slot(DAY, DAY + 30)], people, duration=25)

    schedule = solve(asked)

    assert (schedule.placed, schedule.optimal) == (2, False)
    assert schedule.bound.placed == 3
