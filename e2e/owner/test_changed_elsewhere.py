"""Two browsers of one owner change the same thing: the second is told, and loses nothing that it entered."""

import pytest
from playwright.sync_api import expect

from e2e.people import Owner
from e2e.scene import slots

TOLD = "This was changed elsewhere meanwhile. It now says:"


@pytest.fixture
def calendar(account):
    return account.invite("Talks", "Ana", "Ben")


@pytest.fixture
def overtaken(owner, calendar, new_page, stage, account):
    """Return Maria, who is refused a new name: in her other browser she gave another one meanwhile."""
    other = Owner(new_page(), stage, account.username)
    for each, name in ((owner, "Talks in autumn"), (other, "Talks in spring")):
        each.log_in(calendar.path)
        each.press("Settings")
        each.dialog().get_by_label("Name").fill(name)
    other.press("Save", other.dialog())
    other.sees("Saved.")
    owner.press("Save", owner.dialog())
    fault = owner.dialog().get_by_role("alert")
    expect(fault).to_contain_text(TOLD)
    expect(fault.get_by_role("listitem")).to_have_text(["Name: Talks in spring"])
    expect(owner.dialog().get_by_label("Name")).to_have_value("Talks in autumn")
    return owner


def is_called(owner, calendar, name):
    expect(owner.page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    assert calendar.call("GET")["name"] == name


def test_what_was_typed_replaces_the_other_change(overtaken, calendar):
    overtaken.press("Save", overtaken.dialog())

    overtaken.sees("Saved.")
    is_called(overtaken, calendar, "Talks in autumn")


def test_other_change_is_taken(overtaken, calendar):
    overtaken.press("Keep what is there now")

    expect(overtaken.dialog()).to_be_hidden()
    is_called(overtaken, calendar, "Talks in spring")


@pytest.mark.parametrize(("button", "count"), [("Save my times", 5), ("Keep what is there now", 2)])
def test_painted_times_meet_others(owner, calendar, button, count):
    owner.log_in(calendar.path)
    owner.press("Edit my times")
    owner.press("Weekdays 9–12", owner.dialog())
    owner.sees("15 hours painted in all")
    calendar.call("PUT", "availability/", slots((13, 14, 3), (15, 16, 2)))
    owner.press("Save my times")
    expect(owner.dialog().get_by_role("alert")).to_contain_text("13:00–14:00 · 3")
    owner.sees("15 hours painted in all")

    owner.press(button)

    expect(owner.dialog()).to_be_hidden()
    assert len(calendar.call("GET")["availability"]) == count


@pytest.fixture
def planned(calendar):
    """Return the calendar with a draft: Ana at nine and Ben at ten."""
    for name in ("Ana", "Ben"):
        calendar.answer(name, (9, 12, 3))
    calendar.draft(Ana=9, Ben=10)
    return calendar


def test_draft_that_was_changed_elsewhere_is_shown_instead(owner, planned):
    owner.log_in(f"{planned.path}/plan")
    expect(owner.block("Ana Lee")).to_be_visible()
    planned.draft(Ana=11, Ben=10)

    owner.move_by_keyboard("Ben Lee", "ArrowDown")

    expect(owner.page.get_by_role("alert").first).to_contain_text("This was changed elsewhere")
    expect(owner.block("Ana Lee")).to_contain_text("11:00")
    expect(owner.block("Ben Lee")).to_contain_text("10:00")


def test_only_the_schedule_that_was_looked_at_is_finalized(owner, planned, account, stage):
    address = account.address_of("Ana")
    owner.log_in(f"{planned.path}/finalize")
    owner.press("Finalize and send")
    owner.dialog().wait_for()
    planned.draft(Ana=11, Ben=10)

    owner.press("Send them")

    expect(owner.dialog()).to_be_hidden()
    expect(owner.page.get_by_role("alert").first).to_contain_text("This was changed elsewhere")
    owner.sees("11:00")
    assert planned.call("GET")["status"] == "open"
    owner.press("Finalize and send")
    owner.press("Send them")
    owner.sees("Done. The invitations are on their way.")
    stage.mailbox.to(address, "Your meeting")
    assert len(stage.mailbox.found(address, "Your meeting")) == 1
