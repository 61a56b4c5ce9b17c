import pytest

from scheduling import advise, effort, explain, repairs, risks, solve, suggest, violations
from scheduling.tests.build import grid_problem, hall_hour, loose_problem, problem, slot


@pytest.mark.parametrize("build", [grid_problem, loose_problem])
def test_advice_is_what_each_question_alone_is_answered(build):
    for seed in range(30):
        asked = build(seed)
        key = asked.invitees[-1].key if asked.invitees else None

        advice = advise(asked, 3, key)

        first = solve(asked)
        assert advice.schedules == tuple(suggest(asked, 3)), seed
        assert advice.repairs == tuple(repairs(asked, first)), seed
        if key is not None:
            assert advice.alternatives == tuple(explain(asked, first, key)), seed
            assert advice.risks == tuple(risks(asked, first)), seed


def test_advice_says_nothing_of_an_invitee_who_was_not_asked_about():
    advice = advise(hall_hour("ann", "bob"))

    assert (advice.alternatives, advice.risks) == ((), ())


@pytest.mark.parametrize("build", [grid_problem, loose_problem])
def test_advice_without_steps_is_one_schedule(monkeypatch, build):
    monkeypatch.setattr(effort, "TOTAL", 0)
    for seed in range(30):
        asked = build(seed)

        advice = advise(asked, 3, asked.invitees[0].key if asked.invitees else None)

        assert [violations(asked, schedule) for schedule in advice.schedules] == [[]]
        assert len(advice.alternatives) <= 1
        assert advice.schedules[0].value <= advice.schedules[0].bound


def crowd(count, width):
    """Build answers of random looks off every grid, to an owner with time for half of the people."""
    people = {
        who: [slot(37 * who * k % 997, 37 * who * k % 997 + 45 + k % 40, 1 + k % 3) for k in range(1, width)]
        for who in range(count)
    }
    return problem([slot(13 * k * k % 800, 13 * k * k % 800 + 120, 1 + k % 3) for k in range(20)], people)


@pytest.mark.parametrize("total", [10_000, 100_000, 1_000_000])
def test_advice_takes_few_steps_more_than_it_may(monkeypatch, total):
    monkeypatch.setattr(effort, "TOTAL", total)

    advice = advise(crowd(30, 30), 10, 7)

    assert advice.left > -1_000_000
    assert violations(crowd(30, 30), advice.schedules[0]) == []
