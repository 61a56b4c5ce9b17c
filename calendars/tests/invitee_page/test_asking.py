"""The meeting on the invitee's page, and other times for it, used as a person without scripts uses them."""

import pytest
import time_machine

from calendars import links
from calendars.models import Proposal
from calendars.services import meetings, proposals
from calendars.tests.browser import Page
from calendars.tests.factories import NOW, CalendarFactory, MeetingFactory, SlotFactory, at, invite
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db

OWNER, INVITEE = Proposal.Side.OWNER, Proposal.Side.INVITEE


@pytest.fixture
def calendar(alice):
    calendar = CalendarFactory(owner=alice, name="Talks & more", finalized=True)
    SlotFactory(calendar=calendar, start=at(9), end=at(12))
    return calendar


@pytest.fixture
def meeting(calendar):
    invitation = invite(calendar, (9, 10, 3), contact__first_name="Bob", time_zone="Europe/Berlin")
    return MeetingFactory(invitation=invitation, start=at(9), confirmed=True)


def url(meeting, query=""):
    return f"/respond/{links.token(meeting.invitation)}/{query}"


def visit(client, meeting, query=""):
    return Page(client.get(url(meeting, query)))


def press(client, meeting, action, **changes):
    """Fill the form whose button does ``action``, send it, and follow to what came of it."""
    response = client.post(url(meeting), visit(client, meeting).form(action).sent(**changes))
    return response if response.status_code != 303 else client.get(response["Location"].partition("#")[0])


def times(page):
    return page.form("propose").choices.get("start", [])


def clock(*hours):
    return [f"2026-03-02T{hour}:00Z" for hour in hours]


def ask(meeting, side, hour=11, message=""):
    return proposals.propose(meeting=meeting, side=side, start=at(hour), now=NOW, message=message)


def test_meeting_can_be_added_to_calendars(client, meeting):
    content = client.get(url(meeting)).content.decode()

    assert f'href="/api/v1/respond/{links.token(meeting.invitation)}/meeting.ics"' in content
    assert (
        'href="https://calendar.google.com/calendar/render?action=TEMPLATE&amp;text=Talks+%26+more'
        '&amp;dates=20260302T090000Z%2F20260302T093000Z"'
    ) in content
    assert (
        'href="https://outlook.live.com/calendar/0/action/compose?rru=addevent&amp;subject=Talks+%26+more'
        '&amp;startdt=2026-03-02T09%3A00%3A00Z&amp;enddt=2026-03-02T09%3A30%3A00Z"'
    ) in content


def test_free_times_of_the_owner_are_offered(client, meeting):
    page = visit(client, meeting)

    assert times(page) == clock("09:30", "10:00", "10:30", "11:00", "11:30")
    assert "Monday 2 March Europe/Berlin 10:30–11:00 11:00–11:30" in page.text


def test_taken_times_are_not_offered_and_tell_nothing(client, calendar, meeting, alice):
    calendar.buffer_minutes = 10
    calendar.save()
    other = invite(calendar, (10, 11, 3), contact__first_name="Zoe", contact__last_name="Zimmer")
    MeetingFactory(invitation=other, start=at(10), confirmed=True)
    elsewhere = CalendarFactory(owner=alice, name="Elsewhere")
    MeetingFactory(invitation=invite(elsewhere, contact__first_name="Yoda"), start=at(11.5), confirmed=True)

    page = visit(client, meeting)

    # From 9:00 to 9:50 and from 10:40 to 11:30 there is room for one meeting each; the first is this one's.
    assert times(page) == clock("10:40")
    told = ["Zoe", "Zimmer", "Yoda", "Elsewhere", "11:00–11:30", "12:30–13:00"]
    assert [name for name in told if name in page.text] == []


