"""What happens to a contact depends on the calendars that mention it."""

from datetime import UTC, datetime

import pytest
from django.apps import apps

from accounts.tests.factories import PASSWORD
from contacts.models import Contact
from contacts.tests.factories import ContactFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def contact(alice):
    return ContactFactory(owner=alice, first_name="Ana", last_name="Lee")


def invite(contact, name, *, finalized=False):
    # The models are looked up by name: this app does not know the calendars.
    calendar = apps.get_model("calendars", "Calendar").objects.create(
        owner=contact.owner,
        name=name,
        status="finalized" if finalized else "open",
        finalized_at=NOW if finalized else None,
    )
    return calendar.invitations.create(contact=contact, invited_at=NOW)


def remove(contact, api_as):
    return api_as(contact.owner).delete(f"/api/v1/contacts/{contact.pk}/")


def test_contact_that_nothing_mentions_is_deleted(contact, api_as):
    response = remove(contact, api_as)

    assert (response.status_code, response.content) == (204, b"")
    assert not Contact.objects.exists()


def test_contact_on_an_open_calendar_stays(contact, api_as):
    invite(contact, "Thesis talks")
    invite(contact, "Office hours")
    invite(contact, "Last year", finalized=True)

    response = remove(contact, api_as)

    assert (response.status_code, response.json()) == (
        409,
        {
            "code": "contact_in_use",
            "detail": "Ana Lee is invited to “Office hours”, “Thesis talks”. Remove the invitation first.",
        },
    )
    assert Contact.objects.owned_by(contact.owner).get() == contact


def test_refusal_names_the_first_calendars_and_counts_the_others(contact, api_as):
    for name in "EDCBA":
        invite(contact, name)

    assert "“A”, “B”, “C” and 2 more." in remove(contact, api_as).json()["detail"]


def test_contact_on_finalized_calendars_is_archived(contact, api_as):
    invitation = invite(contact, "Last year", finalized=True)

    assert remove(contact, api_as).status_code == 204

    contact.refresh_from_db()
    assert contact.archived_at is not None
    assert contact.invitations.get() == invitation


def test_archived_contact_is_out_of_sight(contact, api_as):
    invite(contact, "Last year", finalized=True)
    client = api_as(contact.owner)
    assert client.get("/api/v1/contacts/").json()["count"] == 1

    remove(contact, api_as)

    assert client.get("/api/v1/contacts/").json()["count"] == 0
    assert client.get(f"/api/v1/contacts/{contact.pk}/").status_code == 404


def test_archived_contacts_address_can_be_given_to_another(contact, api_as):
    invite(contact, "Last year", finalized=True)
    remove(contact, api_as)
    other = ContactFactory(owner=contact.owner)

    response = api_as(contact.owner).patch(f"/api/v1/contacts/{other.pk}/", {"email": contact.email})

    assert response.status_code == 200


def test_account_goes_with_its_contacts_and_the_calendars_they_are_on(contact, bob, api_as):
    invite(contact, "Thesis talks")
    invite(contact, "Last year", finalized=True)
    theirs = ContactFactory(owner=bob, user=contact.owner)

    response = api_as(contact.owner).delete("/api/v1/accounts/profile/", {"password": PASSWORD})

    theirs.refresh_from_db()
    assert response.status_code == 204
    assert (list(Contact.objects.all()), theirs.user) == ([theirs], None)
    assert not apps.get_model("calendars", "Invitation").objects.exists()
