"""Bob is invited to choose among twelve half hours: four on each of two days, and four a week later."""

import pytest

from calendars.tests.factories import CalendarFactory, InvitationFactory, SlotFactory
from e2e.invitee.answering import at


@pytest.fixture
def invitation(alice):
    calendar = CalendarFactory(owner=alice, time_zone="Europe/Berlin")
    for days in (0, 1, 7):
        SlotFactory(calendar=calendar, start=at(9, days), end=at(11, days), preference=3 - days % 2)
    return InvitationFactory(calendar=calendar, contact__first_name="Bob")


@pytest.fixture
def open_page(new_page, live_server):
    """Return a function that opens a path in a browser of its own, and waits for the scripts that it runs."""

    def open_page(path, **options):
        page = new_page(base_url=live_server.url, **options)
        page.goto(path)
        if options.get("java_script_enabled", True):
            page.locator("#answer:not(.lively)").wait_for(state="detached")
        return page

    return open_page
