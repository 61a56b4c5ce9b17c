import pytest

from scheduling import solve, violations
from scheduling.tests.brute_force import best_value
from scheduling.tests.build import random_problem


def value(schedule):
    lower = [meeting.invitee_preference for meeting in schedule.meetings]
    both = schedule.owner_preference + schedule.invitee_preference
    return (schedule.placed, both, -lower.count(1) - lower.count(0), -lower.count(2))


@pytest.mark.parametrize("block", range(10))
def test_solve_on_a_grid_is_as_good_as_trying_everything(block):
    for seed in range(block * 100, block * 100 + 100):
        problem = random_problem(seed, invitees=4)

        schedule = solve(problem)

        assert violations(problem, schedule) == [], seed
        assert (value(schedule), schedule.optimal) == (best_value(problem, problem.duration), True), seed
