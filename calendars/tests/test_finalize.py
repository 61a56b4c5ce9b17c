"""Finalizing: all or nothing, once, and everybody is told."""

import pytest

from calendars.models import Invitation, Meeting
from calendars.tests.factories import NOW, CalendarFactory, SlotFactory, at, invite
from calendars.tests.shapes import booking, meeting_json, rows, zulu
from mail.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

FINALIZED = {"code": "calendar_finalized", "detail": "This calendar is finalized."}
OUTSIDE = {"start": ["Outside your availability"]}


@pytest.fixture
def calendar(alice):
    """Alice likes 9 to 11 on Monday, and 11 to 12 less."""
    calendar = CalendarFactory(owner=alice, name="Thesis talks")
    SlotFactory(calendar=calendar, start=at(9), end=at(11), preference=3)
    SlotFactory(calendar=calendar, start=at(11), end=at(12), preference=1)
    return calendar


def path_of(calendar, part="finalize/"):
    return f"/api/v1/calendars/{calendar.pk}/{part}"


def finalize(client, calendar, *bookings):
    return client.post(path_of(calendar), {"meetings": bookings})


def mails():
    return list(
        OutgoingMail.objects.order_by("pk").values_list("template", "to_email", "calendar_method", "state")
    )


def test_finalize_confirms_locks_and_tells_everybody(alice, api_as, calendar):
    ana = invite(calendar, (9, 11, 2))
    ben = invite(calendar, (9, 12, 1), (10, 11, 3))
    cy = invite(calendar)
    left_out, _declined = invite(calendar, (9, 9.5, 3)), invite(calendar, declined=True)

    response = finalize(
        api_as(alice), calendar, booking(ben, 10.5), booking(cy, 11), booking(ana, 9, end=zulu(at(9.5)))
    )

    first, second, third = Meeting.objects.all()
    assert (response.status_code, response.json()) == (
        200,
        {"meetings": [meeting_json(first), meeting_json(second), meeting_json(third)]},
    )
    facts = ["invitation_id", "start", "end", "status", "owner_preference", "invitee_preference", "owner_id"]
    assert list(Meeting.objects.values_list(*facts)) == [
        (ana.pk, at(9), at(9.5), "confirmed", 3, 2, alice.pk),
        (ben.pk, at(10.5), at(11), "confirmed", 3, 3, alice.pk),
        (cy.pk, at(11), at(11.5), "confirmed", 1, None, alice.pk),
    ]
    calendar.refresh_from_db()
    assert (calendar.status, calendar.finalized_at) == ("finalized", NOW)
    assert mails() == [
        ("meeting", ben.contact.email, "REQUEST", "queued"),
        ("meeting", cy.contact.email, "REQUEST", "queued"),
        ("meeting", ana.contact.email, "REQUEST", "queued"),
        ("no_meeting", left_out.contact.email, "", "queued"),
        ("owner_summary", alice.email, "PUBLISH", "queued"),
    ]


def test_finalize_leaves_unsent_invitations_and_reminders(alice, api_as, calendar):
    ana = invite(calendar)
    client = api_as(alice)
    client.post(path_of(calendar, f"invitations/{ana.pk}/resend/"))
    client.post(path_of(calendar, f"invitations/{ana.pk}/remind/"))

    finalize(client, calendar, booking(ana, 9))

    assert [(mail[0], mail[3]) for mail in mails()] == [
        ("invitation", "superseded"),
        ("reminder", "superseded"),
        ("meeting", "queued"),
        ("owner_summary", "queued"),
    ]


def test_finalize_again_is_refused(alice, api_as, calendar):
    ana = invite(calendar)
    finalize(api_as(alice), calendar, booking(ana, 9))
    before = rows()

    answers = [finalize(api_as(alice), calendar, booking(ana, 10)), api_as(alice).post(path_of(calendar))]

    assert [(answer.status_code, answer.json()) for answer in answers] == [(409, FINALIZED)] * 2
    assert rows() == before


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        (None, {"meetings": ["This field is required."]}),
        ({}, {"meetings": ["This field is required."]}),
        ({"meetings": []}, {"meetings": {"non_field_errors": ["This list may not be empty."]}}),
        ({"meetings": None}, {"meetings": ["This field may not be null."]}),
        (
            {"meetings": {}},
            {"meetings": {"non_field_errors": ['Expected a list of items but got type "dict".']}},
        ),
        ([], {"non_field_errors": ["Invalid data. Expected a dictionary, but got list."]}),
    ],
)
def test_finalize_asks_for_meetings(alice, api_as, calendar, body, faults):
    invite(calendar)

    response = api_as(alice).post(path_of(calendar), body)

    assert (response.status_code, response.json()) == (400, faults)


