"""Decline, come back, and accept with times to follow."""

import pytest

from calendars.models import Invitation
from calendars.tests.browser import Page
from calendars.tests.factories import at
from calendars.tests.invitee_page.visiting import TEN, answer, slots, url, visit

pytestmark = pytest.mark.django_db


def test_decline_and_come_back(client, invitation):
    answer(client, invitation, **{TEN: "3"})
    form = visit(client, invitation).form("decline")

    declined = client.post(url(invitation), form.sent(comment="I am away."))
    invitation.refresh_from_db()
    after_declining = (declined.status_code, invitation.status, invitation.comment)
    page = visit(client, invitation, "?saved=yes")
    back = client.post(url(invitation), page.form("accept").sent())

    invitation.refresh_from_db()
    assert after_declining == (303, "declined", "I am away.")
    assert "You have declined." in page.text
    assert sorted(page.actions) == ["accept", "answer"]
    assert (back.status_code, invitation.status, invitation.comment) == (303, "responded", "I am away.")
    assert slots(invitation) == [(at(10), at(10.5), 3)]


def test_unfit_word_of_who_declines_is_explained(client, invitation):
    response = client.post(url(invitation), {"action": "decline", "comment": "x" * 2001})

    assert response.status_code == 400
    assert Page(response).form("decline")["comment"] == ["x" * 2001]
    assert Invitation.objects.get().status == "pending"


def test_accept_now_and_answer_later(client, invitation):
    client.post(url(invitation), visit(client, invitation).form("accept").sent())

    page = visit(client, invitation, "?saved=yes")
    assert Invitation.objects.get().status == "accepted"
    assert "Alice Able knows that you take part" in page.text
    assert sorted(page.actions) == ["answer", "decline"]
