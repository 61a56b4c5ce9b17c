"""Bob is asked for his times on a Monday morning, the week before."""

import pytest
import time_machine

from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, SlotFactory, at


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def calendar(alice):
    calendar = CalendarFactory(owner=alice, description="Bring your draft.\n<b>Talk</b> & listen.")
    SlotFactory(calendar=calendar, start=at(10), end=at(11))
    return calendar


@pytest.fixture
def invitation(calendar):
    return InvitationFactory(calendar=calendar, contact__first_name="Bob", contact__last_name="Baker")
