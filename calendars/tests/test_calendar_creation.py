"""Making calendars."""

import pytest

from calendars.models import Calendar, Invitation, Slot
from calendars.tests.factories import NOW, at
from calendars.tests.shapes import calendar_json, invitation_json, offer, owner_json, slot_json, zulu
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

URL = "/api/v1/calendars/"
REQUIRED = ["This field is required."]


def rows():
    return [model.objects.count() for model in (Calendar, Slot, Invitation, OutgoingMail)]


def test_create_with_a_name_alone_has_the_defaults(alice, api_as):
    response = api_as(alice).post(URL, {"name": "Thesis talks"})

    calendar = Calendar.objects.get()
    assert response.status_code == 201
    assert response.json() == calendar_json(
        calendar, owner=owner_json(alice), availability=[], invitations=[], mails_held=False
    )
    assert (calendar.owner, response["ETag"]) == (alice, '"1"')


def test_create_stores_slots_invites_and_mails(alice, api_as):
    ana, ben = ContactFactory.create_batch(2, owner=alice)
    fields = {
        "name": "Thesis talks",
        "description": "Bring your draft.",
        "time_zone": "Europe/Berlin",
        "meeting_minutes": 20,
        "buffer_minutes": 10,
        "step_minutes": 15,
        "start_date": "2026-03-02",
        "end_date": "2026-03-03",
        "deadline": "2026-03-01T12:00:00Z",
        "show_invitees": True,
        "allow_changes": False,
    }

    response = api_as(alice).post(
        URL, fields | {"invitees": [ben.pk, ana.pk], "availability": [offer(at(9), at(10), 2)]}
    )

    calendar = Calendar.objects.get()
    first, second = calendar.invitations.all()
    slot = Slot.objects.get()
    assert response.json() == calendar_json(
        calendar,
        invited=2,
        owner=owner_json(alice),
        availability=[slot_json(slot)],
        invitations=[invitation_json(first), invitation_json(second)],
        mails_held=False,
        **fields,
    )
    assert [first.contact, second.contact] == [ben, ana]
    assert (slot.start, slot.end, slot.preference) == (at(9), at(10), 2)
    assert list(OutgoingMail.objects.order_by("pk").values_list("template", "to_email")) == [
        ("invitation", ben.email),
        ("invitation", ana.email),
    ]


def test_create_reads_naive_times_in_the_zone_beside_them(alice, api_as):
    body = {
        "name": "Talks",
        "time_zone": "America/New_York",
        "deadline": "2026-03-01T12:00",
        "availability": [{"start": "2026-03-02T09:00", "end": "2026-03-02T10:00", "preference": 3}],
    }

    answer = api_as(alice).post(URL, body).json()

    assert answer["deadline"] == "2026-03-01T17:00:00Z"
    assert answer["availability"][0]["start"] == "2026-03-02T14:00:00Z"


def test_create_without_a_zone_takes_the_owners(alice, api_as):
    alice.time_zone = "Asia/Tokyo"
    alice.save()

    answer = api_as(alice).post(URL, {"name": "Talks", "deadline": "2026-03-01T12:00"}).json()

    assert (answer["time_zone"], answer["deadline"]) == ("Asia/Tokyo", "2026-03-01T03:00:00Z")


@pytest.mark.parametrize(
    ("local", "message"),
    [
        (
            "2026-03-29T02:30",
            "2026-03-29 02:30 does not exist in Europe/Berlin: the clocks go forward then.",
        ),
        (
            "2026-10-25T02:30",
            "2026-10-25 02:30 happens twice in Europe/Berlin: the clocks go back. Add an offset.",
        ),
    ],
)
def test_create_refuses_times_of_a_clock_change(alice, api_as, local, message):
    slot = {"start": local, "end": f"{local[:10]}T05:00", "preference": 3}
    body = {"name": "Talks", "time_zone": "Europe/Berlin", "deadline": local, "availability": [slot]}

    response = api_as(alice).post(URL, body)

    assert (response.status_code, response.json()) == (
        400,
        {"deadline": [message], "availability": {"0": {"start": [message]}}},
    )


