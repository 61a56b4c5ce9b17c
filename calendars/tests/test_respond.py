"""What invitees see and say by their personal link."""

from datetime import timedelta

import pytest

from accounts.tests.factories import UserFactory
from calendars import links
from calendars.models import Calendar, Invitation, Slot
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, MeetingFactory, SlotFactory, at
from calendars.tests.shapes import offer, slot_json, zulu

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

AFTERNOON = offer(at(14), at(15), 2)
PASSED = (410, {"code": "deadline_passed", "detail": "The deadline has passed."})
RESPONDED = (409, {"code": "already_responded", "detail": "Already responded."})
FINALIZED = (409, {"code": "calendar_finalized", "detail": "This calendar is finalized."})


@pytest.fixture
def invitation(alice):
    return InvitationFactory(
        calendar__owner=alice, contact__first_name="Ana", contact__last_name="Lee", calendar__time_zone="UTC"
    )


def path_of(invitation, part=""):
    return f"/api/v1/respond/{links.token(invitation)}/{part}"


def answer(api, invitation, *slots, **fields):
    return api.put(path_of(invitation, "availability/"), {"availability": slots or [AFTERNOON], **fields})


def told(response):
    return response.status_code, response.json()


def seen(invitation, **fields):
    """Return what the invitee of ``invitation`` sees."""
    calendar = invitation.calendar
    return {
        "id": invitation.pk,
        "calendar": {
            "id": calendar.pk,
            "name": "Thesis talks",
            "description": "",
            "time_zone": calendar.time_zone,
            "meeting_minutes": 30,
            "deadline": zulu(calendar.deadline),
            "status": calendar.status,
        },
        "owner": {"first_name": "Alice", "last_name": "Able"},
        "invitee": {"first_name": "Ana", "last_name": "Lee"},
        "owner_availability": [slot_json(slot) for slot in calendar.slots.of_owner()],
        "status": invitation.status,
        "effective_deadline": zulu(invitation.deadline or calendar.deadline),
        "availability": [slot_json(slot) for slot in invitation.slots.all()],
        "comment": invitation.comment,
        "time_zone": invitation.time_zone,
        "meeting": None,
        "proposals": [],
    } | fields


def test_link_shows_the_invitation_and_nothing_of_the_others(api, invitation):
    SlotFactory(calendar=invitation.calendar)
    SlotFactory(invitation=invitation, start=at(14))
    other = InvitationFactory(calendar=invitation.calendar, responded=True, comment="secret")
    SlotFactory(invitation=other, start=at(20))
    MeetingFactory(invitation=invitation)
    MeetingFactory(invitation=other, confirmed=True, start=at(20))

    assert told(api.get(path_of(invitation))) == (200, seen(invitation))


def test_link_names_the_other_invitees_when_the_owner_shows_them(api, invitation):
    Calendar.objects.update(show_invitees=True)
    InvitationFactory(calendar=invitation.calendar, contact__first_name="Ben", contact__last_name="Bo")
    InvitationFactory(calendar=invitation.calendar, contact__first_name="Cy", declined=True)
    InvitationFactory(contact__first_name="Dee")

    assert api.get(path_of(invitation)).json() == seen(
        invitation,
        invitees=[{"first_name": "Ana", "last_name": "Lee"}, {"first_name": "Ben", "last_name": "Bo"}],
    )


def test_link_shows_the_confirmed_meeting(api, alice):
    calendar = CalendarFactory(owner=alice, finalized=True)
    invitation = InvitationFactory(calendar=calendar, contact__last_name="Lee", responded=True)
    MeetingFactory(invitation=invitation, status="cancelled", start=at(15))
    meeting = MeetingFactory(invitation=invitation, confirmed=True)

    shown = {"id": meeting.pk, "start": zulu(at(9)), "end": zulu(at(9.5)), "status": "confirmed"}
    assert api.get(path_of(invitation)).json() == seen(invitation, meeting=shown)


def test_opening_changes_nothing_but_opened_at(api, invitation, time_machine):
    rows = Invitation.objects.values(), Calendar.objects.values()
    before = [rows[0].get() | {"opened_at": NOW}, rows[1].get()]

    api.get(path_of(invitation))
    time_machine.move_to(at(8))
    for method in (api.get, api.head, api.options):
        assert method(path_of(invitation)).status_code == 200

    assert [rows[0].get(), rows[1].get()] == before


def test_answer_stores_times_comment_and_zone(api, invitation):
    response = answer(
        api, invitation, AFTERNOON, offer(at(9), at(10)), comment="Late?", time_zone="Asia/Tokyo"
    )

    invitation = Invitation.objects.get()
    assert told(response) == (200, seen(invitation))
    assert [(slot.start, slot.end, slot.preference) for slot in invitation.slots.all()] == [
        (at(9), at(10), 3),
        (at(14), at(15), 2),
    ]
    assert (invitation.status, invitation.responded_at) == ("responded", NOW)
    assert (invitation.comment, invitation.time_zone) == ("Late?", "Asia/Tokyo")


def test_answer_again_replaces_the_times_and_keeps_the_comment(api, invitation):
    answer(api, invitation, comment="Late?")

    response = answer(api, invitation, offer(at(16), at(17), 1))

    (slot,) = Slot.objects.all()
    assert response.json() == seen(Invitation.objects.get(), comment="Late?", availability=[slot_json(slot)])
    assert (slot.start, slot.preference) == (at(16), 1)


