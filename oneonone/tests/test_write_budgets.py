"""What every write costs in statements: the same for one row and for many.

A method that writes, of any route, and is in no table fails the first test. What begins and ends a
transaction is not counted. ``test_query_budgets.py`` has the reads.

Two writes take some statements more for each calendar, as they lock one by one: a new address of somebody
whom several open calendars have invited, and unsubscribing from an owner who waits for several answers.
Here it is one calendar.
"""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from calendars.tests.factories import NOW
from oneonone.tests.test_access_matrix import methods, names
from oneonone.tests.write_calls import CALLS
from oneonone.tests.writes import Writing

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

BUDGETS = {
    ("availability-detail", "delete"): 7,
    ("availability-detail", "patch"): 8,
    ("availability-detail", "put"): 8,
    ("availability-list", "post"): 7,
    ("availability-list", "put"): 7,
    ("calendar-detail", "delete"): 28,
    ("calendar-detail", "patch"): 8,
    ("calendar-detail", "put"): 9,
    ("calendar-list", "post"): 14,
    ("finalize", "post"): 15,
    ("invitation-answer", "put"): 11,
    ("invitation-detail", "delete"): 22,
    ("invitation-detail", "patch"): 9,
    ("invitation-list", "post"): 16,
    ("invitation-remind", "post"): 13,
    ("invitation-resend", "post"): 15,
    ("meeting-confirm", "post"): 19,
    ("meeting-detail", "delete"): 15,
    ("meeting-detail", "patch"): 21,
    ("proposal-accept", "post"): 22,
    ("proposal-decline", "post"): 14,
    ("proposal-detail", "delete"): 11,
    ("proposal-list", "post"): 20,
    ("remind-all", "post"): 15,
    ("reopen", "post"): 24,
    ("repair", "get"): 10,
    ("repair", "post"): 30,
    ("schedule", "delete"): 8,
    ("schedule", "put"): 12,
    ("schedule-generate", "post"): 20,
    ("received-accept", "post"): 11,
    ("received-availability", "post"): 8,
    ("received-availability", "put"): 11,
    ("received-availability-detail", "delete"): 9,
    ("received-availability-detail", "patch"): 9,
    ("received-decline", "post"): 22,
    ("respond-accept", "post"): 11,
    ("respond-availability", "put"): 11,
    ("respond-decline", "post"): 22,
    ("respond-page", "post"): 18,
    ("respond-proposal", "delete"): 9,
    ("respond-proposal-accept", "post"): 20,
    ("respond-proposal-decline", "post"): 11,
    ("respond-proposals", "post"): 19,
    ("unsubscribe-page", "post"): 17,
    ("contact-detail", "delete"): 7,
    ("contact-detail", "patch"): 17,
    ("contact-detail", "put"): 17,
    ("contact-import-many", "post"): 5,
    ("contact-list", "post"): 4,
    ("contact-request-accept", "post"): 8,
    ("contact-request-decline", "post"): 4,
    ("contact-request-detail", "delete"): 3,
    ("contact-request-list", "post"): 12,
    ("feed-address", "post"): 5,
    ("profile", "delete"): 67,
    ("profile", "patch"): 9,
    ("profile", "put"): 9,
    ("password-change", "post"): 25,
    ("password-reset", "post"): 10,
    ("password-confirm", "post"): 5,
    ("email-verify", "post"): 5,
    ("email-verify-resend", "post"): 4,
    ("signup", "post"): 11,
    ("login", "post"): 24,
    ("logout", "post"): 2,
    ("token-refresh", "post"): 2,
    ("token-verify", "post"): 2,
}


def test_every_write_has_a_budget():
    found = {
        (name, method)
        for inside, name, pattern in names(get_resolver().url_patterns)
        if inside != "admin"
        for method in methods(pattern.callback) - {"get"}
    }

    assert found == {call for call in CALLS if call[1] != "get"}


@pytest.fixture
def cost(api, api_as, monkeypatch):
    """Return a function that makes a call and says how many statements that took."""
    if connection.features.max_query_params:
        # Else SQLite would get a statement of many rows in batches of 999 parameters, as before 3.32.
        monkeypatch.setattr(connection.features, "max_query_params", 30_000)

    def count(method, user, path, body):
        client = api_as(user) if user else api
        shape = "json" if path.startswith("/api/") else "multipart"
        with CaptureQueriesContext(connection) as captured:
            response = getattr(client, method)(path, body if method != "get" else None, format=shape)
        assert response.status_code < 400, (method, path, response.content)
        return sum("SAVEPOINT" not in query["sql"] for query in captured)

    return count


@pytest.mark.parametrize("rows", [1, 3, 45])  # Django deletes by the hundred, and a row is in two calendars
def test_writes_cost_the_same_for_any_number_of_rows(alice, bob, cost, rows):
    crowd, found = Writing(alice, bob, rows), {}
    for (name, method), call in CALLS.items():
        with transaction.atomic():
            found[name, method] = cost(method, *call(crowd))
            transaction.set_rollback(True)

    assert found == BUDGETS
