import json

import pytest

from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/accounts/profile/"


def test_profile_shows_the_own_account(alice, bob, api_as):
    assert api_as(alice).get(URL).json() == {
        "id": alice.pk,
        "username": "alice",
        "email": "alice@example.org",
        "first_name": "Alice",
        "last_name": "Able",
        "time_zone": "UTC",
        "picture": None,
        "email_verified": True,
        "mails_held": 0,
    }


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_profile_needs_a_user(api, method, db):
    response = getattr(api, method)(URL)

    assert (response.status_code, list(response.json())) == (401, ["detail"])


def test_profile_patch_changes_what_is_given(alice, api_as):
    response = api_as(alice).patch(URL, {"time_zone": "Asia/Tokyo"})

    alice.refresh_from_db()
    assert (alice.first_name, alice.time_zone) == ("Alice", "Asia/Tokyo")
    assert response.json() == api_as(alice).get(URL).json()


def test_profile_patch_of_nothing_changes_nothing(alice, api_as):
    before = api_as(alice).get(URL).json()

    assert api_as(alice).patch(URL, {}).json() == before


def test_profile_put_needs_the_names(alice, api_as):
    response = api_as(alice).put(URL, {"time_zone": "Asia/Tokyo"})

    assert response.json() == {
        "first_name": ["This field is required."],
        "last_name": ["This field is required."],
    }


def test_profile_ignores_what_is_not_the_users_to_set(alice, api_as):
    api_as(alice).patch(URL, {"id": 99, "is_staff": True, "email_verified": False, "password": "x"})

    alice.refresh_from_db()
    assert (alice.is_staff, alice.email_verified, alice.check_password("x")) == (False, True, False)


@pytest.mark.parametrize("value", [None, "", 1.5j, [], {}, "a\x00b", "x" * 151, "a\nb", "\u202eabc"])
def test_profile_answers_400_to_a_hostile_name(alice, api_as, value):
    body = json.dumps({"first_name": value}, default=lambda _: True)

    response = api_as(alice).patch(URL, body, content_type="application/json")

    assert (response.status_code, list(response.json())) == (400, ["first_name"])


def person(client, username):
    return client.get(f"/api/v1/accounts/users/{username}/")


def test_person_is_found_by_exact_username(alice, bob, api_as):
    assert person(api_as(alice), "bob").json() == {
        "id": bob.pk,
        "username": "bob",
        "first_name": "Bob",
        "last_name": "Baker",
        "picture": None,
    }


@pytest.mark.parametrize(
    "name", ["bo", "bob@example.org", "BOB", "gone", "%00", "%ED%A0%80", "b%6Fb%20", "x" * 300]
)
def test_person_under_any_other_name_is_not_found(alice, bob, api_as, name):
    UserFactory(username="gone", is_active=False)

    response = person(api_as(alice), name)

    assert (response.status_code, response.json()) == (404, {"detail": "No User matches the given query."})


def test_person_needs_a_user(api, bob):
    assert person(api, "bob").status_code == 401
