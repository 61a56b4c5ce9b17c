"""What the page shows when no answer is taken any more."""

from datetime import timedelta

import pytest

from calendars.models import Invitation, Slot
from calendars.tests.browser import Page
from calendars.tests.factories import NOW, InvitationFactory, SlotFactory, at
from calendars.tests.invitee_page.visiting import TEN, answer, close, slots, url, visit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("how", "heading", "status"),
    [("late", "The time for answers is over", 410), ("finalized", "There is no meeting for you", 409)],
)
@pytest.mark.parametrize("action", ["answer", "accept", "decline"])
def test_closed_calendar_takes_nothing(client, calendar, invitation, how, heading, status, action):
    form = visit(client, invitation).form("answer")
    close(calendar, how)

    response = client.post(url(invitation), form.sent(**{TEN: "3", "action": action}))

    page = Page(response)
    assert (response.status_code, page.actions) == (status, [])
    assert heading in page.text
    assert (Invitation.objects.get().status, Slot.objects.filter(invitation=invitation).count()) == (
        "pending",
        0,
    )


@pytest.mark.parametrize("how", ["late", "finalized"])
def test_closed_page_shows_the_answer(client, calendar, how):
    invitation = InvitationFactory(calendar=calendar, responded=True, comment="Mornings.")
    SlotFactory(invitation=invitation, start=at(10), end=at(11), preference=2)
    close(calendar, how)

    page = visit(client, invitation)

    assert page.actions == []
    assert "Monday 2 March 2026, 10:00–11:00 (UTC) Medium Your comment Mornings." in page.text


def test_deadline_is_over_when_it_comes(client, calendar, invitation):
    calendar.deadline = NOW
    calendar.save()

    assert visit(client, invitation).actions == []


def test_own_deadline_of_an_invitation_counts(client, calendar, invitation):
    calendar.deadline = NOW - timedelta(days=1)
    calendar.save()
    invitation.deadline = NOW + timedelta(days=1)
    invitation.save()

    assert answer(client, invitation, **{TEN: "3"}).status_code == 303


def test_only_answer_is_shown_and_not_taken_again(client, calendar, invitation):
    form = visit(client, invitation).form("answer")
    client.post(url(invitation), form.sent(**{TEN: "3"}))
    calendar.allow_changes = False
    calendar.save()

    page = visit(client, invitation)
    response = client.post(url(invitation), form.sent(**{TEN: "1"}))

    assert page.actions == ["decline"]
    assert "Alice Able takes one answer from everybody" in page.text
    assert (response.status_code, Page(response).faults) == (409, "Already responded.")
    assert slots(invitation) == [(at(10), at(10.5), 3)]
