"""Reminding those whose answer is missing."""

from datetime import timedelta

import pytest

from calendars.models import Invitation
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, at
from mail.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

PASSED = {"code": "deadline_passed", "detail": "The deadline has passed."}
A_WHILE_AGO = NOW - timedelta(hours=1)
A_MOMENT_AGO = NOW - timedelta(minutes=59, seconds=59)
ANA = {"contact__first_name": "Ana", "contact__last_name": "Lee"}


def remind(client, invitation):
    return client.post(f"/api/v1/calendars/{invitation.calendar.pk}/invitations/{invitation.pk}/remind/")


def mails():
    return list(OutgoingMail.objects.order_by("pk").values_list("template", "to_email", "state"))


def test_remind_mails_and_says_whom(alice, api_as):
    invitation = InvitationFactory(calendar__owner=alice, **ANA, reminded_at=A_WHILE_AGO)

    response = remind(api_as(alice), invitation)

    invitation.refresh_from_db()
    assert (response.status_code, response.json()) == (
        200,
        {"message": "Reminder email successfully sent to Ana Lee"},
    )
    assert (mails(), invitation.reminded_at) == ([("reminder", invitation.contact.email, "queued")], NOW)


@pytest.mark.parametrize("status", ["responded", "declined"])
def test_remind_refuses_who_has_answered(alice, api_as, status):
    invitation = InvitationFactory(calendar__owner=alice, **ANA, **{status: True})

    response = remind(api_as(alice), invitation)

    assert (response.status_code, response.json()) == (
        409,
        {"code": "already_responded", "detail": "Ana Lee has already responded."},
    )


@pytest.mark.parametrize("deadlines", [(NOW, None), (at(8), NOW)])
def test_remind_refuses_after_the_deadline(alice, api_as, deadlines):
    invitation = InvitationFactory(
        calendar__owner=alice, calendar__deadline=deadlines[0], deadline=deadlines[1]
    )

    response = remind(api_as(alice), invitation)

    assert (response.status_code, response.json(), mails()) == (410, PASSED, [])


def test_remind_twice_within_an_hour_is_refused_with_the_time_to_wait(alice, api_as):
    invitation = InvitationFactory(calendar__owner=alice, reminded_at=A_MOMENT_AGO)

    response = remind(api_as(alice), invitation)

    assert (response.status_code, response["Retry-After"], mails()) == (429, "1", [])
    assert response.json() == {
        "code": "too_soon",
        "detail": "This was done a moment ago. Please wait before doing it again.",
    }


def test_remind_all_counts_who_was_and_who_was_not(alice, api_as):
    calendar = CalendarFactory(owner=alice, deadline=at(8))
    reminded = [
        InvitationFactory(calendar=calendar),
        InvitationFactory(calendar=calendar, status="accepted", reminded_at=A_WHILE_AGO),
    ]
    InvitationFactory(calendar=calendar, reminded_at=A_MOMENT_AGO)
    InvitationFactory(calendar=calendar, deadline=NOW)
    InvitationFactory(calendar=calendar, responded=True)
    InvitationFactory(calendar=calendar, declined=True)

    response = api_as(alice).post(f"/api/v1/calendars/{calendar.pk}/remind/")

    assert (response.status_code, response.json()) == (200, {"reminded": 2, "skipped": 2})
    assert mails() == [("reminder", each.contact.email, "queued") for each in reminded]
    assert list(Invitation.objects.filter(reminded_at=NOW)) == reminded
