from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.db import connection
from rest_framework.test import APIClient

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/accounts/signup/"
BODY = {
    "username": "ana",
    "email": "ana@example.org",
    "first_name": "Ana",
    "last_name": "Lee",
    "password": PASSWORD,
    "password2": PASSWORD,
}


def test_signup_answers_the_user(api):
    response = api.post(URL, BODY | {"time_zone": "Europe/Berlin"})

    assert response.status_code == 201
    assert response.json() == {
        "id": User.objects.get().pk,
        "username": "ana",
        "email": "ana@example.org",
        "first_name": "Ana",
        "last_name": "Lee",
        "time_zone": "Europe/Berlin",
        "picture": None,
        "email_verified": False,
        "mails_held": 0,
    }


def test_signup_hashes_the_password_with_argon2(api, settings):
    settings.PASSWORD_HASHERS = ["accounts.hashers.Argon2Hasher"]

    api.post(URL, BODY)

    assert identify_hasher(User.objects.get().password).algorithm == "argon2"


def test_signup_makes_no_staff(api):
    api.post(URL, BODY | {"is_staff": True, "is_superuser": True, "id": 7, "email_verified_at": "2026-01-01"})

    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.email_verified) == (False, False, False)


def test_signup_asks_for_every_field(api):
    response = api.post(URL, {})

    assert response.status_code == 400
    assert response.json() == {name: ["This field is required."] for name in BODY}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"username": "ALICE"}, {"username": ["A user with that username already exists."]}),
        ({"email": "Alice@Example.ORG"}, {"email": ["A user with that email already exists."]}),
        (
            {"username": "alice", "email": "alice@example.org"},
            {
                "username": ["A user with that username already exists."],
                "email": ["A user with that email already exists."],
            },
        ),
        ({"username": "ALICE@example.org"}, {"username": ["A user with that username already exists."]}),
        (
            {"username": "somebody@example.org"},
            {"username": ["A username that is an e-mail address must be your own."]},
        ),
        ({"email": "boss@example.org"}, {"email": ["A user with that email already exists."]}),
        ({"password2": "something else"}, {"password2": ["Passwords must match."]}),
        (
            {"password": "k3Jd9-x", "password2": "k3Jd9-x"},
            {"password": ["This password is too short. It must contain at least 8 characters."]},
        ),
        (
            {"password": "9517530246", "password2": "9517530246"},
            {"password": ["This password is entirely numeric."]},
        ),
        (
            {"password": "password1", "password2": "password1"},
            {"password": ["This password is too common."]},
        ),
        (
            {"username": "ana-maria-lee", "password": "ana-maria-lee1", "password2": "ana-maria-lee1"},
            {"password": ["The password is too similar to the username."]},
        ),
        ({"email": "nobody"}, {"email": ["Enter a valid email address."]}),
        ({"first_name": "  "}, {"first_name": ["This field may not be blank."]}),
        (
            {"time_zone": "Mars/Olympus"},
            {"time_zone": ["Not a time zone: use a name such as Europe/Berlin."]},
        ),
        (
            {"first_name": "Ana\r\nBcc: all"},
            {"first_name": ["Control characters and line breaks are not allowed."]},
        ),
    ],
)
def test_signup_refuses(api, alice, changes, errors):
    UserFactory(username="boss@example.org", email="real@example.org")

    response = api.post(URL, BODY | changes)

    assert (response.status_code, response.json()) == (400, errors)


def test_signup_refuses_a_username_beyond_ascii(api):
    response = api.post(URL, BODY | {"username": "аna"})  # noqa: RUF001 - a Cyrillic a

    assert response.status_code == 400
    assert list(response.json()) == ["username"]


def test_signup_reports_names_and_password_together(api, alice):
    response = api.post(URL, BODY | {"username": "alice", "password": "short"})

    assert sorted(response.json()) == ["password", "password2", "username"]


def test_signup_takes_the_own_address_as_username(api):
    response = api.post(URL, BODY | {"username": "Ana@example.org"})

    assert response.status_code == 201


def test_signup_keeps_the_spaces_of_a_password(api):
    api.post(URL, BODY | {"password": f" {PASSWORD} ", "password2": f" {PASSWORD} "})

    assert User.objects.get().check_password(f" {PASSWORD} ")


def test_signup_ignores_a_stale_token(api):
    api.credentials(HTTP_AUTHORIZATION="Bearer stale")

    assert api.post(URL, BODY).status_code == 201


def test_signup_is_throttled_by_address(api):
    answers = [api.post(URL, {}, HTTP_X_FORWARDED_FOR=f"192.0.2.{n}") for n in range(61)]

    assert [answer.status_code for answer in answers] == [400] * 60 + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


@pytest.mark.django_db(transaction=True)
def test_parallel_signups_of_one_name_make_one_user(settings):
    def sign_up(_):
        try:
            return APIClient().post(URL, BODY).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        statuses = sorted(pool.map(sign_up, range(6)))

    assert statuses == [201, 400, 400, 400, 400, 400]
    assert User.objects.count() == 1
