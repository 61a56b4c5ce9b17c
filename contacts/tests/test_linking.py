"""An entry is linked to the user who has proved its address."""

from datetime import UTC, datetime

import pytest

from accounts.services import addresses
from accounts.tests.factories import UserFactory
from contacts.models import Contact
from contacts.tests.factories import ContactFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/contacts/"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_new_entry_of_a_proved_address_is_linked(alice, bob, api_as):
    body = {"first_name": "Bobby", "last_name": "", "email": "Bob@example.org"}

    assert api_as(alice).post(URL, body).json()["user"] == bob.pk


@pytest.mark.parametrize("traits", [{"verified": False}, {"verified": True, "is_active": False}])
def test_new_entry_of_an_unproved_address_is_not_linked(alice, api_as, traits):
    UserFactory(username="dora", **traits)
    body = {"first_name": "Dora", "last_name": "", "email": "dora@example.org"}

    assert api_as(alice).post(URL, body).json()["user"] is None


def test_own_address_is_not_linked(alice, api_as):
    body = {"first_name": "Me", "last_name": "", "email": "alice@example.org"}

    assert api_as(alice).post(URL, body).json()["user"] is None


def test_proving_an_address_links_every_entry_of_it(alice, bob):
    dora = UserFactory(username="dora")
    entries = [ContactFactory(owner=owner, email="dora@example.org") for owner in (alice, bob, dora)]
    other = ContactFactory(owner=alice)

    addresses.mark_verified(user=dora, now=NOW)

    linked = Contact.objects.filter(user=dora).order_by("id")
    assert list(linked) == entries[:2]
    assert other not in linked


def test_changing_the_address_changes_the_link(alice, bob, charlie, api_as):
    contact = ContactFactory(owner=alice, email="bob@example.org", user=bob)
    path = f"{URL}{contact.pk}/"

    links = [
        api_as(alice).patch(path, {"email": email}).json()["user"]
        for email in ("BOB@example.org", "charlie@example.org", "new@example.org")
    ]

    assert links == [bob.pk, charlie.pk, None]


def test_deleting_the_user_leaves_the_entry(alice, bob):
    contact = ContactFactory(owner=alice, user=bob)

    bob.delete()

    contact.refresh_from_db()
    assert contact.user is None


def test_profile_shows_the_linked_user(alice, bob, api_as):
    contact = ContactFactory(owner=alice, user=bob)

    response = api_as(alice).get(f"{URL}{contact.pk}/profile/")

    assert (response.status_code, response.json()) == (
        200,
        {"id": bob.pk, "username": "bob", "first_name": "Bob", "last_name": "Baker", "picture": None},
    )


def test_profile_of_nobody_is_not_found(alice, charlie, api_as):
    unlinked = ContactFactory(owner=alice)
    left = ContactFactory(owner=alice, user=UserFactory(is_active=False))

    answers = [api_as(alice).get(f"{URL}{contact.pk}/profile/") for contact in (unlinked, left)]

    assert {(answer.status_code, answer.content) for answer in answers} == {
        (404, b'{"detail":"No User matches the given query."}')
    }


def test_profile_is_the_owners_to_see(alice, bob, charlie, api, api_as):
    contact = ContactFactory(owner=alice, user=bob)
    path = f"{URL}{contact.pk}/profile/"

    assert [api_as(charlie).get(path).status_code, api.get(path).status_code] == [404, 401]
