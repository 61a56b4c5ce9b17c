"""Placing by hand somebody whom no draft has yet: told live whether a time is possible, and pinned there."""

import re

import pytest
from playwright.sync_api import expect

from e2e.people import tab_to

NOT_HIS = re.compile("Outside the invitee.s times")


@pytest.fixture
def planning(owner, account):
    """Return Maria, whose draft has Ana at nine; Ben can come from ten to eleven, and best at ten."""
    calendar = account.invite("Talks", "Ana", "Ben")
    calendar.answer("Ana", (9, 12, 3))
    calendar.answer("Ben", (10, 10.5, 3), (10.5, 11, 1))
    calendar.draft(Ana=9)
    owner.log_in(f"{calendar.path}/plan")
    expect(in_tray(owner)).to_be_visible()
    return owner


def in_tray(planning):
    return planning.page.locator(".tray").get_by_role("button", name="Ben Lee")


def told(planning, words):
    expect(planning.page.locator(".move-told")).to_contain_text(words)


def point_at(planning, hour):
    """Move the mouse to where an hour of Monday begins on the week."""
    nine = planning.block("Ana Lee").bounding_box()
    planning.page.mouse.move(nine["x"] + 5, nine["y"] + 2 * (hour - 9) * nine["height"] + 1, steps=4)


def is_placed(planning, time):
    planning.sees("Ben Lee is now at")
    expect(planning.block("Ben Lee")).to_contain_text(time)
    expect(in_tray(planning)).to_be_hidden()


def plan_around_ben(planning):
    row = planning.page.get_by_role("row").filter(has_text="Ben Lee").filter(has_text="Pin")
    row.get_by_role("checkbox", name="Pin").check()
    planning.press("Plan anew around 1 pinned")
    planning.sees("Planned anew.")


def test_somebody_is_placed_by_keyboard_and_pinned(planning):
    keyboard = planning.page.keyboard
    tab_to(planning.page, "element.closest('.tray')")
    keyboard.press("Enter")
    told(planning, "10:00–10:30: fits.")
    keyboard.press("ArrowUp")
    told(planning, NOT_HIS)
    keyboard.press("Enter")
    expect(in_tray(planning)).to_have_attribute("aria-pressed", "true")
    planning.steer("ArrowDown", "10:30–11:00", "fits.")
    keyboard.press("Enter")
    is_placed(planning, "10:30")

    plan_around_ben(planning)

    expect(planning.block("Ben Lee")).to_contain_text("10:30")


def test_somebody_is_dropped_with_the_mouse_only_where_it_is_possible(planning):
    mouse, sent = planning.page.mouse, []
    planning.page.on("request", lambda request: sent.append(request.method))
    in_tray(planning).hover()
    mouse.down()
    point_at(planning, 9)
    told(planning, NOT_HIS)
    mouse.up()
    expect(planning.page.locator(".move-told")).to_have_text("")
    in_tray(planning).hover()
    mouse.down()
    point_at(planning, 10)
    told(planning, "10:00–10:30: fits.")

    mouse.up()

    is_placed(planning, "10:00")
    assert sent.count("PUT") == 1
