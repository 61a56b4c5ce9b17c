"""Where the focus goes by keyboard, and whether it is seen there."""

from playwright.sync_api import expect

from e2e.barriers import FRAME, wrong

MOST = 120  # stops on a screen

# Where the focus is: its name, whether an outline shows it, whether the window does, its place in a dialog.
STOP = """() => {
    const stop = document.activeElement
    if (stop === document.body) return null
    window.lastStop = stop
    const isChoice = stop.matches('input[type=checkbox], input[type=radio]')
    const shown = stop.closest('.thumb') ?? ((isChoice && stop.closest('label, .box')) || stop)
    const isSeen = stop.checkVisibility({ opacityProperty: true }) && !stop.closest('[style*=clip]')
    const lines = (isSeen ? [stop, shown] : [shown]).map((each) => getComputedStyle(each).outlineStyle)
    const outlined = lines.some((line) => line !== 'none')
    const { top, bottom, width } = shown.getBoundingClientRect()
    const ids = stop.getAttribute('aria-labelledby')?.split(' ') ?? []
    const labels = ids.length ? ids.map((id) => document.getElementById(id)) : [...(stop.labels ?? [])]
    const label = stop.getAttribute('aria-label') ?? labels.map((each) => each?.textContent.trim()).join(' ')
    const name = label || stop.textContent.trim() || stop.name || stop.tagName
    const dialog = [...(document.querySelector('[role=dialog]')?.querySelectorAll('*') ?? [])]
    const inView = bottom > 0 && top < innerHeight && width > 0
    return { name: name.slice(0, 40), outlined, inView, place: dialog.indexOf(stop) }
}"""

# What Tab would still come to after the last stop; a list or a group of choices is one stop, with all in it.
STOPS = "a[href], button, input, select, textarea, summary, [tabindex]"
PASSED_OVER = """(stops) => [...document.querySelectorAll(stops)]
    .filter((each) => each.tabIndex >= 0 && !each.disabled)
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))
    .filter((each) => lastStop.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING)
    .filter((each) => !each.closest('[role=grid], [role=radiogroup], fieldset')?.contains(lastStop))
    .map((each) => each.outerHTML.slice(0, 80))"""

GIVEN_BACK = "(button) => [button, button.closest('[role=row]')].includes(document.activeElement)"


def walk(page):
    """Press Tab, from the heading on, until the focus leaves the page at its end; return the stops."""
    stops = []
    for _ in range(MOST):
        stop = _stop_after(page, "Tab")
        if stop is None and stops:
            assert page.evaluate(PASSED_OVER, STOPS) == []
            return stops
        if stop is not None:
            stops.append(stop)
    raise AssertionError(f"Tab does not leave the page: {[each['name'] for each in stops[-5:]]}")


def walk_in_dialog(page):
    """Press Tab until the focus is back where it was first, then Shift and Tab; return the stops."""
    stops = []
    for _ in range(MOST):
        stop = _stop_after(page, "Tab")
        if stop in stops or stop is None or stop["place"] < 0:
            break
        stops.append(stop)
    return [*stops, stop, _stop_after(page, "Shift+Tab")]


def _stop_after(page, key):
    """Press a key; return where the focus is once lists have scrolled to it, which takes them a frame."""
    page.keyboard.press(key)
    page.evaluate(FRAME)
    return page.evaluate(STOP)


def unseen(stops):
    """Return the names of the stops at which nobody sees the focus."""
    return [stop["name"] for stop in stops if stop and not (stop["outlined"] and stop["inView"])]


def close_by_keyboard(owner, button):
    """Close a dialog with Escape; the focus goes back to what called it up, or to its row of a list."""
    owner.page.keyboard.press("Escape")
    expect(owner.dialog()).to_be_hidden()
    owner.page.wait_for_function(GIVEN_BACK, arg=button.element_handle())


def dialog_faults(owner, button):
    """Say where an open dialog loses the focus or hides it; Escape closes it and gives the focus back."""
    stops = walk_in_dialog(owner.page)
    outside = [stop and stop["name"] for stop in stops if not stop or stop["place"] < 0]
    close_by_keyboard(owner, owner.page.get_by_role("button", name=button, exact=True))
    return wrong({"unseen": unseen(stops), "outside": outside})
