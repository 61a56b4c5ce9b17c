"""An invitee on a phone, who changes the zone and comes back later."""

import pytest
from playwright.sync_api import expect

from e2e.browsers import PHONE
from e2e.invitee.answering import answer_of, are_chosen, at, choice, path_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_chosen_outlives_another_zone_and_a_reload(open_page, invitation):
    page = open_page(path_of(invitation), **PHONE)
    page.on("dialog", lambda dialog: dialog.accept())
    choice(page, 1, "High").tap()
    page.get_by_text("Times are shown in the time zone").first.tap()
    page.select_option("#zone", "Asia/Tokyo")
    page.get_by_role("button", name="Show", exact=True).tap()
    expect(page.locator("#news")).to_have_text("Times are shown in the time zone Asia/Tokyo.")
    page.get_by_role("button", name="Week after").tap()
    with page.expect_navigation():
        choice(page, 8, "Low").evaluate("each => { each.click(); location.reload(); }")

    expect(page.get_by_role("button", name="Start over")).to_be_visible()
    expect(page.locator(".state")).to_have_text("You have not sent your answer yet.")
    are_chosen(page, "-3------1---")
    page.get_by_role("button", name="Send answer").tap()
    expect(page.locator(".state")).to_have_text("Your answer is sent.")
    assert answer_of(invitation) == [(at(9.5), at(10), 3), (at(9, 7), at(9.5, 7), 1)]
