"""An invitation to somebody who has an account."""

import pytest
from playwright.sync_api import expect

from e2e.mailbox import wait_for
from e2e.people import Owner
from e2e.scene import Account


@pytest.fixture
def ben(stage):
    return Account(stage, "Ben", "Okafor")


@pytest.fixture
def calendar(account, ben):
    """Maria, whose contact Ben is, invites him."""
    return account.invite("Reviews", invitees=[account.befriend(ben)])


@pytest.fixture
def his(calendar, ben, new_page, stage):
    """Return Ben, who sees the invitation."""
    his = Owner(new_page(), stage, ben.username)
    his.log_in()
    his.sees(calendar.name)
    return his


def status_of(calendar):
    return calendar.call("GET")["invitations"][0]["status"]


def test_times_are_given_in_the_app(his, calendar):
    his.go_to("Give my times")
    expect(his.page.get_by_role("heading", name="When does “Reviews” suit you?")).to_be_visible()
    offered = his.page.locator(".offer").first
    offered.click()
    his.press("Send my answer")

    his.sees("Your answer is with the owner.")
    assert status_of(calendar) == "responded"


def test_invitation_is_accepted_and_times_follow(his, calendar):
    his.press("Accept")

    expect(his.page.get_by_role("heading", name="When does “Reviews” suit you?")).to_be_visible()
    assert status_of(calendar) == "accepted"


def test_invitation_is_declined(his, calendar):
    his.press("Decline")
    his.dialog().get_by_label("A word to the owner").fill("I am away.")

    his.press("Decline", his.dialog())

    expect(his.page.get_by_text("Maria Roth invites you")).to_be_hidden()
    wait_for(lambda: status_of(calendar) == "declined", "the answer, which can be undone for a while")
