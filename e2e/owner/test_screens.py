"""Every screen and dialog, light and dark, narrow and wide: it has no barrier, and nothing sticks out."""

import pytest
from playwright.sync_api import expect

from e2e.browsers import barriers
from e2e.people import Owner
from e2e.scene import Account, at

WIDTHS = (320, 768, 1440)
MOST_SCRIPT = 150_000  # bytes, compressed, until somebody can log in


@pytest.fixture(params=["light", "dark"])
def looking(request, new_page, stage, account):
    """Return Maria, whose device prefers one colour scheme and little motion."""
    page = new_page(color_scheme=request.param, reduced_motion="reduce")
    return Owner(page, stage, account.username)


def barriers_at(page):
    """Return what is wrong with what is shown, at any width."""
    page.locator(".loading").first.wait_for(state="detached")
    faults = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        faults[width] = barriers(page)
    return {width: faults[width] for width in faults if faults[width]}


def look_round(owner, tabs):
    """Go through the links by name, and return what is wrong behind each."""
    found = {}
    for tab in tabs:
        owner.go_to(tab)
        owner.page.get_by_role("heading", level=1).wait_for()
        found[tab] = barriers_at(owner.page)
    return {tab: found[tab] for tab in found if found[tab]}


def look_into(owner, *buttons):
    """Press buttons, the latter in dialogs, and return what is wrong with the dialog that is shown then."""
    for place, button in enumerate(buttons):
        owner.press(button, owner.dialog() if place else None)
    owner.dialog().wait_for()
    found = barriers_at(owner.page)
    owner.page.keyboard.press("Escape")
    expect(owner.dialog()).to_be_hidden()
    return {buttons: found} if found else {}


@pytest.fixture
def calendar(account):
    """Ana has answered, Ben could come at her time only, and Cy has not answered."""
    calendar = account.invite("Talks", "Ana", "Ben", "Cy", deadline=at(8), description="Bring your draft.")
    calendar.answer("Ana", (9, 9.5, 3))
    calendar.answer("Ben", (9, 9.5, 2))
    return calendar


def test_screens_of_a_new_account(looking):
    looking.log_in()

    found = look_round(looking, ["Home", "Contacts", "Maria", "New calendar"])

    assert found == {}


def test_flow_of_a_new_calendar(looking, account):
    page, found = looking.page, {}
    account.invite("Talks", "Ana", "Ben")
    looking.log_in("/app/calendars/new")
    page.get_by_role("textbox", name="Name").fill("More talks")
    for step in ("My times", "People", "Review"):
        page.get_by_role("button", name="Next", exact=True).click()
        expect(page.locator("[aria-current=step]")).to_contain_text(step)
        if step == "My times":
            looking.press("Weekdays 9–12")
        if step == "People":
            looking.press("Choose all shown")
        found[step] = barriers_at(page)

    assert {step: found[step] for step in found if found[step]} == {}


def test_screens_while_answers_come_in(looking, calendar):
    looking.log_in(calendar.path)

    found = look_round(looking, ["Answers", "Plan", "Finalize", "History", "Contacts", "Home"])

    assert found == {}


def test_dialogs_while_answers_come_in(looking, calendar):
    looking.log_in(calendar.path)

    found = look_into(looking, "Manage Ana Lee") | look_into(
        looking, "Manage Cy Lee", "Answer for this person"
    )
    found |= look_into(looking, "Edit my times") | look_into(looking, "Settings")
    found |= look_into(looking, "Invite people")
    looking.go_to("Contacts")
    found |= look_into(looking, "Import") | look_into(looking, "Edit Ana Lee")

    assert found == {}


