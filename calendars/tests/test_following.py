"""What a new address of a contact means to calendars."""

import pytest

from accounts.services import allowances
from calendars import links
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]


@pytest.fixture
def ana(alice):
    return ContactFactory(owner=alice, first_name="Ana", email="anna@x.org")


def change(api_as, alice, contact, **fields):
    return api_as(alice).patch(f"/api/v1/contacts/{contact.pk}/", fields)


def test_mistyped_address_is_mended_by_a_new_link(api, api_as, alice, ana):
    invitation = InvitationFactory(calendar__owner=alice, contact=ana)
    old = links.token(invitation)

    answer = change(api_as, alice, ana, email="ana@x.org")

    invitation.refresh_from_db()
    assert (answer.status_code, answer.json()["email"]) == (200, "ana@x.org")
    assert [(mail.template, mail.to_email) for mail in OutgoingMail.objects.all()] == [
        ("invitation", "ana@x.org")
    ]
    assert api.get(f"/api/v1/respond/{old}/").status_code == 404
    assert api.get(f"/api/v1/respond/{links.token(invitation)}/").status_code == 200


@pytest.mark.parametrize("status", ["accepted", "responded", "declined"])
def test_answer_is_not_handed_to_another_address(api_as, alice, bob, ana, status):
    InvitationFactory(
        calendar__owner=alice, contact=ana, status=status, responded_at=NOW, comment="Private", generation=3
    )

    answer = change(api_as, alice, ana, email=bob.email)

    ana.refresh_from_db()
    assert (answer.status_code, answer.json()) == (
        409,
        {
            "code": "contact_in_use",
            "detail": "Ana is invited to “Thesis talks”. Remove the invitation first.",
        },
    )
    assert (ana.email, ana.user) == ("anna@x.org", None)
    assert api_as(bob).get("/api/v1/invitations/").json()["count"] == 0


def test_mails_to_new_addresses_are_counted(api_as, alice, ana, monkeypatch):
    monkeypatch.setattr(allowances, "MAILS_TO_ADDRESS", 2)
    InvitationFactory.create_batch(2, calendar__owner=alice, contact=ana)

    answers = [change(api_as, alice, ana, email=email) for email in ("ana@x.org", "a@x.org", "ana@x.org")]

    ana.refresh_from_db()
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].json()["code"] == "too_many_mails"
    assert (ana.email, OutgoingMail.objects.filter(state="queued").count()) == ("a@x.org", 2)


def test_finalized_calendars_and_other_changes_mail_nobody(api_as, alice, ana):
    InvitationFactory(calendar=CalendarFactory(owner=alice, finalized=True), contact=ana, responded=True)

    change(api_as, alice, ana, email="ana@x.org")
    change(api_as, alice, ana, first_name="Anna")

    assert not OutgoingMail.objects.exists()
