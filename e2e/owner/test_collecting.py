"""While answers come in: people, reminders, links, deadlines and times."""

import pytest
from playwright.sync_api import expect

from e2e.scene import at


@pytest.fixture
def calendar(account):
    return account.invite("Talks", "Ana", "Ben")


@pytest.fixture
def open_calendar(owner, calendar):
    """Return Maria, who looks at her calendar."""
    owner.log_in(calendar.path)
    owner.sees("0 of 2 answered")
    return owner


def test_everybody_who_is_missing_is_reminded(open_calendar, account, stage):
    open_calendar.press("Remind the 2 who are missing")

    open_calendar.sees("2 reminded.")
    assert stage.mailbox.to(account.address_of("Ben"), "eminder")


def test_new_link_ends_the_old_one(open_calendar, calendar, new_page):
    old = calendar.link_of("Ana")
    open_calendar.press("Manage Ana Lee")
    open_calendar.press("Send a new link")
    open_calendar.sees("Ana Lee gets a new link.")
    page = new_page()
    page.goto(old)

    expect(page.get_by_role("heading", level=1)).not_to_contain_text("When can you meet")


def test_somebody_gets_a_deadline_of_their_own(open_calendar, calendar):
    open_calendar.press("Manage Ana Lee")
    open_calendar.dialog().get_by_label("Own deadline").fill(at(8))
    open_calendar.press("Set", open_calendar.dialog())

    open_calendar.sees("The deadline is set.")
    assert calendar.call("GET")["invitations"][0]["deadline"] is not None


def test_owner_answers_for_somebody(open_calendar):
    open_calendar.press("Manage Ana Lee")
    open_calendar.press("Answer for this person")
    dialog = open_calendar.dialog()
    dialog.locator(".offer").first.click()
    open_calendar.press("Save the answer", dialog)

    open_calendar.sees("The answer of Ana Lee is saved.")
    open_calendar.sees("1 of 2 answered")


def test_invitation_is_taken_back(open_calendar):
    open_calendar.press("Manage Ana Lee")
    open_calendar.press("Take the invitation back", open_calendar.dialog())

    expect(open_calendar.page.get_by_role("button", name="Manage Ana Lee")).to_be_hidden()
    open_calendar.sees("0 of 1 answered")


def test_choice_of_people_outlives_escape(open_calendar, account, calendar):
    account.invite("Reviews", "Cy")
    dialog = open_calendar.dialog()
    row = dialog.get_by_role("row", name="Cy Lee")
    open_calendar.press("Invite people")
    row.click()
    dialog.get_by_text("1 person chosen").wait_for()

    open_calendar.page.keyboard.press("Escape")
    open_calendar.press("Go on with it")

    expect(row).to_have_attribute("aria-selected", "true")
    expect(dialog).to_contain_text("1 person chosen")
    open_calendar.page.keyboard.press("Escape")
    open_calendar.press("Throw it away")
    expect(dialog).to_be_hidden()
    assert len(calendar.call("GET")["invitations"]) == 2


def test_own_times_are_edited(open_calendar, calendar):
    open_calendar.press("Edit my times")
    open_calendar.press("Weekdays 13–17", open_calendar.dialog())
    open_calendar.press("Save my times")

    open_calendar.sees("Your times are saved.")
    assert len(calendar.call("GET")["availability"]) > 1


def test_settings_are_changed(open_calendar):
    open_calendar.press("Settings")
    open_calendar.dialog().get_by_label("Name").fill("Talks in spring")
    open_calendar.press("Save", open_calendar.dialog())

    expect(open_calendar.page.get_by_role("heading", name="Talks in spring")).to_be_visible()
