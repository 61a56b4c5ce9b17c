"""Every screen in every state: it has no barrier, nothing sticks out, and Tab goes through it in sight."""

import pytest
from playwright.sync_api import expect

from e2e.barriers import wrong
from e2e.owner.looking import look, look_round
from e2e.scene import Account, at


@pytest.fixture
def calendar(account):
    """Ana has answered, Ben could come at her time only, and Cy has not answered."""
    calendar = account.invite("Talks", "Ana", "Ben", "Cy", deadline=at(8), description="Bring your draft.")
    calendar.answer("Ana", (9, 9.5, 3))
    calendar.answer("Ben", (9, 9.5, 2))
    return calendar


def test_new_account(looking):
    looking.log_in()

    assert look_round(looking, "Contacts", "Maria", "New calendar", "Home") == {}


def test_flow_of_a_new_calendar(looking, account):
    page, found = looking.page, {}
    account.invite("Talks", "Ana", "Ben")
    looking.log_in("/app/calendars/new")
    page.get_by_role("textbox", name="Name").fill("More talks")
    for step in ("My times", "People", "Review"):
        looking.press("Next")
        expect(page.locator("[aria-current=step]")).to_contain_text(step)
        if step == "My times":
            looking.press("Weekdays 9–12")
        if step == "People":
            looking.press("Choose all shown")
        found[step] = look(looking)
    looking.go_to("Contacts")
    looking.go_to("New calendar")
    looking.sees("You go on with what you began.")
    found["begun"] = look(looking)

    assert wrong(found) == {}


def test_contacts_and_requests(looking, stage, account):
    account.befriend(Account(stage, "Ben", "Okafor"))
    cy, dee = Account(stage, "Cy", "Ito"), Account(stage, "Dee", "Kaya")
    cy.call("POST", "contacts/requests/", {"username": account.username})
    account.call("POST", "contacts/requests/", {"username": dee.username})
    account.confirm_address()
    looking.log_in()

    found = look_round(looking, "Contacts")

    expect(looking.page.get_by_text("Please confirm your address")).to_be_hidden()
    looking.sees("Cy Ito wants to be a contact")
    looking.sees("You asked Dee Kaya")
    assert found == {}


def test_while_answers_come_in(looking, calendar):
    looking.log_in(calendar.path)

    found = look_round(looking, "Plan", "Finalize", "History", "Answers", "Home")
    looking.page.get_by_role("link", name="Talks").first.click()
    looking.page.get_by_role("heading", name="When can they?").wait_for()
    looking.cell(0, 0).hover()
    found["heat"] = look(looking)

    assert wrong(found) == {}


def test_plan_and_draft(looking, account, calendar):
    oral = account.invite("Oral exams", "Zoe")
    oral.answer("Zoe", (10, 10.5, 3))
    oral.finalize(Zoe=10)
    calendar.answer("Cy", (10, 12, 1))
    calendar.draft(Ana=9)
    looking.log_in(calendar.path)

    found = look_round(looking, "Plan", "Finalize", "Plan")
    expect(looking.page.get_by_role("heading", name="Not placed")).to_be_visible()
    expect(looking.page.locator(".block.elsewhere")).to_be_visible()
    looking.page.get_by_text("Leave somebody out").click()
    looking.page.locator(".tray").get_by_role("row", name="Ben Lee").focus()
    looking.page.keyboard.press("Enter")
    looking.sees("Too close to Ana Lee.")
    found["by hand"] = look(looking)

    assert wrong(found) == {}


def test_other_lengths_tried_and_adopted(looking, calendar):
    page, found = looking.page, {}
    calendar.answer("Cy", (10, 12, 1))
    looking.log_in(f"{calendar.path}/plan")
    page.get_by_role("slider", name="Meetings of").focus()
    page.keyboard.press("ArrowLeft")
    looking.sees("then keep a suggestion")
    found["tried"] = look(looking)
    looking.press("Use these lengths for the calendar")
    looking.sees("The calendar now has these lengths.")
    expect(page.get_by_text("then keep a suggestion")).to_be_hidden()
    found["adopted"] = look(looking)

    assert wrong(found) == {}
    assert calendar.call("GET")["meeting_minutes"] == 25


@pytest.fixture
def broken(calendar):
    """Both sides ask for other times, and Cy could have the time of a meeting that was called off."""
    calendar.answer("Ana", (9, 12, 3))
    calendar.answer("Ben", (9, 12, 3))
    calendar.answer("Cy", (10, 12, 3))
    calendar.finalize(Ana=9, Ben=9.5, Cy=10)
    calendar.cancel("Cy")
    calendar.ask("Ben", 11)
    calendar.be_asked("Ana", 11.5)
    return calendar


def test_finished_schedule(looking, broken):
    looking.log_in(broken.path)

    found = look_round(looking, "Answers", "History", "Meetings")
    looking.sees("This schedule can be mended")
    looking.sees("A train.")
    looking.sees("You asked for")
    looking.press("Subscribe")
    looking.sees("/api/v1/feeds/")
    looking.block("Ana Lee").focus()
    for key in ("Enter", "ArrowUp"):
        looking.page.keyboard.press(key)
    looking.sees("Outside your times.")
    found["moving"] = look(looking)
    found |= look_round(looking, "Home")

    assert wrong(found) == {}


def test_schedule_without_meetings(looking, calendar):
    calendar.finalize(Ana=9)
    calendar.cancel("Ana")
    looking.log_in(calendar.path)

    found = look_round(looking, "Answers", "Meetings")

    looking.sees("No meetings are left.")
    assert found == {}


def test_invitation_from_another_owner(looking, stage, account):
    ben = Account(stage, "Ben", "Okafor")
    ben.invite("Reviews", invitees=[ben.befriend(account)])
    looking.log_in()
    looking.sees("Reviews")

    assert look_round(looking, "Contacts", "Home", "Give my times") == {}
