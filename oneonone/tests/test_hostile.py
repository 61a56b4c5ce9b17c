"""Whatever is sent, in whichever field: no server error, and everything can still be read."""

import ipaddress
import itertools
import json

import pytest
from django.contrib import admin
from django.core.cache import cache
from django.urls import reverse
from rest_framework.test import APIClient
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

_addresses = itertools.count(1)
WRITES, READS = operations(with_body=True), operations(with_body=False)
STRIDE = 24  # a field is sent every 24th payload, the next field those beside; 1 sends all to all
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


@pytest.fixture
def client_of(alice):
    client = APIClient(raise_request_exception=False)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {AccessToken.for_user(alice)}")
    return client


def send(client, method, path, body, content_type="application/json"):
    cache.clear()
    address = str(ipaddress.IPv4Address(next(_addresses)))  # the limits count by address
    return client.generic(method.upper(), path, body, content_type, REMOTE_ADDR=address).status_code


def unreadable(client, stage):
    """Return the lists, of the API and of the admin, that do not answer any more."""
    paths = [path_of(path, stage) for _, path in READS]
    broken = [path for path in paths if client.get(path).status_code >= 500]
    operator = APIClient(raise_request_exception=False)
    operator.force_login(UserFactory(is_staff=True, is_superuser=True))
    changelists = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in admin.site._registry
    ]
    return broken + [path for path in changelists if operator.get(path).status_code != 200]


def test_corpus_is_not_small():
    assert len(PAYLOADS) + len(BODIES) >= 150


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_hostile_fields_break_nothing(alice, client_of, method, path):
    stage = FullStage(alice)
    url = path_of(path, stage)

    broken = [
        (place, payload[:50])
        for number, place in enumerate(fields(method, path))
        for payload in PAYLOADS[(number + len(path)) % STRIDE :: STRIDE]
        if send(
            client_of,
            method,
            url,
            json.dumps(body_around(method, path, place)).replace(f'"{MARKER}"', payload).encode(),
        )
        >= 500
    ]

    assert (broken, unreadable(client_of, stage)) == ([], [])


@pytest.mark.parametrize(
    "path", ["/api/v1/accounts/signup/", "/api/v1/calendars/", "/api/v1/contacts/import/"]
)
@pytest.mark.parametrize("content_type", ["application/json", "application/json; charset=utf-16", "text/csv"])
def test_hostile_bodies_break_nothing(client_of, path, content_type):
    statuses = [send(client_of, "post", path, body, content_type) for body in BODIES]

    assert [status for status in statuses if status not in {201, 400, 413, 415}] == []


@pytest.mark.parametrize(("method", "path"), [each for each in READS if queries(each[1])])
def test_hostile_queries_break_nothing(alice, client_of, method, path):
    url = path_of(path, FullStage(alice))

    broken = [
        (name, value[:50])
        for number, name in enumerate(queries(path))
        for value in (NUMBERS + TEXTS)[(number + len(path)) % STRIDE :: STRIDE]
        if client_of.get(url, {name: value}).status_code >= 500
    ]

    assert broken == []
