"""What the page shows of a meeting."""

import pytest

from calendars import links
from calendars.tests.factories import InvitationFactory, MeetingFactory, at
from calendars.tests.invitee_page.visiting import close, url, visit

pytestmark = pytest.mark.django_db


def test_finalized_page_shows_the_meeting_in_the_readers_zone(client, calendar, invitation):
    invitation.time_zone = "Europe/Berlin"
    invitation.save()
    MeetingFactory(invitation=invitation, start=at(10), confirmed=True)
    close(calendar, "finalized")

    text = visit(client, invitation).text

    assert "Your meeting with Alice Able Monday 2 March 2026, 11:00–11:30 (Europe/Berlin)" in text


def test_meeting_can_be_taken_along_as_a_file(client, calendar, invitation):
    MeetingFactory(invitation=invitation, start=at(10), confirmed=True)
    close(calendar, "finalized")

    path = f"/api/v1/respond/{links.token(invitation)}/meeting.ics"
    assert f'href="{path}"' in client.get(url(invitation)).content.decode()
    assert client.get(path).status_code == 200


def test_page_shows_a_cancelled_meeting(client, calendar, invitation):
    MeetingFactory(invitation=invitation, start=at(10), status="cancelled")
    close(calendar, "finalized")

    assert (
        "Your meeting is cancelled Monday 2 March 2026, 10:00–10:30 (UTC)" in visit(client, invitation).text
    )


def test_meeting_that_was_confirmed_early_is_shown_above_the_form(client, invitation):
    MeetingFactory(invitation=invitation, start=at(10), confirmed=True)

    page = visit(client, invitation)

    assert "Your meeting with Alice Able Monday 2 March 2026, 10:00–10:30 (UTC)" in page.text
    assert "answer" in page.actions


def test_draft_is_nobodys_business(client, calendar, invitation):
    MeetingFactory(invitation=invitation, start=at(10))
    MeetingFactory(invitation=InvitationFactory(calendar=calendar), start=at(10.5), status="cancelled")

    assert "When can you meet Alice Able?" in visit(client, invitation).text
