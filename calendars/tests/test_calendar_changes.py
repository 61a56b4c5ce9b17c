"""Changing calendars, and not overwriting what somebody else has changed."""

import pytest

from calendars.models import Calendar
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, SlotFactory, at
from calendars.tests.shapes import offer, zulu
from contacts.tests.factories import ContactFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

FINALIZED = {"code": "calendar_finalized", "detail": "This calendar is finalized."}
CHANGED = {"code": "calendar_changed", "detail": "This calendar has changed since you read it."}
OUTSIDE = ["1 of your times would lie outside the calendar's dates."]


@pytest.fixture
def calendar(alice):
    return CalendarFactory(owner=alice)


def path_of(calendar, part=""):
    return f"/api/v1/calendars/{calendar.pk}/{part}"


@pytest.mark.parametrize("method", ["put", "patch"])
def test_change_answers_the_whole_calendar(alice, api_as, calendar, method, time_machine):
    InvitationFactory(calendar=calendar)
    before = api_as(alice).get(path_of(calendar)).json()
    time_machine.move_to(at(8))
    client = api_as(alice)
    fields = {
        "name": "Office hours",
        "description": "Come in.",
        "time_zone": "Europe/Berlin",
        "meeting_minutes": 15,
        "buffer_minutes": 5,
        "step_minutes": 5,
        "start_date": "2026-03-01",
        "end_date": "2026-03-09",
        "deadline": "2026-03-08T09:00:00Z",
        "show_invitees": True,
        "allow_changes": False,
    }

    response = getattr(client, method)(path_of(calendar), fields)

    after = before | fields | {"updated_at": zulu(at(8))}
    after["invitations"][0]["effective_deadline"] = fields["deadline"]
    assert (response.status_code, response.json()) == (200, after)
    assert client.get(path_of(calendar)).json() == after


def test_patch_of_nothing_changes_nothing(alice, api_as, calendar):
    before = api_as(alice).get(path_of(calendar)).json()

    assert api_as(alice).patch(path_of(calendar), {}).json() == before


def test_put_asks_for_a_name_and_keeps_the_rest(alice, api_as, calendar):
    Calendar.objects.update(meeting_minutes=45)

    assert api_as(alice).put(path_of(calendar), {}).json() == {"name": ["This field is required."]}
    assert api_as(alice).put(path_of(calendar), {"name": "New"}).json()["meeting_minutes"] == 45


@pytest.mark.parametrize("field", ["deadline", "start_date", "end_date", "step_minutes"])
def test_patch_with_null_clears(alice, api_as, field):
    values = {"deadline": at(8), "start_date": at(0), "end_date": at(0), "step_minutes": 5}
    calendar = CalendarFactory(owner=alice, **{field: values[field]})

    assert api_as(alice).patch(path_of(calendar), {field: None}).json()[field] is None


def test_patch_takes_no_state_and_no_owner(alice, bob, api_as, calendar):
    api_as(alice).patch(
        path_of(calendar), {"status": "finalized", "finalized_at": zulu(NOW), "owner": bob.pk, "version": 7}
    )

    stored = Calendar.objects.get()
    assert (stored.status, stored.finalized_at, stored.owner, stored.version) == ("open", None, alice, 2)


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"name": ""}, {"name": ["This field may not be blank."]}),
        ({"time_zone": "Mars"}, {"time_zone": ["Not a time zone: use a name such as Europe/Berlin."]}),
        ({"deadline": zulu(NOW)}, {"deadline": ["The deadline must be in the future."]}),
        ({"start_date": "2026-03-03", "end_date": "2026-03-04"}, {"start_date": OUTSIDE}),
        ({"end_date": "2026-03-01"}, {"end_date": OUTSIDE}),
        ({"end_date": "2026-02-27"}, {"end_date": ["The end date is before the start date."]}),
        ({"time_zone": "Pacific/Kiritimati"}, {"time_zone": OUTSIDE}),
        ({"start_date": "2020-01-01"}, {"start_date": ["This date has passed."]}),
    ],
)
def test_patch_refuses_with_a_message(alice, api_as, fields, faults):
    calendar = CalendarFactory(owner=alice, start_date="2026-02-28", end_date="2026-03-02")
    SlotFactory(calendar=calendar, start=at(20))

    response = api_as(alice).patch(path_of(calendar), fields)

    assert (response.status_code, response.json()) == (400, faults)


