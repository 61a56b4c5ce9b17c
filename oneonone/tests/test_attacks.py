"""Attacks that succeeded against other implementations of this product: each must fail here."""

import base64
import json
import re

import pytest
from django.core import mail as outside
from django.test import Client
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from calendars import links, tokens
from calendars.models import Calendar, Invitation, Meeting, Slot
from calendars.services import invitations
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, SlotFactory, at, invite
from calendars.tests.shapes import booking, offer, rows, zulu
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail
from mail.worker import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

NOTHING_HERE = (404, {"detail": "Not found."})


@pytest.fixture
def calendar(alice):
    calendar = CalendarFactory(owner=alice, deadline=at(8))
    SlotFactory(calendar=calendar, start=at(9), end=at(12))
    return calendar


def answer(api, token, **fields):
    body = {"availability": [offer(at(9), at(10))]} | fields
    response = api.put(f"/api/v1/respond/{token}/availability/", body)
    return response.status_code, response.json()


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: token[:8] + "A" * 32,
        lambda token: tokens.make(b"calendars.feed", tokens.row_id(token), 1),
        lambda token: tokens.make(b"calendars.respond", tokens.row_id(token), 2),
        lambda token: tokens.make(b"calendars.respond", tokens.row_id(token) + 1, 1)[:8] + token[8:],
        lambda token: str(tokens.row_id(token)),
        lambda token: token + "=",
        lambda _: "../1",
    ],
)
def test_forged_token_opens_nothing(api, calendar, forge):
    invitation = invite(calendar)
    invite(calendar)

    assert api.get(f"/api/v1/respond/{forge(links.token(invitation))}/").status_code == 404
    assert not Invitation.objects.exclude(opened_at=None).exists()


def test_key_of_the_sessions_signs_no_links(api, settings, calendar):
    invitation = invite(calendar)
    settings.LINK_SIGNING_KEY, key = settings.JWT_SIGNING_KEY, settings.LINK_SIGNING_KEY
    token = links.token(invitation)
    settings.LINK_SIGNING_KEY = key

    assert answer(api, token) == NOTHING_HERE


def test_token_of_one_calendar_reaches_no_other(api, alice, calendar):
    mine, other = invite(calendar), invite(CalendarFactory(owner=alice))

    answer(api, links.token(mine))

    assert (mine.slots.count(), other.slots.count()) == (1, 0)


@pytest.mark.parametrize("revoke", [invitations.revoke, invitations.resend])
def test_revoked_token_is_dead(api, calendar, revoke):
    invitation = invite(calendar)
    token = links.token(invitation)
    revoke(invitation=invitation, now=NOW)

    assert answer(api, token) == NOTHING_HERE
    assert not Slot.objects.exclude(invitation=None).exists()


@pytest.mark.parametrize(
    ("method", "part", "body"),
    [
        ("post", "finalize/", {"meetings": []}),
        ("patch", "", {"name": "Taken over"}),
        ("put", "", {"name": "Taken over"}),
        ("delete", "", None),
        ("post", "remind/", None),
        ("post", "reopen/", None),
    ],
)
def test_foreign_calendar_is_out_of_reach(charlie, api_as, calendar, method, part, body):
    before = rows()

    response = getattr(api_as(charlie), method)(f"/api/v1/calendars/{calendar.pk}/{part}", body)

    assert (response.status_code, rows()) == (404, before)


def test_owner_cannot_be_given_in_a_body(alice, charlie, api_as):
    api_as(charlie).post("/api/v1/calendars/", {"name": "Talks", "owner": alice.pk, "owner_id": alice.pk})

    assert Calendar.objects.get().owner == charlie


@pytest.mark.parametrize(
    "field", ["id", "is_staff", "is_superuser", "email_verified", "email_verified_at", "groups"]
)
def test_profile_gives_no_rights(charlie, api_as, field):
    before = User.objects.values().get()

    api_as(charlie).patch("/api/v1/accounts/profile/", {field: True})

    assert User.objects.values().get() == before


def test_invitations_relay_no_mail_to_addresses_that_are_not_in_the_address_book(charlie, api_as, calendar):
    own, foreign = CalendarFactory(owner=charlie), ContactFactory(owner=calendar.owner)
    path = f"/api/v1/calendars/{own.pk}/invitations/"

    statuses = [
        api_as(charlie).post(path, body).status_code
        for body in ({"contact": foreign.pk}, {"contact": "eve@example.org"}, {"email": "eve@example.org"})
    ]

    assert (statuses, OutgoingMail.objects.count()) == ([400] * 3, 0)


@pytest.mark.parametrize("name", ["Ana\r\nBcc: eve@example.org", "Ana\nBcc: eve@example.org", "Ana\x00"])
def test_names_write_no_headers(alice, api_as, name):
    responses = [
        api_as(alice).post("/api/v1/contacts/", {"first_name": name, "email": "a@example.org"}),
        api_as(alice).post("/api/v1/calendars/", {"name": name}),
        api_as(alice).patch("/api/v1/accounts/profile/", {"first_name": name}),
    ]

    assert [each.status_code for each in responses] == [400] * 3


