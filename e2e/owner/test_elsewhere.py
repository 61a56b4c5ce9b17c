"""The owner meets somebody of another calendar then: that time is shown as taken, and is refused."""

import pytest
from playwright.sync_api import expect

from e2e.scene import ZONE, Account, at, slots

TAKEN = "You already have a confirmed meeting at this time"


@pytest.fixture
def exams(account):
    """Zoe, in a calendar of its own, can come at nine."""
    exams = account.invite("Oral exams", "Zoe")
    exams.answer("Zoe", (9, 9.5, 3))
    return exams


@pytest.fixture
def talks(account):
    """Ana can come at nine only, and Ben from nine to eleven."""
    talks = account.invite("Talks", "Ana", "Ben")
    talks.answer("Ana", (9, 9.5, 3))
    talks.answer("Ben", (9, 11, 3))
    return talks


def test_plan_keeps_clear_of_the_other_meeting(owner, exams, talks):
    exams.finalize(Zoe=9)
    talks.draft(Ben=10)
    owner.log_in(f"{talks.path}/plan")

    expect(owner.page.get_by_role("heading", name="Not placed")).to_be_visible()
    expect(owner.page.locator(".block.elsewhere")).to_contain_text("Oral exams")
    owner.sees("1 of 2 placed")
    owner.block("Ben Lee").focus()
    owner.page.keyboard.press("Enter")
    owner.steer("ArrowUp", "09:00–09:30", TAKEN)


def test_draft_that_the_other_meeting_overtook_cannot_be_sent(owner, account, exams, talks, stage):
    talks.draft(Ana=9, Ben=10)
    owner.log_in(f"{talks.path}/finalize")
    expect(owner.page.get_by_text("Your meeting with Maria Roth").first).to_be_visible()
    exams.finalize(Zoe=9)
    owner.press("Finalize and send")

    owner.press("Send them", owner.dialog())

    expect(owner.dialog().get_by_role("alert")).to_contain_text(TAKEN)
    assert talks.call("GET")["status"] == "open"
    owner.log_in(f"{talks.path}/finalize")
    expect(owner.page.get_by_role("alert").first).to_contain_text(TAKEN)
    expect(owner.page.get_by_role("button", name="Finalize and send")).to_be_disabled()
    assert stage.mailbox.found(account.address_of("Ana"), "Your meeting") == []


def test_meeting_that_the_owner_is_invited_to_is_told_and_forbids_nothing(owner, account, talks, stage):
    talks.draft(Ben=10)
    boss = Account(stage, "Paul")
    body = {"name": "Review", "time_zone": ZONE, "meeting_minutes": 30, "availability": slots((9, 12, 3))}
    path = (
        f"calendars/{boss.call('POST', 'calendars/', body | {'invitees': [boss.befriend(account)]})['id']}/"
    )
    (invited,) = boss.call("GET", path)["invitations"]
    boss.call("POST", f"{path}finalize/", {"meetings": [{"invitation": invited["id"], "start": at(9)}]})
    owner.log_in(f"{talks.path}/plan")

    expect(owner.page.locator(".block.elsewhere")).to_contain_text("Review")
    owner.block("Ben Lee").focus()
    owner.page.keyboard.press("Enter")
    owner.steer("ArrowUp", "09:00–09:30", "fits, but you have another meeting then: Review.")
    owner.page.keyboard.press("Enter")
    owner.sees("You have another meeting then: Review.")


def test_move_of_a_confirmed_meeting_beside_the_other_one_is_looked_at_when_it_is_let_go(owner, exams, talks):
    exams.finalize(Zoe=9)
    talks.finalize(Ben=10)
    owner.log_in(f"{talks.path}/meetings")

    owner.block("Ben Lee").focus()
    owner.page.keyboard.press("Enter")
    owner.steer(
        "ArrowUp", "09:00–09:30", "you have another meeting then: Oral exams. Whether it stands in the way"
    )