def test_every_offered_time_can_be_asked_for(client, calendar, meeting):
    MeetingFactory(invitation=invite(calendar, (10, 12, 3)), start=at(10.25), confirmed=True)

    for start in times(visit(client, meeting)):
        page = Page(press(client, meeting, "propose", start=start))
        assert "Alice Able has been asked." in page.text
        press(client, meeting, "withdraw")

    assert Proposal.objects.filter(status="withdrawn").count() == 3


def test_asking_is_saved_and_shown(client, meeting):
    page = Page(
        press(client, meeting, "propose", start="2026-03-02T11:00:00Z", message="A train\r\nis late.")
    )

    proposal = Proposal.objects.get()
    assert (proposal.side, proposal.start, proposal.message) == ("invitee", at(11), "A train\nis late.")
    assert "Alice Able has been asked." in page.text
    assert (
        "You have asked for another time Monday 2 March 2026, 12:00–12:30 (Europe/Berlin)"
        " Instead of Monday 2 March 2026, 10:00–10:30 (Europe/Berlin). A train is late."
    ) in page.text
    assert page.actions == ["withdraw"]
    assert OutgoingMail.objects.get().to_email == "alice@example.org"


def test_request_can_be_taken_back(client, meeting):
    ask(meeting, INVITEE)

    page = Page(press(client, meeting, "withdraw"))

    assert Proposal.objects.get().status == "withdrawn"
    assert "You have taken your request back." in page.text
    assert page.actions == ["propose"]


def test_invitee_says_yes(client, meeting):
    ask(meeting, OWNER, message="<b>Sorry</b>")
    asked = visit(client, meeting)

    page = Page(press(client, meeting, "agree"))

    meeting.refresh_from_db()
    assert "Alice Able asks for another time Monday 2 March 2026, 12:00–12:30 (Europe/Berlin)" in asked.text
    assert "<b>Sorry</b>" in asked.text
    assert asked.actions == ["agree", "refuse"]
    assert (meeting.start, Proposal.objects.get().status) == (at(11), "accepted")
    assert "Your meeting has its new time." in page.text
    assert "Your meeting with Alice Able Monday 2 March 2026, 12:00–12:30 (Europe/Berlin)" in page.text


def test_invitee_says_no(client, meeting):
    ask(meeting, OWNER)

    page = Page(press(client, meeting, "refuse"))

    meeting.refresh_from_db()
    assert (meeting.start, Proposal.objects.get().status) == (at(9), "declined")
    assert "Your meeting stays where it is." in page.text
    assert page.actions == ["propose"]


GONE = "This time is not possible any more. Please choose another one."


def test_time_that_was_taken_meanwhile_is_refused_without_telling_by_whom(client, alice, meeting):
    form = visit(client, meeting).form("propose")
    MeetingFactory(invitation__calendar__owner=alice, start=at(11), confirmed=True)

    response = client.post(url(meeting), form.sent(start="2026-03-02T11:00:00Z", message="Please."))

    page = Page(response)
    assert (response.status_code, page.faults) == (400, GONE)
    assert page.form("propose")["message"] == ["Please."]
    assert times(page) == clock("09:30", "10:00", "10:30", "11:30")


def test_yes_to_a_time_that_was_taken_meanwhile_is_refused(client, alice, meeting):
    ask(meeting, OWNER)
    MeetingFactory(invitation__calendar__owner=alice, start=at(11), confirmed=True)

    response = press(client, meeting, "agree")

    assert (response.status_code, Page(response).faults) == (400, GONE)
    assert Proposal.objects.get().status == "pending"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, "Please choose the time that you would like."),
        ({"start": "2026-03-02T13:00:00Z"}, GONE),
        ({"start": "2026-02-02T13:00:00Z"}, GONE),
        (
            {"start": "2026-03-02T11:30:00Z", "message": "x" * 2001},
            "Ensure this field has no more than 2000 characters.",
        ),
        ({"start": "2026-03-02T11:30:00Z", "message": "a\x00b"}, "Control characters are not allowed."),
        ({"start": "9999-12-31T23:59:00Z"}, "This date is out of range."),
    ],
)
def test_unfit_request_is_explained_and_loses_nothing(client, meeting, changes, fault):
    response = press(client, meeting, "propose", **{"message": "Please."} | changes)

    page = Page(response)
    form = page.form("propose")
    assert (response.status_code, page.faults) == (400, fault)
    assert form["message"] == [({"message": "Please."} | changes)["message"]]
    assert form["start"] == [start for start in clock("11:30") if start == changes.get("start")]


