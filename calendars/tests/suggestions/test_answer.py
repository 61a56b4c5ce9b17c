"""``GET calendars/{id}/suggestions/``: what it tells, and when."""

import hashlib

import pytest

from calendars.models import Calendar, Meeting
from calendars.tests.factories import SlotFactory, at
from calendars.tests.suggestions.asking import contact_of, invite, named, path_of
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db


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
