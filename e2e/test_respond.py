"""Invitees answer: without scripts, by keyboard alone, on a phone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from calendars import links
from calendars.models import Proposal
from calendars.services import proposals
from calendars.tests.factories import CalendarFactory, InvitationFactory, MeetingFactory, SlotFactory

pytestmark = pytest.mark.django_db(transaction=True)

AXE = Path(settings.BASE_DIR) / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def at(hour, days=0):
    """Return an hour of the next Monday, in UTC, or of a later day."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=7 - today.weekday() + days, hours=hour)


@pytest.fixture
def invitation(alice):
    calendar = CalendarFactory(owner=alice, time_zone="Europe/Berlin")
    for days in (0, 1, 7):
        SlotFactory(calendar=calendar, start=at(9, days), end=at(11, days), preference=3 - days % 2)
    return InvitationFactory(calendar=calendar, contact__first_name="Bob")


def path_of(invitation):
    return f"/respond/{links.token(invitation)}/"


def answer_of(invitation):
    return list(invitation.slots.values_list("start", "end", "preference"))


def values(page):
    """Return what is chosen in each row."""
    rows = "rows => rows.map(row => row.querySelector(':checked').value).join('')"
    return page.eval_on_selector_all("fieldset.row", rows)


def row_of(page, row):
    return page.locator("fieldset.row").nth(row)


def choose(page, row, word):
    row_of(page, row).get_by_label(word, exact=True).check()


def send(page):
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_text("Thank you, your times are saved.")).to_be_visible()


def middle(page, row, word):
    box = row_of(page, row).get_by_label(word, exact=True).bounding_box()
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


def finger_on(page):
    """Return a function that touches the page."""
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    return touch


def test_without_scripts_nothing_is_missing_that_matters(open_page, invitation):
    page = open_page(path_of(invitation), java_script_enabled=False)

    choose(page, 0, "High")
    page.select_option("#zone", "Asia/Tokyo")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("You have not sent your answer yet.")).to_be_visible()
    chosen = [radio.get_attribute("value") for radio in page.locator("fieldset.row :checked").all()]
    choose(page, 1, "Low")
    page.get_by_label("A word to").first.fill("Mornings are better.")
    send(page)

    invitation.refresh_from_db()
    assert chosen == ["3"] + ["0"] * 11
    assert answer_of(invitation) == [(at(9), at(9.5), 3), (at(9.5), at(10), 1)]
    assert (invitation.comment, invitation.time_zone) == ("Mornings are better.", "Asia/Tokyo")


def test_keyboard_alone_is_enough(open_page, invitation):
    page = open_page(path_of(invitation))
    press = page.keyboard.press
    is_on_row = "Boolean(document.activeElement.closest('fieldset.row'))"
    for _ in range(40):
        press("Tab")
        if page.evaluate(is_on_row):
            break

    for key in ("3", "Shift+ArrowDown", "ArrowDown", "2", "ArrowDown", "1", "0"):
        press(key)
    chosen = values(page)
    for _ in range(80):
        press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Send answer":
            break
    press("Enter")

    expect(page.get_by_text("Thank you, your times are saved.")).to_be_visible()
    assert chosen == "332000000000"
    assert answer_of(invitation) == [(at(9), at(10), 3), (at(10), at(10.5), 2)]


def test_phone_shows_week_by_week_and_paints_after_a_rest(open_page, invitation):
    page = open_page(path_of(invitation), **PHONE)
    weeks = page.locator("details.week")
    expect(weeks.nth(1)).to_be_hidden()
    row_of(page, 2).scroll_into_view_if_needed()
    touch = finger_on(page)
    scrolled_before = page.evaluate("scrollY")
    start, end = middle(page, 0, "Medium"), middle(page, 2, "Medium")
    touch("touchStart", start)
    page.wait_for_timeout(500)
    touch("touchMove", {"x": start["x"], "y": (start["y"] + end["y"]) / 2})
    touch("touchMove", end)
    touch("touchEnd")
    painted = values(page)
    scrolled_after = page.evaluate("scrollY")
    page.get_by_role("button", name="Week after").tap()
    expect(weeks.nth(0)).to_be_hidden()
    row_of(page, 8).get_by_label("High", exact=True).tap()
    page.get_by_role("button", name="Send answer").tap()

    expect(page.get_by_text("Thank you, your times are saved.")).to_be_visible()
    assert (painted, scrolled_after) == ("222000000000", scrolled_before)
    assert answer_of(invitation) == [(at(9), at(10.5), 2), (at(9, 7), at(9.5, 7), 3)]


