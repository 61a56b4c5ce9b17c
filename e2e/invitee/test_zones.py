"""Times in the zone of the reader, whose choices stay where they are."""

import pytest
from playwright.sync_api import expect

from calendars.tests.factories import MeetingFactory
from e2e.invitee.answering import are_chosen, at, choose, path_of, show_zone

pytestmark = pytest.mark.django_db(transaction=True)


def test_zone_of_the_device_is_used_where_none_is_known(open_page, invitation):
    page = open_page(path_of(invitation), timezone_id="America/New_York")

    expect(page.locator("#news")).to_have_text("Times are shown in the time zone America/New_York.")

    expect(page.locator("#zone")).to_have_value("America/New_York")
    expect(page.locator(".state")).to_have_text("You have not sent your answer yet.")


def test_zone_of_another_device_is_offered(open_page, invitation):
    invitation.time_zone = "Asia/Tokyo"
    invitation.save()
    page = open_page(path_of(invitation), timezone_id="America/New_York")
    choose(page, 0, "High")

    page.get_by_role("button", name="Show times there").click()

    expect(page.locator("#zone")).to_have_value("America/New_York")
    are_chosen(page, "3-----------")


def test_meeting_is_shown_in_the_zone_of_the_device_at_once(open_page, invitation):
    MeetingFactory(invitation=invitation, start=at(9), end=at(9.5), confirmed=True)
    invitation.calendar.status, invitation.calendar.finalized_at = "finalized", at(0, -7)
    invitation.calendar.save()

    page = open_page(path_of(invitation), timezone_id="Asia/Tokyo")

    expect(page.locator(".when").first).to_contain_text("18:00–18:30 (Asia/Tokyo)")


def test_thanks_are_said_in_the_zone_of_the_device_too(open_page, invitation):
    MeetingFactory(invitation=invitation, start=at(9), end=at(9.5), confirmed=True)
    page = open_page(path_of(invitation), timezone_id="Asia/Tokyo")
    page.get_by_role("heading", name="Ask for another time").click()
    page.locator(".times label").first.click()

    page.get_by_role("button", name="Ask Alice Able").click()

    expect(page.get_by_text("(Asia/Tokyo)").first).to_be_visible()
    expect(page.get_by_text("Alice Able has been asked.")).to_be_visible()


def test_other_zone_is_shown_in_place(open_page, invitation):
    page = open_page(path_of(invitation))
    choose(page, 1, "High")

    show_zone(page, "Asia/Tokyo")

    expect(page.locator("#news")).to_have_text("Times are shown in the time zone Asia/Tokyo.")
    expect(page.get_by_text("Times are shown in the time zone Asia/Tokyo", exact=True)).to_be_focused()
    are_chosen(page, "-3----------")


def test_zone_that_cannot_be_shown_leaves_everything(open_page, invitation):
    page = open_page(path_of(invitation))
    choose(page, 1, "High")
    page.context.set_offline(True)

    show_zone(page, "Asia/Tokyo")

    expect(page.locator("#news")).to_have_text("The time zone could not be changed just now.")
    expect(page.locator("#zone")).to_have_value("Europe/Berlin")
    are_chosen(page, "-3----------")
