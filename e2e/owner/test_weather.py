"""A network that is slow, away, or answers with faults."""

import pytest
from playwright.sync_api import expect

from e2e.browsers import Gate
from e2e.scene import Account


@pytest.fixture
def contacts(owner, account):
    """Return Maria, who has two contacts."""
    account.invite("Talks", "Ana", "Ben")
    owner.log_in()
    return owner


def test_slow_answers_are_waited_for_in_sight(contacts):
    page, gate = contacts.page, Gate()
    page.route("**/api/v1/contacts/?*", gate.hold)

    contacts.go_to("Contacts")

    expect(page.get_by_text("Loading…").first).to_be_visible()
    gate.open()
    contacts.sees("Ana Lee")


def test_what_cannot_be_loaded_can_be_tried_again(contacts):
    page = contacts.page
    page.route("**/api/v1/contacts/?*", lambda route: route.abort())
    contacts.go_to("Contacts")
    expect(page.get_by_role("alert").first).to_be_visible()

    page.unroute("**/api/v1/contacts/?*")
    contacts.press("Try again")

    contacts.sees("Ana Lee")


def test_screen_that_was_never_shown_can_be_tried_again(contacts):
    network = contacts.page.context
    network.set_offline(True)
    contacts.go_to("Maria")
    expect(contacts.page.get_by_role("heading", name="This cannot be shown now")).to_be_focused()

    network.set_offline(False)
    contacts.press("Try again")

    expect(contacts.page.get_by_role("heading", name="Profile", level=1)).to_be_focused()


def test_what_was_loaded_before_stays_in_sight(contacts, stage):
    page, ben = contacts.page, Account(stage, "Ben", "Okafor")
    contacts.go_to("Contacts")
    contacts.sees("No request waits for an answer.")
    page.route("**/api/v1/contacts/requests/?*", lambda route: route.abort())
    page.get_by_label("Username or e-mail").fill(ben.username)

    contacts.press("Ask")

    expect(page.get_by_role("alert").first).to_contain_text("cannot be reached")
    contacts.sees("No request waits for an answer.")


def test_long_write_is_told_even_over_a_dialog(contacts):
    page, gate, dialog = contacts.page, Gate(), contacts.dialog()
    page.route("**/api/v1/contacts/import/", gate.hold)
    contacts.go_to("Contacts")
    contacts.press("Import")
    dialog.get_by_label("Or paste lines").fill("Dee Lee <dee@example.org>")

    contacts.press("Import", dialog)

    expect(page.get_by_role("status").filter(has_text="Reading the lines and adding")).to_be_visible()
    gate.open()
    contacts.sees("One contact was added.")
    expect(page.get_by_text("Reading the lines and adding")).to_be_hidden()


def test_what_cannot_be_saved_stays_typed(contacts):
    dialog, network = contacts.dialog(), contacts.page.context
    contacts.go_to("Contacts")
    contacts.press("Add a contact")
    dialog.get_by_label("First name").fill("Cy")
    dialog.get_by_label("E-mail").fill("cy@example.org")
    network.set_offline(True)
    contacts.press("Save", dialog)
    expect(dialog.get_by_role("alert")).to_be_visible()
    typed = dialog.get_by_label("First name").input_value()

    network.set_offline(False)
    contacts.press("Save", dialog)

    contacts.sees("Cy")
    assert typed == "Cy"


def test_busy_server_is_explained(contacts):
    page = contacts.page
    busy = {"detail": "Too many requests. Try again in 30 seconds."}
    page.route("**/api/v1/contacts/?*", lambda route: route.fulfill(status=429, json=busy))

    contacts.go_to("Contacts")

    expect(page.get_by_role("alert").first).to_contain_text("Too many requests")


def test_address_of_nothing_says_so(contacts):
    contacts.log_in("/app/calendars/999999")

    expect(contacts.page.get_by_role("heading", name="There is no such page")).to_be_visible()
