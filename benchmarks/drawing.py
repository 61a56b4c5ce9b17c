"""How long the app takes to draw 500 invitees and 2,000 contacts: ``python -m benchmarks.drawing``, a minute.

It measures the built app (``make app``) in Chromium, with made-up answers in the place of a server: from the
click to the moment after the next picture is on the screen, and what the page's thread computes for it.
CHROMIUM says where Chromium is.
"""

import json
import mimetypes
import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route, sync_playwright

from benchmarks.drawing_scene import PLACED, UNPLACED, answer_to, profile

DIST = Path(__file__).parent.parent / "frontend" / "dist" / "app"
HOST = "http://app.test"
ROUNDS = 20
MOST = 50  # milliseconds that the heat map may take

Times = tuple[float, float]

CLICK = """async (name) => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = resolve
        channel.port2.postMessage(0)
    }))
    const nameOf = (each) => each.getAttribute('aria-label') ?? each.textContent
    const target = [...document.querySelectorAll('button, a')].find((each) => nameOf(each) === name)
    await drawn()
    const start = performance.now()
    target.click()
    await drawn()
    return performance.now() - start
}"""


def main() -> None:
    if not DIST.is_dir():
        sys.exit("The app is not built: make app")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        page = chromium.new_page(viewport={"width": 1440, "height": 1000}, timezone_id="Europe/Berlin")
        page.route("**/*", serve)
        clock = Clock(page)
        heat, answers, finalize, contacts = measure(page, clock)
        plan = measure_plan(page, clock)
        chromium.close()
    print(f"{'median of ' + str(ROUNDS) + ', in milliseconds':44}{'drawn':>8}{'least':>8}{'computed':>10}")
    show("heat map of 500 invitees, another week", heat)
    show("their calendar: 500 rows and the heat map", answers)
    show("plan of 500, 499 of them still to place", plan)
    show("finalize of 500: meetings and mails", finalize)
    show("2,000 contacts", contacts)
    if median(took for took, _ in heat) >= MOST:
        sys.exit(f"The heat map takes {MOST} ms or longer.")


class Clock:
    """Times clicks: in life, and in the processor's time of the page's thread."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def click(self, name: str) -> Times:
        before = self.computed()
        took: float = self.page.evaluate(CLICK, name)
        times = took, self.computed() - before
        self.page.locator(".loading").first.wait_for(state="detached")
        return times

    def computed(self) -> float:
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration")


def measure(page: Page, clock: Clock) -> tuple[list[Times], ...]:
    """Return how long each picture took, ROUNDS times each, after one that is not counted."""
    log_in(page, f"/app/calendars/{PLACED}")
    page.get_by_role("heading", name="When can they?").wait_for()
    heat = rounds(lambda turn: clock.click("Week before" if turn % 2 else "Week after"))
    answers = rounds(lambda _: (clock.click("History"), clock.click("Answers"))[1])
    finalize = rounds(lambda _: (clock.click("History"), clock.click("Finalize"))[1])
    clock.click("Contacts")
    page.get_by_text("2000 contacts").wait_for()
    contacts = rounds(lambda _: (clock.click(profile()["first_name"]), clock.click("Contacts"))[1])
    return heat, answers, finalize, contacts


def measure_plan(page: Page, clock: Clock) -> list[Times]:
    """Return how long the plan of the calendar took on which one of many has a meeting."""
    log_in(page, f"/app/calendars/{UNPLACED}/plan")
    page.get_by_role("heading", name="Suggestions").wait_for()
    return rounds(lambda _: (clock.click("History"), clock.click("Plan"))[1])


def log_in(page: Page, path: str) -> None:
    page.goto(HOST + path)
    page.get_by_label("Username or e-mail").fill("maria")
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Log in").click()


def rounds(draw: Callable[[int], Times]) -> list[Times]:
    return [draw(turn) for turn in range(ROUNDS + 1)][1:]


def serve(route: Route) -> None:
    """Answer as the server would: files of the app, and the scene for the API."""
    path = urlsplit(route.request.url).path
    if path.startswith("/api/"):
        body = answer_to(path, route.request.url)
        headers = {"Content-Type": "application/json", "ETag": '"1"'}
        return route.fulfill(body=json.dumps(body), headers=headers)
    file = DIST / path.removeprefix("/app/")
    file = file if file.is_file() else DIST / "index.html"
    kind = mimetypes.guess_type(file.name)[0] or "text/html"
    return route.fulfill(body=file.read_bytes(), headers={"Content-Type": kind})


def show(name: str, times: list[Times]) -> None:
    took, computed = zip(*times, strict=True)
    print(f"{name:44}{median(took):8.1f}{min(took):8.1f}{median(computed):10.1f}")


if __name__ == "__main__":
    main()
