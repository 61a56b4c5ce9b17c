import pytest

from scheduling import candidates, solve, violations
from scheduling.candidates import instance
from scheduling.intervals import tick
from scheduling.tests.build import NINE, interval, loose_problem, problem, slot


def starts(asked):
    read = instance(asked)
    return {
        key: [(start - tick(NINE)) // 60_000_000 for start, _ in row]
        for key, row in zip(read.keys, read.options, strict=True)
    }


def test_candidates_on_a_grid_are_all_of_it():
    asked = problem([slot(0, 120)], {"ann": [slot(0, 120)], "bob": [slot(30, 60)]})

    assert starts(asked) == {"ann": [0, 30, 60, 90], "bob": [30]}
    assert not instance(asked).collide


def test_candidates_that_collide_follow_no_chain_longer_than_needed():
    asked = problem([slot(0, 300)], {"ann": [slot(0, 300)], "bob": [slot(10, 300)]})

    assert starts(asked) == {"ann": [0, 40], "bob": [10, 30]}
    assert instance(asked).collide


def test_candidates_begin_where_a_preference_does():
    asked = problem([slot(0, 60, 1), slot(40, 120, 2)], {"ann": [slot(0, 120), slot(100, 200, 1)]})

    assert starts(asked) == {"ann": [0, 40]}


def test_candidates_begin_after_a_busy_time():
    asked = problem([slot(0, 100)], {"ann": [slot(5, 100)]}, busy=[interval(5, 50)])

    assert starts(asked) == {"ann": [50]}


def test_candidates_of_a_wide_step_lead_from_several_stretches_to_the_next():
    people = {"ann": [slot(0, 10)], "bob": [slot(15, 25)], "eve": [slot(0, 10), slot(60, 80)]}
    asked = problem([slot(0, 10), slot(15, 25), slot(60, 80)], people, duration=10, buffer=20, step=1000)

    assert starts(asked) == {"ann": [0], "bob": [15], "eve": [0, 60]}


@pytest.mark.parametrize(("regular", "colliding"), [(1, 1), (1, 60), (1000, 3), (12, 4)])
def test_candidates_beyond_the_limit_are_left_out_and_the_bound_stays_true(monkeypatch, regular, colliding):
    best = [solve(loose_problem(seed)) for seed in range(200)]
    monkeypatch.setattr(candidates, "MOST_REGULAR", regular)
    monkeypatch.setattr(candidates, "MOST_COLLIDING", colliding)
    for seed in range(200):
        asked = loose_problem(seed)

        schedule = solve(asked)

        assert violations(asked, schedule) == []
        assert schedule.value <= best[seed].value <= schedule.bound
        assert schedule.optimal == (schedule.value == schedule.bound)