def test_request_that_is_answered_already_is_told(client, meeting):
    proposal = ask(meeting, OWNER)
    form = visit(client, meeting).form("agree")
    proposals.withdraw(proposal=proposal, side=OWNER, now=NOW)
    ask(meeting, OWNER, hour=11.5)

    response = client.post(url(meeting), form.sent())

    page = Page(response)
    assert (response.status_code, page.faults) == (
        409,
        "This proposal has been answered or withdrawn already.",
    )
    assert page.actions == ["agree", "refuse"]


@pytest.mark.parametrize("action", ["agree", "refuse", "withdraw"])
@pytest.mark.parametrize("named", ["", "none", "0", "9" * 30, "\x00"])
def test_unknown_request_is_told(client, meeting, action, named):
    response = client.post(url(meeting), {"action": action, "proposal": named})

    assert (response.status_code, Page(response).faults) == (
        409,
        "This proposal has been answered or withdrawn already.",
    )


def test_request_of_somebody_else_is_out_of_reach(client, calendar, meeting):
    other = MeetingFactory(invitation=invite(calendar, (10, 11, 3)), start=at(10), confirmed=True)
    proposal = ask(other, OWNER)

    response = client.post(url(meeting), {"action": "agree", "proposal": str(proposal.pk)})

    assert response.status_code == 409
    assert Proposal.objects.get().status == "pending"


def test_nobody_asks_twice(client, meeting):
    form = visit(client, meeting).form("propose")
    ask(meeting, OWNER)

    response = client.post(url(meeting), form.sent(start="2026-03-02T11:30:00Z"))

    assert (response.status_code, Page(response).faults) == (
        409,
        "A proposal for this meeting waits for its answer already.",
    )


def test_cancelled_meeting_has_no_other_time(client, meeting):
    form = visit(client, meeting).form("propose")
    meetings.cancel(meeting=meeting, now=NOW)

    response = client.post(url(meeting), form.sent(start="2026-03-02T11:30:00Z"))

    page = Page(response)
    assert (response.status_code, page.faults) == (
        409,
        "Another time can be proposed for a confirmed meeting only.",
    )
    assert (page.actions, "Your meeting is cancelled" in page.text) == ([], True)


def test_meeting_that_is_over_has_no_other_time(client, meeting):
    with time_machine.travel(at(9.5), tick=False):
        assert visit(client, meeting).actions == []


def test_owner_without_free_times_is_not_asked(client, calendar, meeting):
    calendar.slots.of_owner().update(end=at(9.5))

    assert visit(client, meeting).actions == []


@pytest.mark.parametrize("count", [1, 3, 40])
def test_page_with_a_meeting_costs_a_constant_number_of_queries(
    client, calendar, meeting, count, django_assert_num_queries
):
    meeting.invitation.opened_at = NOW
    meeting.invitation.save()
    for number in range(1, count):
        SlotFactory(calendar=calendar, start=at(9, days=number), end=at(12, days=number))
        other = invite(calendar, (9, 10, 3))
        MeetingFactory(invitation=other, start=at(9, days=number), confirmed=True)

    with django_assert_num_queries(9):
        client.get(url(meeting))


def test_no_more_times_are_offered_than_one_looks_at(client, calendar, meeting):
    for number in range(1, 11):
        SlotFactory(calendar=calendar, start=at(0, days=number), end=at(24, days=number))

    assert len(times(visit(client, meeting))) == 200
