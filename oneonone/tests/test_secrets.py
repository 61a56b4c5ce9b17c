"""After a journey no secret is anywhere: not in the tables, the logs, the admin or on error pages."""

import logging
import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.core import mail as outside
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from calendars.tests.factories import NOW, at
from calendars.tests.shapes import booking, offer
from mail.models import OutgoingMail
from mail.worker import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

PASSWORD, CHANGED = "a horse of another colour", "a colour of another horse"
V1 = "/api/v1/"


@pytest.fixture
def lines(settings):
    """Return what the product's own handler writes, line by line."""
    written = []

    class Keeper(logging.Handler):
        def emit(self, record):
            written.append(self.format(record))

    keeper = Keeper()
    keeper.setFormatter(logging.getLogger().handlers[0].formatter)
    logging.getLogger().addHandler(keeper)
    yield written
    logging.getLogger().removeHandler(keeper)


@pytest.fixture
def secrets(settings, lines):
    """Go through the product, and return every secret that was given out or typed on the way."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client = APIClient()
    account = {"username": "dora", "email": "dora@example.org", "first_name": "Dora", "last_name": "Oak"}
    client.post(f"{V1}accounts/signup/", account | {"password": PASSWORD, "password2": PASSWORD})
    pair = client.post(f"{V1}accounts/login/", {"username": "dora", "password": PASSWORD}).json()
    pair2 = client.post(f"{V1}accounts/token/refresh/", {"refresh": pair["refresh"]}).json()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {pair2['access']}")
    contact = client.post(
        f"{V1}contacts/", {"first_name": "Ana", "last_name": "Lee", "email": "ana@example.org"}
    ).json()
    calendar = client.post(
        f"{V1}calendars/",
        {"name": "Talks", "invitees": [contact["id"]], "availability": [offer(at(9), at(12))]},
        headers={"idempotency-key": "once"},
    ).json()
    feed = client.post(f"{V1}feed/").json()["url"]
    client.post(f"{V1}accounts/password/reset/", {"email": "dora@example.org"})
    Worker().drain()
    texts = "".join(str(each.message().get_payload(0)) for each in outside.outbox)
    links = re.findall(r"https?://[^/\s]+(/(?:respond|verify-email|reset-password|unsubscribe)/\S+/)", texts)
    for link in [*links, feed.split("8000", 1)[1]]:
        Client().get(link)
        Client().get(f"{link[:-2]}_/")  # a dead one: Django logs its path
    respond = next(link for link in links if "/respond/" in link)
    api_path = V1 + respond[1:]
    APIClient().put(f"{api_path}availability/", {"availability": [offer(at(9), at(10))]})
    invitation = type("Invitation", (), {"pk": calendar["invitations"][0]["id"]})
    client.post(f"{V1}calendars/{calendar['id']}/finalize/", {"meetings": [booking(invitation, 9)]})
    body = {"current_password": PASSWORD, "new_password": CHANGED, "new_password2": CHANGED}
    client.post(f"{V1}accounts/password/change/", body)
    Worker().drain()
    tokens = [max(link.strip("/").split("/"), key=len) for link in [*links, feed.removesuffix(".ics")]]
    assert {link.split("/")[1] for link in links} == {"respond", "verify-email", "reset-password"}
    assert OutgoingMail.objects.filter(state="sent").count() == len(outside.outbox) >= 5
    return [PASSWORD, CHANGED, *tokens, *pair.values(), *pair2.values()]


def found_in(text, secrets):
    return [secret for secret in secrets if secret in text]


def test_tables_hold_no_secret(secrets):
    dump = "\n".join(str(row) for model in apps.get_models() for row in model._base_manager.values_list())

    assert "ana@example.org" in dump
    assert found_in(dump, secrets) == []


def test_logs_hold_no_secret(lines, secrets):
    log = "\n".join(lines)

    assert "/respond/***" in log
    assert found_in(log, secrets) == []


def test_admin_shows_no_secret(secrets):
    browser = Client()
    browser.force_login(UserFactory(is_staff=True, is_superuser=True))
    pages = []
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages.append(browser.get(reverse(f"{name}_changelist")))
        pages += [browser.get(reverse(f"{name}_change", args=[row.pk])) for row in model.objects.all()]

    assert {page.status_code for page in pages} == {200}
    assert found_in("".join(page.content.decode() for page in pages), secrets) == []


@pytest.mark.parametrize("is_api", [True, False])
def test_error_pages_tell_nothing(settings, monkeypatch, secrets, is_api):
    settings.DEBUG = False
    monkeypatch.setattr("calendars.links.find", lambda _token: 1 / 0)
    token = secrets[2]
    client = Client(raise_request_exception=False)

    answer = client.get(f"/api/v1/respond/{token}/" if is_api else f"/respond/{token}/")

    assert answer.status_code == 500
    assert (
        found_in(answer.content.decode(), [*secrets, "ZeroDivision", "Traceback", settings.SECRET_KEY]) == []
    )
