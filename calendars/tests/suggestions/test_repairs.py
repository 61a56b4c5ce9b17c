"""``GET calendars/{id}/suggestions/``: what would place those who are left out."""

import pytest

from calendars.models import Calendar
from calendars.tests.factories import NOW, CalendarFactory, at
from calendars.tests.suggestions.asking import invite, path_of

pytestmark = pytest.mark.django_db


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


def test_suggestions_propose_nothing_that_the_owner_cannot_do(calendar, suggest):
    Calendar.objects.update(start_date=at(9).date(), end_date=at(9).date())
    invite(calendar, "Ana", (9, 9.5, 3))
    invite(calendar, "Ben", (9, 9.5, 3), (24 + 9, 24 + 10, 3))
    within = suggest()["repairs"]
    Calendar.objects.update(status="finalized", finalized_at=NOW)

    locked = suggest()["repairs"]

    assert [each for each in within if each["kind"] == "open_slot"] == []
    assert locked == []
