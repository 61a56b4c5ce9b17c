"""``GET calendars/{id}/suggestions/``: other lengths, other people, and what other times would cost."""

import pytest

from calendars.tests.factories import InvitationFactory
from calendars.tests.suggestions.asking import contact_of, invite, named, path_of

pytestmark = pytest.mark.django_db


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
