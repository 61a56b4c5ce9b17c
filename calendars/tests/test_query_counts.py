"""Writes cost the same number of statements for one row and for many; no call costs too many for 500.

``oneonone/tests/test_query_budgets.py`` has the reads. What begins and ends a transaction is not counted.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calendars import links
from calendars.models import Calendar, Invitation, Meeting, Slot
from calendars.tests.factories import NOW, CalendarFactory, at
from calendars.tests.shapes import booking, offer
from contacts.models import Contact
from mail.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

ROWS = pytest.mark.parametrize("rows", [1, 3, 100])


@pytest.fixture
def calendar(alice):
    return CalendarFactory(owner=alice, show_invitees=True)


@pytest.fixture
def cost():
    """Return a function that calls and says how many statements that took.

    The batches that SQLite cuts a statement of many rows into, 999 parameters each, count as one.
    """

    def count(call, *arguments):
        with CaptureQueriesContext(connection) as captured:
            response = call(*arguments)
        assert response.status_code < 300, response.content
        statements = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
        if not connection.features.max_query_params:
            return len(statements)
        kinds = [sql.partition("VALUES")[0] for sql in statements]
        pairs = zip(kinds, ["", *kinds], strict=False)
        return sum(sql != former or not sql.startswith("INSERT") for sql, former in pairs)

    return count


def contacts_of(owner, rows):
    return Contact.objects.bulk_create(
        Contact(owner=owner, first_name="Ana", email=f"ana{row}@example.org", user=owner)
        for row in range(rows)
    )


def fill(calendar, rows):
    """Add slots of the owner, and invitations answered by two times each."""
    invitations = Invitation.objects.bulk_create(
        Invitation(calendar=calendar, contact=contact, invited_at=NOW, status="responded", responded_at=NOW)
        for contact in contacts_of(calendar.owner, rows)
    )
    Slot.objects.bulk_create(
        Slot(calendar=calendar, invitation=party, start=at(row), end=at(row + 1), preference=3)
        for row, invitation in enumerate(invitations)
        for party in (None, invitation, invitation)
    )
    return invitations


def meet(invitations):
    Meeting.objects.bulk_create(
        Meeting(
            owner=invitation.calendar.owner,
            calendar=invitation.calendar,
            invitation=invitation,
            start=at(row),
            end=at(row + 0.5),
            status="confirmed",
            owner_preference=3,
            invitee_preference=3,
        )
        for row, invitation in enumerate(invitations)
    )


def new_calendar(owner, rows):
    return {
        "name": "Talks",
        "invitees": [contact.pk for contact in contacts_of(owner, rows)],
        "availability": [offer(at(row), at(row + 1)) for row in range(min(rows, 500))],
    }


@ROWS
def test_answer_is_constant(api, calendar, rows, cost):
    (invitation,) = fill(calendar, 1)
    meet([invitation])
    slots = [offer(at(row), at(row + 1)) for row in range(rows)]
    path = f"/api/v1/respond/{links.token(invitation)}/availability/"

    # Two of them for the names that the owner shows, and for what was proposed for the meeting.
    assert cost(api.put, path, {"availability": slots}) == 11
    assert invitation.slots.count() == rows


@ROWS
def test_create_is_constant(alice, api_as, rows, cost):
    assert cost(api_as(alice).post, "/api/v1/calendars/", new_calendar(alice, rows)) == 14
    assert (Invitation.objects.count(), Slot.objects.count()) == (rows, rows)


@ROWS
def test_invite_and_remind_all_are_constant(alice, api_as, calendar, rows, cost):
    client, path = api_as(alice), f"/api/v1/calendars/{calendar.pk}/"
    body = {"contacts": [contact.pk for contact in contacts_of(alice, rows)]}

    assert cost(client.post, f"{path}invitations/", body) == 16
    assert cost(client.post, f"{path}remind/") == 15
    assert OutgoingMail.objects.count() == 2 * rows


@ROWS
@pytest.mark.parametrize(("query", "queries"), [("", 15), ("?dry_run=true", 13)])
def test_finalize_is_constant(alice, api_as, calendar, rows, query, queries, cost):
    bookings = [booking(invitation, row) for row, invitation in enumerate(fill(calendar, rows))]
    path = f"/api/v1/calendars/{calendar.pk}/finalize/{query}"

    assert cost(api_as(alice).post, path, {"meetings": bookings}) == queries
    assert Meeting.objects.count() == (0 if query else rows)


@ROWS
def test_reopen_is_constant(alice, api_as, calendar, rows, cost):
    meet(fill(calendar, rows))
    Calendar.objects.update(status="finalized", finalized_at=NOW)

    assert cost(api_as(alice).post, f"/api/v1/calendars/{calendar.pk}/reopen/") == 24
    assert Meeting.objects.filter(status="cancelled").count() == rows


@ROWS
def test_delete_is_constant(alice, api_as, calendar, rows, cost):
    meet(fill(calendar, rows))

    assert cost(api_as(alice).delete, f"/api/v1/calendars/{calendar.pk}/") == 28
    assert OutgoingMail.objects.count() == rows


def test_calls_for_500_invitees_keep_to_their_budgets(alice, api_as, cost):
    client = api_as(alice)

    assert cost(client.post, "/api/v1/calendars/", new_calendar(alice, 500)) <= 15
    path = f"/api/v1/calendars/{Calendar.objects.get().pk}/"
    assert cost(client.get, path) <= 8
    bookings = [booking(invitation, row) for row, invitation in enumerate(Invitation.objects.all())]
    assert cost(client.post, f"{path}finalize/", {"meetings": bookings}) <= 15
    assert Meeting.objects.filter(status="confirmed").count() == 500