def test_invitees_times_do_not_bind_the_dates(alice, api_as, calendar):
    SlotFactory(invitation=InvitationFactory(calendar=calendar, responded=True))

    assert api_as(alice).patch(path_of(calendar), {"start_date": "2026-03-03"}).status_code == 200


def test_patch_reads_a_naive_deadline_in_the_new_zone(alice, api_as, calendar):
    body = {"deadline": "2026-03-01T12:00", "time_zone": "Asia/Tokyo"}

    assert api_as(alice).patch(path_of(calendar), body).json()["deadline"] == "2026-03-01T03:00:00Z"


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
def test_patch_refuses_a_deadline_of_a_clock_change(alice, api_as, local, message):
    calendar = CalendarFactory(owner=alice, time_zone="Europe/Berlin")

    response = api_as(alice).patch(path_of(calendar), {"deadline": local})

    assert (response.status_code, response.json()) == (400, {"deadline": [message]})


def test_deadline_that_is_over_may_be_sent_again_and_extended(alice, api_as):
    calendar = CalendarFactory(owner=alice, deadline=NOW, start_date="2026-01-01")
    client = api_as(alice)
    same = {"name": "New", "deadline": zulu(NOW), "start_date": "2026-01-01"}

    assert client.put(path_of(calendar), same).status_code == 200
    assert client.patch(path_of(calendar), {"deadline": zulu(at(8))}).json()["deadline"] == zulu(at(8))


def test_finalized_calendar_changes_its_name_and_description_only(alice, api_as):
    calendar = CalendarFactory(owner=alice, finalized=True, deadline=at(8))
    client = api_as(alice)
    before = client.get(path_of(calendar)).json()
    words = {"name": "Done", "description": "Thanks."}

    response = client.put(path_of(calendar), words | {"deadline": zulu(at(8)), "meeting_minutes": 30})
    refused = client.patch(path_of(calendar), {"meeting_minutes": 31})

    assert (response.status_code, response.json()) == (200, before | words)
    assert (refused.status_code, refused.json()) == (409, FINALIZED)


def test_every_change_raises_the_etag(alice, api_as, calendar):
    client = api_as(alice)
    contact = ContactFactory(owner=alice)
    writes = [
        client.patch(path_of(calendar), {"name": "New"}),
        client.post(path_of(calendar, "availability/"), offer(at(9), at(10))),
        client.post(path_of(calendar, "invitations/"), {"contact": contact.pk}),
        client.post(path_of(calendar, "remind/")),
    ]

    assert [response.status_code for response in writes] == [200, 201, 201, 200]
    assert client.get(path_of(calendar))["ETag"] == '"5"'


@pytest.mark.parametrize("tag", ['"1"', '"0", "1"', "*"])
def test_write_with_the_present_etag_succeeds(alice, api_as, calendar, tag):
    response = api_as(alice).patch(path_of(calendar), {"name": "New"}, headers={"if-match": tag})

    assert (response.status_code, response["ETag"]) == (200, '"2"')


@pytest.mark.parametrize("tag", ['"2"', 'W/"1"', "1", '"1', ""])
@pytest.mark.parametrize(
    ("method", "part", "body"),
    [
        ("put", "", {"name": "New"}),
        ("patch", "", {"name": "New"}),
        ("delete", "", None),
        ("post", "availability/", offer(at(9), at(10))),
        ("put", "availability/", []),
        ("post", "invitations/", {"contact": 1}),
        ("post", "remind/", None),
        ("put", "schedule/", {"meetings": []}),
        ("delete", "schedule/", None),
        ("post", "finalize/", None),
        ("post", "reopen/", None),
    ],
)
def test_write_with_another_etag_is_refused(alice, api_as, calendar, tag, method, part, body):
    response = getattr(api_as(alice), method)(path_of(calendar, part), body, headers={"if-match": tag})

    assert (response.status_code, response.json()) == (412, CHANGED)
    assert list(Calendar.objects.values_list("name", "version")) == [("Thesis talks", 1)]
