from importlib import import_module

import pytest

from scheduling import solve, suggest, violations
from scheduling.suggest import moved
from scheduling.tests.brute_force import schedules, score
from scheduling.tests.build import at, grid_problem, hall_hour, loose_problem, minutes, problem, slot

DAY = 1440


def by_label(asked, limit=9):
    return {offer.label: minutes(offer) for offer in suggest(asked, limit)}


@pytest.mark.parametrize("build", [grid_problem, loose_problem])
def test_suggest_gives_valid_different_schedules_that_place_the_most(build):
    for seed in range(150):
        asked = build(seed)

        offers = suggest(asked, 5)

        assert offers[0] == solve(asked)
        assert {offer.placed for offer in offers} == {offers[0].placed}
        assert [violations(asked, offer) for offer in offers] == [[]] * len(offers)
        assert len({offer.meetings for offer in offers}) == len(offers)
        assert [offer.difference for offer in offers] == [moved(offers[0], offer) for offer in offers]
        assert [offer.optimal for offer in offers] == [offer.value == offer.bound for offer in offers]


def test_suggest_names_are_kept_what_they_promise():
    for seed in range(120):
        asked = grid_problem(seed)
        every = [one for one in schedules(asked) if score(one)[0] == solve(asked).placed]

        offers = {offer.label: offer for offer in suggest(asked, 9)}

        if "fewest_days" in offers:
            days = min(len({met[0].date() for met in one if met}) for one in every)
            assert offers["fewest_days"].days == days < offers["best_preference"].days
        if "earliest_finish" in offers:
            last = min(max(met[0] for met in one if met) for one in every)
            assert offers["earliest_finish"].meetings[-1].start == last
        if "fairest" in offers:
            lower = [meeting.invitee_preference for meeting in offers["fairest"].meetings]
            fairest = max(score(one)[2:] for one in every)
            assert (-lower.count(1) - lower.count(0), -lower.count(2)) == fairest


def test_suggest_names_what_each_schedule_is_best_at():
    people = {
        "ann": [slot(DAY, DAY + 30, 3), slot(2 * DAY, 2 * DAY + 30, 2)],
        "bob": [slot(DAY + 30, DAY + 60, 1), slot(2 * DAY + 30, 2 * DAY + 60), slot(3 * DAY, 3 * DAY + 30)],
    }
    owner = [slot(day * DAY, day * DAY + 60) for day in range(4)]

    assert by_label(problem(owner, people), 4) == {
        "best_preference": {"ann": DAY, "bob": 2 * DAY + 30},
        "fewest_days": {"ann": 2 * DAY, "bob": 2 * DAY + 30},
        "earliest_finish": {"ann": DAY, "bob": DAY + 30},
        "alternative": {"ann": DAY, "bob": 3 * DAY},
    }


def test_suggest_offers_the_fairest_where_the_best_is_hard_on_somebody():
    owner = [slot(0, 60), slot(60, 120, 1)]
    people = {"ann": [slot(0, 30, 3), slot(30, 60, 2)], "bob": [slot(30, 60, 1), slot(60, 90, 2)]}

    assert by_label(problem(owner, people))["fairest"] == {"ann": 0, "bob": 60}


def test_suggest_offers_what_is_most_different_among_equals():
    offers = suggest(hall_hour("ann", "bob"))

    assert [(offer.label, minutes(offer), offer.difference) for offer in offers] == [
        ("best_preference", {"ann": 0, "bob": 30}, ()),
        ("alternative", {"ann": 30, "bob": 0}, ("ann", "bob")),
    ]


def test_suggest_offers_the_next_best_where_the_best_is_unique():
    people = {"ann": [slot(0, 30, 3), slot(30, 60, 1)], "bob": [slot(60, 90, 3), slot(90, 120, 2)]}

    offers = suggest(problem([slot(0, 120)], people), 5)

    assert [(offer.label, minutes(offer), offer.difference) for offer in offers] == [
        ("best_preference", {"ann": 0, "bob": 60}, ()),
        ("alternative", {"ann": 0, "bob": 90}, ("bob",)),
        ("alternative", {"ann": 30, "bob": 60}, ("ann",)),
    ]


def test_suggest_offers_no_more_than_asked_for():
    assert len(suggest(hall_hour("ann", "bob"), 1)) == 1
    assert suggest(hall_hour("ann", "bob"), 0) == []


def test_suggest_without_steps_offers_valid_schedules_only(monkeypatch):
    monkeypatch.setattr(import_module("scheduling.suggest"), "EFFORT", 0)
    people = {"ann": [slot(0, 60)], "bob": [slot(0, 90)], "cy": [slot(7, 120, 1)]}
    asked = problem([slot(0, 120)], people)

    offers = suggest(asked, 5)

    assert offers[0] == solve(asked)
    assert [violations(asked, offer) for offer in offers] == [[]] * len(offers)
    assert {offer.placed for offer in offers} == {3}


def test_suggest_without_invitees_offers_the_empty_schedule_once():
    asked = problem([slot(0, 60)], {})

    assert suggest(asked) == [solve(asked)]


def test_moved_names_those_placed_in_one_schedule_only():
    few, many = hall_hour("ann"), hall_hour("ann", "bob")

    assert moved(solve(few), solve(many)) == ("bob",)
    assert [meeting.start for meeting in solve(few).meetings] == [at(0)]
