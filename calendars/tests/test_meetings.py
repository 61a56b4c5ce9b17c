"""What becomes of single meetings."""

from datetime import timedelta

import pytest

from calendars import links
from calendars.models import Calendar, Meeting
from calendars.tests.factories import (
    NOW,
    CalendarFactory,
    MeetingFactory,
    SlotFactory,
    at,
    invite,
)
from calendars.tests.shapes import meeting_json, zulu
from mail.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

CANCELLED = (409, {"code": "meeting_cancelled", "detail": "This meeting is cancelled."})
CONFIRMED = (409, {"code": "meeting_confirmed", "detail": "This meeting is confirmed already."})


@pytest.fixture
def calendar(alice):
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar, start=at(9), end=at(12), preference=2)
    return calendar


def path_of(calendar, part="meetings/"):
    return f"/api/v1/calendars/{calendar.pk}/{part}"


def path_to(meeting, part=""):
    return path_of(meeting.calendar, f"meetings/{meeting.pk}/{part}")


def meet(calendar, hours, *, status="confirmed", **fields):
    return MeetingFactory(invitation=invite(calendar, **fields), start=at(hours), status=status)


def told(response):
    return response.status_code, response.json()


def mails():
    return list(OutgoingMail.objects.order_by("pk").values_list("template", "to_email", "calendar_method"))


def sequences():
    files = OutgoingMail.objects.order_by("pk").values_list("calendar_file", flat=True)
    return [line for file in files for line in file.splitlines() if line.startswith("SEQUENCE")]


def test_list_shows_every_meeting_in_the_order_of_time(alice, api_as, calendar):
    later, cancelled, tentative = (
        meet(calendar, 11),
        meet(calendar, 10, status="cancelled"),
        meet(calendar, 9, status="tentative"),
    )
    meet(CalendarFactory(owner=alice), 8)

    assert api_as(alice).get(path_of(calendar)).json() == {
        "count": 3,
        "next": None,
        "previous": None,
        "results": [meeting_json(each) for each in (tentative, cancelled, later)],
    }
    assert api_as(alice).get(path_to(later)).json() == meeting_json(later)


@pytest.mark.parametrize(
    ("query", "hours"),
    [
        ("status=confirmed", [9, 11]),
        ("status=tentative", [10]),
        ("search=ben", [10]),
        ("ordering=-start", [11, 10, 9]),
        ("page_size=1&page=3", [11]),
        ("slot={morning}", [10, 11]),
        ("slot={of_invitee}", []),
        ("slot={foreign}", []),
        ("slot=999999999999999999999999", []),
    ],
)
def test_list_filters_searches_orders_and_pages(alice, api_as, calendar, query, hours):
    meet(calendar, 9)
    meet(calendar, 10, status="tentative", contact__first_name="Ben", contact__email="b@x.org")
    answered = meet(calendar, 11).invitation
    slots = {
        "morning": SlotFactory(calendar=calendar, start=at(10.25), end=at(11.25)).pk,
        "of_invitee": SlotFactory(invitation=answered).pk,
        "foreign": SlotFactory().pk,
    }

    results = api_as(alice).get(f"{path_of(calendar)}?{query.format(**slots)}").json()["results"]

    assert [each["start"] for each in results] == [zulu(at(hour)) for hour in hours]


@pytest.mark.parametrize("query", ["status=lost", "slot=x"])
def test_list_refuses_a_filter_that_makes_no_sense(alice, api_as, calendar, query):
    response = api_as(alice).get(f"{path_of(calendar)}?{query}")

    assert (response.status_code, list(response.json())) == (400, [query.partition("=")[0]])


@pytest.mark.parametrize("is_finalized", [True, False])
def test_move_of_a_confirmed_meeting_mails_an_update(alice, api_as, calendar, is_finalized):
    meeting = meet(calendar, 9, responded=True)
    SlotFactory(invitation=meeting.invitation, start=at(9), end=at(12), preference=1)
    if is_finalized:
        Calendar.objects.update(status="finalized", finalized_at=NOW)

    response = api_as(alice).patch(path_to(meeting), {"start": zulu(at(11))})

    moved = meeting_json(meeting) | {"start": zulu(at(11)), "end": zulu(at(11.5))}
    assert told(response) == (200, moved | {"owner_preference": 2, "invitee_preference": 1})
    assert api_as(alice).get(path_to(meeting)).json() == response.json()
    assert mails() == [("meeting", meeting.invitation.contact.email, "REQUEST")]
    assert sequences() == ["SEQUENCE:1"]


def test_move_of_a_tentative_meeting_mails_nobody(alice, api_as, calendar):
    meeting = meet(calendar, 9, status="tentative")

    assert api_as(alice).patch(path_to(meeting), {"start": zulu(at(10))}).status_code == 200
    assert mails() == []


