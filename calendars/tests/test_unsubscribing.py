"""Who wants no more mail gets none, and can change their mind."""

import pytest
from django.core import mail as outside
from django.test import Client

from calendars import links
from calendars.models import Invitation, Suppression
from calendars.services import invitations
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail
from mail.worker import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]


@pytest.fixture
def ana(alice):
    return ContactFactory(owner=alice, email="ana@example.org")


@pytest.fixture
def browser():
    """Return a browser without cookies, for which the check against forged requests is on."""
    return Client(enforce_csrf_checks=True)


def path_of(contact):
    return "/" + links.unsubscribe_url(contact).split("/", 3)[3]


def invited(contact, name="Thesis talks"):
    calendar = CalendarFactory(owner=contact.owner, name=name)
    (invitation,) = invitations.invite(calendar=calendar, contact_ids=[contact.pk], now=NOW)
    return invitation


def states():
    return list(OutgoingMail.objects.order_by("pk").values_list("template", "state"))


def test_invitation_and_reminder_offer_to_unsubscribe_by_one_click(settings, ana):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    invitation = invited(ana)
    invitations.remind(invitation=invitation, now=NOW)

    Worker().drain()

    offer = {
        "List-Unsubscribe": f"<{links.unsubscribe_url(ana)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert [{name: sent.message()[name] for name in offer} for sent in outside.outbox] == [offer] * 2


def test_opening_the_link_changes_nothing(browser, ana):
    invited(ana)

    responses = [browser.get(path_of(ana)), browser.head(path_of(ana))]

    assert [each.status_code for each in responses] == [200, 200]
    assert not Suppression.objects.exists()
    assert Invitation.objects.get().status == "pending"


def test_one_click_stops_the_mails_and_declines_what_waits(browser, ana):
    invited(ana)
    answered = InvitationFactory(calendar=CalendarFactory(owner=ana.owner), contact=ana, responded=True)

    response = browser.post(path_of(ana), {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert list(Suppression.objects.values_list("owner", "email")) == [(ana.owner_id, "ana@example.org")]
    assert list(Invitation.objects.order_by("pk").values_list("status", flat=True)) == [
        "declined",
        "responded",
    ]
    answered.refresh_from_db()


def test_suppressed_address_gets_no_invitation_and_the_owner_sees_it(api_as, browser, ana):
    browser.post(path_of(ana))
    invitation = invited(ana)

    Worker().drain()

    assert states() == [("invitation", "superseded")]
    path = f"/api/v1/calendars/{invitation.calendar_id}/invitations/{invitation.pk}/"
    assert api_as(ana.owner).get(path).json()["unsubscribed"] is True


def test_mails_of_other_owners_and_to_other_addresses_go_on(settings, browser, bob, ana):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    browser.post(path_of(ana))
    invited(ContactFactory(owner=bob, email=ana.email))
    invited(ContactFactory(owner=ana.owner, email="ben@example.org"))

    Worker().drain()

    assert states() == [("invitation", "sent")] * 2


def test_way_back_is_on_the_same_page(settings, browser, ana):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    browser.post(path_of(ana))

    browser.post(path_of(ana), {"action": "resume"})
    invited(ana)
    Worker().drain()

    assert not Suppression.objects.exists()
    assert states() == [("invitation", "sent")]


def test_link_of_a_former_address_and_forged_ones_lead_nowhere(browser, ana):
    former = path_of(ana)
    ana.email = "other@example.org"
    ana.save()
    respond = f"/unsubscribe/{links.token(InvitationFactory(contact=ana))}/"

    statuses = [browser.post(path).status_code for path in (former, respond, "/unsubscribe/x/")]

    assert (statuses, Suppression.objects.count()) == ([404] * 3, 0)
