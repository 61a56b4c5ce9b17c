"""What every read costs in statements: the same for one row and for a hundred.

A route that answers to GET and is in none of the tables fails the first test.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from calendars.tests.factories import NOW
from oneonone.tests.crowd import Crowd
from oneonone.tests.test_access_matrix import names

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

BUDGETS = {
    "availability-detail": 3,
    "availability-list": 3,
    "calendar-detail": 4,
    "calendar-list": 2,
    "contact-detail": 2,
    "contact-list": 2,
    "contact-profile": 3,
    "contact-request-list": 2,
    "export-csv": 4,
    "export-ics": 3,
    "feed": 4,
    "home": 5,
    "invitation-detail": 4,
    "invitation-list": 4,
    "log": 3,
    "meeting-detail": 3,
    "meeting-list": 3,
    "person": 2,
    "profile": 1,
    "proposal-list": 4,
    "received-availability": 3,
    "received-invitation-detail": 7,
    "received-invitation-list": 2,
    "repair": 10,
    "respond": 7,
    "respond-meeting": 2,
    "respond-page": 10,
    "schedule": 3,
    "suggestions": 7,
    "unsubscribe-page": 2,
}
# They show no rows, or a file, or one user who is named in a mailed link.
WITHOUT_ROWS = {
    None,
    "app",
    "docs",
    "live",
    "picture",
    "ready",
    "root",
    "schema",
    "set-password-page",
    "verify-address-page",
}


def answers_get(pattern):
    actions = getattr(pattern.callback, "actions", None)
    return "get" in actions if actions else hasattr(getattr(pattern.callback, "view_class", None), "get")


def test_every_read_has_a_budget():
    found = {
        name
        for inside, name, pattern in names(get_resolver().url_patterns)
        if inside != "admin" and answers_get(pattern)
    }

    assert found - WITHOUT_ROWS == set(BUDGETS)


@pytest.fixture
def cost():
    """Return a function that reads and says how many statements that took."""

    def count(client, path):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200, path
        return len(captured)

    return count


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_reads_cost_the_same_for_any_number_of_rows(alice, bob, api_as, cost, rows):
    crowd = Crowd(alice, bob, rows)
    client = api_as(alice)

    assert {name: cost(client, crowd.path(name)) for name in BUDGETS} == BUDGETS
