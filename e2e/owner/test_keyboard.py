"""The app by keyboard alone: Tab goes through each screen, is seen wherever it stops, and leaves again."""

import pytest
from playwright.sync_api import expect

MOST = 120  # stops on a screen

# Where the focus is: its name, whether an outline shows it, and whether it stands in the window.
STOP = """() => {
    const stop = document.activeElement
    if (stop === document.body) return null
    const isChoice = stop.matches('input[type=checkbox], input[type=radio]')
    const shown = (isChoice && stop.closest('label, .box')) || stop
    const outlined = [stop, shown].some((each) => getComputedStyle(each).outlineStyle !== 'none')
    const { top, bottom, width } = shown.getBoundingClientRect()
    const name = stop.getAttribute('aria-label') ?? (stop.textContent.trim() || stop.name || stop.tagName)
    return { name: name.slice(0, 40), outlined, inView: bottom > 0 && top < innerHeight && width > 0 }
}"""


def walk(page):
    """Press Tab, from the heading on, until the focus leaves the page; return the stops."""
    stops = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None and stops:
            return stops
        if stop is not None:
            stops.append(stop)
    raise AssertionError(f"Tab does not leave the page: {[each['name'] for each in stops[-5:]]}")


def unseen(stops):
    return [stop["name"] for stop in stops if not (stop["outlined"] and stop["inView"])]


@pytest.fixture
def calendar(account):
    calendar = account.invite("Talks", "Ana", "Ben")
    for name in ("Ana", "Ben"):
        calendar.answer(name, (9, 12, 3))
    return calendar


@pytest.fixture
def planning(owner, calendar):
    calendar.draft(Ana=9)
    owner.log_in(calendar.path)
    return owner


def test_focus_is_seen_at_every_stop_and_leaves(planning):
    page, found = planning.page, {}
    for screen in ("Plan", "Finalize", "Answers", "Contacts", "Maria", "New calendar", "Home"):
        planning.go_to(screen)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        expect(page.locator(".loading")).to_have_count(0)
        found[screen] = unseen(walk(page))

    assert {screen: found[screen] for screen in found if found[screen]} == {}
