"""Another time for a meeting: asked for by one side, answered by the other."""

import pytest
import time_machine

from calendars import links
from calendars.models import Meeting, Proposal
from calendars.tests.factories import (
    NOW,
    CalendarFactory,
    InvitationFactory,
    MeetingFactory,
    SlotFactory,
    at,
)
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def meeting(alice):
    calendar = CalendarFactory(owner=alice, finalized=True)
    SlotFactory(calendar=calendar, start=at(9), end=at(12))
    ana = ContactFactory(owner=alice, first_name="Ana", email="ana@example.org")
    invitation = InvitationFactory(calendar=calendar, contact=ana, responded=True)
    SlotFactory(invitation=invitation, start=at(9), end=at(10))
    return MeetingFactory(invitation=invitation, start=at(9), confirmed=True)


@pytest.fixture
def by_link(api, meeting):
    """Return a function that calls below the invitee's link."""
    base = f"/api/v1/respond/{links.token(meeting.invitation)}/"
    return lambda method, path, body=None: getattr(api, method)(base + path, body)


@pytest.fixture
def by_owner(api_as, alice, meeting):
    """Return a function that calls below the owner's meeting."""
    base = f"/api/v1/calendars/{meeting.calendar_id}/meetings/{meeting.pk}/"
    return lambda method, path, body=None: getattr(api_as(alice), method)(base + path, body)


def mails():
    return list(OutgoingMail.objects.order_by("pk").values_list("template", "to_email"))


def test_invitee_asks_and_owner_accepts(by_link, by_owner, meeting):
    asked = by_link("post", "proposals/", {"start": "2026-03-02T10:30:00Z", "message": "A train is late."})
    proposal = asked.json()

    answered = by_owner("post", f"proposals/{proposal['id']}/accept/")

    assert proposal == {
        "id": proposal["id"],
        "meeting": meeting.pk,
        "side": "invitee",
        "start": "2026-03-02T10:30:00Z",
        "end": "2026-03-02T11:00:00Z",
        "message": "A train is late.",
        "status": "pending",
        "created_at": "2026-02-23T09:00:00Z",
        "answered_at": None,
    }
    assert (asked.status_code, answered.status_code) == (201, 200)
    assert answered.json() == proposal | {"status": "accepted", "answered_at": "2026-02-23T09:00:00Z"}
    meeting.refresh_from_db()
    assert (meeting.start, meeting.end, meeting.sequence) == (at(10.5), at(11), 1)
    assert mails() == [("proposal", "alice@example.org"), ("meeting", "ana@example.org")]


def test_owner_asks_and_invitee_accepts(by_link, by_owner, meeting):
    proposal = by_owner("post", "proposals/", {"start": "2026-03-02T11:00:00Z"}).json()

    answered = by_link("post", f"proposals/{proposal['id']}/accept/")

    assert answered.json()["status"] == "accepted"
    meeting.refresh_from_db()
    assert (meeting.start, meeting.sequence) == (at(11), 1)
    assert mails() == [
        ("proposal", "ana@example.org"),
        ("meeting", "ana@example.org"),
        ("proposal_answered", "alice@example.org"),
    ]


@pytest.mark.parametrize(("asker", "answerer"), [("by_link", "by_owner"), ("by_owner", "by_link")])
def test_declining_leaves_the_meeting_and_tells_who_asked(request, meeting, asker, answerer):
    asker, answerer = request.getfixturevalue(asker), request.getfixturevalue(answerer)
    proposal = asker("post", "proposals/", {"start": "2026-03-02T11:00:00Z"}).json()

    answered = answerer("post", f"proposals/{proposal['id']}/decline/")

    assert answered.json()["status"] == "declined"
    meeting.refresh_from_db()
    assert (meeting.start, meeting.sequence) == (at(9), 0)
    assert mails()[-1] == (
        "proposal_answered",
        "ana@example.org" if proposal["side"] == "invitee" else "alice@example.org",
    )


def test_withdrawn_proposal_is_not_mailed_and_cannot_be_accepted(by_link, by_owner):
    proposal = by_link("post", "proposals/", {"start": "2026-03-02T11:00:00Z"}).json()

    withdrawn = by_link("delete", f"proposals/{proposal['id']}/")
    accepted = by_owner("post", f"proposals/{proposal['id']}/accept/")

    assert withdrawn.status_code == 204
    assert OutgoingMail.objects.get().state == "superseded"
    assert (accepted.status_code, accepted.json()["code"]) == (409, "proposal_answered")


