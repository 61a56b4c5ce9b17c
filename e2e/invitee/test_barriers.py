"""The page in all its states, for everybody: light and dark, from a narrow phone to a wide desk."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from calendars.models import Proposal
from calendars.services import answers, proposals
from calendars.tests.factories import MeetingFactory, SlotFactory
from e2e.browsers import barriers
from e2e.invitee.answering import at, choose, path_of

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (320, 768, 1440)


def is_open(invitation):
    SlotFactory(invitation=invitation, start=at(20), end=at(21), preference=1)


def has_answered(invitation):
    SlotFactory(invitation=invitation, start=at(9), end=at(10), preference=2)
    invitation.status, invitation.responded_at = "responded", at(0, -7)
    invitation.comment = "Mornings are better."
    invitation.save()


def has_declined(invitation):
    answers.decline(invitation=invitation, now=datetime.now(UTC), comment="I am away.")


def is_late(invitation):
    has_answered(invitation)
    invitation.calendar.deadline = at(0, -7)
    invitation.calendar.save()


def is_finalized(invitation):
    MeetingFactory(invitation=invitation, start=at(9), end=at(9.5), confirmed=True)
    invitation.calendar.status, invitation.calendar.finalized_at = "finalized", datetime.now(UTC)
    invitation.calendar.save()


def is_asked(invitation):
    meeting = MeetingFactory(invitation=invitation, start=at(9), end=at(9.5), confirmed=True)
    proposals.propose(meeting=meeting, side=Proposal.Side.OWNER, start=at(10), now=datetime.now(UTC))


STATES = [is_open, has_answered, has_declined, is_late, is_finalized, is_asked]


def found(page):
    """Return what is wrong with the page at any width, with everything unfolded."""
    page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true })")
    faults = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        faults[width] = barriers(page)
    return {width: faults[width] for width in faults if faults[width]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_page_has_no_barrier(open_page, invitation, state, scheme):
    state(invitation)
    page = open_page(path_of(invitation), color_scheme=scheme, reduced_motion="reduce")

    assert found(page) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_faults_and_thanks_have_none(open_page, invitation, scheme):
    page = open_page(path_of(invitation), color_scheme=scheme, reduced_motion="reduce")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_role("alert")).to_be_visible()
    refused = found(page)
    choose(page, 0, "High")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_text("Thank you")).to_be_visible()

    assert (refused, found(page)) == ({}, {})


@pytest.mark.parametrize("path", ["/respond/nobody/", "/unsubscribe/nobody/"])
def test_dead_links_have_none(open_page, path):
    assert found(open_page(path)) == {}
