"""Every screen, light and dark, on a narrow phone and a wide desk: usable, and nothing sticks out."""

import pytest

LOOKS = [(320, "light"), (320, "dark"), (1440, "light"), (1440, "dark")]
SHORT = 1  # pixel that rounding may cost
MOST_SCRIPT = 150_000  # bytes, compressed, until somebody can log in


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_screens_break_no_rule_of_accessibility(owner, violations, width, scheme):
    page = owner.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    owner.sign_up()
    owner.make_calendar(
        "Talks", [f"Ana Lee <ana{width}{scheme}@example.org>", f"Ben Ito <ben{width}{scheme}@example.org>"]
    )

    found = {}
    for tab in ("Answers", "Plan", "Finalize", "History", "Contacts", "Maria", "Home"):
        page.get_by_role("link", name=tab, exact=True).click()
        page.locator(".loading").first.wait_for(state="detached")
        sticks_out = page.evaluate("document.documentElement.scrollWidth") - width > SHORT
        found[tab] = violations(page) + ([("sticks out", "")] if sticks_out else [])

    assert {name for name in found if found[name]} == set(), found


@pytest.mark.parametrize("path", ["login", "signup", "reset", "calendars/7"])
def test_screens_for_strangers_break_none(new_page, stage, violations, path):
    page = new_page()
    page.goto(f"{stage.url}/app/{path}")
    page.get_by_role("heading").first.wait_for()

    assert violations(page) == []


def test_login_leads_back_to_where_one_was(owner, stage):
    owner.sign_up()
    owner.page.goto(f"{stage.url}/app/contacts")  # a reload ends the session
    owner.log_in(owner.page)

    owner.page.get_by_role("heading", name="Contacts").wait_for()


def test_route_change_moves_the_focus_to_the_heading(owner):
    owner.sign_up()
    owner.page.get_by_role("link", name="Contacts").click()
    owner.page.get_by_role("heading", name="Contacts", level=1).wait_for()

    assert owner.page.evaluate("document.activeElement.textContent") == "Contacts"


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
