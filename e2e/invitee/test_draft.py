"""What is chosen and not sent yet."""

import re

import pytest
from playwright.sync_api import expect

from calendars import links
from e2e.invitee.answering import answer_of, are_chosen, at, choose, path_of, send

pytestmark = pytest.mark.django_db(transaction=True)


def test_draft_survives_and_goes_when_it_is_sent(open_page, invitation):
    page = open_page(path_of(invitation))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    choose(page, 1, "High")
    page.get_by_label("A word to").first.fill("A draft.")
    expect(page.locator(".state")).to_have_text("You have not sent your answer yet.")
    page.wait_for_function("() => localStorage.length === 1")

    page.reload()
    expect(page.get_by_role("button", name="Start over")).to_be_visible()
    are_chosen(page, "-3----------")
    expect(page.locator("#comment")).to_have_value("A draft.")
    stored = page.evaluate("JSON.stringify(localStorage)")
    send(page)
    page.wait_for_function("() => localStorage.length === 0")

    assert asked == ["beforeunload"]
    assert links.token(invitation) not in stored
    assert answer_of(invitation) == [(at(9.5), at(10), 3)]


def test_changes_after_sending_survive_a_reload(open_page, invitation):
    page = open_page(path_of(invitation))
    page.on("dialog", lambda dialog: dialog.accept())
    choose(page, 0, "High")
    send(page)
    expect(page).to_have_title(re.compile("^Saved: "))
    choose(page, 1, "Low")
    page.wait_for_function("() => localStorage.length === 1")

    page.reload()

    expect(page.get_by_role("button", name="Start over")).to_be_visible()
    expect(page.locator(".state")).to_have_text("You have not sent your changes yet.")
    expect(page.locator("#saved")).to_have_count(0)
    are_chosen(page, "310000000000")


def test_declining_asks_nothing(open_page, invitation):
    page = open_page(path_of(invitation))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    choose(page, 0, "High")

    page.get_by_role("button", name="Decline").click()

    expect(page.get_by_role("heading", name="You have declined")).to_be_visible()
    assert asked == []


def test_no_differs_from_what_nobody_looked_at(open_page, invitation):
    page = open_page(path_of(invitation))
    choose(page, 0, "High")
    choose(page, 2, "No")
    page.on("dialog", lambda dialog: dialog.accept())
    page.wait_for_function("() => localStorage.length === 1")
    page.reload()
    expect(page.get_by_role("button", name="Start over")).to_be_visible()
    are_chosen(page, "3-0---------")

    send(page)

    are_chosen(page, "300000000000")


def test_one_can_start_over(open_page, invitation):
    page = open_page(path_of(invitation))
    page.on("dialog", lambda dialog: dialog.accept())
    choose(page, 1, "High")
    page.wait_for_function("() => localStorage.length === 1")
    page.reload()

    page.get_by_role("button", name="Start over").click()

    expect(page.locator(".sum")).to_contain_text("0 chosen")
    are_chosen(page, "------------")


def test_page_says_what_is_sent_and_what_is_not(open_page, invitation):
    page = open_page(path_of(invitation))
    choose(page, 0, "High")
    send(page)
    expect(page.locator(".state")).to_have_text("Your answer is sent.")

    choose(page, 1, "Low")

    expect(page.locator(".state")).to_have_text("You have not sent your changes yet.")
