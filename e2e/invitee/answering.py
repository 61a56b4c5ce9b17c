"""What an invitee does on the page, and what the product has then."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Error, expect

from calendars import links


def at(hour, days=0):
    """Return an hour of the next Monday, in UTC, or of a later day."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=7 - today.weekday() + days, hours=hour)


def path_of(invitation):
    return f"/respond/{links.token(invitation)}/"


def answer_of(invitation):
    return list(invitation.slots.values_list("start", "end", "preference"))


VALUES = (
    "[...document.querySelectorAll('fieldset.row')].map(row => row.querySelector(':checked')?.value ?? '-')"
)


def are_chosen(page, values):
    """Wait until these are the values of the rows, "-" where nothing is chosen."""
    with suppress(Error):
        page.wait_for_function(f"values => {VALUES}.join('') === values", arg=values)
    assert "".join(page.evaluate(VALUES)) == values


def row_of(page, row):
    return page.locator("fieldset.row").nth(row)


def choice(page, row, word):
    return row_of(page, row).get_by_label(word, exact=True)


def choose(page, row, word):
    choice(page, row, word).check()


def show_zone(page, zone):
    """Unfold the zones, and show the times in one of them."""
    page.get_by_text("Times are shown in the time zone").first.click()
    page.select_option("#zone", zone)
    page.get_by_role("button", name="Show", exact=True).click()


def send(page):
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_text("Thank you, your times are saved.")).to_be_visible()
