"""An owner who has not proved the address yet can do everything, but nobody else is mailed."""

import pytest
import time_machine

from accounts import links
from accounts.tests.factories import UserFactory
from calendars.tests.factories import NOW
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db

URL = "/api/v1/calendars/"


@pytest.fixture(autouse=True)
def _strict(settings):
    settings.REQUIRE_VERIFIED_EMAIL = True
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def dora(db):
    return UserFactory(username="dora", first_name="Dora")


def invite_ana(owner, api_as):
    contact = ContactFactory(owner=owner, email="ana@example.org")
    return api_as(owner).post(URL, {"name": "Thesis talks", "invitees": [contact.pk]}).json()


def states():
    return dict(OutgoingMail.objects.values_list("to_email", "state"))


def test_invitations_of_an_unproved_address_are_held_and_the_answer_says_so(dora, api_as):
    calendar = invite_ana(dora, api_as)

    assert (calendar["mails_held"], calendar["invited_count"]) == (True, 1)
    assert api_as(dora).get("/api/v1/accounts/profile/").json()["mails_held"] == 1
    assert states() == {"ana@example.org": "held"}


def test_invitations_of_a_proved_address_go(alice, api_as):
    assert invite_ana(alice, api_as)["mails_held"] is False
    assert states() == {"ana@example.org": "queued"}


def test_proving_the_address_sends_them(dora, api, api_as):
    calendar = invite_ana(dora, api_as)
    uid, token = links.verification_link(dora).strip("/").split("/")[-2:]

    api.post("/api/v1/accounts/email/verify/", {"uid": uid, "token": token})

    assert states() == {"ana@example.org": "queued"}
    assert api_as(dora).get(f"{URL}{calendar['id']}/").json()["mails_held"] is False


def test_mails_to_the_owner_are_not_held(dora, api_as):
    api_as(dora).post("/api/v1/accounts/email/verify/resend/")

    assert states() == {"dora@example.org": "queued"}
