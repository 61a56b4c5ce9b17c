"""Painting in the app: with a finger, with templates, and what can be undone."""

import pytest
from playwright.sync_api import expect

from e2e.browsers import PHONE, Finger, middle
from e2e.people import Owner


@pytest.fixture
def phone(new_page, stage, account):
    """Return Maria, who is about to paint on a phone."""
    owner = Owner(new_page(**PHONE), stage, account.username)
    owner.log_in("/app/calendars/new")
    owner.page.get_by_role("textbox", name="Name").fill("Talks")
    owner.press("Next")
    owner.press("Week after")
    owner.cell(6, 1).scroll_into_view_if_needed()
    return owner


def draw(owner, start, end, *, resting):
    Finger(owner.page).draw(middle(owner.cell(*start)), middle(owner.cell(*end)), resting=resting)


def test_tap_paints_one_time(phone):
    phone.cell(1, 1).tap()

    phone.sees("0.5 hours painted in all")


def test_hold_and_drag_paint_a_rectangle(phone):
    draw(phone, (1, 2), (4, 4), resting=True)

    phone.sees("6 hours painted in all")


def test_swipe_scrolls_and_paints_nothing(phone):
    before = phone.page.evaluate("scrollY")

    draw(phone, (5, 3), (1, 3), resting=False)

    phone.page.wait_for_function("before => scrollY > before", arg=before)
    phone.sees("0 hours painted in all")


# Where the mouse is let go in full motion, its last movement and its button come at once.
LET_GO = """({ x, y }) => {
    for (const kind of ['pointermove', 'pointerup']) {
        const mouse = { clientX: x, clientY: y, bubbles: true, isPrimary: true, pointerType: 'mouse' }
        document.elementFromPoint(x, y).dispatchEvent(new PointerEvent(kind, mouse))
    }
}"""


def fling(owner, start, end):
    owner.page.mouse.move(**start)
    owner.page.mouse.down()
    owner.page.evaluate(LET_GO, end)


def test_quick_stroke_paints_all_the_way(owner):
    owner.log_in("/app/calendars/new")
    owner.page.get_by_role("textbox", name="Name").fill("Talks")
    owner.press("Next")
    owner.press("Week after")
    owner.cell(3, 1).scroll_into_view_if_needed()

    fling(owner, middle(owner.cell(1, 0)), middle(owner.cell(4, 1)))

    owner.sees("4 hours painted in all")


def test_meeting_that_is_flung_stays_where_it_was_let_go(owner, account):
    calendar = account.invite("Talks", "Ana")
    calendar.answer("Ana", (9, 12, 3))
    calendar.draft(Ana=9)
    owner.log_in(f"{calendar.path}/plan")
    ana = owner.block("Ana Lee")
    ana.scroll_into_view_if_needed()
    box = ana.bounding_box()
    nine = {"x": box["x"] + 5, "y": box["y"] + 2}

    fling(owner, nine, nine | {"y": nine["y"] + 2 * box["height"]})

    expect(ana).to_contain_text("10:00")


def test_template_is_copied_and_undone(phone):
    phone.press("Weekdays 9–12")
    phone.sees("15 hours painted in all")
    phone.press("Copy to next week")
    phone.sees("30 hours painted in all")

    phone.press("Undo")

    phone.sees("15 hours painted in all")
