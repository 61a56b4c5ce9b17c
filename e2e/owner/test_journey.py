"""The owner's journey: from signing up to the mails that tell everybody when to come."""

from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from e2e.browsers import PHONE, Finger, middle
from e2e.mailbox import event_of
from e2e.people import Owner, answer_plainly, tab_to
from e2e.scene import MONDAY, ZONE

PASTED = "Ana Lee <ana@journey.example>\nBen Okafor <ben@journey.example>\nnobody at all"


@pytest.fixture
def maria(new_page, stage):
    """Return Maria, who has no account yet."""
    return Owner(new_page(), stage, "maria.roth")


def confirm_her_address(maria, stage):
    maria.sees("Please confirm your address")
    page = maria.page.context.new_page()
    page.goto(stage.mailbox.link_to(maria.email, "/verify-email/"))
    page.get_by_role("button", name="Confirm this address").click()
    expect(page.get_by_role("heading", name="Your address is confirmed")).to_be_visible()
    page.close()
    maria.log_in()
    expect(maria.page.get_by_text("Please confirm your address")).to_be_hidden()


def import_people(maria):
    dialog = maria.dialog()
    maria.go_to("Contacts")
    maria.press("Import")
    dialog.get_by_label("Or paste lines").fill(PASTED)
    maria.press("Import", dialog)
    expect(dialog).to_contain_text("2 contacts were added.")
    expect(dialog).to_contain_text("nobody at all")
    maria.press("Close", dialog)
    expect(dialog).to_be_hidden()
    maria.sees("Ben Okafor")


def make_a_calendar(maria):
    page = maria.page
    maria.go_to("New calendar")
    page.get_by_role("textbox", name="Name").fill("Thesis talks")
    page.get_by_label("Answers until").fill(f"{MONDAY}T08:00")
    maria.press("Next")
    choose_week(page)
    maria.paint((2, 0), (5, 1))
    maria.sees("4 hours painted in all")
    maria.press("Next")
    maria.press("Choose all shown")
    page.get_by_label("Or paste new people").fill("Cy Ito <cy@journey.example>")
    maria.press("Add and choose them")
    maria.sees("3 people chosen")
    maria.press("Next")
    maria.sees("4 hours, room for about 8 meetings")
    maria.press("Send invitations")
    expect(page.get_by_role("heading", name="Thesis talks")).to_be_visible()


def choose_week(page):
    """Turn the grid to the week of next Monday."""
    week = page.get_by_text("Week of").inner_text()
    if week != f"Week of {MONDAY.day} {MONDAY:%b}":
        page.get_by_role("button", name="Week after").click()


def answer_by_keyboard(page, link):
    page.goto(link)
    page.locator("form.lively").wait_for()
    tab_to(page, "element.closest('fieldset.row')")
    for key in ("ArrowDown", "3", "ArrowRight", "1"):
        page.keyboard.press(key)
    tab_to(page, "element.textContent === 'Send answer'")
    page.keyboard.press("Enter")
    expect(page.get_by_text("your times are saved")).to_be_visible()


def answer_by_touch(page, link):
    page.goto(link)
    page.locator("form.lively").wait_for()
    rows = page.locator("fieldset.row")
    rows.nth(3).scroll_into_view_if_needed()
    ends = [middle(rows.nth(row).get_by_label("Medium", exact=True)) for row in (1, 3)]
    Finger(page).draw(*ends, resting=True)
    page.get_by_role("button", name="Send answer").tap()
    expect(page.get_by_text("your times are saved")).to_be_visible()


def look_at_the_answers(maria):
    maria.go_to("Home")
    maria.sees("3 of 3 answered")
    maria.page.get_by_role("link", name="Thesis talks").click()
    maria.cell(3, 0).hover()
    detail = maria.page.locator(".heat-layout")
    expect(detail).to_contain_text("Ben Okafor")
    expect(detail).to_contain_text("Cy Ito")


def plan(maria):
    page, dialog = maria.page, maria.dialog()
    maria.go_to("Plan")
    schedules = page.get_by_role("radio")
    expect(schedules.first).to_be_attached()
    maria.sees("3 of 3 placed")
    maria.press("Keep as my draft")
    expect(page.get_by_role("heading", name="Your draft")).to_be_visible()
    ana = page.get_by_role("row").filter(has_text="Ana Lee").filter(has_text="Pin")
    ana.get_by_role("checkbox", name="Pin").check(force=True)
    maria.press("Plan anew around 1 pinned")
    maria.sees("Planned anew.")
    ana.get_by_role("button", name="Why this time?").click()
    expect(dialog).to_contain_text("Why does Ana Lee get this time?")
    page.keyboard.press("Escape")
    maria.move_by_keyboard("Cy Ito", "ArrowDown")
    maria.sees("Cy Ito is now at")


def finalize(maria):
    page = maria.page
    maria.go_to("Go on to finalize")
    page.get_by_text("Your meeting with Maria Roth").first.click()
    maria.sees("Hello Ana")
    maria.press("Finalize and send")
    maria.press("Send them")
    expect(page.get_by_role("heading", name="Schedule")).to_be_visible()


def test_owner_meets_three_people(maria, stage, new_page):
    maria.sign_up()
    confirm_her_address(maria, stage)
    import_people(maria)
    make_a_calendar(maria)
    link_of = stage.link_of
    answer_plainly(new_page(java_script_enabled=False), link_of("ana@journey.example"), 0)
    answer_by_keyboard(new_page(), link_of("ben@journey.example"))
    answer_by_touch(new_page(**PHONE), link_of("cy@journey.example"))
    look_at_the_answers(maria)
    plan(maria)
    finalize(maria)

    events = {}
    for name in ("ana", "ben", "cy"):
        method, event = event_of(stage.mailbox.to(f"{name}@journey.example", "Your meeting"))
        events[name] = method, f"{event['DTSTART'].dt.astimezone(ZoneInfo(ZONE)):%F %H:%M}"
    assert events["ana"] == ("REQUEST", f"{MONDAY} 09:00")
    assert events["ben"] == ("REQUEST", f"{MONDAY} 09:30")
    assert events["cy"] == ("REQUEST", f"{MONDAY} 10:15")
    maria.go_to("Home")
    expect(maria.page.get_by_role("list").filter(has_text="with Ana Lee")).to_contain_text("09:00–09:30")
