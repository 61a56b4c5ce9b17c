"""``GET calendars/{id}/suggestions/``."""

import hashlib

import pytest

from calendars.models import Calendar, Meeting
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
def _a_week_before(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def calendar(alice):
    """Alice has an hour on Monday: two meetings of half an hour."""
    calendar = CalendarFactory(owner=alice, time_zone="Europe/Berlin")
    SlotFactory(calendar=calendar, start=at(9), end=at(9.5), preference=3)
    SlotFactory(calendar=calendar, start=at(9.5), end=at(10), preference=2)
    return calendar


def invite(calendar, first_name, *spans, status="responded"):
    """Invite somebody who answers with ``(start, end, preference)`` in hours of that Monday."""
    invitation = InvitationFactory(
        calendar=calendar,
        contact__first_name=first_name,
        contact__last_name="Lee",
        status=status,
        responded_at=NOW if status == "responded" else None,
    )
    for start, end, preference in spans:
        SlotFactory(invitation=invitation, start=at(start), end=at(end), preference=preference)
    return invitation


def contact_of(invitation):
    contact = invitation.contact
    return {
        "id": contact.pk,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "email": contact.email,
    }


def path_of(calendar):
    return f"/api/v1/calendars/{calendar.pk}/suggestions/"


@pytest.fixture
def suggest(api_as, alice, calendar):
    """Return a function that asks as alice."""

    def ask(**query):
        response = api_as(alice).get(path_of(calendar), query)
        assert response.status_code == 200, response.json()
        return response.json()

    return ask


def test_suggestions_tell_schedules_reasons_and_repairs(calendar, suggest):
    ana = invite(calendar, "Ana", (9, 10, 3))
    ben = invite(calendar, "Ben", (9, 9.5, 2))
    cy = invite(calendar, "Cy", (9, 9.5, 1), (11, 12, 1))

    answer = suggest(limit=1)

    digest = f"{ben.pk} {at(9)} {at(9.5)};{ana.pk} {at(9.5)} {at(10)}"
    assert answer == {
        "ready": True,
        "waiting_for": [],
        "invited": 3,
        "schedules": [
            {
                "id": hashlib.sha256(digest.encode()).hexdigest()[:32],
                "label": "best_preference",
                "optimal": True,
                "placed": 2,
                "score": {
                    "owner_preference": 5,
                    "invitee_preference": 5,
                    "lowest_preference": 2,
                    "days": 1,
                    "idle_minutes": 0,
                    "ends": "2026-03-02T10:00:00Z",
                },
                "bound": {"placed": 2, "preference": 10},
                "difference": [],
                "meetings": [
                    {
                        "invitation": ben.pk,
                        "contact": contact_of(ben),
                        "start": "2026-03-02T09:00:00Z",
                        "end": "2026-03-02T09:30:00Z",
                        "owner_preference": 3,
                        "invitee_preference": 2,
                    },
                    {
                        "invitation": ana.pk,
                        "contact": contact_of(ana),
                        "start": "2026-03-02T09:30:00Z",
                        "end": "2026-03-02T10:00:00Z",
                        "owner_preference": 2,
                        "invitee_preference": 3,
                    },
                ],
                "unplaced": [
                    {
                        "invitation": cy.pk,
                        "contact": contact_of(cy),
                        "reason": "contested",
                        "with": [ben.pk],
                        "with_count": 1,
                        "times": [{"start": "2026-03-02T09:00:00Z", "end": "2026-03-02T09:30:00Z"}],
                        "times_count": 1,
                        "message": "Ben and Cy share only 1 possible time.",
                    }
                ],
            }
        ],
        "repairs": [
            {
                "kind": "open_slot",
                "start": "2026-03-02T11:00:00Z",
                "end": "2026-03-02T11:30:00Z",
                "places": 1,
                "message": "Open Mon 2 Mar 12:00–12:30: one more person fits.",
            },
            {
                "kind": "shorter_duration",
                "minutes": 15,
                "places": 1,
                "message": "Shorten the meetings to 15 minutes: one more person fits.",
            },
        ],
    }


def named(answer):
    """Return who is met when, by schedule."""
    return [
        [(meeting["contact"]["first_name"], meeting["start"][11:16]) for meeting in schedule["meetings"]]
        for schedule in answer["schedules"]
    ]


def test_suggestions_wait_for_everybody_who_has_not_declined(calendar, suggest):
    invite(calendar, "Ana", (9, 10, 3))
    cy = invite(calendar, "Cy", status="accepted")
    invite(calendar, "Di", (9, 10, 3), status="declined")

    answer = suggest()

    assert answer == {
        "ready": False,
        "waiting_for": [{"invitation": cy.pk, "contact": contact_of(cy)}],
        "invited": 3,
        "schedules": [],
        "repairs": [],
    }


def test_suggestions_partial_plan_with_the_answers_so_far(calendar, suggest):
    invite(calendar, "Ana", (9, 9.5, 3))
    invite(calendar, "Cy", (9.5, 10, 3), status="pending")

    answer = suggest(partial="true")

    assert (answer["ready"], named(answer)) == (False, [[("Ana", "09:00")]])


def test_suggestions_without_invitees_are_empty(suggest):
    assert suggest(partial="true") == {
        "ready": True,
        "waiting_for": [],
        "invited": 0,
        "schedules": [],
        "repairs": [],
    }


def test_suggestions_without_the_owners_slots_say_what_to_open(alice, api_as):
    calendar = CalendarFactory(owner=alice)
    invite(calendar, "Ana", (9, 10, 3))

    answer = api_as(alice).get(path_of(calendar)).json()

    assert [each["message"] for each in answer["schedules"][0]["unplaced"]] == [
        "You and Ana have no time in common."
    ]
    assert [each["message"] for each in answer["repairs"]] == [
        "Open Mon 2 Mar 09:00–09:30: one more person fits."
    ]


def test_suggestions_try_other_lengths(calendar, suggest):
    invite(calendar, "Ana", (9, 10, 3))
    invite(calendar, "Ben", (9, 10, 3))

    answers = suggest(limit=1), suggest(limit=1, meeting_minutes=60), suggest(limit=1, buffer_minutes=5)

    assert [answer["schedules"][0]["placed"] for answer in answers] == [2, 1, 1]


def test_suggestions_leave_people_out_on_trial(calendar, suggest):
    ana, ben = (invite(calendar, name, (9, 9.5, 3)) for name in ("Ana", "Ben"))
    invite(calendar, "Cy", (9, 9.5, 1))
    di = invite(calendar, "Di", status="pending")

    answer = suggest(exclude=[ana.pk, ben.pk, di.pk])

    assert (answer["ready"], answer["invited"], named(answer)) == (True, 4, [[("Cy", "09:00")]])


def test_suggestions_explain_what_other_times_would_cost(calendar, suggest):
    ana = invite(calendar, "Ana", (9, 10, 3))
    ben = invite(calendar, "Ben", (9, 9.5, 3))

    answer = suggest(explain=ana.pk)

    assert answer["explanation"] == {
        "invitation": ana.pk,
        "contact": contact_of(ana),
        "start": "2026-03-02T09:30:00Z",
        "alternatives": [
            {
                "start": "2026-03-02T09:00:00Z",
                "placed": -1,
                "preference": -5,
                "moved": [ben.pk],
                "optimal": True,
            }
        ],
    }
    assert answer["risks"] == [
        {"invitation": ben.pk, "contact": contact_of(ben), "forced": True},
        {"invitation": ana.pk, "contact": contact_of(ana), "forced": True},
    ]


def test_suggestions_have_nothing_to_explain_of_who_has_not_answered(calendar, suggest):
    invite(calendar, "Ana", (9, 10, 3))
    cy = invite(calendar, "Cy", status="pending")

    answer = suggest(explain=cy.pk, partial="true")

    assert answer["explanation"] == {
        "invitation": cy.pk,
        "contact": contact_of(cy),
        "start": None,
        "alternatives": [],
    }


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("partial=perhaps", "partial"),
        ("limit=0", "limit"),
        ("limit=11", "limit"),
        ("limit=", "limit"),
        ("limit=three", "limit"),
        ("meeting_minutes=0", "meeting_minutes"),
        ("meeting_minutes=1441", "meeting_minutes"),
        ("buffer_minutes=-1", "buffer_minutes"),
        ("buffer_minutes=1e3", "buffer_minutes"),
        ("exclude=Ana", "exclude"),
        ("explain=9223372036854775808", "explain"),
        ("explain=", "explain"),
    ],
)
def test_suggestions_refuse_bad_wishes_by_name(api_as, alice, calendar, query, field):
    response = api_as(alice).get(f"{path_of(calendar)}?{query}")

    assert (response.status_code, list(response.json())) == (400, [field])


