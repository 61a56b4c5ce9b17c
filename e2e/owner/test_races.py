"""Two browsers of one owner, at the same time."""

import re

from playwright.sync_api import expect

from e2e.browsers import Gate
from e2e.mailbox import wait_for
from e2e.people import Owner

SENDING = re.compile(r"/finalize/$")  # and not the rehearsal, which has a query


def is_told_of_the_other(browser):
    return browser.page.get_by_role("alert").get_by_text("finalized elsewhere").count()


def test_two_browsers_that_finalize_at_once_have_one_winner(owner, account, stage, new_page):
    calendar = account.invite("Race", "Ana", "Ben")
    calendar.answer("Ana", (9, 10, 3))
    calendar.answer("Ben", (10, 11, 3))
    calendar.draft(Ana=9, Ben=10)
    browsers, gate = [owner, Owner(new_page(), stage, account.username)], Gate()
    for each in browsers:
        each.log_in(f"{calendar.path}/finalize")
        each.press("Finalize and send")
        each.page.route(SENDING, gate.hold)
        with each.page.expect_request(SENDING):
            each.press("Send them")

    gate.open()

    for each in browsers:
        expect(each.page.get_by_role("heading", name="Schedule")).to_be_visible()
    lost = wait_for(
        lambda: [each for each in browsers if is_told_of_the_other(each)], "word of the other browser"
    )
    mails = wait_for(lambda: stage.mailbox.found(account.address_of("Ana"), "Your meeting"), "the invitation")
    assert (len(gate.held), len(lost), len(mails)) == (2, 1, 1)
    expect(lost[0].page.get_by_role("button", name="Change the meeting with Ana Lee")).to_be_visible()
