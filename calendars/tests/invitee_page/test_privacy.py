"""The page stays between us and the reader."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from calendars.models import Invitation
from calendars.tests.browser import Page
from calendars.tests.factories import NOW, InvitationFactory
from calendars.tests.invitee_page.visiting import TEN, url

pytestmark = pytest.mark.django_db

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def test_name_of_a_draft_does_not_tell_the_token(client, invitation):
    names = {
        re.search(r'data-draft="([0-9a-f]{32})"', client.get(url(each)).content.decode())[1]
        for each in (invitation, InvitationFactory(calendar=invitation.calendar))
    }

    assert len(names) == 2


def test_unknown_and_revoked_links_look_the_same(client, invitation):
    revoked = url(invitation)
    Invitation.objects.update(generation=2)

    answers = [client.get(path) for path in (revoked, f"/respond/{'A' * 40}/", "/respond/nonsense/")]
    answers += [client.post(revoked, {"action": "decline"})]

    assert {(response.status_code, response.content) for response in answers} == {(404, answers[0].content)}
    assert "There is no invitation here" in answers[0].content.decode()


def test_opening_notes_the_first_time_and_nothing_else(client, invitation):
    before = Invitation.objects.values().get()
    client.head(url(invitation))
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        client.get(url(invitation, "?saved=yes&action=decline&zone=Asia/Tokyo"))

    assert Invitation.objects.values().get() == before | {"opened_at": NOW}


def test_form_needs_no_cookie_and_no_origin(invitation):
    browser = Client(enforce_csrf_checks=True)
    form = Page(browser.get(url(invitation))).form("answer")

    response = browser.post(url(invitation), form.sent(**{TEN: "3"}), headers={"Origin": "null"})

    assert (response.status_code, dict(browser.cookies)) == (303, {})


@pytest.mark.parametrize(("method", "status"), [("get", 200), ("head", 200), ("post", 400), ("put", 405)])
@pytest.mark.parametrize("is_known", [True, False])
def test_page_stays_between_us_and_the_reader(client, invitation, method, status, is_known):
    path = url(invitation) if is_known else "/respond/nonsense/"

    response = getattr(client, method)(path)

    assert response.status_code == (status if is_known else 404)
    names = ("Cache-Control", "Referrer-Policy", "X-Robots-Tag", "X-Frame-Options", "Content-Security-Policy")
    assert [response[name] for name in names] == [
        "no-store",
        "no-referrer",
        "noindex, nofollow",
        "DENY",
        POLICY,
    ]


def test_page_has_no_script_and_no_style_inside(client, invitation):
    content = client.get(url(invitation)).content.decode()

    scripts = [line for line in content.splitlines() if "<script" in line]
    inside = ("<style", "style=", "onclick", "http://", "https://")
    assert scripts == ['<script type="module" src="/static/respond.js"></script>']
    assert [found for found in inside if found in content] == []


def test_too_many_calls_are_slowed_down(client, invitation):
    path = url(invitation)
    statuses = [client.get("/respond/nonsense/").status_code for _ in range(120)]

    response = client.get(path)

    assert set(statuses) == {404}
    assert (response.status_code, response["Retry-After"]) == (429, "60")
    assert "One moment, please" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