def test_create_takes_times_of_a_clock_change_with_an_offset(alice, api_as):
    body = {"name": "Talks", "time_zone": "Europe/Berlin", "deadline": "2026-10-25T02:30:00+01:00"}

    assert api_as(alice).post(URL, body).json()["deadline"] == "2026-10-25T01:30:00Z"


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"name": None}, {"name": ["This field may not be null."]}),
        ({"name": " "}, {"name": ["This field may not be blank."]}),
        ({"name": "x" * 151}, {"name": ["Ensure this field has no more than 150 characters."]}),
        ({"name": "a\nb"}, {"name": ["Control characters and line breaks are not allowed."]}),
        ({"description": "\x00"}, {"description": ["Control characters are not allowed."]}),
        ({"time_zone": "Mars"}, {"time_zone": ["Not a time zone: use a name such as Europe/Berlin."]}),
        ({"time_zone": ["UTC"]}, {"time_zone": ["Not a valid string."]}),
        (
            {"meeting_minutes": 0},
            {"meeting_minutes": ["Ensure this value is greater than or equal to 1."]},
        ),
        (
            {"meeting_minutes": 1441},
            {"meeting_minutes": ["Ensure this value is less than or equal to 1440."]},
        ),
        ({"buffer_minutes": -1}, {"buffer_minutes": ["Ensure this value is greater than or equal to 0."]}),
        ({"step_minutes": 0}, {"step_minutes": ["Ensure this value is greater than or equal to 1."]}),
        ({"meeting_minutes": True}, {"meeting_minutes": ["A valid integer is required."]}),
        ({"start_date": "2026-02-21"}, {"start_date": ["This date has passed."]}),
        ({"end_date": "2028-03-01"}, {"end_date": ["This is more than two years ahead."]}),
        (
            {"start_date": "2026-03-03", "end_date": "2026-03-02"},
            {"end_date": ["The end date is before the start date."]},
        ),
        ({"deadline": zulu(NOW)}, {"deadline": ["The deadline must be in the future."]}),
        ({"deadline": "2028-03-01T00:00Z"}, {"deadline": ["This is more than two years ahead."]}),
        ({"deadline": "0001-01-01T00:00+14:00"}, {"deadline": ["This date is out of range."]}),
        ({"invitees": [10**9]}, {"invitees": {"0": ["Invalid contact id"]}}),
        ({"invitees": [1, "x"]}, {"invitees": {"1": ["A valid integer is required."]}}),
        ({"invitees": 1}, {"invitees": ['Expected a list of items but got type "int".']}),
        (
            {"availability": {"start": 1}},
            {"availability": {"non_field_errors": ['Expected a list of items but got type "dict".']}},
        ),
        (
            {"availability": [offer(at(9), at(10)), {}]},
            {"availability": {"1": {"start": REQUIRED, "end": REQUIRED, "preference": REQUIRED}}},
        ),
        (
            {"start_date": "2026-03-03", "availability": [offer(at(9, 1), at(10, 1)), offer(at(9), at(10))]},
            {"availability": {"1": {"start": ["This time lies outside the calendar's dates."]}}},
        ),
    ],
)
def test_create_refuses_with_a_message(alice, api_as, fields, faults):
    response = api_as(alice).post(URL, {"name": "Talks"} | fields)

    assert (response.status_code, response.json()) == (400, faults)
    assert rows() == [0, 0, 0, 0]


def test_create_asks_for_a_name(alice, api_as):
    assert api_as(alice).post(URL, {}).json() == {"name": REQUIRED}


def test_create_is_all_or_nothing(alice, bob, api_as):
    ana, foreign = ContactFactory(owner=alice), ContactFactory(owner=bob)
    archived = ContactFactory(owner=alice, archived_at=NOW)

    response = api_as(alice).post(
        URL,
        {
            "name": "Talks",
            "availability": [offer(at(9), at(10))],
            "invitees": [ana.pk, foreign.pk, archived.pk, ana.pk],
        },
    )

    invalid = ["Invalid contact id"]
    assert (response.status_code, response.json()) == (
        400,
        {"invitees": {"1": invalid, "2": invalid, "3": ["This contact is already invited."]}},
    )
    assert rows() == [0, 0, 0, 0]


def test_create_takes_midnight_as_the_end_of_a_day(alice, api_as):
    body = {
        "name": "Talks",
        "time_zone": "Europe/Berlin",
        "end_date": "2026-03-02",
        "availability": [{"start": "2026-03-02T23:00", "end": "2026-03-03T00:00", "preference": 1}],
    }

    assert api_as(alice).post(URL, body).status_code == 201
