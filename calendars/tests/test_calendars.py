"""Listing, showing and deleting calendars."""

import pytest

from calendars.models import Calendar, Invitation, Meeting, Slot
from calendars.tests.factories import NOW, CalendarFactory, InvitationFactory, MeetingFactory, SlotFactory, at
from calendars.tests.shapes import calendar_json, invitation_json, offer, owner_json, slot_json, zulu
from contacts.models import Contact
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

URL = "/api/v1/calendars/"


def test_list_shows_the_own_calendars_with_counts(alice, bob, api_as):
    calendar = CalendarFactory(owner=alice, name="First")
    InvitationFactory(calendar=calendar)
    InvitationFactory(calendar=calendar, responded=True)
    InvitationFactory(calendar=calendar, declined=True)
    later = CalendarFactory(owner=alice, name="Second")
    CalendarFactory(owner=bob)

    response = api_as(alice).get(URL)

    assert response.json() == {
        "count": 2,
        "next": None,
        "previous": None,
        "results": [calendar_json(later), calendar_json(calendar, invited=3, responded=1)],
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Cy", "Ben", "Ana"]),
        ("status=open", ["Ben", "Ana"]),
        ("status=finalized", ["Cy"]),
        ("search=AN", ["Ana"]),
        ("search=draft", ["Ben"]),
        ("search=nothing", []),
        ("ordering=deadline", ["Ben", "Ana", "Cy"]),
        ("ordering=-deadline", ["Ana", "Ben", "Cy"]),
        ("ordering=name", ["Ana", "Ben", "Cy"]),
        ("ordering=owner__password", ["Cy", "Ben", "Ana"]),
        ("page_size=2", ["Cy", "Ben"]),
        ("page_size=2&page=2", ["Ana"]),
    ],
)
def test_list_filters_searches_orders_and_pages(alice, api_as, query, names):
    CalendarFactory(owner=alice, name="Ana", deadline=at(12))
    CalendarFactory(owner=alice, name="Ben", deadline=at(9), description="the draft")
    CalendarFactory(owner=alice, name="Cy", finalized=True)

    assert [each["name"] for each in api_as(alice).get(f"{URL}?{query}").json()["results"]] == names


def test_list_refuses_an_unknown_status(alice, api_as):
    response = api_as(alice).get(f"{URL}?status=lost")

    assert (response.status_code, response.json()) == (
        400,
        {"status": ["Select a valid choice. lost is not one of the available choices."]},
    )


def test_detail_shows_everything(alice, api_as):
    calendar = CalendarFactory(owner=alice, deadline=at(8))
    slots = [SlotFactory(calendar=calendar, start=at(hour)) for hour in (11, 9)]
    pending = InvitationFactory(calendar=calendar, deadline=at(7))
    answered = InvitationFactory(calendar=calendar, responded=True, comment="Hi", time_zone="Asia/Tokyo")
    SlotFactory(invitation=answered, preference=1)

    response = api_as(alice).get(f"{URL}{calendar.pk}/")

    assert response.json() == calendar_json(
        calendar,
        invited=2,
        responded=1,
        deadline=zulu(at(8)),
        owner=owner_json(alice),
        availability=[slot_json(slots[1]), slot_json(slots[0])],
        invitations=[invitation_json(pending), invitation_json(answered)],
        mails_held=False,
    )
    assert response["ETag"] == '"1"'


def test_detail_says_when_mails_are_held(alice, api_as, settings):
    settings.REQUIRE_VERIFIED_EMAIL = True
    alice.email_verified_at = None
    alice.save()

    answer = api_as(alice).get(f"{URL}{CalendarFactory(owner=alice).pk}/").json()

    assert answer["mails_held"] is True


def test_delete_leaves_nothing_behind_but_the_contacts(alice, api_as):
    invitation = InvitationFactory(calendar__owner=alice, responded=True)
    SlotFactory(invitation=invitation)
    SlotFactory(calendar=invitation.calendar)
    MeetingFactory(invitation=invitation)

    response = api_as(alice).delete(f"{URL}{invitation.calendar.pk}/")

    assert (response.status_code, response.content) == (204, b"")
    counts = [model.objects.count() for model in (Calendar, Invitation, Slot, Meeting, OutgoingMail, Contact)]
    assert counts == [0, 0, 0, 0, 0, 1]


def test_delete_cancels_coming_meetings_by_mail(alice, api_as, time_machine):
    calendar = CalendarFactory(owner=alice, finalized=True)
    over, coming = (
        MeetingFactory(invitation__calendar=calendar, confirmed=True, start=at(hour)) for hour in (9, 10)
    )
    MeetingFactory(invitation__calendar=calendar, status="cancelled", start=at(11))
    time_machine.move_to(at(9.5))

    api_as(alice).delete(f"{URL}{calendar.pk}/")

    (mail,) = OutgoingMail.objects.all()
    assert (mail.template, mail.to_email) == ("meeting_cancelled", coming.invitation.contact.email)
    assert f"UID:meeting-{coming.pk}@" in mail.calendar_file
    assert "SEQUENCE:1" in mail.calendar_file
    assert over.end == at(9.5)


def test_delete_leaves_unsent_what_was_still_to_be_said(alice, api_as):
    client = api_as(alice)
    ana, ben = ContactFactory.create_batch(2, owner=alice)
    body = {"name": "Talks", "invitees": [ana.pk, ben.pk], "availability": [offer(at(9), at(10))]}
    calendar = client.post(URL, body).json()
    path = f"{URL}{calendar['id']}/"
    meeting = {"invitation": calendar["invitations"][0]["id"], "start": zulu(at(9))}
    client.post(f"{path}finalize/", {"meetings": [meeting]})

    client.delete(path)

    assert list(OutgoingMail.objects.order_by("pk").values_list("template", "state")) == [
        ("invitation", "superseded"),
        ("invitation", "superseded"),
        ("meeting", "superseded"),
        ("no_meeting", "superseded"),
        ("owner_summary", "superseded"),
        ("meeting_cancelled", "queued"),
    ]
