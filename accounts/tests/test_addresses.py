import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from mail.models import OutgoingMail
from mail.rendering import render

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PROFILE = "/api/v1/accounts/profile/"
VERIFY = "/api/v1/accounts/email/verify/"
RESEND = "/api/v1/accounts/email/verify/resend/"
DEAD = {"token": ["This link is invalid or has expired."]}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def dora(db):
    return UserFactory(username="dora", first_name="Dora")


def link_to(email):
    mail = OutgoingMail.objects.filter(to_email=email, template="verify_address").first()
    return re.search(r"/verify-email/(?P<uid>[^/]+)/(?P<token>[^/]+)/", render(mail).text).groupdict()


def verify(link):
    return APIClient().post(VERIFY, link)


def test_signup_asks_to_prove_the_address(api):
    names = {"username": "ana", "email": "ana@example.org", "first_name": "Ana", "last_name": "Lee"}
    api.post("/api/v1/accounts/signup/", names | {"password": PASSWORD, "password2": PASSWORD})

    response = verify(link_to("ana@example.org"))

    assert (response.status_code, response.content) == (204, b"")
    assert User.objects.get().email_verified_at == NOW


def test_mail_speaks_to_the_user(dora, api_as):
    api_as(dora).post(RESEND)

    rendered = render(OutgoingMail.objects.get())
    assert rendered.subject == "Please confirm your e-mail address"
    assert rendered.text.startswith("Hello Dora,\n\ndora@example.org was given as the address")
    assert "Confirm this address</a>" in rendered.html


def test_mail_escapes_names_in_html_alone(api_as):
    user = UserFactory(first_name="<b>Tom & Co</b>")
    api_as(user).post(RESEND)

    rendered = render(OutgoingMail.objects.get())
    assert "Hello <b>Tom & Co</b>," in rendered.text
    assert "Hello &lt;b&gt;Tom &amp; Co&lt;/b&gt;," in rendered.html


def test_link_works_twice(dora, api_as):
    api_as(dora).post(RESEND)
    link = link_to("dora@example.org")

    assert [verify(link).status_code for _ in range(2)] == [204, 204]


def test_link_dies_after_a_day(dora, api_as, clock):
    api_as(dora).post(RESEND)
    link = link_to("dora@example.org")
    clock.shift(timedelta(days=1, seconds=1))

    assert (verify(link).status_code, verify(link).json()) == (400, DEAD)


@pytest.mark.parametrize("link", [{"uid": "x", "token": "y"}, {"uid": "MQ", "token": "a-b"}])
def test_forged_links_are_dead(link, dora):
    assert verify(link).json() == DEAD


def test_resend_mails_once_in_five_minutes(dora, api_as, clock):
    answers = [api_as(dora).post(RESEND) for _ in range(3)]
    clock.shift(timedelta(minutes=5))
    api_as(dora).post(RESEND)

    assert [(answer.status_code, answer.content) for answer in answers] == [(202, b"")] * 3
    assert OutgoingMail.objects.count() == 2


def test_resend_does_not_mail_twice_around_a_full_five_minutes(dora, api_as, clock):
    clock.shift(timedelta(minutes=4, seconds=59))
    api_as(dora).post(RESEND)
    clock.shift(timedelta(seconds=2))
    api_as(dora).post(RESEND)

    assert OutgoingMail.objects.count() == 1


def test_resend_pauses_after_the_mail_was_sent(dora, api_as, clock):
    api_as(dora).post(RESEND)
    OutgoingMail.objects.update(state="sent", sent_at=NOW + timedelta(minutes=4))
    clock.shift(timedelta(minutes=8))
    api_as(dora).post(RESEND)

    assert OutgoingMail.objects.count() == 1


def test_resend_does_not_wait_after_a_mail_that_failed(dora, api_as):
    api_as(dora).post(RESEND)
    OutgoingMail.objects.update(state="failed")

    api_as(dora).post(RESEND)

    assert OutgoingMail.objects.unsent().count() == 1