@pytest.mark.parametrize("field", ["exclude", "explain"])
def test_suggestions_refuse_invitations_of_other_calendars(api_as, alice, calendar, field):
    elsewhere = InvitationFactory(calendar__owner=alice)

    response = api_as(alice).get(path_of(calendar), {field: elsewhere.pk})

    assert (response.status_code, response.json()) == (400, {field: ["Invalid invitation id"]})


def test_suggestions_avoid_the_owners_meetings_in_other_calendars(alice, calendar, suggest):
    invite(calendar, "Ana", (9, 10, 3))
    MeetingFactory(invitation__calendar__owner=alice, start=at(9), confirmed=True)
    MeetingFactory(invitation__calendar__owner=alice, start=at(9.5))

    assert named(suggest()) == [[("Ana", "09:30")]]


def test_suggestions_keep_confirmed_meetings(calendar, suggest):
    ana = invite(calendar, "Ana", (9, 10, 3))
    invite(calendar, "Ben", (9, 10, 3))
    MeetingFactory(invitation=ana, start=at(9.5), confirmed=True)

    assert named(suggest()) == [[("Ben", "09:00"), ("Ana", "09:30")]]


def test_suggestions_keep_the_time_of_confirmed_meetings_of_another_length(calendar, suggest):
    ana = invite(calendar, "Ana", (9, 10, 3))
    invite(calendar, "Ben", (9, 10, 3))
    MeetingFactory(invitation=ana, start=at(9.5), confirmed=True)

    assert named(suggest(meeting_minutes=15, limit=1)) == [[("Ben", "09:00")]]


