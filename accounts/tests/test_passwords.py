import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from rest_framework.test import APIClient

from accounts import links
from accounts.models import User
from accounts.services import sessions
from accounts.tests.factories import PASSWORD, UserFactory
from mail.models import OutgoingMail
from mail.rendering import render

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NEW = "a horse of another colour"
CHANGE = "/api/v1/accounts/password/change/"
RESET = "/api/v1/accounts/password/reset/"
CONFIRM = "/api/v1/accounts/password/reset/confirm/"
DEAD = {"token": ["This link is invalid or has expired."]}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def signed_in(pair):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {pair.access}")
    return client


def change(client, **body):
    return client.post(
        CHANGE, {"current_password": PASSWORD, "new_password": NEW, "new_password2": NEW} | body
    )


def link_in(mail):
    return re.search(r"/reset-password/(?P<uid>[^/]+)/(?P<token>[^/]+)/", render(mail).text).groupdict()


def confirm(link, **body):
    return APIClient().post(CONFIRM, link | {"password": NEW, "password2": NEW} | body)


@pytest.fixture
def link(api, alice):
    api.post(RESET, {"email": "alice@example.org"})
    return link_in(OutgoingMail.objects.get())


def test_change_sets_the_password(alice, api_as):
    response = change(api_as(alice))

    alice.refresh_from_db()
    assert (response.status_code, response.content) == (204, b"")
    assert alice.check_password(NEW)


def test_change_ends_every_session_but_this_one(alice):
    this, other = (sessions.start(user=alice, now=NOW) for _ in range(2))

    change(signed_in(this))

    with pytest.raises(sessions.TokenRefused):
        sessions.rotate(refresh=other.refresh, now=NOW)
    assert sessions.rotate(refresh=this.refresh, now=NOW)


def test_change_outruns_a_login_that_saw_the_old_password(alice, api_as):
    change(api_as(User.objects.get(pk=alice.pk)))

    with pytest.raises(sessions.TokenRefused):
        sessions.start(user=alice, now=NOW)


def test_change_tells_the_user(alice, api_as):
    change(api_as(alice))

    mail = OutgoingMail.objects.get()
    assert (mail.to_email, render(mail).subject) == ("alice@example.org", "Your password was changed")


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({"current_password": "wrong"}, {"current_password": ["The password is incorrect."]}),
        ({"new_password2": "other"}, {"new_password2": ["Passwords must match."]}),
        (
            {"new_password": "alice@example.org", "new_password2": "alice@example.org"},
            {"new_password": ["The password is too similar to the email."]},
        ),
        (
            {"new_password": "", "new_password2": ""},
            {
                "new_password": ["This field may not be blank."],
                "new_password2": ["This field may not be blank."],
            },
        ),
        ({"current_password": ["x"]}, {"current_password": ["Not a valid string."]}),
    ],
)
def test_change_refuses(alice, api_as, body, errors):
    response = change(api_as(alice), **body)

    alice.refresh_from_db()
    assert (response.status_code, response.json()) == (400, errors)
    assert alice.check_password(PASSWORD)


def test_change_is_guarded_against_guesses(alice, api_as):
    statuses = [change(api_as(alice), current_password="wrong").status_code for _ in range(11)]

    assert statuses == [400] * 10 + [429]


def test_change_needs_a_user(api, db):
    assert change(api).status_code == 401


def test_reset_mails_a_link(api, alice):
    response = api.post(RESET, {"email": "ALICE@example.org"})

    mail = OutgoingMail.objects.get()
    assert (response.status_code, response.content) == (202, b"")
    assert (mail.to_email, mail.template) == ("alice@example.org", "reset_password")


def test_reset_link_is_in_the_html_too(link):
    assert f"/reset-password/{link['uid']}/{link['token']}/" in render(OutgoingMail.objects.get()).html


def test_reset_keeps_no_token_at_rest(link):
    assert link["token"] not in str(OutgoingMail.objects.values().get())


def test_reset_link_is_not_in_a_preview(link):
    assert "/reset-password/" not in render(OutgoingMail.objects.get(), preview=True).text


@pytest.mark.parametrize("email", ["nobody@example.org", "gone@example.org"])
def test_reset_answers_the_same_for_unknown_and_inactive(api, alice, email):
    UserFactory(username="gone", is_active=False)
    known = api.post(RESET, {"email": "alice@example.org"})
    OutgoingMail.objects.all().delete()

    unknown = api.post(RESET, {"email": email})

    assert (unknown.status_code, unknown.content) == (known.status_code, known.content)
    assert not OutgoingMail.objects.exists()


def test_reset_takes_the_same_statements_for_known_and_unknown(api, alice, django_assert_num_queries):
    api.post(RESET, {"email": "first@example.org"})  # begins the count of calls
    statements = []
    for email in ("alice@example.org", "nobody@example.org"):
        with django_assert_num_queries(11) as context:
            api.post(RESET, {"email": email})
        statements.append([query["sql"].split()[0] for query in context.captured_queries])

    assert statements[0] == statements[1]