def test_plan_and_its_dialogs(looking, calendar):
    calendar.answer("Cy", (10, 12, 1))
    calendar.draft(Ana=9, Cy=10)
    looking.log_in(f"{calendar.path}/plan")
    expect(looking.page.get_by_role("heading", name="Not placed")).to_be_visible()

    found = {"plan": barriers_at(looking.page)}
    row = looking.page.get_by_role("row").filter(has_text="Cy Lee").filter(has_text="Pin")
    row.get_by_role("button", name="Why this time?").click()
    looking.dialog().wait_for()
    found["why"] = barriers_at(looking.page)
    looking.page.keyboard.press("Escape")
    looking.go_to("Go on to finalize")
    found["finalize"] = barriers_at(looking.page)
    found["send"] = look_into(looking, "Finalize and send")

    assert {name: found[name] for name in found if found[name]} == {}


def test_finished_schedule_and_its_dialogs(looking, calendar):
    calendar.finalize(Ana=9)
    looking.log_in(f"{calendar.path}/meetings")

    found = look_round(looking, ["Meetings", "Answers", "History", "Home"])
    looking.page.get_by_role("link", name="Talks", exact=True).click()
    found |= look_into(looking, "Change the meeting with Ana Lee")
    found |= look_into(looking, "Change the meeting with Ana Lee", "Cancel the meeting")
    found |= look_into(looking, "Reopen") | look_into(looking, "Settings")

    assert found == {}


def test_meeting_while_it_is_moved(looking, calendar):
    calendar.finalize(Ana=9)
    looking.log_in(f"{calendar.path}/meetings")
    looking.block("Ana Lee").focus()
    looking.page.keyboard.press("Enter")
    looking.page.keyboard.press("ArrowUp")
    looking.sees("Outside your times.")

    assert barriers_at(looking.page) == {}


def test_invitation_from_another_owner(looking, stage, account):
    ben = Account(stage, "Ben", "Okafor")
    ben.invite("Reviews", invitees=[ben.befriend(account)])
    looking.log_in()
    looking.sees("Reviews")

    found = {"home": barriers_at(looking.page), "decline": look_into(looking, "Decline")}
    looking.go_to("Give my times")
    looking.sees("When does “Reviews” suit you?")
    found["times"] = barriers_at(looking.page)

    assert {name: found[name] for name in found if found[name]} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["login", "signup", "reset", "calendars/7"])
def test_screens_for_strangers(new_page, stage, path, scheme):
    page = new_page(color_scheme=scheme)
    page.goto(f"{stage.url}/app/{path}")
    page.get_by_role("heading", level=1).wait_for()

    assert barriers_at(page) == {}


def test_faults_have_none(looking, stage):
    page = looking.page
    page.goto(f"{stage.url}/app/signup")
    page.get_by_label("First name").fill("Maria")
    page.get_by_label("Username").fill(looking.username)
    page.get_by_label("E-mail").fill("maria@example.org")
    page.get_by_label("Password", exact=True).fill("short")
    page.get_by_label("Password again").fill("shorter")
    looking.press("Sign up")
    looking.sees("already")

    assert barriers_at(page) == {}


def test_reload_leads_back_to_where_one_was(owner, account):
    account.invite("Talks", "Ana")
    owner.log_in("/app/contacts")

    expect(owner.page.get_by_role("heading", name="Contacts", level=1)).to_be_visible()
    owner.sees("Ana Lee")


def test_heading_has_the_focus_on_a_new_screen(owner):
    owner.log_in()

    owner.go_to("Contacts")

    expect(owner.page.get_by_role("heading", name="Contacts", level=1)).to_be_focused()


def test_first_load_is_small(new_page, stage):
    page = new_page()
    session = page.context.new_cdp_session(page)
    scripts, sizes = set(), {}
    session.send("Network.enable")
    session.on(
        "Network.responseReceived",
        lambda event: scripts.add(event["requestId"]) if event["type"] == "Script" else None,
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )

    page.goto(f"{stage.url}/app/login", wait_until="networkidle")

    assert 0 < sum(sizes[script] for script in scripts) <= MOST_SCRIPT
