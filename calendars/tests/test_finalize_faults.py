"""Which schedules cannot be finalized."""

from datetime import timedelta

import pytest

from calendars.models import Calendar
from calendars.tests.factories import NOW, CalendarFactory, MeetingFactory, SlotFactory, at, invite
from calendars.tests.shapes import booking, rows, zulu

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

NO_TIME = {"start": ["Invalid meeting time for contact"]}
OUTSIDE = {"start": ["Outside your availability"]}
OVERLAP = {"start": ["Meeting times overlap"]}


@pytest.fixture
def calendar(alice):
    """Alice likes 9 to 11 on Monday, and 11 to 12 less."""
    calendar = CalendarFactory(owner=alice, name="Thesis talks")
    SlotFactory(calendar=calendar, start=at(9), end=at(11), preference=3)
    SlotFactory(calendar=calendar, start=at(11), end=at(12), preference=1)
    return calendar


def finalize(client, calendar, *bookings):
    return client.post(f"/api/v1/calendars/{calendar.pk}/finalize/", {"meetings": bookings})


def faults_of(client, calendar, *bookings):
    """Return the messages, having checked that nothing is stored."""
    before = rows()
    response = finalize(client, calendar, *bookings)
    assert (response.status_code, rows()) == (400, before)
    return response.json()


def test_every_fault_is_told_by_its_index(alice, api_as, calendar):
    ana, ben, cy = (invite(calendar, (9, 10, 3)) for _ in range(3))
    declined, dee = invite(calendar, declined=True), invite(calendar)
    elsewhere = invite(CalendarFactory(owner=alice))
    foreign = invite(CalendarFactory())

    faults = faults_of(
        api_as(alice),
        calendar,
        booking(ana, 9),
        booking(ben, 10.5),
        booking(cy, 8.5),
        booking(declined, 10),
        booking(dee, 11.75),
        booking(elsewhere, 10),
        booking(foreign, 10),
        {"invitation": 10**9, "start": zulu(at(10))},
    )

    assert faults == {
        "meetings": {
            "1": NO_TIME,
            "2": OUTSIDE,
            "3": {"invitation": ["Contact has declined"]},
            "4": OUTSIDE,
            "5": {"invitation": ["Contact not invited to calendar"]},
            "6": {"invitation": ["Invalid contact id"]},
            "7": {"invitation": ["Invalid contact id"]},
        }
    }


def test_malformed_meetings_are_told_by_their_index(alice, api_as, calendar):
    required, ana = ["This field is required."], invite(calendar)

    faults = faults_of(
        api_as(alice),
        calendar,
        booking(ana, 9),
        {},
        {"invitation": "x", "start": "2026-03-02T09:00", "end": None},
    )

    assert faults == {
        "meetings": {
            "1": {"invitation": required, "start": required},
            "2": {"invitation": ["A valid integer is required."], "end": ["This field may not be null."]},
        }
    }


@pytest.mark.parametrize(
    ("hours", "places"),
    [((9, 9.25), "01"), ((9, 9, 9), "012"), ((9, 10, 9.5, 10.25), "13"), ((9.75, 9, 9.5), "02")],
)
def test_meetings_must_not_overlap(alice, api_as, calendar, hours, places):
    faults = faults_of(api_as(alice), calendar, *(booking(invite(calendar), hour) for hour in hours))

    assert faults == {"meetings": dict.fromkeys(places, OVERLAP)}


def test_buffer_lies_between_meetings(alice, api_as, calendar):
    Calendar.objects.update(buffer_minutes=10)
    ana, ben = invite(calendar), invite(calendar)
    close, far = (
        [booking(ana, 9), {"invitation": ben.pk, "start": zulu(at(9, 0) + timedelta(minutes=minutes))}]
        for minutes in (39, 40)
    )

    assert faults_of(api_as(alice), calendar, *close) == {"meetings": {"0": OVERLAP, "1": OVERLAP}}
    assert finalize(api_as(alice), calendar, *far).status_code == 200


def test_one_invitee_has_one_meeting(alice, api_as, calendar):
    ana = invite(calendar)
    twice = {"invitation": ["Contact has two meetings"]}

    faults = faults_of(api_as(alice), calendar, booking(ana, 9), booking(ana, 10))

    assert faults == {"meetings": {"0": twice, "1": twice}}


@pytest.mark.parametrize("end", [9.25, 9.75, 8])
def test_end_that_does_not_follow_is_refused(alice, api_as, calendar, end):
    faults = faults_of(api_as(alice), calendar, booking(invite(calendar), 9, end=zulu(at(end))))

    assert faults == {"meetings": {"0": {"end": ["Invalid meeting time for contact"]}}}


@pytest.mark.parametrize("start", ["0001-01-01T00:00Z", "9999-12-31T23:59Z"])
def test_times_at_the_ends_of_time_are_refused(alice, api_as, calendar, start):
    ana = invite(calendar)

    (fault,) = faults_of(api_as(alice), calendar, {"invitation": ana.pk, "start": start})["meetings"].values()

    assert list(fault) == ["start"]


def test_time_that_has_passed_is_refused(alice, api_as, calendar, time_machine):
    ana = invite(calendar, (9, 12, 3))
    time_machine.move_to(at(9) + timedelta(seconds=1))

    assert faults_of(api_as(alice), calendar, booking(ana, 9)) == {
        "meetings": {"0": {"start": ["This time has passed"]}}
    }


def test_naive_time_is_read_in_the_calendars_zone(alice, api_as, calendar):
    Calendar.objects.update(time_zone="Asia/Tokyo")

    response = finalize(
        api_as(alice), calendar, {"invitation": invite(calendar).pk, "start": "2026-03-02T18:00"}
    )

    assert response.json()["meetings"][0]["start"] == zulu(at(9))


def test_confirmed_meeting_in_another_calendar_takes_the_time(alice, api_as, calendar):
    ana, ben, cy = (invite(calendar) for _ in range(3))
    other = CalendarFactory(owner=alice, buffer_minutes=60)
    MeetingFactory(invitation__calendar=other, confirmed=True, start=at(9.5))
    MeetingFactory(invitation__calendar=other, status="cancelled", start=at(10.5))
    MeetingFactory(invitation__calendar=other, start=at(11))
    MeetingFactory(confirmed=True, start=at(11))

    faults = faults_of(api_as(alice), calendar, booking(ana, 9.25), booking(ben, 10.5), booking(cy, 11))

    assert faults == {"meetings": {"0": {"start": ["You already have a confirmed meeting at this time"]}}}
    response = finalize(api_as(alice), calendar, booking(ana, 9), booking(ben, 10.5), booking(cy, 11))
    assert response.status_code == 200
