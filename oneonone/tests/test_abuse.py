"""Nobody can have somebody flooded with mail, and who has had enough of it is left alone."""

from datetime import timedelta

import pytest
from django.core import mail as outside
from django.test import Client

from accounts.services import allowances
from calendars import links
from calendars.models import Calendar
from calendars.tests.factories import NOW, CalendarFactory, invite
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail
from mail.worker import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

AGAIN = ["resend/", "remind/"]


@pytest.fixture
def ana(alice):
    return ContactFactory(owner=alice, email="ana@example.org")


@pytest.fixture
def invitation(alice, ana):
    calendar = CalendarFactory(owner=alice)
    return invite(calendar, contact=ana, invited_at=NOW - timedelta(days=2))


def path_of(invitation, part=""):
    return f"/api/v1/calendars/{invitation.calendar_id}/invitations/{invitation.pk}/{part}"


def exhaust(owner, address):
    for _ in range(allowances.MAILS_TO_ADDRESS):
        allowances.spend(user=owner, addresses=[address], now=NOW)


@pytest.mark.parametrize("part", AGAIN)
def test_an_address_has_had_enough_for_a_day(alice, api_as, ana, invitation, part):
    exhaust(alice, ana.email)

    response = api_as(alice).post(path_of(invitation, part))

    assert (response.status_code, response.json()["code"]) == (429, "too_many_mails")
    assert 0 < int(response["Retry-After"]) <= 24 * 3600
    assert not OutgoingMail.objects.exists()


def test_new_calendars_and_new_invitations_are_no_way_round(alice, api_as, ana, invitation):
    exhaust(alice, ana.email)
    client, other = api_as(alice), CalendarFactory(owner=alice)

    responses = [
        client.post("/api/v1/calendars/", {"name": "Talks", "invitees": [ana.pk]}),
        client.post(f"/api/v1/calendars/{other.pk}/invitations/", {"contact": ana.pk}),
    ]

    assert [each.status_code for each in responses] == [429, 429]
    assert (Calendar.objects.count(), OutgoingMail.objects.count()) == (2, 0)


def test_reminding_all_leaves_out_who_has_had_enough(alice, api_as, ana, invitation):
    exhaust(alice, ana.email)

    response = api_as(alice).post(f"/api/v1/calendars/{invitation.calendar_id}/remind/")

    assert (response.status_code, response.json()) == (200, {"reminded": 0, "skipped": 1})
    assert not OutgoingMail.objects.exists()


def test_owner_has_a_limit_over_all_addresses(alice, api_as, monkeypatch):
    monkeypatch.setattr(allowances, "MAILS_OF_USER", 2)
    contacts = [ContactFactory(owner=alice).pk for _ in range(3)]

    response = api_as(alice).post("/api/v1/calendars/", {"name": "Talks", "invitees": contacts})

    assert (response.status_code, Calendar.objects.count(), OutgoingMail.objects.count()) == (429, 0, 0)


def test_one_click_ends_invitations_and_reminders_of_every_calendar(settings, alice, api_as, ana, invitation):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    unsubscribe = "/" + links.unsubscribe_url(ana).split("/", 3)[3]
    clicked = Client(enforce_csrf_checks=True).post(unsubscribe, {"List-Unsubscribe": "One-Click"})
    client = api_as(alice)

    for part in AGAIN:
        client.post(path_of(invitation, part))
    client.post(f"/api/v1/calendars/{invitation.calendar_id}/remind/")
    client.post("/api/v1/calendars/", {"name": "Others", "invitees": [ana.pk]})
    Worker().drain()

    assert clicked.status_code == 200
    assert [address for each in outside.outbox for address in each.to if ana.email in address] == []
