"""``GET calendars/{id}/suggestions/``."""

import hashlib

import pytest

from calendars.tests.factories import (
    NOW,
    CalendarFactory,
    InvitationFactory,
    SlotFactory,
    at,
)

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
