"""Requests that the server did although their answers never arrived."""

import pytest
from playwright.sync_api import expect


class Thief:
    """Lets the first POST reach the server, and takes its answer."""

    def __init__(self):
        self.posts = 0

    def take(self, route):
        if route.request.method != "POST":
            return route.continue_()
        self.posts += 1
        if self.posts > 1:
            return route.continue_()
        route.fetch()
        return route.abort()


@pytest.fixture
def thief():
    return Thief()


def test_calendar_is_made_once(owner, account, thief):
    account.invite("Talks", "Ana")
    owner.log_in("/app/calendars/new")
    page = owner.page
    page.get_by_role("textbox", name="Name").fill("Reviews")
    owner.press("Next")
    owner.press("Weekdays 9–12")
    owner.press("Next")
    page.get_by_role("row", name="Ana Lee").click()
    owner.press("Next")
    page.route("**/api/v1/calendars/", thief.take)

    owner.press("Send invitations")
    expect(page.get_by_role("alert").filter(has_text="cannot be reached")).to_be_visible()
    owner.press("Send invitations")

    expect(page.get_by_role("heading", name="Reviews", level=1)).to_be_visible()
    names = [calendar["name"] for calendar in account.call("GET", "calendars/")["results"]]
    assert (thief.posts, sorted(names)) == (2, ["Reviews", "Talks"])


def test_calendar_keeps_its_painted_times_whatever_the_length(owner, account):
    owner.log_in("/app/calendars/new")
    page = owner.page
    page.get_by_role("textbox", name="Name").fill("Talks")
    owner.press("Next")
    owner.press("Weekdays 9–12")
    owner.sees("15 hours painted in all")
    owner.press("Back")
    page.get_by_role("spinbutton", name="Length").fill("20")

    owner.press("Next")

    owner.sees("15 hours painted in all")
    owner.press("Next")
    owner.press("Next")
    owner.press("Create without inviting anybody yet")
    expect(page.get_by_role("heading", name="Talks", level=1)).to_be_visible()
    [calendar] = account.call("GET", "calendars/")["results"]
    assert len(account.call("GET", f"calendars/{calendar['id']}/")["availability"]) == 5
