"""The fewest changes that mend a schedule."""

import pytest
import time_machine

from calendars.models import LogEntry, Meeting, Slot
from calendars.tests.factories import (
    NOW,
    CalendarFactory,
    InvitationFactory,
    MeetingFactory,
    SlotFactory,
    at,
)
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def calendar(alice):
    calendar = CalendarFactory(owner=alice, finalized=True)
    SlotFactory(calendar=calendar, start=at(9), end=at(11))
    return calendar


@pytest.fixture
def url(calendar):
    return f"/api/v1/calendars/{calendar.pk}/repair/"


def invited(calendar, name, *slots, meeting=None):
    """Invite somebody who has given ``slots`` of hours, and is met at ``meeting`` o'clock."""
    invitation = InvitationFactory(
        calendar=calendar, contact__first_name=name, contact__email=f"{name}@x.org".lower(), responded=True
    )
    for start, end in slots:
        SlotFactory(invitation=invitation, start=at(start), end=at(end))
    if meeting is not None:
        MeetingFactory(invitation=invitation, start=at(meeting), confirmed=True)
    return invitation


def times(calendar):
    confirmed = calendar.meetings.confirmed().order_by("start")
    return [(each.invitation.contact.first_name, each.start, each.sequence) for each in confirmed]


def test_sound_schedule_needs_no_repair(api_as, alice, calendar, url):
    ana = invited(calendar, "Ana", (9, 10), meeting=9)

    shown = api_as(alice).get(url).json()
    applied = api_as(alice).post(url)

    assert [each["invitation"] for each in shown.pop("kept")] == [ana.pk]
    assert shown == {"id": shown["id"], "changes": [], "cancelled": [], "unplaced": []}
    assert applied.status_code == 200
    assert OutgoingMail.objects.count() == 0


def test_cancelled_time_goes_to_somebody_left_out(api_as, alice, calendar, url):
    ana = invited(calendar, "Ana", (9, 9.5), meeting=9)
    ben = invited(calendar, "Ben", (9, 9.5))
    api_as(alice).delete(f"/api/v1/calendars/{calendar.pk}/meetings/{ana.meetings.get().pk}/")
    OutgoingMail.objects.all().delete()

    shown = api_as(alice).get(url).json()
    applied = api_as(alice).post(url, {"id": shown["id"]})

    assert shown["changes"] == [
        {
            "invitation": ben.pk,
            "contact": {"id": ben.contact_id, "first_name": "Ben", "last_name": "", "email": "ben@x.org"},
            "former_start": None,
            "start": "2026-03-02T09:00:00Z",
            "end": "2026-03-02T09:30:00Z",
            "owner_preference": 3,
            "invitee_preference": 3,
        }
    ]
    assert [(each["invitation"], each["reason"]) for each in shown["unplaced"]] == [
        (ana.pk, "no_common_time")
    ]
    assert applied.status_code == 200
    assert times(calendar) == [("Ben", at(9), 0)]
    assert [mail.to_email for mail in OutgoingMail.objects.all()] == ["ben@x.org"]
    assert LogEntry.objects.filter(action="repaired").get().count == 1


def test_who_was_cancelled_gets_another_time_and_the_others_stay(api_as, alice, calendar, url):
    invited(calendar, "Ana", (9, 11), meeting=9)
    ben = invited(calendar, "Ben", (9, 11), meeting=9.5)
    api_as(alice).delete(f"/api/v1/calendars/{calendar.pk}/meetings/{ben.meetings.get().pk}/")

    api_as(alice).post(url)

    assert times(calendar) == [("Ana", at(9), 0), ("Ben", at(10), 0)]


def test_times_that_the_owner_took_back_move_as_few_as_can_be(api_as, alice):
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar, start=at(9), end=at(11))
    invited(calendar, "Ana", (9, 11), meeting=9)
    invited(calendar, "Ben", (9, 11), meeting=10)
    invited(calendar, "Cy", (9, 11))
    Slot.objects.of_owner().update(start=at(9.5))

    api_as(alice).post(f"/api/v1/calendars/{calendar.pk}/repair/")

    assert times(calendar) == [("Ana", at(9.5), 1), ("Ben", at(10), 0)]
    assert [(mail.template, mail.to_email) for mail in OutgoingMail.objects.all()] == [
        ("meeting", "ana@x.org")
    ]


def test_meetings_that_swap_their_times_do_not_stand_in_each_others_way(api_as, alice):
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar, start=at(9), end=at(10))
    ana = invited(calendar, "Ana", (9, 9.5), meeting=9)
    ben = invited(calendar, "Ben", (9.5, 10), meeting=9.5)
    ana.slots.update(start=at(9.5), end=at(10))
    ben.slots.update(start=at(9), end=at(9.5))

    applied = api_as(alice).post(f"/api/v1/calendars/{calendar.pk}/repair/")

    assert applied.status_code == 200
    assert times(calendar) == [("Ben", at(9), 1), ("Ana", at(9.5), 1)]


def test_meeting_that_can_be_neither_kept_nor_moved_is_cancelled(api_as, alice):
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar, start=at(10), end=at(11))
    ana = invited(calendar, "Ana", (9, 10), meeting=9)
    url = f"/api/v1/calendars/{calendar.pk}/repair/"

    shown = api_as(alice).get(url).json()
    api_as(alice).post(url)

    assert [each["invitation"] for each in shown["cancelled"]] == [ana.pk]
    assert Meeting.objects.get().status == "cancelled"
    assert [mail.calendar_method for mail in OutgoingMail.objects.all()] == ["CANCEL"]