def test_finger_that_does_not_rest_scrolls(open_page, invitation):
    page = open_page(path_of(invitation), **PHONE)
    row_of(page, 2).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    start = middle(page, 1, "High")
    touch = finger_on(page)

    touch("touchStart", start)
    for distance in range(20, 220, 20):
        touch("touchMove", start | {"y": start["y"] - distance})
    touch("touchEnd")

    page.wait_for_function("before => scrollY > before", arg=before)
    assert values(page) == "000000000000"


def test_mouse_paints_and_undoes(open_page, invitation):
    page = open_page(path_of(invitation))
    start, end = middle(page, 0, "High"), middle(page, 3, "High")

    page.mouse.move(**start)
    page.mouse.down()
    page.mouse.move(**end, steps=4)
    page.mouse.up()
    painted, news = values(page), page.locator("#news").inner_text()
    page.get_by_role("button", name="Undo").click()

    assert (painted, news) == ("333300000000", "4 times set to High.")
    assert values(page) == "000000000000"


def test_whole_days_are_set_and_repeated(open_page, invitation):
    page = open_page(path_of(invitation))
    choose(page, 0, "Low")
    page.get_by_role("group", name="All day").first.get_by_role("button", name="Copy to week").click()
    copied = values(page)

    page.get_by_role("group", name="All day").nth(1).get_by_role("button", name="Medium").click()

    assert (copied, values(page)) == ("100010000000", "100022220000")


def test_zone_of_the_device_is_used_where_none_is_known(open_page, invitation):
    page = open_page(path_of(invitation), timezone_id="America/New_York")

    expect(page.locator("#news")).to_have_text("Times are shown in the time zone America/New_York.")

    assert page.locator("#zone").input_value() == "America/New_York"
    assert page.locator(".state").inner_text() == "You have not sent your answer yet."


def test_zone_of_another_device_is_offered(open_page, invitation):
    invitation.time_zone = "Asia/Tokyo"
    invitation.save()
    page = open_page(path_of(invitation), timezone_id="America/New_York")
    choose(page, 0, "High")

    page.get_by_role("button", name="Show times there").click()

    expect(page.locator("#zone")).to_have_value("America/New_York")
    assert values(page) == "300000000000"


def test_meeting_is_shown_in_the_zone_of_the_device(open_page, invitation):
    meeting_state(invitation)
    page = open_page(path_of(invitation), timezone_id="Asia/Tokyo")

    page.get_by_role("button", name="Show times there").click()

    expect(page.locator(".when").first).to_contain_text("18:00–18:30 (Asia/Tokyo)")


def test_other_zone_is_shown_in_place(open_page, invitation):
    page = open_page(path_of(invitation))
    choose(page, 1, "High")
    page.select_option("#zone", "Asia/Tokyo")

    page.get_by_role("button", name="Show", exact=True).click()

    expect(page.locator("#news")).to_have_text("Times are shown in the time zone Asia/Tokyo.")
    expect(page.get_by_role("button", name="Show", exact=True)).to_be_focused()
    assert values(page) == "030000000000"


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
    restored = values(page), page.locator("#comment").input_value()
    stored = page.evaluate("JSON.stringify(localStorage)")
    send(page)

    assert asked == ["beforeunload"]
    assert restored == ("030000000000", "A draft.")
    assert links.token(invitation) not in stored
    assert page.evaluate("localStorage.length") == 0
    assert answer_of(invitation) == [(at(9.5), at(10), 3)]


def test_invitee_asks_for_another_time(open_page, invitation):
    MeetingFactory(invitation=invitation, start=at(9), end=at(9.5), confirmed=True)
    page = open_page(path_of(invitation))
    page.get_by_role("heading", name="Ask for another time").click()
    page.locator(".times label").nth(1).click()

    page.get_by_role("button", name="Ask Alice Able").click()

    expect(page.get_by_text("Alice Able has been asked.")).to_be_visible()
    assert Proposal.objects.get().start == at(10)


def open_state(invitation):
    SlotFactory(invitation=invitation, start=at(20), end=at(21), preference=1)


def asked_state(invitation):
    meeting = MeetingFactory(invitation=invitation, start=at(9), end=at(9.5), confirmed=True)
    proposals.propose(meeting=meeting, side=Proposal.Side.OWNER, start=at(10), now=datetime.now(UTC))


def meeting_state(invitation):
    MeetingFactory(invitation=invitation, start=at(9), end=at(9.5), confirmed=True)
    invitation.calendar.status, invitation.calendar.finalized_at = "finalized", datetime.now(UTC)
    invitation.calendar.save()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("state", [open_state, asked_state, meeting_state])
def test_page_has_no_barrier(open_page, invitation, state, width, scheme):
    state(invitation)
    page = open_page(
        path_of(invitation),
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,
    )
    page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true })")
    page.add_script_tag(path=AXE)

    found = page.evaluate("tags => axe.run({ runOnly: tags })", RULES)

    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") is True
