"""What Maria's screens and dialogs do to people who see little, or have a keyboard only."""

from playwright.sync_api import expect

from e2e.barriers import barriers, wrong
from e2e.focus import dialog_faults, unseen, walk


def look(owner):
    """Return what is wrong with what is shown once it is loaded."""
    expect(owner.page.locator(".loading")).to_have_count(0)
    return barriers(owner.page)


def look_round(owner, *links):
    """Go through links by name, and by keyboard through what is behind each; return what is wrong there."""
    found = {}
    for link in links:
        owner.go_to(link)
        expect(owner.page.get_by_role("heading", level=1)).to_be_focused()
        found[link] = look(owner)
        found[link, "focus unseen"] = unseen(walk(owner.page))
    return wrong(found)


def look_into(owner, *buttons):
    """Press buttons, the latter in dialogs; return what is wrong with the last dialog, and close it."""
    for place, button in enumerate(buttons):
        owner.press(button, owner.dialog() if place else None)
    owner.dialog().wait_for()
    found = {buttons: look(owner), (*buttons, "focus"): dialog_faults(owner, buttons[0])}
    return wrong(found)


def look_into_each(owner, *ways):
    """Return what is wrong with the dialogs that each of several rows of buttons leads to."""
    found = {}
    for buttons in ways:
        found |= look_into(owner, *buttons)
    return found