def test_time_that_an_invitee_agreed_to_singly_is_kept(api_as, alice, calendar, url):
    ana = invited(calendar, "Ana", (9, 9.5), meeting=10)
    Meeting.objects.update(invitee_preference=None)

    assert [each["invitation"] for each in api_as(alice).get(url).json()["kept"]] == [ana.pk]


def test_meeting_that_has_begun_is_not_moved(api_as, alice, calendar, url):
    ana = invited(calendar, "Ana", (9, 11), meeting=9)
    Slot.objects.of_owner().update(start=at(10))

    with time_machine.travel(at(9.1), tick=False):
        shown = api_as(alice).get(url).json()

    assert [each["invitation"] for each in shown["kept"]] == [ana.pk]


def test_repair_that_is_not_what_was_looked_at_is_refused(api_as, alice, calendar, url):
    invited(calendar, "Ben", (9, 9.5))

    answer = api_as(alice).post(url, {"id": "0" * 32})

    assert (answer.status_code, answer.json()["code"]) == (409, "repair_outdated")
    assert not Meeting.objects.exists()


def test_repair_of_a_calendar_that_changed_is_refused(api_as, alice, calendar, url):
    invited(calendar, "Ben", (9, 9.5))

    answer = api_as(alice).post(url, headers={"If-Match": '"7"'})

    assert (answer.status_code, answer.json()["code"]) == (412, "calendar_changed")


def test_draft_is_generated_around_meetings_to_keep(api_as, alice):
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar, start=at(9), end=at(10))
    ana = invited(calendar, "Ana", (9, 10))
    ben = invited(calendar, "Ben", (9, 10))
    InvitationFactory(calendar=calendar)
    url = f"/api/v1/calendars/{calendar.pk}/schedule/"
    draft = api_as(alice).put(url, {"meetings": [{"invitation": ana.pk, "start": "2026-03-02T09:30:00Z"}]})
    kept = draft.json()["meetings"][0]

    generated = api_as(alice).post(f"{url}generate/", {"keep": [kept["id"]]})

    assert generated.status_code == 200
    assert [(each["invitation"], each["start"], each["status"]) for each in generated.json()["meetings"]] == [
        (ben.pk, "2026-03-02T09:00:00Z", "tentative"),
        (ana.pk, "2026-03-02T09:30:00Z", "tentative"),
    ]
    assert generated.json()["meetings"][1] == kept


def test_meeting_to_keep_must_be_of_the_calendar(api_as, alice):
    calendar = CalendarFactory(owner=alice)
    other = MeetingFactory(invitation__calendar__owner=alice)

    answer = api_as(alice).post(f"/api/v1/calendars/{calendar.pk}/schedule/generate/", {"keep": [other.pk]})

    assert (answer.status_code, answer.json()) == (400, {"keep": [f"Invalid meeting id {other.pk}"]})


def test_times_of_another_length_keep_their_distance_to_a_confirmed_meeting(api_as, alice):
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar, start=at(9.25), end=at(14))
    invited(calendar, "Ana", (9, 12), meeting=10)
    ben = invited(calendar, "Ben", (9, 12))
    url = f"/api/v1/calendars/{calendar.pk}/"
    api_as(alice).patch(url, {"meeting_minutes": 45, "buffer_minutes": 15})

    generated = api_as(alice).post(f"{url}schedule/generate/").json()
    suggested = api_as(alice).get(f"{url}suggestions/").json()["schedules"][0]["meetings"]
    finalized = api_as(alice).post(f"{url}finalize/", {"meetings": suggested})

    assert [(each["invitation"], each["start"]) for each in suggested] == [(ben.pk, "2026-03-02T10:45:00Z")]
    assert [each["start"] for each in generated["meetings"]] == ["2026-03-02T10:45:00Z"]
    assert finalized.status_code == 200


def test_meeting_to_keep_that_is_impossible_by_now_is_named(api_as, alice):
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar, start=at(9), end=at(10))
    draft = MeetingFactory(invitation=invited(calendar, "Ana", (9, 10)), start=at(9))
    url = f"/api/v1/calendars/{calendar.pk}/"
    api_as(alice).patch(url, {"meeting_minutes": 45})

    answer = api_as(alice).post(f"{url}schedule/generate/", {"keep": [draft.pk]})

    assert (answer.status_code, answer.json()) == (
        400,
        {"keep": [f"Meeting {draft.pk}: Invalid meeting time for contact"]},
    )
    assert calendar.meetings.get() == draft


@pytest.mark.parametrize("way", ["move", "repair"])
def test_confirmed_meeting_that_moves_clears_the_draft_in_its_way(api_as, alice, way):
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar, start=at(9.5), end=at(10))
    ana = invited(calendar, "Ana", (9, 11), meeting=9)
    MeetingFactory(invitation=invited(calendar, "Ben", (9, 11)), start=at(9.5))
    url = f"/api/v1/calendars/{calendar.pk}/"

    if way == "move":
        api_as(alice).patch(f"{url}meetings/{ana.meetings.get().pk}/", {"start": "2026-03-02T09:30:00Z"})
    else:
        api_as(alice).post(f"{url}repair/")

    assert [(each.invitation, each.start) for each in calendar.meetings.standing()] == [(ana, at(9.5))]


def test_repair_tells_the_log_who_moved(api_as, alice):
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar, start=at(9.5), end=at(10))
    invited(calendar, "Ana", (9, 11), meeting=9)

    api_as(alice).post(f"/api/v1/calendars/{calendar.pk}/repair/")

    assert list(LogEntry.objects.order_by("pk").values_list("action", "person", "start")) == [
        ("repaired", "", None),
        ("moved", "Ana", at(9.5)),
    ]
