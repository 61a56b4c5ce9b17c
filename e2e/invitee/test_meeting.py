"""The meeting, once there is one."""

import pytest
from playwright.sync_api import expect

from calendars.models import Proposal
from calendars.tests.factories import MeetingFactory
from e2e.invitee.answering import at, path_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("meeting")]


@pytest.fixture
def meeting(invitation):
    return MeetingFactory(invitation=invitation, start=at(9), end=at(9.5), confirmed=True)


def test_invitee_asks_for_another_time(open_page, invitation):
    page = open_page(path_of(invitation))
    page.get_by_role("heading", name="Ask for another time").click()
    page.locator(".times label").nth(1).click()

    page.get_by_role("button", name="Ask Alice Able").click()

    expect(page.get_by_text("Alice Able has been asked.")).to_be_visible()
    assert Proposal.objects.get().start == at(10)


def test_invitee_takes_the_request_back(open_page, invitation):
    page = open_page(path_of(invitation))
    page.get_by_role("heading", name="Ask for another time").click()
    page.locator(".times label").first.click()
    page.get_by_role("button", name="Ask Alice Able").click()

    page.get_by_role("button", name="Take the request back").click()

    expect(page.get_by_text("You have taken your request back.")).to_be_visible()
    assert Proposal.objects.get().status == "withdrawn"


def test_meeting_can_be_added_to_calendars(open_page, invitation):
    page = open_page(path_of(invitation))
    places = page.get_by_role("list", name="Add it to your calendar").get_by_role("link")
    addresses = [link.get_attribute("href") for link in places.all()]

    with page.expect_download() as file:
        places.first.click()

    assert f"DTSTART:{at(9):%Y%m%dT%H%M%SZ}" in file.value.path().read_text()
    assert [address.split("/")[2] for address in addresses[1:]] == ["calendar.google.com", "outlook.live.com"]
