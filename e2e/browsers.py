"""Browsers, each with a memory of its own, and how they are held."""

import os

from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PATIENCE = 20_000  # milliseconds

expect.set_options(timeout=PATIENCE)


def launch(playwright):
    return playwright.chromium.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
    )


class Browsers:
    """The browsers of one test, and what went wrong in their scripts."""

    def __init__(self, chromium):
        self.chromium = chromium
        self.contexts, self.faults = [], []

    def new_page(self, **options):
        context = self.chromium.new_context(**{"locale": "en-GB", "timezone_id": "Europe/Berlin"} | options)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._note)
        return page

    def close(self):
        for context in self.contexts:
            context.close()

    def _note(self, line):
        if "Content Security" in line.text:
            self.faults.append(line.text)


class Gate:
    """Keeps requests in their browser until it is opened: ``page.route(address, gate.hold)``."""

    def __init__(self):
        self.held, self.is_open = [], False

    def hold(self, route):
        if self.is_open:
            route.continue_()
        else:
            self.held.append(route)

    def open(self):
        self.is_open = True
        for route in self.held:
            route.continue_()


class Finger:
    """A finger on the glass of a page."""

    def __init__(self, page):
        self.page = page
        self.session = page.context.new_cdp_session(page)

    def touch(self, kind, *points):
        """Send a touch event: touchStart, touchMove or touchEnd."""
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    def draw(self, start, end, *, resting):
        """Put the finger down and draw it to another point; where it rests first, it paints."""
        self.touch("touchStart", start)
        if resting:
            self.page.locator(".painting").wait_for()
        for step in (0.25, 0.5, 0.75, 1):
            self.touch("touchMove", {each: start[each] + (end[each] - start[each]) * step for each in "xy"})
        self.touch("touchEnd")


def middle(element):
    """Return the point in the middle of what a locator finds."""
    box = element.bounding_box()
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


def draw_with_mouse(page, start, end):
    """Press the mouse on one element and draw it over to another."""
    from_, to = middle(start), middle(end)
    page.mouse.move(**from_)
    page.mouse.down()
    page.mouse.move(**to, steps=4)
    page.mouse.up()
