"""Which links are good, and what protects them."""

import logging

import pytest

from calendars import links
from calendars.models import Invitation
from calendars.tests.factories import NOW, InvitationFactory, at
from calendars.tests.shapes import offer

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

CALLS = [("get", ""), ("put", "availability/"), ("post", "accept/"), ("post", "decline/")]
BODY = {"availability": [offer(at(9), at(10))]}


@pytest.fixture
def invitation(alice):
    return InvitationFactory(calendar__owner=alice)


def tampered(token):
    return f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}"


def call(api, token, method="get", part=""):
    return getattr(api, method)(f"/api/v1/respond/{token}/{part}", BODY)


@pytest.mark.parametrize(("method", "part"), CALLS)
def test_dead_links_look_the_same(api, api_as, alice, invitation, method, part):
    removed, replaced = InvitationFactory(calendar__owner=alice), InvitationFactory(calendar__owner=alice)
    of_deleted = InvitationFactory(calendar__owner=alice)
    tokens = [links.token(each) for each in (removed, replaced, of_deleted)]
    assert {call(api, token).status_code for token in tokens} == {200}
    base = "/api/v1/calendars"
    api_as(alice).delete(f"{base}/{removed.calendar.pk}/invitations/{removed.pk}/")
    api_as(alice).post(f"{base}/{replaced.calendar.pk}/invitations/{replaced.pk}/resend/")
    api_as(alice).delete(f"{base}/{of_deleted.calendar.pk}/")
    live = links.token(invitation)
    tokens += [
        tampered(live),
        live[:-1],
        f"{live}A",
        live.swapcase(),
        str(invitation.pk),
        "x",
        "%00",
        "%ED%A0%80",
    ]

    answers = [call(api, token, method, part) for token in tokens]

    assert {(answer.status_code, answer.content) for answer in answers} == {(404, b'{"detail":"Not found."}')}
    assert Invitation.objects.get(pk=invitation.pk).status == "pending"


@pytest.mark.parametrize(("method", "part"), CALLS)
@pytest.mark.parametrize("is_live", [True, False])
def test_answers_are_kept_by_nobody_and_leak_no_link(api, invitation, method, part, is_live):
    token = links.token(invitation)

    response = call(api, token if is_live else tampered(token), method, part)

    headers = response["Cache-Control"], response["Referrer-Policy"]
    assert (response.status_code, headers) == (200 if is_live else 404, ("no-store", "no-referrer"))


def test_answers_do_not_repeat_the_link(api, invitation):
    token = links.token(invitation)

    assert token not in call(api, token).content.decode()


def test_logs_hold_no_link(api, invitation, caplog):
    token = links.token(invitation)

    call(api, token)
    call(api, tampered(token))

    (stream,) = (each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler)
    lines = [stream.format(record) for record in caplog.records]
    assert [token[:-1] in line for line in lines] == [False] * 3
    assert "Not Found: /api/v1/respond/***/" in lines[-1]


def test_guessing_is_slowed_down(api, invitation):
    token = links.token(invitation)

    answers = [call(api, tampered(token)) for _ in range(121)]

    assert [answer.status_code for answer in answers] == [404] * 120 + [429]
    assert answers[-1]["Retry-After"] == "60"
    assert answers[-1].json() == {"detail": "Request was throttled. Expected available in 60 seconds."}
    assert call(api, token).status_code == 429
