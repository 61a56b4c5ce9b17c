"""The owner's whole journey: from signing up to a meeting that is moved."""

from people import answer
from stage import event_of

ANA, BEN = "Ana Lee <ana@example.org>", "Ben Okafor <ben@example.org>"


def test_owner_invites_plans_finalizes_and_moves(owner, stage, new_page):
    page = owner.page
    owner.sign_up()
    owner.make_calendar("Thesis talks", [ANA, BEN])

    invitee = new_page(java_script_enabled=False)
    answer(invitee, stage.link_of("ana@example.org"), 0)
    answer(invitee, stage.link_of("ben@example.org"), 1)
    page.get_by_role("link", name="Home").click()
    page.get_by_text("2 of 2 answered").wait_for()

    page.get_by_role("link", name="Thesis talks").click()
    owner.keep_a_draft()
    owner.ask_to_finalize()
    page.get_by_role("button", name="Send them").click()
    page.get_by_role("button", name="Change the meeting with Ana Lee").wait_for()
    mail = stage.mailbox.to("ana@example.org", "Your meeting with Maria Roth")
    assert "METHOD:REQUEST" in event_of(mail)

    page.get_by_role("button", name="Change the meeting with Ben Okafor").click()
    page.get_by_role("button", name="Cancel the meeting").click()
    page.get_by_role("button", name="Cancel the meeting").click()
    page.get_by_role("button", name="Change the meeting with Ben Okafor").wait_for(state="detached")
    assert "METHOD:CANCEL" in event_of(stage.mailbox.to("ben@example.org", "ancelled"))


def test_owner_moves_a_meeting_by_keyboard_alone(owner, stage, new_page):
    page = owner.page
    owner.sign_up()
    owner.make_calendar("Reviews", [ANA.replace("ana@", "ana2@"), BEN.replace("ben@", "ben2@")])
    invitee = new_page(java_script_enabled=False)
    for name in ("ana2", "ben2"):
        page_of_answer = stage.link_of(f"{name}@example.org")
        invitee.goto(page_of_answer)
        for row in range(4):
            invitee.locator("fieldset.row").nth(row).locator("input[value='3']").check(force=True)
        invitee.get_by_role("button", name="Send answer").click()
        invitee.get_by_text("your times are saved").wait_for()
    owner.keep_a_draft()

    page.locator("button.block", has_text="Ana Lee").focus()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        if page.get_by_text(": fits.").count():
            break
    page.keyboard.press("Enter")

    page.get_by_text("Ana Lee is now at").wait_for()


def test_two_browsers_that_finalize_at_once_have_one_winner(owner, stage, new_page):
    owner.sign_up()
    owner.make_calendar("Race", [ANA.replace("ana@", "ana3@"), BEN.replace("ben@", "ben3@")])
    invitee = new_page(java_script_enabled=False)
    answer(invitee, stage.link_of("ana3@example.org"), 0)
    answer(invitee, stage.link_of("ben3@example.org"), 1)
    owner.keep_a_draft()
    other = new_page()
    other.goto(owner.page.url)
    owner.log_in(other)
    other.get_by_role("link", name="Go on to finalize").click()
    other.get_by_role("button", name="Finalize and send").click()
    owner.ask_to_finalize()

    owner.page.get_by_role("button", name="Send them").click()
    owner.page.get_by_role("heading", name="Schedule").wait_for()
    other.get_by_role("button", name="Send them").click()

    other.get_by_role("alert").get_by_text("finalized").wait_for()
    owner.page.wait_for_timeout(3000)  # for a mail that must not come
    assert len(stage.mailbox.found("ana3@example.org", "Your meeting")) == 1
