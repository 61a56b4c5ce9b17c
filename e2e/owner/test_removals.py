"""Removals wait ten seconds, in which they can be taken back, and are not forgotten by whoever leaves."""

import pytest
from playwright.sync_api import expect

from e2e.mailbox import wait_for

TEN_SECONDS = 10_000  # milliseconds

# A headless browser shows all its pages at once, so this one has to be told that it is out of sight.
HIDE = """() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
}"""


@pytest.fixture
def calendar(account):
    return account.invite("Talks", "Ana", "Ben")


@pytest.fixture
def removing(owner, calendar):
    """Return Maria, who has just taken an invitation back; her browser's clock can be put forward."""
    owner.page.clock.install()
    owner.log_in(calendar.path)
    owner.press("Manage Ana Lee")
    owner.press("Take the invitation back", owner.dialog())
    expect(owner.page.get_by_role("button", name="Manage Ana Lee")).to_be_hidden()
    assert invited(calendar) == ["Ana", "Ben"]
    return owner


def invited(calendar):
    return sorted(each["contact"]["first_name"] for each in calendar.call("GET")["invitations"])


def is_removed(calendar):
    wait_for(lambda: invited(calendar) == ["Ben"], "the removal")


def test_removal_is_sent_when_its_message_goes(removing, calendar):
    removing.page.clock.fast_forward(TEN_SECONDS)

    is_removed(calendar)


def test_removal_that_was_taken_back_is_never_sent(removing, calendar):
    sent = []
    removing.page.on("request", lambda request: sent.append(request.method))
    removing.press("Undo")
    removing.page.clock.fast_forward(TEN_SECONDS)
    removing.go_to("History")
    removing.sees("2 people were invited")

    assert "DELETE" not in sent
    assert invited(calendar) == ["Ana", "Ben"]


def test_focus_is_where_it_was_before_a_removal_is_taken_back(removing):
    before = removing.page.evaluate_handle("document.activeElement")
    removing.page.get_by_role("button", name="Undo").focus()
    removing.page.keyboard.press("Enter")

    expect(removing.page.get_by_role("button", name="Undo")).to_be_hidden()
    assert before.evaluate("each => each !== document.body")
    removing.page.wait_for_function("each => each === document.activeElement", arg=before)


def test_removal_is_sent_when_the_page_is_hidden(removing, calendar):
    removing.page.evaluate(HIDE)

    is_removed(calendar)


def test_removal_is_sent_when_the_page_is_closed(removing, calendar):
    with removing.page.expect_event("close"):
        removing.page.close(run_before_unload=True)

    is_removed(calendar)


def test_removal_is_sent_when_one_goes_to_another_site(removing, calendar):
    removing.page.goto("about:blank")

    is_removed(calendar)
