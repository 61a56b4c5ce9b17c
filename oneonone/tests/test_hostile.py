"""Whatever is sent, in whichever field: no server error, and everything can still be read."""

import ipaddress
import itertools
import json
import logging
from copy import copy
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.core.cache import cache
from django.db import transaction
from django.urls import resolve, reverse
from rest_framework.test import APIClient, APIRequestFactory, force_authenticate
from rest_framework_simplejwt.tokens import AccessToken

from accounts.tests.factories import UserFactory
from calendars.tests.factories import NOW
from oneonone.tests.hostile import BODIES, PAYLOADS, TEXTS
from oneonone.tests.operations import (
    MARKER,
    FullStage,
    body_around,
    fields,
    operations,
    path_of,
    queries,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

WRITES, READS = operations(with_body=True), operations(with_body=False)
NUMBERS = [
    "0",
    "-1",
    "1.5",
    "1e5",
    "9" * 19,
    "9" * 31,
    "9" * 5000,
    "true",
    "null",
    "[]",
    "None",
    "a" * 10_000,
]


class Caller:
    """Calls as a user, through the whole product or, as there are many calls to make, its views alone."""

    def __init__(self, user):
        self.user = user
        self.requests = APIRequestFactory()
        self.client = APIClient(raise_request_exception=False)
        self.client.credentials(HTTP_AUTHORIZATION=f"Bearer {AccessToken.for_user(user)}")
        self.addresses = map(
            str, map(ipaddress.IPv4Address, itertools.count(1))
        )  # the limits count by address

    def status(self, method, path, body=b"", content_type="application/json"):
        cache.clear()
        call = (method.upper(), path, body, content_type)
        return self.client.generic(*call, REMOTE_ADDR=next(self.addresses)).status_code

    def status_of_view(self, method, path, body=b""):
        """Return the status of a call that is undone. What no view answers is asked of the whole product."""
        cache.clear()
        view, arguments, named = resolve(path.partition("?")[0])
        request = self.requests.generic(
            method.upper(), path, body, "application/json", REMOTE_ADDR=next(self.addresses)
        )
        force_authenticate(request, copy(self.user))
        with transaction.atomic():
            try:
                return view(request, *arguments, **named).render().status_code
            except Exception:  # noqa: BLE001 - whatever it is
                return self.status(method, path, body)
            finally:
                transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def silence():
    """Write no log: most of these calls would have their line."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def caller(alice):
    return Caller(alice)


def unreadable(caller, stage):
    """Return the lists, of the API and of the admin, that do not answer any more."""
    paths = [path_of(path, stage) for _, path in READS]
    broken = [path for path in paths if caller.status("get", path) >= 500]
    operator = APIClient(raise_request_exception=False)
    operator.force_login(UserFactory(is_staff=True, is_superuser=True))
    changelists = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in admin.site._registry
    ]
    return broken + [path for path in changelists if operator.get(path).status_code != 200]


def hostile_bodies(method, path):
    """Return bodies of which one place holds a payload, for each place and each payload."""
    for place in fields(method, path):
        before, after = json.dumps(body_around(method, path, place)).split(f'"{MARKER}"')
        yield from ((place, payload, f"{before}{payload}{after}".encode()) for payload in PAYLOADS)


def test_corpus_is_not_small():
    assert len(PAYLOADS) + len(BODIES) >= 150


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_hostile_fields_break_nothing(alice, caller, method, path):
    stage = FullStage(alice)
    url = path_of(path, stage)
    statuses = [
        (caller.status_of_view(method, url, body), place, payload, body)
        for place, payload, body in hostile_bodies(method, path)
    ]

    for status, *_, body in statuses:
        if status < 300:
            caller.status(method, url, body)

    broken = [(place, payload[:50]) for status, place, payload, _ in statuses if status >= 500]
    assert (broken, unreadable(caller, stage)) == ([], [])


@pytest.mark.parametrize(
    "path", ["/api/v1/accounts/signup/", "/api/v1/calendars/", "/api/v1/contacts/import/"]
)
@pytest.mark.parametrize("content_type", ["application/json", "application/json; charset=utf-16", "text/csv"])
def test_hostile_bodies_break_nothing(caller, path, content_type):
    statuses = [caller.status("post", path, body, content_type) for body in BODIES]

    assert [status for status in statuses if status not in {201, 400, 413, 415}] == []


@pytest.mark.parametrize(("method", "path"), [each for each in READS if queries(each[1])])
def test_hostile_queries_break_nothing(alice, caller, method, path):
    url = path_of(path, FullStage(alice))

    broken = [
        (name, value[:50])
        for name in queries(path)
        for value in NUMBERS + TEXTS
        if caller.status_of_view(method, f"{url}?{urlencode({name: value})}") >= 500
    ]

    assert broken == []
