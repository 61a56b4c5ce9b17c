"""The address book."""

import pytest
from playwright.sync_api import expect

from e2e.mailbox import wait_for
from e2e.people import Owner
from e2e.scene import Account

CSV = "first_name,last_name,email\nAna,Lee,ana@example.org\nBen,Okafor,ben@example.org\nCy,,no address\n"


@pytest.fixture
def book(owner):
    """Return Maria, who looks at her contacts."""
    owner.log_in("/app/contacts")
    return owner


def delete(book, name):
    book.press(f"Edit {name}")
    book.press("Delete", book.dialog())


def test_contact_is_added_changed_found_and_deleted(book):
    page, dialog = book.page, book.dialog()
    book.press("Add a contact")
    dialog.get_by_label("First name").fill("Ana")
    dialog.get_by_label("E-mail").fill("ana@example.org")
    book.press("Save", dialog)
    book.press("Edit Ana")
    dialog.get_by_label("Last name").fill("Lee")
    book.press("Save", dialog)
    page.get_by_label("Search").fill("nobody")
    book.sees("Nobody is called that.")
    page.get_by_label("Search").fill("lee")
    delete(book, "Ana Lee")
    book.sees("Ana Lee is deleted.")
    page.reload()  # nothing is left to be undone
    book.log_in("/app/contacts")

    book.sees("You have no contacts yet.")


def test_deleted_contact_is_taken_back(book, account):
    account.invite("Talks", "Ana", invitees=[])
    book.log_in("/app/contacts")
    delete(book, "Ana Lee")
    expect(book.page.get_by_role("button", name="Edit Ana Lee")).to_be_hidden()

    book.press("Undo")

    expect(book.page.get_by_role("button", name="Edit Ana Lee")).to_be_visible()
    book.page.reload()
    assert len(account.call("GET", "contacts/")["results"]) == 1


def test_file_is_imported_with_its_report(book):
    dialog = book.dialog()
    book.press("Import")
    dialog.get_by_label("A CSV or vCard file").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": CSV.encode()}
    )
    book.press("Import", dialog)

    expect(dialog).to_contain_text("2 contacts were added.")
    expect(dialog).to_contain_text("One line was left out:")
    expect(dialog).to_contain_text("no address")
    book.press("Close", dialog)
    expect(dialog).to_be_hidden()
    book.sees("Ben Okafor")


def test_request_is_sent_and_accepted(book, stage, new_page):
    ben = Account(stage, "Ben", "Okafor")
    his = Owner(new_page(), stage, ben.username)
    book.page.get_by_label("Username or e-mail").fill(ben.username)
    book.press("Ask")
    book.sees("You asked Ben Okafor")
    his.log_in("/app/contacts")
    his.sees("Maria Roth wants to be a contact")

    his.press("Accept")

    his.sees("contacts now.")
    book.log_in("/app/contacts")
    expect(book.page.get_by_role("row").filter(has_text="Ben Okafor")).to_contain_text("has an account")


def waiting_for(account):
    requests = account.call("GET", "contacts/requests/")["results"]
    return sum(request["status"] == "pending" for request in requests)


@pytest.mark.parametrize(("who", "button"), [("his", "Decline"), ("hers", "Withdraw")])
def test_request_comes_to_nothing(book, stage, new_page, who, button):
    ben = Account(stage, "Ben", "Okafor")
    his = Owner(new_page(), stage, ben.username)
    book.page.get_by_label("Username or e-mail").fill(ben.username)
    book.press("Ask")
    book.sees("You asked Ben Okafor")
    his.log_in("/app/contacts")

    (his if who == "his" else book).press(button)

    wait_for(lambda: waiting_for(ben) == 0, "the end of the request")
    assert ben.call("GET", "contacts/")["results"] == []
