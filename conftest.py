"""The cast: alice owns, bob is invited, charlie must see nothing."""

from copy import deepcopy

import pytest
from django.core.cache import cache
from django.db import connections
from hypothesis import settings as hypothesis_settings
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from accounts.tests.factories import UserFactory

# Celery comes with requirements-scale.txt only; the others begin to serve when they are imported.
collect_ignore = ["oneonone/jobs.py", "oneonone/asgi.py", "oneonone/wsgi.py"]

hypothesis_settings.register_profile("oneonone", deadline=None, derandomize=True)
hypothesis_settings.load_profile("oneonone")


@pytest.fixture(autouse=True)
def quick_and_clean(settings, tmp_path_factory):
    """Hash passwords fast, forget throttles, and keep files out of the tree."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "media"
    cache.clear()


@pytest.fixture(autouse=True)
def waits_of_commands(monkeypatch):
    """Keep the limits of a worker or a server that a test starts in this process from the tests after it."""
    for database in connections.settings.values():
        monkeypatch.setitem(database, "OPTIONS", deepcopy(database["OPTIONS"]))


@pytest.fixture
def alice(db):
    return UserFactory(username="alice", first_name="Alice", last_name="Able", verified=True)


@pytest.fixture
def bob(db):
    return UserFactory(username="bob", first_name="Bob", last_name="Baker", verified=True)


@pytest.fixture
def charlie(db):
    return UserFactory(username="charlie", first_name="Charlie", last_name="Cook", verified=True)


@pytest.fixture
def api():
    """Return a client without credentials."""
    return APIClient()


@pytest.fixture
def api_as():
    """Return a function that makes a client signed in as a user."""

    def client_of(user):
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {AccessToken.for_user(user)}")
        return client

    return client_of
