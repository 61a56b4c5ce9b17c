from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group

from accounts.models import RefreshSession, User
from accounts.services import sessions
from accounts.tests.factories import PASSWORD, UserFactory
from mail import outbox
from mail.models import OutgoingMail
from mail.tests.factories import MailFactory

pytestmark = pytest.mark.django_db

URL = "/admin/accounts/user/"
NEW = "a horse of another colour"


@pytest.fixture
def operator(client):
    client.force_login(UserFactory(username="root", is_staff=True, is_superuser=True))
    return client


def sent():
    return list(OutgoingMail.objects.order_by("id").values_list("template", "to_email"))


@pytest.mark.parametrize("query", ["", "?q=alice", "?email_verified_at__isempty=0", "?is_active__exact=1"])
def test_users_are_listed_searched_and_filtered(operator, alice, query):
    assert b"alice@example.org" in operator.get(URL + query).content


def test_login_leads_to_the_admin(client):
    root = UserFactory(is_staff=True)

    answer = client.post("/admin/login/", {"username": root.username, "password": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_user_page_shows_no_digest(operator, alice):
    sessions.start(user=alice, now=datetime.now(UTC))

    page = operator.get(f"{URL}{alice.pk}/change/").content.decode()

    assert alice.password not in page
    assert RefreshSession.objects.get().token_digest not in page


def test_sessions_are_not_in_the_admin():
    assert not admin.site.is_registered(RefreshSession)


def test_user_is_added_with_an_address(operator):
    fields = {"username": "ana", "email": "Ana@Example.org", "password1": PASSWORD, "password2": PASSWORD}

    response = operator.post(f"{URL}add/", fields | {"usable_password": "true"})

    assert response.status_code == 302
    assert User.objects.get(username="ana").email == "ana@example.org"


@pytest.mark.parametrize("taken", [{"username": "ALICE"}, {"email": "ALICE@example.org"}])
def test_user_is_not_added_under_a_taken_name(operator, alice, taken):
    fields = {"username": "ana", "email": "ana@example.org", "password1": PASSWORD, "password2": PASSWORD}

    response = operator.post(f"{URL}add/", fields | {"usable_password": "true"} | taken)

    assert response.status_code == 200
    assert b"already exists." in response.content


def test_list_costs_a_constant_number_of_queries(operator, django_assert_max_num_queries):
    UserFactory.create_batch(10)

    with django_assert_max_num_queries(10):
        operator.get(URL)


def test_picture_is_not_uploaded_by_hand(operator, alice):
    page = operator.get(f"{URL}{alice.pk}/change/").content.decode()

    assert 'type="file"' not in page


@pytest.mark.parametrize("selected", [True, False])
def test_account_is_closed_as_by_its_user(operator, alice, selected):
    outbox.post([MailFactory.build(subject_key=f"verify_address:{alice.pk}")])

    if selected:
        operator.post(URL, {"action": "delete_selected", "_selected_action": [alice.pk], "post": "yes"})
    else:
        operator.post(f"{URL}{alice.pk}/delete/", {"post": "yes"})

    assert not User.objects.filter(username="alice").exists()
    assert not OutgoingMail.objects.unsent().exists()


def change_password(operator, user, **fields):
    new = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    return operator.post(f"{URL}{user.pk}/password/", new | fields)


def test_password_set_by_hand_ends_the_sessions_and_is_told(operator, alice):
    sessions.start(user=alice, now=datetime.now(UTC))

    change_password(operator, alice)

    alice.refresh_from_db()
    assert alice.check_password(NEW)
    assert not RefreshSession.objects.live(datetime.now(UTC)).exists()
    assert sent() == [("password_changed", "alice@example.org")]


def test_password_taken_away_by_hand_ends_the_sessions_and_is_told(operator, alice):
    sessions.start(user=alice, now=datetime.now(UTC))

    change_password(operator, alice, usable_password="false", **{"unset-password": "1"})

    alice.refresh_from_db()
    assert not alice.has_usable_password()
    assert not RefreshSession.objects.live(datetime.now(UTC)).exists()
    assert sent() == [("password_changed", "alice@example.org")]


def test_operator_stays_signed_in_with_another_password(operator):
    change_password(operator, User.objects.get(username="root"))

    assert operator.get(URL).status_code == 200


def change(operator, user, **fields):
    """Post the change form as the page gives it, besides ``fields``."""
    form = operator.get(f"{URL}{user.pk}/change/").context["adminform"].form
    values = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    moments = {"email_verified_at_0": "2026-01-01", "email_verified_at_1": "00:00:00"}
    return operator.post(f"{URL}{user.pk}/change/", values | moments | fields)


def test_another_address_has_to_be_proved_and_the_former_is_told(operator, alice):
    response = change(operator, alice, email="Able@Example.org", first_name="Ally", is_staff="on")

    alice.refresh_from_db()
    assert response.status_code == 302
    assert (alice.email, alice.email_verified, alice.first_name) == ("able@example.org", False, "Ally")
    assert alice.is_staff
    assert sent() == [("verify_address", "able@example.org"), ("address_changed", "alice@example.org")]


def test_same_address_in_capitals_stays_proved(operator, alice):
    change(operator, alice, email="ALICE@example.org")

    alice.refresh_from_db()
    assert (alice.email, alice.email_verified, sent()) == ("alice@example.org", True, [])


def test_groups_are_given(operator, alice):
    group = Group.objects.create(name="staff")

    change(operator, alice, groups=[group.pk])

    assert list(alice.groups.all()) == [group]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({"username": "bob@example.org"}, "A user with that username already exists."),
        ({"username": "BOB"}, "A user with that username already exists."),
        ({"username": "carol@example.org"}, "A username that is an e-mail address must be your own."),
        ({"email": "BOB@example.org"}, "A user with that email already exists."),
    ],
)
def test_names_by_which_others_log_in_are_refused(operator, alice, bob, names, message):
    response = change(operator, alice, **names)

    alice.refresh_from_db()
    assert response.status_code == 200
    assert response.content.decode().count(message) == 1
    assert (alice.username, alice.email) == ("alice", "alice@example.org")


def test_user_is_not_added_under_the_address_of_another(operator, alice):
    names = {"username": "alice@example.org", "email": "ana@example.org"}

    response = operator.post(
        f"{URL}add/", names | {"password1": NEW, "password2": NEW, "usable_password": "true"}
    )

    assert b"A user with that username already exists." in response.content