def test_answer_keeps_a_time_that_has_passed_since(api, invitation, time_machine):
    answer(api, invitation)
    time_machine.move_to(at(14.5))

    assert answer(api, invitation).status_code == 200
    assert told(answer(api, invitation, offer(at(14), at(16)))) == (
        400,
        {"availability": {"0": {"start": ["This time has passed."]}}},
    )


def test_naive_times_are_read_in_the_calendars_zone(api, invitation):
    Calendar.objects.update(time_zone="Asia/Tokyo")
    slot = {"start": "2026-03-02T18:00", "end": "2026-03-02T19:00", "preference": 1}

    assert answer(api, invitation, slot).json()["availability"][0]["start"] == zulu(at(9))


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({}, {"availability": ["This field is required."]}),
        (
            {"availability": []},
            {"availability": {"non_field_errors": ["Give at least one time, or decline the invitation."]}},
        ),
        (
            {"availability": [AFTERNOON] * 501},
            {"availability": {"non_field_errors": ["Ensure this field has no more than 500 elements."]}},
        ),
        (
            {"availability": [AFTERNOON, AFTERNOON | {"preference": 4}]},
            {"availability": {"1": {"preference": ["Ensure this value is less than or equal to 3."]}}},
        ),
        (
            {"availability": [AFTERNOON], "time_zone": "Mars", "comment": "\x00"},
            {
                "comment": ["Control characters are not allowed."],
                "time_zone": ["Not a time zone: use a name such as Europe/Berlin."],
            },
        ),
        (
            {"availability": [AFTERNOON], "comment": "x" * 2001},
            {"comment": ["Ensure this field has no more than 2000 characters."]},
        ),
    ],
)
def test_answer_is_refused_with_a_message(api, invitation, body, faults):
    assert told(api.put(path_of(invitation, "availability/"), body)) == (400, faults)
    assert Invitation.objects.get().status == "pending"


def test_second_answer_is_refused_where_changes_are_not_allowed(api, invitation):
    Calendar.objects.update(allow_changes=False)
    first = answer(api, invitation)

    assert told(answer(api, invitation, offer(at(9), at(10)))) == RESPONDED
    assert api.get(path_of(invitation)).json() == first.json()


@pytest.mark.parametrize("deadlines", [(NOW, None), (at(8), NOW)])
def test_everything_is_refused_after_the_deadline(api, invitation, deadlines):
    Calendar.objects.update(deadline=deadlines[0])
    Invitation.objects.update(deadline=deadlines[1])

    answers = [
        answer(api, invitation),
        *(api.post(path_of(invitation, f"{part}/")) for part in ("accept", "decline")),
    ]

    assert [told(each) for each in answers] == [PASSED] * 3
    assert api.get(path_of(invitation)).json()["status"] == "pending"


def test_own_deadline_goes_before_the_calendars(api, invitation):
    Calendar.objects.update(deadline=NOW)
    Invitation.objects.update(deadline=NOW + timedelta(seconds=1))

    assert answer(api, invitation).status_code == 200


def test_everything_is_refused_once_finalized(api, invitation):
    Calendar.objects.update(status="finalized", finalized_at=NOW)

    answers = [
        answer(api, invitation),
        *(api.post(path_of(invitation, f"{part}/")) for part in ("accept", "decline")),
    ]

    assert [told(each) for each in answers] == [FINALIZED] * 3


def test_accept_promises_an_answer(api, invitation):
    assert api.post(path_of(invitation, "accept/")).json()["status"] == "accepted"
    assert answer(api, invitation).json()["status"] == "responded"
    assert api.post(path_of(invitation, "accept/")).json()["status"] == "responded"


def test_decline_keeps_the_times_for_coming_back(api, invitation):
    answer(api, invitation, comment="Late?")
    MeetingFactory(invitation=invitation)

    declined = api.post(path_of(invitation, "decline/"), {"comment": "Ill"}).json()

    assert (declined["status"], declined["comment"]) == ("declined", "Ill")
    assert not invitation.meetings.exists()
    assert api.post(path_of(invitation, "accept/")).json() == declined | {"status": "responded"}


def test_decline_without_an_answer_and_come_back(api, invitation):
    assert api.post(path_of(invitation, "decline/")).json()["status"] == "declined"
    assert api.post(path_of(invitation, "accept/")).json()["status"] == "accepted"
    assert api.post(path_of(invitation, "decline/")).json()["status"] == "declined"
    assert answer(api, invitation).json()["status"] == "responded"


def test_who_is_signed_in_does_not_matter(api_as, charlie, invitation):
    assert api_as(charlie).get(path_of(invitation)).json() == seen(invitation)


def test_stale_credentials_do_not_matter(api, invitation):
    assert api.get(path_of(invitation), headers={"authorization": "Bearer stale"}).status_code == 200


def test_owner_without_a_last_name_is_shown(api):
    invitation = InvitationFactory(calendar__owner=UserFactory(first_name="Zoe", last_name=""))

    assert api.get(path_of(invitation)).json()["owner"] == {"first_name": "Zoe", "last_name": ""}
