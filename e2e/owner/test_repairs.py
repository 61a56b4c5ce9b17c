"""Where not all can be placed, the plan says what helps; one click does it, and another takes it back."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def calendar(account):
    """Ana and Ben can come at nine only, Ben at twelve, too, which is not offered yet."""
    calendar = account.invite("Talks", "Ana", "Ben", offered=((9, 9.5, 3),))
    calendar.answer("Ana", (9, 9.5, 3))
    calendar.answer("Ben", (9, 9.5, 3), (12, 12.5, 3))
    return calendar


@pytest.fixture
def planning(owner, calendar):
    """Return Maria, who sees that one of the two has no place."""
    owner.log_in(f"{calendar.path}/plan")
    owner.sees("1 of 2 placed")
    return owner


def help_with(planning, start):
    """Do what helps: the first way that is named so."""
    planning.page.get_by_role("button", name=start).first.click()
    planning.sees("Done; the suggestions are new.")


def is_undone(planning):
    planning.press("Undo")
    planning.sees("1 of 2 placed")
    expect(planning.page.get_by_role("heading", name="What would help")).to_be_visible()


def test_time_is_opened_and_closed_again(planning, calendar):
    help_with(planning, "Open this time")
    planning.sees("2 of 2 placed")
    opened = calendar.call("GET")["availability"]

    is_undone(planning)

    assert [len(opened), len(calendar.call("GET")["availability"])] == [2, 1]


def test_meetings_are_shortened_and_as_long_as_before(planning, calendar):
    help_with(planning, "Do this")
    planning.sees("2 of 2 placed")
    shortened = calendar.call("GET")["meeting_minutes"]

    is_undone(planning)

    assert [shortened, calendar.call("GET")["meeting_minutes"]] == [15, 30]