def test_suggestions_keep_no_break_that_confirmed_meetings_lack(calendar, suggest):
    ana, ben = (invite(calendar, name, (9, 10, 3)) for name in ("Ana", "Ben"))
    MeetingFactory(invitation=ana, start=at(9), confirmed=True)
    MeetingFactory(invitation=ben, start=at(9.5), confirmed=True)

    assert named(suggest(buffer_minutes=10)) == [[("Ana", "09:00")]]


def test_suggestions_for_a_finalized_calendar_start_afresh(calendar, suggest):
    ana = invite(calendar, "Ana", (9, 10, 3))
    MeetingFactory(invitation=ana, start=at(9.5), confirmed=True)
    Calendar.objects.update(status="finalized", finalized_at=NOW)

    assert named(suggest(limit=1)) == [[("Ana", "09:00")]]


def test_suggestions_leave_the_past_alone(calendar, suggest, time_machine):
    invite(calendar, "Ana", (9, 10, 3))
    time_machine.move_to(at(9.1), tick=False)

    assert named(suggest()) == [[("Ana", "09:15")]]


def test_suggestions_name_few_of_a_crowd(calendar, suggest):
    SlotFactory(calendar=calendar, start=at(11), end=at(18))
    crowd = [invite(calendar, f"P{number}", (9, 18, 3)).pk for number in range(17)]

    left_out = suggest(limit=1)["schedules"][0]["unplaced"][0]

    assert left_out["invitation"] == crowd[16]
    assert (left_out["with"], left_out["with_count"]) == (crowd[:12], 16)
    assert (len(left_out["times"]), left_out["times_count"]) == (12, 16)
    assert left_out["message"] == "P0, P1, P2, P16 and 13 more share only 16 possible times."


