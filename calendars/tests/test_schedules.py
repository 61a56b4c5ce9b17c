"""The draft of a schedule, and collecting times again."""

import pytest

from calendars.models import Calendar, Invitation, Meeting
from calendars.tests.factories import (
    NOW,
    CalendarFactory,
    MeetingFactory,
    SlotFactory,
    at,
    invite,
)
from calendars.tests.shapes import booking, meeting_json, zulu
from mail.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

FINALIZED = (409, {"code": "calendar_finalized", "detail": "This calendar is finalized."})


@pytest.fixture
def calendar(alice):
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar, start=at(9), end=at(12), preference=2)
    return calendar


def path_of(calendar, part="schedule/"):
    return f"/api/v1/calendars/{calendar.pk}/{part}"


def meet(calendar, hours, *, status="confirmed", **fields):
    return MeetingFactory(invitation=invite(calendar, **fields), start=at(hours), status=status)


def told(response):
    return response.status_code, response.json()


def mails():
    return list(OutgoingMail.objects.order_by("pk").values_list("template", "to_email", "calendar_method"))


def test_draft_is_read_under_the_calendars_etag(alice, api_as, calendar):
    client, path = api_as(alice), path_of(calendar)
    client.patch(path_of(calendar, ""), {"name": "New"})

    tag = client.get(path)["ETag"]
    client.patch(path_of(calendar, ""), {"name": "Newer"})

    assert tag == '"2"'
    assert client.put(path, {"meetings": []}, headers={"if-match": tag}).status_code == 412


def test_draft_is_written_read_replaced_and_thrown_away(alice, api_as, calendar):
    ana, ben = invite(calendar, (9, 12, 3)), invite(calendar)
    client, path = api_as(alice), path_of(calendar)

    written = client.put(path, {"meetings": [booking(ben, 10), booking(ana, 9)]})
    assert told(written) == (200, {"meetings": [meeting_json(each) for each in Meeting.objects.all()]})
    assert client.get(path).json() == written.json()
    replaced = client.put(path, {"meetings": [booking(ana, 11)]}).json()["meetings"]
    assert [(each["id"], each["start"], each["status"]) for each in replaced] == [
        (written.json()["meetings"][0]["id"], zulu(at(11)), "tentative")
    ]
    assert client.delete(path).status_code == 204
    assert client.get(path).json() == {"meetings": []}
    assert mails() == []


def test_draft_obeys_the_rules_of_meetings(alice, api_as, calendar):
    ana, ben = invite(calendar, (9, 10, 3)), invite(calendar, declined=True)
    body = {"meetings": [booking(ana, 10), booking(ben, 9)]}

    assert told(api_as(alice).put(path_of(calendar), body)) == (
        400,
        {
            "meetings": {
                "0": {"start": ["Invalid meeting time for contact"]},
                "1": {"invitation": ["Contact has declined"]},
            }
        },
    )


def test_meeting_confirmed_early_stays_when_the_rest_is_finalized(alice, api_as, calendar):
    early, late = meet(calendar, 9), invite(calendar)
    client = api_as(alice)
    overlap = client.post(path_of(calendar, "finalize/"), {"meetings": [booking(late, 9.25)]})
    second = client.post(path_of(calendar, "finalize/"), {"meetings": [booking(early.invitation, 10)]})

    response = client.post(path_of(calendar, "finalize/"), {"meetings": [booking(late, 9.5)]})

    assert overlap.json() == {"meetings": {"0": {"start": ["Meeting times overlap"]}}}
    assert second.json() == {"meetings": {"0": {"invitation": ["Contact has a confirmed meeting"]}}}
    assert told(response) == (200, {"meetings": [meeting_json(each) for each in Meeting.objects.all()]})
    assert [mail[:2] for mail in mails()] == [
        ("meeting", late.contact.email),
        ("owner_summary", alice.email),
    ]


def test_reopen_cancels_what_is_coming_and_collects_again(alice, api_as, calendar, time_machine):
    over, coming = meet(calendar, 9), meet(calendar, 11)
    Calendar.objects.update(status="finalized", finalized_at=NOW)
    time_machine.move_to(at(10), tick=False)
    client = api_as(alice)

    response = client.post(path_of(calendar, "reopen/"))

    assert (response.status_code, response.json()) == (200, client.get(path_of(calendar, "")).json())
    assert (response.json()["status"], response.json()["finalized_at"]) == ("open", None)
    assert list(Meeting.objects.values_list("pk", "status")) == [
        (over.pk, "confirmed"),
        (coming.pk, "cancelled"),
    ]
    assert mails() == [("meeting_cancelled", coming.invitation.contact.email, "CANCEL")]
    assert told(client.post(path_of(calendar, "reopen/"))) == (
        409,
        {"code": "calendar_not_finalized", "detail": "This calendar is not finalized."},
    )


def test_reopened_calendar_is_finalized_anew(alice, api_as, calendar):
    ana, ben = invite(calendar), invite(calendar)
    client = api_as(alice)
    client.post(path_of(calendar, "finalize/"), {"meetings": [booking(ana, 9)]})
    client.post(path_of(calendar, "reopen/"))

    response = client.post(path_of(calendar, "finalize/"), {"meetings": [booking(ben, 9)]})

    assert response.status_code == 200
    assert list(OutgoingMail.objects.order_by("pk").values_list("template", "to_email", "state")) == [
        ("meeting", ana.contact.email, "superseded"),
        ("no_meeting", ben.contact.email, "superseded"),
        ("owner_summary", alice.email, "superseded"),
        ("meeting_cancelled", ana.contact.email, "queued"),
        ("meeting", ben.contact.email, "queued"),
        ("no_meeting", ana.contact.email, "queued"),
        ("owner_summary", alice.email, "queued"),
    ]


def test_finalized_calendar_takes_no_draft(alice, api_as, calendar):
    invitation = invite(calendar)
    Calendar.objects.update(status="finalized", finalized_at=NOW)
    client, path = api_as(alice), path_of(calendar)

    answers = [client.put(path, {"meetings": [booking(invitation, 9)]}), client.delete(path)]

    assert [told(answer) for answer in answers] == [FINALIZED] * 2
    assert Invitation.objects.exists()