def test_deadline_cannot_be_bypassed(api, calendar, time_machine):
    invitation = invite(calendar)
    time_machine.move_to(at(8))

    status, body = answer(api, links.token(invitation), deadline=zulu(at(20)), now=zulu(NOW))
    page = api.post(f"/respond/{links.token(invitation)}/", {"action": "accept"}, format="multipart")

    assert (status, body["code"], page.status_code) == (410, "deadline_passed", 410)
    assert not invitation.slots.exists()


def test_answer_after_finalizing_is_refused(api, api_as, calendar):
    met, other = invite(calendar), invite(calendar)
    api_as(calendar.owner).post(f"/api/v1/calendars/{calendar.pk}/finalize/", {"meetings": [booking(met, 9)]})

    assert answer(api, links.token(other))[0] == 409


def test_guessed_ids_tell_nothing(charlie, api_as, calendar):
    invitation = invite(calendar, (9, 10, 2))
    client = api_as(charlie)

    for path in ("calendars/{}/", "contacts/{}/", "contacts/{}/profile/", "invitations/{}/"):
        ids = (calendar.pk, invitation.pk, invitation.contact_id, 10**9)
        found = [client.get("/api/v1/" + path.format(pk)) for pk in ids]
        assert {(each.status_code, each.content) for each in found} == {(404, found[-1].content)}


def test_invitee_sees_no_addresses_and_nobody_elses_times(api, calendar):
    calendar.show_invitees = True
    calendar.save()
    invite(calendar, (9, 10, 2), contact__first_name="Zoe", contact__email="zoe@example.org")
    mine = InvitationFactory(calendar=calendar)

    text = api.get(f"/api/v1/respond/{links.token(mine)}/").content.decode()

    assert "Zoe" in text
    assert re.findall(r"[\w.]+@[\w.]+", text) == []


def test_password_is_in_no_answer_and_not_stored(api):
    secret = "a horse of another colour"
    fields = {"username": "dora", "email": "dora@example.org", "first_name": "D", "last_name": "O"}

    answers = [
        api.post("/api/v1/accounts/signup/", fields | {"password": secret, "password2": secret}),
        api.post("/api/v1/accounts/login/", {"username": "dora", "password": secret}),
    ]

    assert [each.status_code for each in answers] == [201, 200]
    assert all(b"horse" not in each.content and b"password" not in each.content for each in answers)
    assert "horse" not in User.objects.get().password


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_log_in_of_the_admin_redirects_to_nowhere_else(client, target):
    UserFactory(username="root", is_staff=True, is_superuser=True)

    response = client.post("/admin/login/", {"username": "root", "password": PASSWORD, "next": target})

    assert (response.status_code, response["Location"]) == (302, "/admin/")


@pytest.mark.parametrize(
    "path", ["//evil.example/%2f..", "/respond/x/?next=https://evil.example/", "/%0d%0aX: y"]
)
def test_pages_redirect_to_nowhere_else(client, path):
    assert "evil" not in client.get(path).headers.get("Location", "")


def test_foreign_host_is_refused_and_never_in_a_link(settings, api, calendar):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ALLOWED_HOSTS = ["oneonone.example"]
    contact = ContactFactory(owner=calendar.owner)
    invitations.invite(calendar=calendar, contact_ids=[contact.pk], now=NOW)

    refused = api.post(
        "/api/v1/accounts/password/reset/", {"email": "alice@example.org"}, headers={"host": "evil.example"}
    )
    forwarded = api.post(
        "/api/v1/accounts/password/reset/",
        {"email": "alice@example.org"},
        headers={"host": "oneonone.example", "x-forwarded-host": "evil.example"},
    )
    Worker().drain()

    assert (refused.status_code, forwarded.status_code) == (400, 202)
    sent = "".join(each.message().as_string() for each in outside.outbox)
    assert len(outside.outbox) == 2
    assert "evil.example" not in sent


@pytest.mark.parametrize("algorithm", ["none", "HS512"])
def test_token_with_another_algorithm_is_refused(api, alice, algorithm):

    _, payload, code = str(AccessToken.for_user(alice)).split(".")
    changed = (
        base64.urlsafe_b64encode(json.dumps({"alg": algorithm, "typ": "JWT"}).encode()).decode().rstrip("=")
    )
    for forged in (f"{changed}.{payload}.", f"{changed}.{payload}.{code}"):
        api.credentials(HTTP_AUTHORIZATION=f"Bearer {forged}")
        assert api.get("/api/v1/accounts/profile/").status_code == 401


def test_refresh_token_is_no_access_token(api, alice):
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {RefreshToken.for_user(alice)}")

    assert api.get("/api/v1/accounts/profile/").status_code == 401


def test_cookies_sign_nobody_in_to_the_api(alice):
    browser = Client()
    browser.force_login(alice)

    assert browser.get("/api/v1/accounts/profile/").status_code == 401


def test_opening_links_by_scanners_answers_nothing(client, calendar):
    invitation = invite(calendar)
    path = f"/respond/{links.token(invitation)}/"

    for query in ("", "?action=decline", "?action=accept&saved=yes"):
        client.get(path + query)
        client.head(path + query)

    invitation.refresh_from_db()
    assert (invitation.status, Meeting.objects.count()) == ("pending", 0)