def test_suggestions_tell_namesakes_apart(calendar, suggest):
    for _ in range(3):
        invite(calendar, "Ana", (9, 10, 3))

    left_out = suggest(limit=1)["schedules"][0]["unplaced"][0]

    assert left_out["message"] == "Ana Lee, Ana Lee and Ana Lee share only 2 possible times."


def test_suggestions_differ_and_say_how(calendar, suggest):
    ana, ben = (invite(calendar, name, (9, 10, 3)) for name in ("Ana", "Ben"))

    answer = suggest()

    assert named(answer) == [[("Ana", "09:00"), ("Ben", "09:30")], [("Ben", "09:00"), ("Ana", "09:30")]]
    assert [each["difference"] for each in answer["schedules"]] == [[], [ana.pk, ben.pk]]
    assert [each["label"] for each in answer["schedules"]] == ["best_preference", "alternative"]


def test_suggestions_ask_somebody_for_a_time_that_the_owner_has_left(calendar, suggest):
    _, ben = (invite(calendar, name, (9, 9.5, 3)) for name in ("Ana", "Ben"))

    answer = suggest()

    assert answer["repairs"][0] == {
        "kind": "ask_invitee",
        "invitation": ben.pk,
        "start": "2026-03-02T09:30:00Z",
        "end": "2026-03-02T10:00:00Z",
        "places": 1,
        "message": "Ask Ben for Mon 2 Mar 10:30–11:00: one more person fits.",
    }


def test_suggestions_propose_shorter_breaks(calendar, suggest):
    Calendar.objects.update(buffer_minutes=3)
    for name in ("Ana", "Ben"):
        invite(calendar, name, (9, 10, 3))

    answer = suggest()

    assert [each for each in answer["repairs"] if each["kind"] == "shorter_buffer"] == [
        {
            "kind": "shorter_buffer",
            "minutes": 0,
            "places": 1,
            "message": "Leave no breaks between the meetings: one more person fits.",
        }
    ]


def test_suggestions_store_nothing(calendar, suggest):
    invite(calendar, "Ana", (9, 10, 3))

    suggest()

    assert (Calendar.objects.get().version, Meeting.objects.count(), OutgoingMail.objects.count()) == (
        1,
        0,
        0,
    )


@pytest.mark.parametrize("count", [1, 3, 100])
def test_suggestions_take_so_many_queries(alice, api_as, calendar, django_assert_num_queries, count):
    for number in range(count):
        invite(calendar, f"P{number}", (9, 10, 3))
    client = api_as(alice)

    with django_assert_num_queries(7):
        client.get(path_of(calendar))


def test_suggestions_of_somebody_else_do_not_exist(charlie, api, api_as, calendar):
    path = path_of(calendar)

    responses = api_as(charlie).get(path), api.get(path), api_as(charlie).get(path + "?explain=1&limit=0")

    assert [response.status_code for response in responses] == [404, 401, 404]


def test_suggestions_propose_nothing_that_the_owner_cannot_do(calendar, suggest):
    Calendar.objects.update(start_date=at(9).date(), end_date=at(9).date())
    invite(calendar, "Ana", (9, 9.5, 3))
    invite(calendar, "Ben", (9, 9.5, 3), (24 + 9, 24 + 10, 3))
    within = suggest()["repairs"]
    Calendar.objects.update(status="finalized", finalized_at=NOW)

    locked = suggest()["repairs"]

    assert [each for each in within if each["kind"] == "open_slot"] == []
    assert locked == []


def test_suggestions_without_somebody_confirmed_leave_that_time_alone(calendar, suggest):
    ana = invite(calendar, "Ana", (9, 10, 3))
    invite(calendar, "Ben", (9, 9.5, 3))
    MeetingFactory(invitation=ana, start=at(9), confirmed=True)

    (schedule,) = suggest(exclude=ana.pk, limit=1)["schedules"]

    assert schedule["meetings"] == []
