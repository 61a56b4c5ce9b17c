"""Which times can be given, by whichever call."""

from datetime import timedelta

import pytest

from calendars.models import Slot
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, SlotFactory, at
from calendars.tests.shapes import offer, zulu

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

REQUIRED = ["This field is required."]
OUTSIDE = {"start": ["This time lies outside the calendar's dates."]}
TOO_MANY = {"non_field_errors": ["At most 500 times can be given."]}
WRONG_FORMAT = (
    "Datetime has wrong format. Use one of these formats instead: "
    "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."
)
MONDAY = offer(at(9), at(10), 2)
LAST_WEEK = NOW - timedelta(days=1)

FAULTS = [
    ({}, {"start": REQUIRED, "end": REQUIRED, "preference": REQUIRED}),
    (offer(at(9), at(9)), {"end": ["The end must be after the start."]}),
    (offer(at(10), at(9)), {"end": ["The end must be after the start."]}),
    (offer(at(9), at(9.01, days=1)), {"end": ["A time can be at most 24 hours long."]}),
    (offer(LAST_WEEK, NOW), {"start": ["This time has passed."]}),
    (offer(at(9, 731), at(10, 731)), {"end": ["This time is more than two years ahead."]}),
    (MONDAY | {"preference": 0}, {"preference": ["Ensure this value is greater than or equal to 1."]}),
    (MONDAY | {"preference": 4}, {"preference": ["Ensure this value is less than or equal to 3."]}),
    (MONDAY | {"preference": 1.5}, {"preference": ["A valid integer is required."]}),
    (MONDAY | {"preference": "x"}, {"preference": ["A valid integer is required."]}),
    (MONDAY | {"preference": True}, {"preference": ["A valid integer is required."]}),
    (MONDAY | {"preference": None}, {"preference": ["This field may not be null."]}),
    (MONDAY | {"start": "soon"}, {"start": [WRONG_FORMAT]}),
    (MONDAY | {"end": "9999-12-31T23:59-12:00"}, {"end": ["This date is out of range."]}),
]


@pytest.fixture
def calendar(alice):
    return CalendarFactory(owner=alice)


def path_of(calendar):
    return f"/api/v1/calendars/{calendar.pk}/availability/"


def slot_path(slot):
    return f"{path_of(slot.calendar)}{slot.pk}/"


@pytest.mark.parametrize(("body", "faults"), FAULTS)
def test_every_way_to_write_refuses_with_a_message(alice, api_as, calendar, body, faults):
    client = api_as(alice)
    slot = SlotFactory(calendar=calendar, start=at(1))
    answer = (
        f"/api/v1/calendars/{calendar.pk}/invitations/{InvitationFactory(calendar=calendar).pk}/availability/"
    )

    answers = [
        client.post(path_of(calendar), body).json(),
        client.put(slot_path(slot), body).json(),
        client.post(path_of(calendar), [MONDAY, body]).json(),
        client.put(path_of(calendar), [MONDAY, body]).json(),
        client.put(answer, {"availability": [MONDAY, body]}).json(),
    ]

    assert answers == [faults, faults, {"1": faults}, {"1": faults}, {"availability": {"1": faults}}]
    assert Slot.objects.get() == slot


def test_times_lie_within_the_dates(alice, api_as):
    calendar = CalendarFactory(
        owner=alice, time_zone="Europe/Berlin", start_date="2026-03-02", end_date="2026-03-02"
    )
    client = api_as(alice)
    early, late = offer(at(-2), at(10)), offer(at(22), at(23.5))
    whole = offer(at(-1), at(23))

    assert client.post(path_of(calendar), early).json() == OUTSIDE
    assert client.put(path_of(calendar), [late]).json() == {"0": OUTSIDE}
    slot = client.post(path_of(calendar), whole)
    assert slot.status_code == 201
    patched = client.patch(f"{path_of(calendar)}{slot.json()['id']}/", {"end": zulu(at(21, 1))})
    assert patched.json() == {"end": ["A time can be at most 24 hours long."]}


@pytest.mark.parametrize("local", ["2026-03-29T02:30", "2026-10-25T02:30"])
def test_times_of_a_clock_change_are_refused(alice, api_as, local):
    calendar = CalendarFactory(owner=alice, time_zone="Europe/Berlin")
    body = {"start": local, "end": f"{local[:10]}T08:00", "preference": 3}

    answer = api_as(alice).post(path_of(calendar), body)

    assert (answer.status_code, list(answer.json())) == (400, ["start"])


def test_naive_times_are_read_in_the_calendars_zone(alice, api_as):
    calendar = CalendarFactory(owner=alice, time_zone="Asia/Kathmandu")
    body = {"start": "2026-03-02T09:00", "end": "2026-03-02T10:00", "preference": 3}

    answer = api_as(alice).post(path_of(calendar), body).json()

    assert (answer["start"], answer["end"]) == ("2026-03-02T03:15:00Z", "2026-03-02T04:15:00Z")


def test_500_slots_are_a_partys_most(alice, api_as, calendar):
    client = api_as(alice)
    many = [MONDAY] * 500

    assert client.put(path_of(calendar), many).status_code == 200
    assert client.post(path_of(calendar), MONDAY).json() == TOO_MANY
    assert client.put(path_of(calendar), [*many, MONDAY]).json() == {
        "non_field_errors": ["Ensure this field has no more than 500 elements."]
    }
    assert Slot.objects.count() == 500
