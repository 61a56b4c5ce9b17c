"""Addresses that reach one mailbox count as one: for accounts, contacts, limits and refusals."""

import pytest
from django.contrib.auth import get_user_model
from django.core.mail.message import sanitize_address

from accounts.tests.factories import PASSWORD
from calendars import ics
from calendars.models import Suppression
from calendars.services.subscriptions import stop
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, MeetingFactory
from contacts.models import Contact
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail
from oneonone.addresses import LONGEST, one_spelling

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

SPELLINGS = [
    "ALICE@Example.ORG",
    '"alice"@example.org',
    '"al\\ice"@example.org',
    "alice@\uff45xample.org",  # a wide letter
    "alice@example\u3002org",  # a Chinese full stop
    "alice@exam\u00adple.org",  # a soft hyphen
    "alice@example.org\u200b",  # a space without width
    "alice@exam\u200dple.org",  # a joiner without width
]


@pytest.mark.parametrize("address", SPELLINGS)
def test_contact_is_there_once_however_its_address_is_spelled(alice, api_as, address):
    ContactFactory(owner=alice, email="alice@example.org")
    sent = {"first_name": "A", "last_name": "", "email": address}

    answer = api_as(alice).post("/api/v1/contacts/", sent)

    assert (answer.status_code, list(answer.json())) == (400, ["email"])
    assert Contact.objects.count() == 1


@pytest.mark.parametrize("address", SPELLINGS)
def test_account_is_there_once_and_found_however_its_address_is_spelled(alice, api, address):
    sent = {"username": "eve", "email": address, "first_name": "E", "last_name": "E"}

    refused = api.post("/api/v1/accounts/signup/", sent | {"password": PASSWORD, "password2": PASSWORD})
    opened = api.post("/api/v1/accounts/login/", {"username": address, "password": PASSWORD})

    assert (refused.status_code, list(refused.json())) == (400, ["email"])
    # A log-in takes no letters that cannot be seen.
    assert opened.status_code == (200 if address.isprintable() else 401)


def test_other_spellings_are_no_way_round_the_limit_of_an_address_and_its_refusal(alice, api_as):
    client, calendar = api_as(alice), CalendarFactory(owner=alice)
    sent = {"first_name": "A", "last_name": ""}
    stop(contact=ContactFactory(owner=alice, email="ana@example.org"), now=NOW)
    Contact.objects.all().delete()

    added = client.post("/api/v1/contacts/", sent | {"email": '"ana"@\uff45xample.org'}).json()
    invited = client.post(f"/api/v1/calendars/{calendar.pk}/invitations/", {"contact": added["id"]})

    assert (invited.status_code, invited.json()["unsubscribed"]) == (201, True)
    assert Suppression.objects.get().email == added["email"] == OutgoingMail.objects.get().to_email


@pytest.mark.parametrize(
    "address", ["anna\u017f@example.org", "\u0131da@example.org", "a@example.org" + "." * LONGEST]
)
def test_address_that_no_mail_server_takes_is_refused(alice, api_as, address):
    answer = api_as(alice).post("/api/v1/contacts/", {"first_name": "A", "last_name": "", "email": address})

    assert (answer.status_code, list(answer.json())) == (400, ["email"])


@pytest.mark.parametrize("address", SPELLINGS)
def test_spelling_that_is_kept_is_that_of_the_envelope(address):
    assert one_spelling(address) == sanitize_address(one_spelling(address), "utf-8") == "alice@example.org"


@pytest.mark.parametrize(
    "address", ["x@b\u00fccher.example", '"a b@c"@example.org', '"\\"@x.org', "x@xn--.example", "@", "x", ""]
)
def test_spelling_that_is_kept_stays(address):
    assert one_spelling(one_spelling(address)) == one_spelling(address)


def test_longest_spelling_fits_its_column(alice, api_as):
    # One letter that stands for eighteen.
    domain = ".".join(["\ufdfa"] * 110) + ".org"

    answer = api_as(alice).post(
        "/api/v1/contacts/", {"first_name": "A", "last_name": "", "email": f"a@{domain}"}
    )

    assert (answer.status_code, list(answer.json())) == (400, ["email"])


def test_user_is_stored_in_one_spelling():
    user = get_user_model().objects.create_user("eve", "Eve@\uff45xample.org", PASSWORD)

    assert user.email == "eve@example.org"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("ana@b\u00fccher.example", "ana@b\u00fccher.example"),
        ("ana@xn--bcher-kva.example", "ana@b\u00fccher.example"),
        # This label has a letter that RFC 3490 has not; the others are spelled all the same.
        ("ana@\uff58.xn--strae-oqa.de", "ana@x.xn--strae-oqa.de"),
        ("ana@xn--bcher-kva.xn--strae-oqa.de", "ana@b\u00fccher.xn--strae-oqa.de"),
    ],
)
def test_each_label_of_a_domain_is_spelled_on_its_own(address, kept):
    assert one_spelling(address) == one_spelling(kept) == kept


def test_calendar_file_names_people_as_mail_servers_do(alice):
    calendar = CalendarFactory(owner=alice)
    contact = ContactFactory(owner=alice, email="ana@b\u00fccher.example")
    invitation = InvitationFactory(calendar=calendar, contact=contact)

    file = ics.request(MeetingFactory(invitation=invitation), now=NOW)

    assert "mailto:ana@xn--bcher-kva.example" in file.replace("\r\n ", "")