def test_address_that_comes_back_is_asked_again(dora, api_as):
    for email in ("a@example.org", "b@example.org", "a@example.org"):
        api_as(dora).patch(PROFILE, {"email": email})

    assert OutgoingMail.objects.unsent().get().to_email == "a@example.org"
    assert verify(link_to("a@example.org")).status_code == 204


def test_address_that_comes_back_to_a_good_link_is_not_asked_again(dora, api_as):
    for email in ("a@example.org", "b@example.org", "a@example.org"):
        api_as(dora).patch(PROFILE, {"email": email})
        OutgoingMail.objects.unsent().update(state="sent", sent_at=NOW)

    assert [mail.to_email for mail in OutgoingMail.objects.order_by("id")] == [
        "a@example.org",
        "b@example.org",
    ]
    assert verify(link_to("a@example.org")).status_code == 204


def test_resend_supersedes_the_link_that_still_waits(dora, api_as, clock):
    api_as(dora).post(RESEND)
    clock.shift(timedelta(minutes=5))
    api_as(dora).post(RESEND)

    states = OutgoingMail.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["superseded", "queued"]


def test_resend_to_a_proved_address_mails_nothing(alice, api_as):
    assert api_as(alice).post(RESEND).status_code == 202
    assert not OutgoingMail.objects.exists()


def test_resend_needs_a_user(api, db):
    assert api.post(RESEND).status_code == 401


def test_new_address_has_to_be_proved_again(alice, api_as):
    response = api_as(alice).patch(PROFILE, {"email": "Able@Example.org"})

    assert response.json()["email"] == "able@example.org"
    assert response.json()["email_verified"] is False
    assert verify(link_to("able@example.org")).status_code == 204
    assert api_as(alice).get(PROFILE).json()["email_verified"] is True


def test_former_address_is_told(alice, api_as):
    api_as(alice).patch(PROFILE, {"email": "able@example.org"})

    mail = OutgoingMail.objects.get(template="address_changed")
    assert (mail.to_email, render(mail).subject) == ("alice@example.org", "Your e-mail address was changed")
    assert "able@example.org" not in render(mail).text


def test_former_address_that_was_never_proved_is_left_alone(dora, api_as):
    api_as(dora).patch(PROFILE, {"email": "able@example.org"})

    assert not OutgoingMail.objects.filter(template="address_changed").exists()


def test_link_to_a_former_address_proves_nothing(dora, api_as):
    api_as(dora).post(RESEND)
    api_as(dora).patch(PROFILE, {"email": "other@example.org"})

    assert verify(link_to("dora@example.org")).json() == DEAD


def test_same_address_stays_proved(alice, api_as):
    response = api_as(alice).patch(PROFILE, {"email": "ALICE@example.org"})

    assert response.json()["email_verified"] is True
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"email": "BOB@example.org"}, {"email": ["A user with that email already exists."]}),
        ({"username": "BOB"}, {"username": ["A user with that username already exists."]}),
        ({"username": "bob@example.org"}, {"username": ["A user with that username already exists."]}),
        (
            {"username": "carol@example.org"},
            {"username": ["A username that is an e-mail address must be your own."]},
        ),
        ({"username": "a b"}, None),
        ({"email": "nobody"}, {"email": ["Enter a valid email address."]}),
    ],
)
def test_taken_and_invalid_names_are_refused(alice, bob, api_as, changes, errors):
    response = api_as(alice).patch(PROFILE, changes)

    alice.refresh_from_db()
    assert response.status_code == 400
    assert errors is None or response.json() == errors
    assert (alice.username, alice.email) == ("alice", "alice@example.org")


def test_username_may_change_and_change_its_case(alice, api_as):
    assert api_as(alice).patch(PROFILE, {"username": "Alice"}).json()["username"] == "Alice"


def test_user_called_by_the_former_address_may_move(api_as):
    user = UserFactory(username="ana@example.org", email="ana@example.org")

    response = api_as(user).patch(PROFILE, {"email": "lee@example.org", "username": "ana"})

    assert (response.status_code, response.json()["email"]) == (200, "lee@example.org")
