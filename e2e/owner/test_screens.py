"""Screens are found again, announced, and quickly there."""

from playwright.sync_api import expect

MOST_SCRIPT = 150_000  # bytes, compressed, until somebody can log in


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