def test_adjacent_slots_make_one_time_and_its_lowest_preference_counts(alice, api_as, calendar):
    ana = invite(calendar, (10, 11, 3), (11, 12, 2))

    (meeting,) = finalize(api_as(alice), calendar, booking(ana, 10.75)).json()["meetings"]

    assert (meeting["owner_preference"], meeting["invitee_preference"]) == (1, 2)


def test_who_declined_or_accepted_only_is_not_bound_by_former_times(alice, api_as, calendar):
    accepted = invite(calendar, (9, 10, 3), responded=False, status="accepted")

    (meeting,) = finalize(api_as(alice), calendar, booking(accepted, 11)).json()["meetings"]

    assert meeting["invitee_preference"] is None


def test_without_a_body_the_draft_is_finalized(alice, api_as, calendar):
    ana, ben = invite(calendar), invite(calendar)
    client = api_as(alice)
    draft = client.put(
        path_of(calendar, "schedule/"), {"meetings": [booking(ben, 9), booking(ana, 10)]}
    ).json()

    response = client.post(path_of(calendar))

    confirmed = [meeting | {"status": "confirmed"} for meeting in draft["meetings"]]
    assert (response.status_code, response.json()) == (200, {"meetings": confirmed})


def test_given_meetings_take_the_place_of_the_draft(alice, api_as, calendar):
    ana, ben = invite(calendar), invite(calendar)
    client = api_as(alice)
    client.put(path_of(calendar, "schedule/"), {"meetings": [booking(ben, 9), booking(ana, 10)]})

    finalize(client, calendar, booking(ana, 9))

    assert list(Meeting.objects.values_list("invitation", "start", "status")) == [
        (ana.pk, at(9), "confirmed")
    ]


def test_draft_that_became_impossible_is_refused(alice, api_as, calendar):
    ana = invite(calendar)
    client = api_as(alice)
    client.put(path_of(calendar, "schedule/"), {"meetings": [booking(ana, 9)]})
    client.patch(path_of(calendar, ""), {"meeting_minutes": 45})

    response = client.post(path_of(calendar))

    assert response.json() == {"meetings": {"0": {"end": ["Invalid meeting time for contact"]}}}


def test_dry_run_shows_the_mails_and_stores_nothing(alice, api_as, calendar):
    ana, ben = invite(calendar), invite(calendar)
    client = api_as(alice)
    before = rows()

    response = client.post(f"{path_of(calendar)}?dry_run=true", {"meetings": [booking(ana, 9)]})

    to_ana, to_ben, to_alice = response.json()["emails"]
    assert (response.status_code, rows()) == (200, before)
    assert [list(each) for each in response.json()["emails"]] == [["to", "subject", "text", "ics"]] * 3
    assert [each["to"] for each in (to_ana, to_ben, to_alice)] == [
        ana.contact.email,
        ben.contact.email,
        alice.email,
    ]
    assert to_ben["subject"] == "No time was found for you: Thesis talks"
    assert "DTSTART:20260302T090000Z" in to_ana["ics"]
    assert "/respond/" not in to_ana["text"]
    assert client.post(path_of(calendar), {"meetings": [booking(ana, 9)]}).status_code == 200


def test_dry_run_finds_the_same_faults(alice, api_as, calendar):
    path = f"{path_of(calendar)}?dry_run=true"
    before = rows()

    response = api_as(alice).post(path, {"meetings": [booking(invite(calendar), 8)]})

    assert (response.status_code, response.json()) == (400, {"meetings": {"0": OUTSIDE}})
    assert len(rows()[Invitation]) == len(before[Invitation]) + 1
    assert api_as(alice).post(f"{path_of(calendar)}?dry_run=perhaps").json() == {
        "dry_run": ["Must be a valid boolean."]
    }