def test_move_to_the_same_time_mails_nobody(alice, api_as, calendar):
    meeting = meet(calendar, 9)

    assert told(api_as(alice).patch(path_to(meeting), {"start": zulu(at(9))})) == (200, meeting_json(meeting))
    assert mails() == []


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({}, {"start": ["This field is required."]}),
        ({"start": zulu(at(11.75))}, {"start": ["Outside your availability"]}),
        ({"start": zulu(at(10.75))}, {"start": ["Invalid meeting time for contact"]}),
        ({"start": zulu(at(9.75))}, {"start": ["Meeting times overlap"]}),
        ({"start": zulu(at(9.25))}, {"start": ["You already have a confirmed meeting at this time"]}),
        ({"start": zulu(NOW - timedelta(days=1))}, {"start": ["This time has passed"]}),
        ({"start": "9999-12-31T23:59Z"}, {"start": ["This date is out of range."]}),
    ],
)
def test_move_is_refused_with_a_message(alice, api_as, calendar, body, faults):
    meeting = meet(calendar, 11, responded=True)
    SlotFactory(invitation=meeting.invitation, start=at(9), end=at(11))
    meet(calendar, 10)
    meet(CalendarFactory(owner=alice), 9)

    assert told(api_as(alice).patch(path_to(meeting), body)) == (400, faults)
    assert mails() == []


def test_confirmed_meeting_may_move_onto_a_tentative_one(alice, api_as, calendar):
    meet(calendar, 10, status="tentative")
    meeting, tentative = meet(calendar, 9), meet(calendar, 11, status="tentative")
    client = api_as(alice)

    assert client.patch(path_to(meeting), {"start": zulu(at(10))}).status_code == 200
    assert told(client.patch(path_to(tentative), {"start": zulu(at(10.25))})) == (
        400,
        {"start": ["Meeting times overlap"]},
    )


def test_cancel_of_a_confirmed_meeting_mails_its_end(alice, api_as, calendar):
    meeting = meet(calendar, 9)

    response = api_as(alice).delete(path_to(meeting))

    assert (response.status_code, response.content) == (204, b"")
    assert api_as(alice).get(path_to(meeting)).json() == meeting_json(meeting) | {"status": "cancelled"}
    assert mails() == [("meeting_cancelled", meeting.invitation.contact.email, "CANCEL")]
    assert sequences() == ["SEQUENCE:1"]


def test_cancel_of_a_tentative_meeting_takes_it_out(alice, api_as, calendar):
    meeting = meet(calendar, 9, status="tentative")

    assert api_as(alice).delete(path_to(meeting)).status_code == 204
    assert (Meeting.objects.count(), mails()) == (0, [])


def test_cancelled_meeting_stays_cancelled(alice, api_as, calendar):
    meeting = meet(calendar, 9, status="cancelled")
    client = api_as(alice)

    answers = [
        client.delete(path_to(meeting)),
        client.patch(path_to(meeting), {"start": zulu(at(10))}),
        client.post(path_to(meeting, "confirm/")),
    ]

    assert [told(answer) for answer in answers] == [CANCELLED] * 3


def test_confirm_mails_and_clears_what_is_too_close(alice, api_as, calendar):
    Calendar.objects.update(buffer_minutes=15)
    meeting, _overlapping, _close, far = (
        meet(calendar, hour, status="tentative") for hour in (10, 9.75, 10.6, 10.75)
    )

    response = api_as(alice).post(path_to(meeting, "confirm/"))

    # As worth as the times are now, whatever they were when the draft was written.
    worth = {"owner_preference": 2, "invitee_preference": None}
    assert told(response) == (200, meeting_json(meeting) | {"status": "confirmed"} | worth)
    assert list(Meeting.objects.values_list("pk", "status")) == [
        (meeting.pk, "confirmed"),
        (far.pk, "tentative"),
    ]
    assert mails() == [("meeting", meeting.invitation.contact.email, "REQUEST")]
    assert told(api_as(alice).post(path_to(meeting, "confirm/"))) == CONFIRMED
    assert Calendar.objects.get().is_open


def test_confirm_checks_the_time_again(alice, api_as, calendar):
    meeting = meet(calendar, 9, status="tentative")
    meet(CalendarFactory(owner=alice), 9)

    assert told(api_as(alice).post(path_to(meeting, "confirm/"))) == (
        400,
        {"start": ["You already have a confirmed meeting at this time"]},
    )


def test_invitee_who_declines_has_no_meeting_any_more(api, calendar):
    meeting = MeetingFactory(invitation__calendar=calendar, confirmed=True)

    api.post(f"/api/v1/respond/{links.token(meeting.invitation)}/decline/")

    meeting.refresh_from_db()
    assert (meeting.status, meeting.sequence) == ("cancelled", 1)
    assert [(mail, to) for mail, to, _ in mails() if mail != "all_answered"] == [
        ("meeting_cancelled", meeting.invitation.contact.email),
        ("meeting_declined", "alice@example.org"),
    ]
