"""Painting times with the mouse, with a finger, and by the day, the hour or the week."""

import re

import pytest
from playwright.sync_api import expect

from e2e.browsers import PHONE, Finger, draw_with_mouse, middle
from e2e.invitee.answering import answer_of, are_chosen, at, choice, choose, path_of, row_of

pytestmark = pytest.mark.django_db(transaction=True)

DESK = {"viewport": {"width": 1280, "height": 1200}}


def tools(page, name):
    """Return the groups of buttons whose names contain some words, unfolded."""
    page.eval_on_selector_all(".many", "all => all.forEach(each => { each.open = true })")
    return page.get_by_role("group", name=name)


def test_mouse_paints_and_undoes(open_page, invitation):
    page = open_page(path_of(invitation), **DESK)

    draw_with_mouse(page, choice(page, 0, "High"), choice(page, 3, "High"))
    are_chosen(page, "3333--------")
    expect(page.locator("#news")).to_have_text("4 times set to High.")

    page.get_by_role("button", name="Undo").click()

    are_chosen(page, "------------")


def test_undo_leaves_what_was_chosen_after_a_stroke(open_page, invitation):
    page = open_page(path_of(invitation), **DESK)
    draw_with_mouse(page, choice(page, 0, "High"), choice(page, 3, "High"))
    choose(page, 4, "Low")
    choice(page, 5, "No").focus()
    page.keyboard.press("2")
    undo = page.locator(".sum button")

    undo.click()
    are_chosen(page, "----12------")
    undo.click()

    are_chosen(page, "333312------")


def test_mouse_paints_a_rectangle_over_days(open_page, invitation):
    page = open_page(path_of(invitation), **DESK)

    draw_with_mouse(page, choice(page, 1, "Medium"), choice(page, 6, "Medium"))

    are_chosen(page, "-22--22-----")


def test_rectangle_shrinks_as_the_mouse_comes_back(open_page, invitation):
    page = open_page(path_of(invitation), **DESK)
    choose(page, 5, "Low")
    page.mouse.move(**middle(choice(page, 0, "High")))
    page.mouse.down()
    page.mouse.move(**middle(choice(page, 6, "High")), steps=4)
    are_chosen(page, "333-333-----")

    page.mouse.move(**middle(choice(page, 1, "High")), steps=4)
    page.mouse.up()

    are_chosen(page, "33---1------")


def test_finger_paints_after_a_rest_and_weeks_are_turned(open_page, invitation):
    page = open_page(path_of(invitation), **PHONE)
    weeks = page.locator("details.week")
    expect(weeks.nth(1)).to_be_hidden()
    row_of(page, 2).scroll_into_view_if_needed()
    scrolled_before = page.evaluate("scrollY")
    ends = middle(choice(page, 0, "Medium")), middle(choice(page, 2, "Medium"))
    Finger(page).draw(*ends, resting=True)
    are_chosen(page, "222---------")
    scrolled_after = page.evaluate("scrollY")
    page.get_by_role("button", name="Week after").tap()
    expect(weeks.nth(0)).to_be_hidden()
    choice(page, 8, "High").tap()
    page.get_by_role("button", name="Send answer").tap()

    expect(page.get_by_text("Thank you, your times are saved.")).to_be_visible()
    assert scrolled_after == scrolled_before
    assert answer_of(invitation) == [(at(9), at(10.5), 2), (at(9, 7), at(9.5, 7), 3)]


def test_finger_paints_on_to_the_day_below(open_page, invitation):
    page = open_page(path_of(invitation), **PHONE)
    row_of(page, 4).scroll_into_view_if_needed()

    Finger(page).draw(middle(choice(page, 3, "High")), middle(choice(page, 4, "High")), resting=True)

    are_chosen(page, "---33-------")


def test_finger_that_does_not_rest_scrolls(open_page, invitation):
    page = open_page(path_of(invitation), **PHONE)
    row_of(page, 2).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    start = middle(choice(page, 1, "High"))

    Finger(page).draw(start, start | {"y": start["y"] - 200}, resting=False)

    page.wait_for_function("before => scrollY > before", arg=before)
    are_chosen(page, "------------")


def test_whole_days_are_set_and_repeated(open_page, invitation):
    page = open_page(path_of(invitation))
    choose(page, 0, "Low")
    tools(page, re.compile("^All ")).first.get_by_role("button", name="Copy to week").click()
    are_chosen(page, "1---1-------")

    tools(page, re.compile("^All ")).nth(1).get_by_role("button", name="Medium").click()

    are_chosen(page, "1---2222----")


def test_one_hour_of_every_day_and_whole_weeks_are_set(open_page, invitation):
    page = open_page(path_of(invitation))
    hours = tools(page, "Every day at").first.get_by_label("Time of day")
    hours.select_option(index=2)
    tools(page, "Every day at").first.get_by_role("button", name="Low").click()
    are_chosen(page, "--1---1-----")

    tools(page, "Whole week").first.get_by_role("button", name="High").click()

    are_chosen(page, "33333333----")
