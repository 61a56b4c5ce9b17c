"""Before somebody is logged in, and where something cannot be shown, there is no barrier."""

from playwright.sync_api import expect

from e2e.barriers import barriers, wrong
from e2e.browsers import Gate
from e2e.focus import unseen, walk
from e2e.owner.looking import look
from e2e.scene import PASSWORD


def test_screens_for_strangers(looking, stage):
    page, found = looking.page, {}
    for path in ("login", "signup", "reset", "calendars/7"):
        page.goto(f"{stage.url}/app/{path}")
        page.get_by_role("heading", level=1).wait_for()
        found[path] = barriers(page)
        found[path, "focus unseen"] = unseen(walk(page))

    assert wrong(found) == {}


def test_faults_and_notices_for_strangers(looking, stage):
    page, found = looking.page, {}
    page.goto(f"{stage.url}/app/login")
    page.get_by_label("Username or e-mail").fill(looking.username)
    page.get_by_label("Password").fill("wrong")
    looking.press("Log in")
    looking.sees("No active account")
    found["login"] = barriers(page)
    looking.go_to("Forgot your password?")
    page.get_by_label("E-mail").fill(looking.email)
    looking.press("Send the link")
    looking.sees("a link is on its way")
    found["reset"] = barriers(page)
    page.goto(f"{stage.url}/app/signup")
    page.get_by_label("First name").fill("Maria")
    page.get_by_label("Username").fill(looking.username)
    page.get_by_label("E-mail").fill("maria@example.org")
    page.get_by_label("Password", exact=True).fill("short")
    page.get_by_label("Password again").fill("shorter")
    looking.press("Sign up")
    looking.sees("already")
    found["signup"] = barriers(page)

    assert wrong(found) == {}


def test_pages_behind_mailed_links(looking, stage, account):
    page, found = looking.page, {}
    page.goto(stage.mailbox.link_to(account.email, "/verify-email/"))
    found["confirm"] = barriers(page)
    looking.press("Confirm this address")
    page.get_by_role("heading", name="Your address is confirmed").wait_for()
    found["confirmed"] = barriers(page)
    account.call("POST", "accounts/password/reset/", {"email": account.email})
    page.goto(stage.mailbox.link_to(account.email, "/reset-password/", "password"))
    for field in ("New password", "New password again"):
        page.get_by_label(field, exact=True).fill("password")
    looking.press("Set the password")
    page.get_by_role("alert").wait_for()
    found["refused"] = barriers(page)
    for field in ("New password", "New password again"):
        page.get_by_label(field, exact=True).fill(f"{PASSWORD} is seven")
    looking.press("Set the password")
    looking.sees("Your password is set")
    found["set"] = barriers(page)

    assert wrong(found) == {}


def test_what_is_waited_for_or_cannot_be_shown(looking):
    page, gate, found = looking.page, Gate(), {}
    looking.log_in("/app/calendars/999999")
    page.get_by_role("heading", name="There is no such page").wait_for()
    found["lost"] = look(looking)
    page.route("**/api/v1/contacts/?*", gate.hold)
    looking.go_to("Contacts")
    expect(page.get_by_text("Loading…").first).to_be_visible()
    found["waiting"] = barriers(page)
    page.unroute("**/api/v1/contacts/?*")
    page.route("**/api/v1/home/", lambda route: route.abort())
    looking.go_to("Home")
    page.get_by_role("button", name="Try again").first.wait_for()
    found["failed"] = barriers(page)
    page.context.set_offline(True)
    looking.go_to("Maria")
    expect(page.get_by_role("heading", name="This cannot be shown now")).to_be_focused()
    found["never shown"] = barriers(page)

    assert wrong(found) == {}


def test_page_that_broke(looking):
    looking.log_in("/app/contacts")
    looking.page.route("**/api/v1/home/", lambda route: route.fulfill(json={}))
    looking.go_to("Home")
    looking.page.get_by_role("heading", name="This page broke").wait_for()

    assert barriers(looking.page) == {}
