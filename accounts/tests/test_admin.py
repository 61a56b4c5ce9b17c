from datetime import UTC, datetime

import pytest
from django.contrib import admin

from accounts.models import RefreshSession, User
from accounts.services import sessions
from accounts.tests.factories import PASSWORD, UserFactory
from mail import outbox
from mail.models import OutgoingMail
from mail.tests.factories import MailFactory

pytestmark = pytest.mark.django_db

URL = "/admin/accounts/user/"


@pytest.fixture
def operator(client):
    client.force_login(UserFactory(username="root", is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("query", ["", "?q=alice", "?email_verified_at__isempty=0", "?is_active__exact=1"])
def test_users_are_listed_searched_and_filtered(operator, alice, query):
    assert b"alice@example.org" in operator.get(URL + query).content


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