def test_reset_mails_once_in_five_minutes(api, alice, clock):
    for _ in range(3):
        api.post(RESET, {"email": "alice@example.org"})
    clock.shift(timedelta(minutes=5))
    api.post(RESET, {"email": "alice@example.org"})

    assert OutgoingMail.objects.count() == 2


def test_reset_mails_again_when_a_login_has_killed_the_link(api, alice):
    api.post(RESET, {"email": "alice@example.org"})
    OutgoingMail.objects.update(state="sent", sent_at=NOW)
    sessions.start(user=alice, now=NOW)

    api.post(RESET, {"email": "alice@example.org"})

    assert confirm(link_in(OutgoingMail.objects.unsent().get())).status_code == 204


def test_reset_keeps_no_password_at_rest(api, alice):
    api.post(RESET, {"email": "alice@example.org"})

    assert alice.password not in str(OutgoingMail.objects.values().get())


@pytest.mark.django_db(transaction=True)
def test_parallel_resets_mail_once(alice):
    def attempt(_):
        try:
            return APIClient().post(RESET, {"email": "alice@example.org"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(attempt, range(6))) == [202] * 6
    assert OutgoingMail.objects.count() == 1


def test_reset_is_throttled_by_address(api, db):
    statuses = [api.post(RESET, {"email": f"a{n}@example.org"}).status_code for n in range(61)]

    assert statuses == [202] * 60 + [429]


@pytest.mark.parametrize("email", [None, "", "nobody", [], "a\x00@example.org", "x" * 300 + "@example.org"])
def test_reset_answers_400_to_nonsense(api, email, db):
    assert api.post(RESET, {"email": email}).status_code == 400


def test_confirm_sets_the_password(alice, link):
    response = confirm(link)

    alice.refresh_from_db()
    assert (response.status_code, response.content) == (204, b"")
    assert alice.check_password(NEW)


def test_confirm_works_once(alice, link):
    confirm(link)

    again = confirm(link, password="yet another horse", password2="yet another horse")

    alice.refresh_from_db()
    assert (again.status_code, again.json()) == (400, DEAD)
    assert alice.check_password(NEW)


def test_confirm_ends_every_session(alice, link):
    pair = sessions.start(user=alice, now=NOW - timedelta(days=1))
    fresh = {"uid": link["uid"], "token": links.reset_tokens.make_token(User.objects.get())}

    confirm(fresh)

    with pytest.raises(sessions.TokenRefused):
        sessions.rotate(refresh=pair.refresh, now=NOW)


def test_confirm_proves_the_address(api):
    user = UserFactory(username="dora")
    api.post(RESET, {"email": "dora@example.org"})

    confirm(link_in(OutgoingMail.objects.get()))

    user.refresh_from_db()
    assert user.email_verified_at == NOW


def test_link_dies_after_a_day(link, clock):
    clock.shift(timedelta(days=1, seconds=1))

    assert confirm(link).json() == DEAD


def test_link_dies_when_its_user_logs_in(alice, link):
    sessions.start(user=alice, now=NOW)

    assert confirm(link).json() == DEAD


def test_link_dies_when_the_address_changes(alice, link):
    User.objects.update(email="other@example.org")

    assert confirm(link).json() == DEAD


def test_link_that_is_rendered_after_the_address_changed_is_dead(api, alice):
    api.post(RESET, {"email": "alice@example.org"})
    User.objects.update(email="other@example.org")

    assert confirm(link_in(OutgoingMail.objects.get())).json() == DEAD


def test_link_of_an_inactive_user_is_dead(alice, link):
    User.objects.update(is_active=False)

    assert confirm(link).json() == DEAD


def test_link_that_proves_an_address_sets_no_password(alice, link):
    assert confirm(link | {"token": links.verification_tokens.make_token(alice)}).json() == DEAD


@pytest.mark.parametrize(
    "forged",
    [
        {"uid": "x"},
        {"uid": "é"},
        {"uid": "LTE"},
        {"uid": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"},
        {"token": "x"},
        {"token": "é-é"},
        {"token": "a-b-c"},
        {"token": "-"},
    ],
)
def test_forged_links_are_dead(link, forged):
    assert (confirm(link | forged).status_code, confirm(link | forged).json()) == (400, DEAD)


def test_confirm_refuses_a_weak_password_and_keeps_the_link(alice, link):
    weak = confirm(link, password="password1", password2="password1")

    assert (weak.status_code, weak.json()) == (400, {"password": ["This password is too common."]})
    assert confirm(link).status_code == 204


def test_confirm_needs_the_password_twice(link):
    assert confirm(link, password2="x").json() == {"password2": ["Passwords must match."]}


@pytest.mark.django_db(transaction=True)
def test_parallel_confirms_have_one_winner(alice, link):
    def attempt(n):
        try:
            return confirm(link, password=f"{NEW} {n}", password2=f"{NEW} {n}").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(attempt, range(6))) == [204] + [400] * 5
