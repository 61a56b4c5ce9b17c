"""Alice asks for suggestions, a week before her times."""

import pytest

from calendars.tests.factories import NOW, CalendarFactory, SlotFactory, at
from calendars.tests.suggestions.asking import path_of


@pytest.fixture(autouse=True)
def _a_week_before(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def calendar(alice):
    """Alice has an hour on Monday: two meetings of half an hour."""
    calendar = CalendarFactory(owner=alice, time_zone="Europe/Berlin")
    SlotFactory(calendar=calendar, start=at(9), end=at(9.5), preference=3)
    SlotFactory(calendar=calendar, start=at(9.5), end=at(10), preference=2)
    return calendar


@pytest.fixture
def suggest(api_as, alice, calendar):
    """Return a function that asks as alice."""

    def ask(**query):
        response = api_as(alice).get(path_of(calendar), query)
        assert response.status_code == 200, response.json()
        return response.json()

    return ask
