"""What people without the front end find behind mailed links."""

import pytest
from django.test import Client

from accounts import links
from accounts.tests.factories import UserFactory
from oneonone.logs import masked
from oneonone.tests.marked import marked, unmarked

pytestmark = pytest.mark.django_db

NEW = "a horse of another colour"


@pytest.fixture
def dora(db):
    return UserFactory(username="dora")


def path_of(link):
    return link.removeprefix("http://127.0.0.1:8000")


@pytest.fixture(params=[links.verification_link, links.reset_link])
def path(request, dora):
    return path_of(request.param(dora))


def test_opening_a_link_changes_nothing(client, dora, path):
    responses = [client.get(path), client.head(path)]

    dora.refresh_from_db()
    assert [response.status_code for response in responses] == [200, 200]
    assert (dora.email_verified, dora.check_password(NEW)) == (False, False)


def test_page_is_not_kept_and_tells_no_other_site_where_it_is(client, path):
    response = client.get(path)

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


def test_page_takes_its_own_form_alone(path):
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403


def test_page_takes_no_other_method(client, path):
    assert client.put(path).status_code == 405


def test_button_proves_the_address(client, dora):
    response = client.post(path_of(links.verification_link(dora)))

    dora.refresh_from_db()
    assert "Your address is confirmed" in response.content.decode()
    assert dora.email_verified


def test_form_sets_the_password(client, dora):
    response = client.post(path_of(links.reset_link(dora)), {"password": NEW, "password2": NEW})

    dora.refresh_from_db()
    assert "Your password is set" in response.content.decode()
    assert dora.check_password(NEW)


@pytest.mark.parametrize(
    ("passwords", "fault"),
    [
        ({"password": NEW, "password2": "other"}, "Passwords must match."),
        ({"password": "short", "password2": "short"}, "This password is too short."),
        ({}, "This password is too short."),
    ],
)
def test_form_says_what_is_wrong(client, dora, passwords, fault):
    response = client.post(path_of(links.reset_link(dora)), passwords)

    assert response.status_code == 400
    assert fault in response.content.decode()


@pytest.mark.parametrize("page", ["verify-email", "reset-password"])
@pytest.mark.parametrize("link", ["x/y", "MQ/a-b", "%00/%00", "%ED%A0%80/%F0%9F"])
def test_dead_link_is_called_dead(client, dora, page, link):
    response = client.post(f"/{page}/{link}/", {"password": NEW, "password2": NEW})

    assert response.status_code == 400
    assert "This link is invalid or has expired." in response.content.decode()


def test_pages_say_nothing_that_is_not_translated(client, path):
    bodies = [{"password": NEW, "password2": "other"}, {}, {"password": NEW, "password2": NEW}, {}]

    with marked():
        pages = [client.get(path), *[client.post(path, body) for body in bodies]]

    assert [unmarked(page.content.decode(), ["OneOnOne"]) for page in pages] == [[]] * 5


def test_links_are_masked_in_logs(path):
    assert masked(path) == f"/{path.split('/')[1]}/{path.split('/')[2]}/***/"
