"""After finalizing: meetings are moved, cancelled, asked about, mended and exported, or all is reopened."""

import pytest
from icalendar import Calendar as CalendarFile
from playwright.sync_api import expect

from e2e.mailbox import event_of
from e2e.scene import MONDAY, Calendar


@pytest.fixture
def calendar(account):
    """Ana and Ben could both come from nine to twelve, and Cy at ten only."""
    calendar = account.invite("Talks", "Ana", "Ben", "Cy")
    for name in ("Ana", "Ben"):
        calendar.answer(name, (9, 12, 3))
    calendar.answer("Cy", (10, 10.5, 3))
    return calendar


@pytest.fixture
def finished(owner, calendar):
    """Return Maria, who meets Ana at nine and Ben at ten, and looks at the schedule."""
    calendar.finalize(Ana=9, Ben=10)
    owner.log_in(f"{calendar.path}/meetings")
    expect(owner.block("Ana Lee")).to_be_visible()
    return owner


def mail_to(finished, account, first_name, subject):
    return finished.stage.mailbox.to(account.address_of(first_name), subject)


def test_meeting_is_moved_by_keyboard(finished, account):
    finished.move_by_keyboard("Ana Lee", "ArrowDown")
    finished.press("Move and mail")

    finished.sees("Moved. The change is on its way.")
    _, event = event_of(mail_to(finished, account, "Ana", "New time"))
    assert event["SEQUENCE"] > 0


def test_impossible_time_is_told_while_one_moves(finished):
    finished.block("Ana Lee").focus()
    for key in ("Enter", "ArrowUp"):
        finished.page.keyboard.press(key)

    finished.sees("Outside your times.")


def cancel_with_ben(finished):
    finished.press("Change the meeting with Ben Lee")
    finished.press("Cancel the meeting", finished.dialog())
    finished.press("Cancel the meeting", finished.dialog())


def test_meeting_is_cancelled(finished, account):
    cancel_with_ben(finished)

    expect(finished.block("Ben Lee")).to_be_hidden()
    method, _ = event_of(mail_to(finished, account, "Ben", "ancelled"))
    assert method == "CANCEL"


def test_owner_asks_for_another_time_and_the_invitee_agrees(finished, account, calendar, new_page):
    finished.press("Change the meeting with Ana Lee")
    finished.dialog().get_by_label("Other time").fill(f"{MONDAY}T11:00")
    finished.press("Send", finished.dialog())
    finished.sees("You asked for")
    page = new_page()
    page.goto(calendar.link_of("Ana"))

    page.get_by_role("button", name="Yes, take the new time").click()

    expect(page.get_by_text("Your meeting has its new time.")).to_be_visible()
    _, event = event_of(mail_to(finished, account, "Ana", "New time"))
    assert f"{event['DTSTART'].dt:%F}" == f"{MONDAY}"


def test_invitee_asks_for_another_time_and_the_owner_accepts(finished, calendar, new_page):
    page = new_page()
    page.goto(calendar.link_of("Ana"))
    page.get_by_role("heading", name="Ask for another time").click()
    page.get_by_role("radio", name="11:00–11:30").check(force=True)
    page.get_by_label("Why?").fill("A train.")
    page.get_by_role("button", name="Ask Maria Roth").click()
    expect(page.get_by_text("Maria Roth has been asked.")).to_be_visible()
    finished.log_in(f"{calendar.path}/meetings")  # what was read less than a second ago is not read again
    finished.sees("A train.")

    finished.press("Accept")

    finished.sees("Accepted; the meeting is moved.")
    expect(finished.block("Ana Lee")).to_contain_text("11:00")


def test_schedule_is_mended(finished, account):
    cancel_with_ben(finished)
    finished.sees("This schedule can be mended")
    finished.press("Do this and mail those concerned")

    finished.sees("Mended. The mails are on their way.")
    expect(finished.block("Cy Lee")).to_contain_text("10:00")
    assert event_of(mail_to(finished, account, "Cy", "Your meeting"))[0] == "REQUEST"


def test_mended_schedule_cannot_be_taken_back_as_its_mails_have_gone(finished, calendar):
    cancel_with_ben(finished)
    finished.press("Do this and mail those concerned")

    expect(finished.page.locator(".toast.shown")).to_have_text("Mended. The mails are on their way.")
    expect(finished.page.get_by_text("This schedule can be mended")).to_be_hidden()
    finished.page.keyboard.press("Control+z")
    finished.page.reload()
    finished.log_in(f"{calendar.path}/meetings")
    expect(finished.block("Cy Lee")).to_contain_text("10:00")


def proposals_to(calendar, first_name):
    """Return how the requests for other times of somebody's meeting stand."""
    meetings = calendar.call("GET", "meetings/")["results"]
    [meeting] = [each["id"] for each in meetings if each["contact"]["first_name"] == first_name]
    return [each["status"] for each in calendar.call("GET", f"meetings/{meeting}/proposals/")["results"]]


@pytest.mark.parametrize(
    ("ask", "button", "told"),
    [(Calendar.be_asked, "Decline", "Declined."), (Calendar.ask, "Withdraw", "Withdrawn.")],
)
def test_end_of_a_request_is_taken_back(owner, calendar, ask, button, told):
    calendar.finalize(Ana=9)
    ask(calendar, "Ana", 11)
    owner.log_in(f"{calendar.path}/meetings")
    request = owner.page.get_by_role("button", name=button)
    request.click()
    owner.sees(told)
    expect(request).to_be_hidden()

    owner.press("Undo")

    expect(request).to_be_visible()
    assert proposals_to(calendar, "Ana") == ["pending"]


def test_schedule_is_taken_along(finished):
    with finished.page.expect_download() as table:
        finished.press("Table (.csv)")
    with finished.page.expect_download() as file:
        finished.press("Calendar file (.ics)")
    finished.press("Subscribe")

    finished.sees("/api/v1/feeds/")
    assert "Ana" in table.value.path().read_text()
    assert len(CalendarFile.from_ical(file.value.path().read_text()).events) == 2


def test_calendar_is_reopened(finished, account):
    finished.press("Reopen")
    finished.press("Reopen", finished.dialog())

    expect(finished.page.get_by_role("link", name="Plan", exact=True)).to_be_visible()
    assert event_of(mail_to(finished, account, "Ana", "ancelled"))[0] == "CANCEL"


def test_name_can_still_be_changed(finished, calendar):
    finished.press("Settings")
    finished.dialog().get_by_label("Name").fill("Talks in spring")
    finished.press("Save", finished.dialog())

    expect(finished.page.get_by_role("heading", name="Talks in spring")).to_be_visible()
    assert calendar.call("GET")["status"] == "finalized"


def delete(finished):
    finished.press("Settings")
    finished.press("Delete this calendar", finished.dialog())
    finished.sees("“Talks” is deleted.")
    expect(finished.page.get_by_text("with Ana Lee")).to_be_hidden()


def test_finished_calendar_is_deleted_and_people_are_told(finished, account):
    delete(finished)

    assert event_of(mail_to(finished, account, "Ana", "ancelled"))[0] == "CANCEL"


def test_deletion_is_taken_back(finished, calendar):
    delete(finished)

    finished.press("Undo")

    finished.sees("with Ana Lee")
    assert calendar.call("GET")["status"] == "finalized"


def test_log_tells_what_happened(finished):
    finished.go_to("History")

    for line in ("Finalized with 2 meetings", "Ana Lee answered", "3 people were invited"):
        finished.sees(line)
