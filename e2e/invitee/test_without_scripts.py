"""Invitees whose browsers run no scripts miss nothing that matters."""

import pytest
from playwright.sync_api import expect

from calendars.models import Proposal
from calendars.tests.factories import MeetingFactory
from e2e.invitee.answering import answer_of, at, choose, path_of, row_of, send, show_zone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(open_page, invitation):
    return open_page(path_of(invitation), java_script_enabled=False)


def test_zone_is_changed_and_an_answer_sent(page, invitation):
    choose(page, 0, "High")
    show_zone(page, "Asia/Tokyo")
    expect(page.get_by_text("You have not sent your answer yet.")).to_be_visible()
    chosen = [radio.get_attribute("value") for radio in page.locator("fieldset.row :checked").all()]
    choose(page, 1, "Low")
    page.get_by_label("A word to").first.fill("Mornings are better.")
    send(page)

    invitation.refresh_from_db()
    assert chosen == ["3"]
    assert answer_of(invitation) == [(at(9), at(9.5), 3), (at(9.5), at(10), 1)]
    assert (invitation.comment, invitation.time_zone) == ("Mornings are better.", "Asia/Tokyo")


def test_answer_is_changed_later_with_a_time_of_ones_own(page, invitation):
    choose(page, 0, "High")
    send(page)
    choose(page, 0, "No")
    page.get_by_text("Suggest other times").click()
    other = page.get_by_role("group", name="Other time 1")
    other.get_by_label("From").fill(f"{at(16):%Y-%m-%dT%H:%M}")
    other.get_by_label("To").fill(f"{at(17):%Y-%m-%dT%H:%M}")

    send(page)

    [(start, end, preference)] = answer_of(invitation)
    assert (end - start, preference) == (at(17) - at(16), 3)
    expect(
        page.get_by_role("group", name="You also gave these times").get_by_role("checkbox")
    ).to_be_checked()


def test_invitee_declines_and_comes_back(page, invitation):
    page.get_by_label("A word to").last.fill("I am away.")
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_role("heading", name="You have declined")).to_be_visible()
    invitation.refresh_from_db()
    declined = invitation.status, invitation.comment

    page.get_by_role("button", name="I take part after all").click()

    expect(page.get_by_role("heading", name="When can you meet Alice Able?")).to_be_visible()
    assert declined == ("declined", "I am away.")


def test_meeting_is_taken_along_and_another_time_asked_for(page, invitation):
    MeetingFactory(invitation=invitation, start=at(9), end=at(9.5), confirmed=True)
    page.reload()
    with page.expect_download() as file:
        page.get_by_role("link", name="Add to calendar (.ics)").click()
    page.get_by_text("Ask for another time", exact=True).click()
    page.locator(".times input").first.check(force=True)

    page.get_by_role("button", name="Ask Alice Able").click()

    expect(page.get_by_text("Alice Able has been asked.")).to_be_visible()
    assert "BEGIN:VEVENT" in file.value.path().read_text()
    assert Proposal.objects.get().side == Proposal.Side.INVITEE


def test_row_names_its_day_and_hour(page):
    name = row_of(page, 0).locator("legend").inner_text()

    assert name.startswith(f"{at(9):%A} {at(9).day} {at(9):%B}")