@pytest.mark.parametrize(
    ("start", "fault"),
    [
        ("2026-03-02T09:00:00Z", "The meeting is at this time already."),
        ("2026-03-02T12:00:00Z", "Outside your availability"),
        ("2026-02-23T08:00:00Z", "This time has passed"),
        ("2026-03-02T10:15:00Z", "Meeting times overlap"),
        ("2026-03-02T11:15:00Z", "You already have a confirmed meeting at this time"),
    ],
)
def test_impossible_time_is_refused(by_link, alice, meeting, start, fault):
    MeetingFactory(invitation__calendar=meeting.calendar, start=at(10), confirmed=True)
    MeetingFactory(invitation__calendar__owner=alice, start=at(11), confirmed=True)

    answer = by_link("post", "proposals/", {"start": start})

    assert (answer.status_code, answer.json()) == (400, {"start": [fault]})


def test_time_is_checked_again_when_it_is_accepted(by_link, by_owner, alice, meeting):
    proposal = by_link("post", "proposals/", {"start": "2026-03-02T11:00:00Z"}).json()
    MeetingFactory(invitation__calendar__owner=alice, start=at(11), confirmed=True)

    answer = by_owner("post", f"proposals/{proposal['id']}/accept/")

    assert answer.json() == {"start": ["You already have a confirmed meeting at this time"]}
    assert Proposal.objects.get().status == "pending"


def test_one_proposal_waits_at_a_time(by_link, by_owner):
    by_link("post", "proposals/", {"start": "2026-03-02T11:00:00Z"})

    second = by_owner("post", "proposals/", {"start": "2026-03-02T11:15:00Z"})

    assert (second.status_code, second.json()["code"]) == (409, "proposal_pending")


def test_nobody_answers_the_own_proposal(by_link, by_owner):
    proposal = by_link("post", "proposals/", {"start": "2026-03-02T11:00:00Z"}).json()

    accepted = by_link("post", f"proposals/{proposal['id']}/accept/")
    withdrawn = by_owner("delete", f"proposals/{proposal['id']}/")

    assert {accepted.json()["code"], withdrawn.json()["code"]} == {"proposal_of_the_other_side"}


def test_move_by_the_owner_withdraws_what_was_proposed(by_link, by_owner):
    by_link("post", "proposals/", {"start": "2026-03-02T11:00:00Z"})

    by_owner("patch", "", {"start": "2026-03-02T09:30:00Z"})

    assert Proposal.objects.get().status == "withdrawn"


def test_tentative_meeting_has_no_proposals(by_owner, by_link, meeting):
    Meeting.objects.update(status="tentative")

    asked = by_owner("post", "proposals/", {"start": "2026-03-02T11:00:00Z"})

    assert (asked.status_code, asked.json()["code"]) == (409, "calendar_finalized")
    assert by_link("post", "proposals/", {"start": "2026-03-02T11:00:00Z"}).status_code == 404


def test_cancelled_meeting_has_no_proposals(by_owner, meeting):
    Meeting.objects.update(status="cancelled")

    asked = by_owner("post", "proposals/", {"start": "2026-03-02T11:00:00Z"})

    assert (asked.status_code, asked.json()["code"]) == (409, "meeting_cancelled")


def test_owner_lists_proposals(by_owner, by_link):
    proposal = by_link("post", "proposals/", {"start": "2026-03-02T11:00:00Z"}).json()

    listed = by_owner("get", "proposals/?status=pending")

    assert listed.json() == {"count": 1, "next": None, "previous": None, "results": [proposal]}


def test_invitee_sees_proposals(by_owner, by_link):
    proposal = by_owner("post", "proposals/", {"start": "2026-03-02T11:00:00Z"}).json()

    assert by_link("get", "").json()["proposals"] == [proposal]


def test_link_of_another_invitation_does_not_reach_a_proposal(api, by_owner, meeting):
    proposal = by_owner("post", "proposals/", {"start": "2026-03-02T11:00:00Z"}).json()
    other = InvitationFactory(calendar=meeting.calendar)

    answer = api.post(f"/api/v1/respond/{links.token(other)}/proposals/{proposal['id']}/accept/")

    assert answer.status_code == 404
    assert Proposal.objects.get().status == "pending"


@pytest.mark.parametrize("way", ["delete", "move"])
def test_meeting_that_changes_otherwise_takes_its_proposal_and_mail_back(by_link, by_owner, way):
    by_link("post", "proposals/", {"start": "2026-03-02T11:00:00Z"})

    if way == "delete":
        by_owner("delete", "")
    else:
        by_owner("patch", "", {"start": "2026-03-02T09:30:00Z"})

    assert Proposal.objects.get().status == "withdrawn"
    assert OutgoingMail.objects.get(template="proposal").state == "superseded"
