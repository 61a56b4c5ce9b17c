"""Which endpoints answer without a user: those of this list, and no other route of the API."""

import pytest
from django.urls import get_resolver

pytestmark = pytest.mark.django_db

METHODS = ("get", "post", "put", "patch", "delete")
NO_CREDENTIALS = (401, {"detail": "Authentication credentials were not provided."})
PUBLIC = {
    "email-verify",
    "feed",
    "login",
    "password-confirm",
    "password-reset",
    "respond",
    "respond-accept",
    "respond-availability",
    "respond-decline",
    "respond-meeting",
    "respond-proposal",
    "respond-proposal-accept",
    "respond-proposal-decline",
    "respond-proposals",
    "signup",
    "token-refresh",
    "token-verify",
}


def routes():
    """Return the path of each named route of the API, with 1 wherever it names something."""
    possible = get_resolver().reverse_dict
    templates = {
        name: possible.getlist(name)[0][0][0]
        for name in possible.keys()  # noqa: SIM118 - a MultiValueDict of Django's
        if isinstance(name, str)
    }
    paths = {name: path % dict.fromkeys(names, 1) for name, (path, names) in templates.items()}
    return {name: f"/{path}" for name, path in paths.items() if path.startswith("api/v1/")}


def is_closed(api, path):
    answers = [getattr(api, method)(path, {}) for method in METHODS]
    return all((answer.status_code, answer.json()) == NO_CREDENTIALS for answer in answers)


def test_what_is_not_public_needs_a_user(api):
    assert {name for name, path in routes().items() if not is_closed(api, path)} == PUBLIC
