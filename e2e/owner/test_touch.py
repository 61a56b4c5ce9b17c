"""Painting with a finger: a tap sets one time, a hold and then a drag many, and a swipe still scrolls."""

import pytest
from people import Owner

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HOLD = 400  # milliseconds, longer than the app waits


@pytest.fixture
def phone(new_page, stage):
    """Return an owner who is about to paint on a phone."""
    owner = Owner(new_page(**PHONE), stage)
    owner.sign_up()
    owner.page.get_by_role("link", name="New calendar").tap()
    owner.page.get_by_role("textbox", name="Name").fill("Talks")
    owner.go_on()
    owner.page.get_by_role("button", name="Week after").tap()
    owner.cell(6, 1).scroll_into_view_if_needed()
    return owner


def drag(owner, start, end, *, hold):
    """Put a finger down, wait, and draw it over the grid."""
    finger = owner.page.context.new_cdp_session(owner.page)
    boxes = [owner.cell(*place).bounding_box() for place in (start, end)]
    (x, y), (to_x, to_y) = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    owner.page.wait_for_timeout(hold)
    for step in (0.25, 0.5, 0.75, 1):
        point = {"x": x + (to_x - x) * step, "y": y + (to_y - y) * step}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_tap_paints_one_time(phone):
    phone.cell(1, 1).tap()

    phone.page.get_by_text("0.5 hours painted in all").wait_for()


def test_hold_and_drag_paint_a_rectangle(phone):
    drag(phone, (1, 2), (4, 4), hold=HOLD)

    phone.page.get_by_text("6 hours painted in all").wait_for()


def test_swipe_scrolls_and_paints_nothing(phone):
    before = phone.page.evaluate("scrollY")

    drag(phone, (5, 3), (1, 3), hold=0)

    phone.page.wait_for_function("before => scrollY > before", arg=before)
    phone.page.get_by_text("0 hours painted in all").wait_for()
