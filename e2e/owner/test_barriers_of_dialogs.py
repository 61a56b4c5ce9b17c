"""Every dialog has no barrier, keeps the focus, and gives it back when Escape closes it; so do messages."""

import pytest
from playwright.sync_api import expect

from e2e.barriers import wrong
from e2e.focus import close_by_keyboard
from e2e.owner.looking import look, look_into, look_into_each
from e2e.scene import Account, at


@pytest.fixture
def calendar(account):
    """Ana and Ben have answered, and Cy has not."""
    calendar = account.invite("Talks", "Ana", "Ben", "Cy", deadline=at(8))
    calendar.answer("Ana", (9, 12, 3))
    calendar.answer("Ben", (9, 12, 2))
    return calendar


def test_while_answers_come_in(looking, calendar):
    looking.log_in(calendar.path)

    found = look_into_each(
        looking,
        ["Manage Ana Lee"],
        ["Manage Cy Lee", "Answer for this person"],
        ["Edit my times"],
        ["Settings"],
        ["Invite people"],
    )

    assert found == {}


@pytest.mark.usefixtures("calendar")
def test_of_contacts_and_profile(looking, stage, account):
    ben = Account(stage, "Ben", "Okafor")
    ben.invite("Reviews", invitees=[ben.befriend(account)])
    looking.log_in("/app/contacts")

    found = look_into(looking, "Add a contact") | look_into(looking, "Import")
    found |= look_into(looking, "Edit Ana Lee")
    looking.go_to("Maria")
    found |= look_into(looking, "Delete the account")
    looking.go_to("Home")
    found |= look_into(looking, "Decline")

    assert found == {}


def test_of_the_plan(looking, calendar):
    calendar.draft(Ana=9, Ben=10)
    looking.log_in(f"{calendar.path}/plan")
    looking.page.get_by_role("button", name="Take out Ben Lee").wait_for()

    row = looking.page.get_by_role("row").filter(has_text="Ben Lee").filter(has_text="Pin")
    why = row.get_by_role("button", name="Why this time?")
    why.click()
    looking.dialog().get_by_text("Other times would cost").wait_for()
    found = {"why": look(looking)}
    close_by_keyboard(looking, why)
    looking.go_to("Go on to finalize")
    found |= look_into(looking, "Finalize and send")

    assert wrong(found) == {}


def test_of_a_finished_schedule(looking, calendar):
    calendar.finalize(Ana=9, Ben=10)
    looking.log_in(f"{calendar.path}/meetings")

    found = look_into_each(
        looking,
        ["Change the meeting with Ana Lee"],
        ["Change the meeting with Ana Lee", "Cancel the meeting"],
        ["Reopen"],
        ["Settings"],
    )
    looking.move_by_keyboard("Ana Lee", "ArrowDown")
    looking.dialog().wait_for()
    found["move"] = look(looking)

    assert wrong(found) == {}


def test_faults_and_reports(looking, calendar):
    found, dialog = {}, looking.dialog()
    looking.log_in(calendar.path)
    looking.press("Settings")
    dialog.get_by_label("Name").fill("Talks in autumn")
    calendar.call("PATCH", "", {"name": "Talks in spring"})
    looking.press("Save", dialog)
    dialog.get_by_role("alert").wait_for()
    found["changed elsewhere"] = look(looking)
    looking.press("Keep what is there now")
    looking.go_to("Contacts")
    looking.press("Import")
    dialog.get_by_label("Or paste lines").fill("Dee Lee <dee@example.org>\nnobody at all")
    looking.press("Import", dialog)
    dialog.get_by_text("One line was left out:").wait_for()
    found["imported"] = look(looking)
    looking.press("Close", dialog)
    looking.press("Edit Ana Lee")
    dialog.get_by_label("E-mail").fill("ben@example.org @")
    looking.press("Save", dialog)
    expect(dialog.locator("[aria-invalid=true]")).to_have_count(1)
    found["refused"] = look(looking)
    looking.press("Delete", dialog)
    expect(looking.page.get_by_role("button", name="Undo")).to_be_visible()
    found["message"] = look(looking)

    assert wrong(found) == {}
