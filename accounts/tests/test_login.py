import json

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from rest_framework_simplejwt.tokens import AccessToken

from accounts.models import RefreshSession
from accounts.tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/accounts/login/"
REFUSAL = {"detail": "No active account found with the given credentials"}


@pytest.mark.parametrize("name", ["alice", "ALICE", "alice@example.org", "Alice@Example.org", " alice "])
def test_login_takes_username_or_email(api, alice, name):
    response = api.post(URL, {"username": name, "password": PASSWORD})

    assert response.status_code == 200
    assert sorted(response.json()) == ["access", "refresh"]
    assert AccessToken(response.json()["access"])["user_id"] == str(alice.pk)


def test_login_opens_a_session_that_names_no_token(api, alice):
    response = api.post(URL, {"username": "alice", "password": PASSWORD})

    session = RefreshSession.objects.get()
    assert AccessToken(response.json()["access"])["session"] == str(session.pk)
    assert session.token_digest not in response.content.decode()


def test_login_notes_the_moment(api, alice):
    api.post(URL, {"username": "alice", "password": PASSWORD})

    alice.refresh_from_db()
    assert alice.last_login is not None


@pytest.mark.parametrize(
    ("name", "password"),
    [("alice", "wrong"), ("nobody", PASSWORD), ("gone", PASSWORD), ("gone", "wrong"), ("alice@", PASSWORD)],
)
def test_login_refuses_wrong_unknown_and_inactive_alike(api, alice, name, password):
    UserFactory(username="gone", is_active=False)

    response = api.post(URL, {"username": name, "password": password})

    assert (response.status_code, response.json()) == (401, REFUSAL)
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'


@pytest.mark.parametrize("name", ["alice", "nobody", "gone"])
def test_login_hashes_once_whoever_is_named(api, alice, monkeypatch, name):
    UserFactory(username="gone", is_active=False)
    hashes = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashes.append(args) or encode(*args))

    api.post(URL, {"username": name, "password": "wrong"})

    assert len(hashes) == 1


def test_login_prefers_nobody_over_the_wrong_one(api, alice):
    UserFactory(username="al", email="al@example.org")

    response = api.post(URL, {"username": "al", "password": PASSWORD})

    assert AccessToken(response.json()["access"])["user_id"] != str(alice.pk)


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "alice",
        None,
        {"username": None, "password": None},
        {"username": ["alice"], "password": {}},
        {"username": "a\x00", "password": "b"},
        {"username": "\ud800", "password": "\udfff"},
        {"username": "a" * 255, "password": "b"},
        {"username": "a", "password": "b" * 1025},
        {"username": True, "password": False},
    ],
)
def test_login_answers_400_to_nonsense(api, body):
    assert api.post(URL, json.dumps(body), content_type="application/json").status_code == 400


def test_login_reads_numbers_as_text(api, db):
    response = api.post(URL, {"username": 10**200, "password": 1.5})

    assert (response.status_code, response.json()) == (401, REFUSAL)


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 5000, b'{"username": ' + b"1" * 5000 + b"}", b"NaN"])
def test_login_answers_400_to_malformed_json(api, body):
    response = api.post(URL, body, content_type="application/json")

    assert response.status_code == 400
    assert list(response.json()) == ["detail"]


def test_login_answers_415_to_a_form(api):
    assert api.post(URL, {"username": "alice"}, format="multipart").status_code == 415


def test_admin_login_takes_an_email(client, alice):
    alice.is_staff = True
    alice.save()

    response = client.post("/admin/login/", {"username": "alice@example.org", "password": PASSWORD})

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_admin_login_survives_a_nul(client, db):
    response = client.post("/admin/login/", {"username": "a\x00", "password": "b\x00"})

    assert response.status_code == 200
