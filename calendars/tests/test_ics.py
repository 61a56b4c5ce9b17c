"""Calendar files, parsed back: one event a meeting, whatever people call themselves."""

from datetime import timedelta

import pytest
from icalendar import Calendar as CalendarFile

from calendars import ics
from calendars.models import Meeting
from calendars.services import meetings, schedules
from calendars.services.bookings import Booking
from calendars.tests.factories import (
    NINE,
    NOW,
    CalendarFactory,
    InvitationFactory,
    MeetingFactory,
    SlotFactory,
    at,
    invite,
)
from calendars.tests.test_emails import CLEAN, HOSTILE
from mail.models import OutgoingMail

pytestmark = pytest.mark.django_db

TIME = "%Y%m%dT%H%M%SZ"


@pytest.fixture(autouse=True)
def public_url(settings):
    settings.PUBLIC_URL = "https://oneonone.example:8443"


@pytest.fixture
def meeting(alice):
    invitation = InvitationFactory(
        calendar__owner=alice, contact__first_name="Bob", contact__email="bob@example.org"
    )
    return MeetingFactory(invitation=invitation, confirmed=True)


def facts(content):
    """Return the method and, event by event, what tells one version of it from another."""
    parsed = CalendarFile.from_ical(content)
    names = ("UID", "SEQUENCE", "STATUS")
    events = [(*(str(event[name]) for name in names), event.start, event.end) for event in parsed.events]
    return parsed["METHOD"], events


def test_request_has_exactly_what_it_needs(meeting):
    parsed = CalendarFile.from_ical(ics.request(meeting, now=NOW))
    [event] = parsed.subcomponents

    assert dict(parsed) == {"PRODID": "-//OneOnOne//OneOnOne//EN", "VERSION": "2.0", "METHOD": "REQUEST"}
    assert {name: value.to_ical().decode() for name, value in event.items()} == {
        "UID": f"meeting-{meeting.pk}@oneonone.example",
        "SEQUENCE": "0",
        "DTSTAMP": f"{NOW:{TIME}}",
        "DTSTART": f"{NINE:{TIME}}",
        "DTEND": f"{NINE + timedelta(minutes=30):{TIME}}",
        "SUMMARY": "Thesis talks",
        "DESCRIPTION": "Alice Able and Bob",
        "ORGANIZER": "mailto:alice@example.org",
        "ATTENDEE": "mailto:bob@example.org",
        "STATUS": "CONFIRMED",
    }
    assert dict(event["ATTENDEE"].params) == {"CN": "Bob", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
    assert dict(event["ORGANIZER"].params) == {"CN": "Alice Able"}


def test_request_move_and_cancellation_are_versions_of_one_event(meeting):
    files = [ics.request(meeting, now=NOW)]
    meeting.sequence, meeting.start, meeting.end = 1, at(11), at(11.5)
    files.append(ics.request(meeting, now=NOW))
    meeting.sequence, meeting.status = 2, "cancelled"
    files.append(ics.cancel(meeting, now=NOW))

    uid = f"meeting-{meeting.pk}@oneonone.example"
    assert [facts(content) for content in files] == [
        ("REQUEST", [(uid, "0", "CONFIRMED", at(9), at(9.5))]),
        ("REQUEST", [(uid, "1", "CONFIRMED", at(11), at(11.5))]),
        ("CANCEL", [(uid, "2", "CANCELLED", at(11), at(11.5))]),
    ]


def test_services_tell_of_one_event_in_rising_versions(alice):
    calendar = CalendarFactory(owner=alice)
    SlotFactory(calendar=calendar, end=at(12))
    invitation = invite(calendar, (9, 12, 3))
    later = [NOW + timedelta(hours=hours) for hours in range(3)]

    schedules.finalize(calendar=calendar, bookings=[Booking(invitation.pk, at(9))], now=later[0])
    meeting = Meeting.objects.get()
    meetings.move(meeting=meeting, start=at(11), now=later[1])
    meetings.cancel(meeting=meeting, now=later[2])

    uid = f"meeting-{meeting.pk}@oneonone.example"
    to_bob = OutgoingMail.objects.filter(to_email=invitation.contact.email).order_by("pk")
    assert [(mail.calendar_method, *facts(mail.calendar_file)) for mail in to_bob] == [
        ("REQUEST", "REQUEST", [(uid, "0", "CONFIRMED", at(9), at(9.5))]),
        ("REQUEST", "REQUEST", [(uid, "1", "CONFIRMED", at(11), at(11.5))]),
        ("CANCEL", "CANCEL", [(uid, "2", "CANCELLED", at(11), at(11.5))]),
    ]
    assert [CalendarFile.from_ical(mail.calendar_file).events[0].DTSTAMP for mail in to_bob] == later


def test_publication_names_invitees_and_has_no_attendees(meeting):
    later = MeetingFactory(
        invitation__calendar=meeting.calendar, invitation__contact__first_name="Ana", start=at(10)
    )
    cancelled = MeetingFactory(invitation__calendar=meeting.calendar, status="cancelled", sequence=3)

    content = ics.published([meeting, later, cancelled], now=NOW)

    events = CalendarFile.from_ical(content).events
    assert [(event["SUMMARY"], event["STATUS"], "ATTENDEE" in event) for event in events] == [
        ("Bob – Thesis talks", "CONFIRMED", False),
        ("Ana – Thesis talks", "CONFIRMED", False),
        ("Ana – Thesis talks", "CANCELLED", False),
    ]


def test_publication_of_nothing_is_a_file_all_the_same():
    assert facts(ics.published([], now=NOW)) == ("PUBLISH", [])


@pytest.mark.parametrize(
    "make", [ics.request, ics.cancel, lambda meeting, now: ics.published([meeting], now=now)]
)
def test_hostile_texts_stay_inside_their_property(meeting, make):
    honest = CalendarFile.from_ical(make(meeting, now=NOW)).events[0]
    meeting.calendar.name = meeting.calendar.description = HOSTILE
    meeting.calendar.owner.first_name, meeting.calendar.owner.last_name = HOSTILE, ""
    meeting.invitation.contact.first_name, meeting.invitation.contact.last_name = HOSTILE, ""

    content = make(meeting, now=NOW)

    [event] = CalendarFile.from_ical(content).walk("VEVENT")
    assert event.keys() == honest.keys()
    assert event["SUMMARY"].endswith(CLEAN)
    assert event["ORGANIZER"].params["CN"] == CLEAN
    if make != ics.cancel:
        assert event["DESCRIPTION"].startswith(f"{CLEAN} and {CLEAN}\n\nEve\nBcc: all@example.org\n")
    assert {line.count("\n") for line in content.split("\r\n")} == {0}
    assert not set(content) & {"\x00", "\u2028", "\u202e"}


def test_strange_address_stays_one_address(meeting):
    meeting.invitation.contact.email = "a%b?cc=eve@evil.example&x#y+z'@example.org"

    [event] = CalendarFile.from_ical(ics.request(meeting, now=NOW)).events

    assert event["ATTENDEE"] == "mailto:a%25b%3Fcc%3Deve@evil.example%26x%23y+z'@example.org"


def test_file_holds_no_link(meeting):
    assert "http" not in ics.request(meeting, now=NOW)
