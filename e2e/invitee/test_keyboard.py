"""Answering by keyboard alone."""

import pytest
from playwright.sync_api import expect

from e2e.invitee.answering import answer_of, are_chosen, at, path_of
from e2e.people import tab_to

pytestmark = pytest.mark.django_db(transaction=True)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_times_are_chosen_and_sent(open_page, invitation):
    page = open_page(path_of(invitation))
    tab_to(page, "element.closest('fieldset.row')")

    press(page, "3", "Shift+ArrowDown", "ArrowDown", "2", "ArrowDown", "1", "0")
    are_chosen(page, "3320--------")
    tab_to(page, "element.textContent === 'Send answer'")
    press(page, "Enter")

    expect(page.get_by_text("Thank you, your times are saved.")).to_be_visible()
    assert answer_of(invitation) == [(at(9), at(10), 3), (at(10), at(10.5), 2)]


def test_arrows_lead_across_days_too(open_page, invitation):
    page = open_page(path_of(invitation))
    tab_to(page, "element.closest('fieldset.row')")

    press(page, "ArrowDown", "2", "Shift+ArrowRight", "ArrowDown", "1", "ArrowLeft", "3")

    are_chosen(page, "-23--21-----")


def test_times_can_be_skipped(open_page, invitation):
    page = open_page(path_of(invitation))
    tab_to(page, "element.textContent === 'Skip the 12 times'")

    press(page, "Enter", "Tab")

    expect(page.locator("#comment")).to_be_focused()
