"""Lists, details and writes cost the same number of queries for one row and for many."""

import pytest
from django.db import connection

from calendars import links
from calendars.models import Calendar, Invitation, Meeting, Slot
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, MeetingFactory, SlotFactory, at
from calendars.tests.shapes import booking, offer
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

MANY = pytest.mark.parametrize("rows", [1, 3, 50])
ROWS = pytest.mark.parametrize("rows", [1, 3, 30])


@pytest.fixture
def calendar(alice):
    return CalendarFactory(owner=alice, show_invitees=True)


@pytest.fixture
def cost(django_assert_max_num_queries):
    """Return a function that calls and says how many queries that took.

    The batches that SQLite cuts a statement of many rows into, 999 parameters each, count as one.
    """

    def count(call, *arguments):
        with django_assert_max_num_queries(99) as captured:
            assert call(*arguments).status_code < 300
        if not connection.features.max_query_params:
            return len(captured)
        statements = [query["sql"].partition("VALUES")[0] for query in captured]
        pairs = zip(statements, ["", *statements], strict=False)
        return sum(sql != former or not sql.startswith("INSERT") for sql, former in pairs)

    return count


def fill(calendar, rows):
    """Add slots, invitations with answers, and a meeting each."""
    for row in range(rows):
        SlotFactory(calendar=calendar, start=at(row))
        invitation = InvitationFactory(calendar=calendar, responded=True, contact__user=calendar.owner)
        SlotFactory.create_batch(2, invitation=invitation, start=at(row))
        MeetingFactory(invitation=invitation, confirmed=True, start=at(row))


@ROWS
@pytest.mark.parametrize(
    ("part", "queries"),
    [
        ("", 5),
        ("availability/", 3),
        ("invitations/", 4),
        ("meetings/", 3),
        ("schedule/", 3),
        ("suggestions/", 7),
    ],
)
def test_reads_of_a_calendar_are_constant(
    alice, api_as, calendar, rows, part, queries, django_assert_num_queries
):
    fill(calendar, rows)

    with django_assert_num_queries(queries):
        assert api_as(alice).get(f"/api/v1/calendars/{calendar.pk}/{part}").status_code == 200


@ROWS
def test_list_of_calendars_is_constant(alice, api_as, rows, django_assert_num_queries):
    for _ in range(rows):
        InvitationFactory.create_batch(2, calendar=CalendarFactory(owner=alice))

    with django_assert_num_queries(2):
        assert api_as(alice).get("/api/v1/calendars/").json()["count"] == rows


@ROWS
def test_link_is_constant(api, calendar, rows, django_assert_num_queries):
    fill(calendar, rows)
    token = links.token(Invitation.objects.first())

    with django_assert_num_queries(7):
        assert api.get(f"/api/v1/respond/{token}/").status_code == 200


@ROWS
def test_answer_is_constant(api, calendar, rows, django_assert_num_queries):
    fill(calendar, 1)
    token = links.token(Invitation.objects.get())
    slots = [offer(at(row), at(row + 1)) for row in range(rows)]

    with django_assert_num_queries(13):
        response = api.put(f"/api/v1/respond/{token}/availability/", {"availability": slots})
    assert len(response.json()["availability"]) == rows


@MANY
def test_create_is_constant(alice, api_as, rows, cost):
    contacts = ContactFactory.create_batch(rows, owner=alice, user=alice)
    body = {
        "name": "Talks",
        "invitees": [contact.pk for contact in contacts],
        "availability": [offer(at(row), at(row + 1)) for row in range(rows)],
    }

    assert cost(api_as(alice).post, "/api/v1/calendars/", body) == 17
    assert (Invitation.objects.count(), Slot.objects.count()) == (rows, rows)


@MANY
def test_invite_and_remind_all_are_constant(alice, api_as, calendar, rows, cost):
    contacts = ContactFactory.create_batch(rows, owner=alice, user=alice)
    client, path = api_as(alice), f"/api/v1/calendars/{calendar.pk}/"
    body = {"contacts": [contact.pk for contact in contacts]}

    assert cost(client.post, f"{path}invitations/", body) == 18
    assert cost(client.post, f"{path}remind/") == 17
    assert OutgoingMail.objects.count() == 2 * rows


@MANY
@pytest.mark.parametrize(("query", "queries"), [("", 17), ("?dry_run=true", 16)])
def test_finalize_is_constant(alice, api_as, calendar, rows, query, queries, cost):
    bookings = []
    for row in range(rows):
        SlotFactory(calendar=calendar, start=at(row))
        invitation = InvitationFactory(calendar=calendar, responded=True, contact__user=alice)
        SlotFactory(invitation=invitation, start=at(row))
        InvitationFactory(calendar=calendar)
        bookings.append(booking(invitation, row))
    path = f"/api/v1/calendars/{calendar.pk}/finalize/{query}"

    assert cost(api_as(alice).post, path, {"meetings": bookings}) == queries
    assert Meeting.objects.count() == (0 if query else rows)


@MANY
def test_reopen_is_constant(alice, api_as, calendar, rows, cost):
    fill(calendar, rows)
    Calendar.objects.update(status="finalized", finalized_at=NOW)

    assert cost(api_as(alice).post, f"/api/v1/calendars/{calendar.pk}/reopen/") == 19
    assert Meeting.objects.filter(status="cancelled").count() == rows


@MANY
def test_delete_is_constant(alice, api_as, calendar, rows, cost):
    fill(calendar, rows)

    assert cost(api_as(alice).delete, f"/api/v1/calendars/{calendar.pk}/") == 26
    assert OutgoingMail.objects.count() == rows
