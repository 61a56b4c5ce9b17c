"""Drafts and their mails, meetings that are set, and an invitation of one's own, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from e2e.focus import close_by_keyboard
from e2e.people import Owner, tab_to
from e2e.scene import PASSWORD, Account


def log_in(owner, path):
    keyboard = owner.page.keyboard
    owner.page.goto(f"{owner.stage.url}{path}")
    tab_to(owner.page, "element.name === 'username'")
    keyboard.type(owner.username)
    keyboard.press("Tab")
    keyboard.type(PASSWORD)
    keyboard.press("Enter")
    expect(owner.page.get_by_role("heading", level=1)).to_be_focused()


def enter(owner, name):
    """Go on to what has a name, and press Enter."""
    tab_to(owner.page, f"(element.ariaLabel ?? element.innerText.trim()) === '{name}'")
    owner.page.keyboard.press("Enter")


@pytest.fixture
def calendar(account):
    """Cy can come at ten only, and has no meeting; Ana asks for another time."""
    calendar = account.invite("Talks", "Ana", "Ben", "Cy")
    for name in ("Ana", "Ben"):
        calendar.answer(name, (9, 12, 3))
    calendar.answer("Cy", (10, 10.5, 3))
    calendar.finalize(Ana=9, Ben=10)
    calendar.be_asked("Ana", 11)
    return calendar


def test_meetings_are_agreed_cancelled_mended_moved_and_reopened(owner, calendar):
    page = owner.page
    log_in(owner, f"{calendar.path}/meetings")
    enter(owner, "Accept")
    owner.sees("Accepted; the meeting is moved.")
    expect(page.get_by_role("row").first).to_contain_text("Ben Lee")  # as Ana's comes after it now
    tab_to(page, "element.matches('[role=row]')")
    for key in ("B", "ArrowRight", "Enter"):  # to Ben's row, and to the button in it
        page.keyboard.press(key)
    expect(owner.dialog().get_by_role("heading", name="Ben Lee")).to_be_visible()
    enter(owner, "Cancel the meeting")
    enter(owner, "Cancel the meeting")
    owner.sees("Cancelled. The mail is on its way.")
    enter(owner, "Do this and mail those concerned")
    owner.sees("Mended. The mails are on their way.")
    expect(owner.block("Cy Lee")).to_contain_text("10:00")
    tab_to(page, "element.matches('.block') && element.innerText.includes('Ana')")
    for key in ("Enter", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    enter(owner, "Move and mail")
    owner.sees("Moved. The change is on its way.")
    enter(owner, "History")
    owner.sees("Finalized with 2 meetings")
    enter(owner, "Meetings")
    enter(owner, "Reopen")
    enter(owner, "Reopen")

    expect(page.get_by_role("link", name="Plan", exact=True)).to_be_visible()
    assert calendar.call("GET")["status"] == "open"


@pytest.fixture
def drafted(account):
    """Ana is to come at nine, and Ben at ten."""
    calendar = account.invite("Talks", "Ana", "Ben")
    for name in ("Ana", "Ben"):
        calendar.answer(name, (9, 12, 3))
    calendar.draft(Ana=9, Ben=10)
    return calendar


def enter_list(owner, name, *keys):
    """Go on to a list, and press keys in it."""
    in_it = f"element.closest('[role=grid]')?.ariaLabel?.startsWith('{name}')"
    tab_to(owner.page, f"element.matches('[role=row]') && {in_it}")
    for key in keys:
        owner.page.keyboard.press(key)


def test_draft_is_explained(owner, drafted):
    dialog = owner.dialog()
    log_in(owner, f"{drafted.path}/plan")
    enter_list(owner, "Your draft", "B", *["ArrowRight"] * 3)  # past pinning and taking out
    why = owner.page.get_by_role("button", name="Why this time? Ben Lee")
    expect(why).to_be_focused()

    owner.page.keyboard.press("Enter")

    expect(dialog.get_by_role("heading", name="Why does Ben Lee get this time?")).to_be_visible()
    expect(dialog).to_contain_text("Other times would cost:")
    close_by_keyboard(owner, why)


def test_mails_are_read_before_they_are_sent(owner, drafted):
    page = owner.page
    log_in(owner, f"{drafted.path}/finalize")
    enter_list(owner, "The mails as they will be sent", "ArrowDown", "ArrowRight", "Enter")
    expect(page.get_by_text("Hello Ben")).to_be_visible()
    expect(page.get_by_text("Hello Ana")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hello Ben")).to_be_hidden()
    for key in ("ArrowUp", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_text("Hello Ana")).to_be_visible()


def test_invitation_of_ones_own_is_answered(account, stage, new_page):
    ben = Account(stage, "Ben", "Okafor")
    calendar = account.invite("Reviews", invitees=[account.befriend(ben)])
    his = Owner(new_page(), stage, ben.username)
    log_in(his, "/app/")
    enter(his, "Give my times")
    expect(his.page.get_by_role("heading", name="When does “Reviews” suit you?")).to_be_focused()
    tab_to(his.page, "element.matches('[role=gridcell]')")
    for key in ("ArrowDown", "ArrowDown", "3"):
        his.page.keyboard.press(key)
    his.sees("0.5 hours painted in all")

    enter(his, "Send my answer")

    his.sees("Your answer is with the owner.")
    assert calendar.call("GET")["invitations"][0]["status"] == "responded"
