"""What one began is there again after a look at another screen, and what one called up gets the focus."""

import pytest
from playwright.sync_api import expect

from e2e.people import Owner
from e2e.scene import Account

HOURS = {"Ana": 9, "Ben": 10}


@pytest.fixture
def calendar(account):
    """Both could come from nine to twelve."""
    calendar = account.invite("Talks", *HOURS)
    for name in HOURS:
        calendar.answer(name, (9, 12, 3))
    return calendar


@pytest.fixture
def planning(owner, calendar):
    """Return Maria, who looks at her draft."""
    calendar.draft(**HOURS)
    owner.log_in(f"{calendar.path}/plan")
    expect(owner.block("Ana Lee")).to_be_visible()
    return owner


@pytest.fixture
def received(stage, new_page, account):
    """Return Ben, who has painted an hour in answer to Maria."""
    ben = Account(stage, "Ben", "Okafor")
    request = account.call("POST", "contacts/requests/", {"username": ben.username})
    ben.call("POST", f"contacts/requests/{request['id']}/accept/")
    [contact] = account.call("GET", "contacts/")["results"]
    account.invite("Reviews", invitees=[contact["id"]])
    his = Owner(new_page(), stage, ben.username)
    his.log_in()
    his.go_to("Give my times")
    his.page.locator(".offer").first.click()
    his.sees("0.5 hours painted in all")
    return his


def has_focus(owner, name):
    expect(owner.page.get_by_role("heading", name=name, exact=True)).to_be_focused()


def go_away_and_back(owner, link):
    owner.go_to("Contacts")
    owner.sees("Requests")
    owner.go_to("Home")
    owner.go_to(link)


def test_first_step_keeps_what_is_typed(owner):
    owner.log_in("/app/calendars/new")
    page = owner.page
    page.get_by_role("textbox", name="Name").fill("Talks")
    page.get_by_label("Time zone").select_option("Asia/Tokyo")
    page.get_by_label("Invitees see each other").check()

    go_away_and_back(owner, "New calendar")

    owner.sees("You go on with what you began.")
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Talks")
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
    expect(page.get_by_label("Invitees see each other")).to_be_checked()


def test_first_step_can_be_started_over(owner):
    owner.log_in("/app/calendars/new")
    name = owner.page.get_by_role("textbox", name="Name")
    name.fill("Talks")
    go_away_and_back(owner, "New calendar")

    owner.press("Start over")

    expect(name).to_have_value("")
    has_focus(owner, "What is it about?")
    owner.press("Undo")
    expect(name).to_have_value("Talks")


def test_painted_answer_is_kept_until_it_is_sent(received):
    go_away_and_back(received, "Give my times")

    received.sees("You go on with what you began.")
    received.sees("0.5 hours painted in all")
    received.press("Send my answer")
    received.sees("Your answer is with the owner.")


def test_painted_answer_can_be_started_over(received):
    go_away_and_back(received, "Give my times")

    received.press("Start over")

    received.sees("0 hours painted in all")
    received.press("Undo", received.page.locator(".toast"))
    received.sees("0.5 hours painted in all")


def test_pins_outlive_other_screens_and_moves(planning):
    pin = planning.page.get_by_role("checkbox", name="Pin").first
    pin.check()

    planning.go_to("History")
    planning.go_to("Plan")
    planning.sees("Plan anew around 1 pinned")
    planning.move_by_keyboard("Ana Lee", *["ArrowDown"] * 2)

    planning.sees("Ana Lee is now at")
    expect(pin).to_be_checked()


def test_draft_that_was_kept_has_the_focus(owner, calendar):
    owner.log_in(f"{calendar.path}/plan")

    owner.press("Keep as my draft")

    has_focus(owner, "Your draft")


def test_planning_by_hand_begins_at_the_draft(owner, calendar):
    owner.log_in(f"{calendar.path}/plan")

    owner.press("Plan by hand")

    has_focus(owner, "Your draft")


def test_draft_that_was_thrown_away_hands_its_focus_on(planning):
    planning.press("Throw away")

    planning.sees("The draft is gone.")
    expect(planning.page.get_by_role("button", name="Plan by hand")).to_be_focused()


def test_draft_begun_by_hand_keeps_the_focus_when_it_is_thrown_away(owner, calendar):
    owner.log_in(f"{calendar.path}/plan")
    owner.press("Plan by hand")
    has_focus(owner, "Your draft")
    owner.page.locator(".tray").get_by_role("row", name="Ana Lee").focus()
    for key in ("Enter", "Enter"):
        owner.page.keyboard.press(key)
    owner.sees("Ana Lee is now at")

    owner.press("Throw away")

    owner.sees("The draft is gone.")
    has_focus(owner, "Your draft")
