"""Calendar files (RFC 5545) for the two sides of a meeting, to be mailed (RFC 5546) or subscribed to."""

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

import icalendar
from django.conf import settings
from django.utils.translation import gettext

from accounts.models import User
from calendars import wording
from calendars.models import Meeting
from oneonone.addresses import as_sent


def request(meeting: Meeting, *, now: datetime) -> str:
    """Ask the invitee to put the meeting, or its new time, into the calendar."""
    event = _event(meeting, status="CONFIRMED", now=now)
    event.add("summary", wording.title(meeting.calendar))
    event.add("attendee", _invitee(meeting, PARTSTAT="NEEDS-ACTION", RSVP="TRUE"))
    return _file("REQUEST", [event])


def cancel(meeting: Meeting, *, now: datetime) -> str:
    """Take a meeting that was requested off the invitee's calendar."""
    event = _event(meeting, status="CANCELLED", now=now)
    del event["description"]
    event.add("summary", wording.title(meeting.calendar))
    event.add("attendee", _invitee(meeting))
    return _file("CANCEL", [event])


def without_description(content: str) -> str:
    """Return a file without what the owner wrote about its meetings."""
    calendar = icalendar.Calendar.from_ical(content)
    for event in calendar.walk("VEVENT"):
        del event["description"]
    plain: bytes = calendar.to_ical()
    return plain.decode()


def published(meetings: Iterable[Meeting], *, now: datetime) -> str:
    """List meetings; each is named after its invitee, as a publication has no attendees (RFC 5546, 3.2.1)."""
    return _file("PUBLISH", [_published(meeting, now) for meeting in meetings])


def subscription(meetings: Iterable[Meeting], *, reader: User, now: datetime) -> str:
    """List the meetings of a user, as owner and as invitee; each is named after the other one."""
    return _file("PUBLISH", [_published(meeting, now, reader=reader) for meeting in meetings])


def _published(meeting: Meeting, now: datetime, *, reader: User | None = None) -> icalendar.Event:
    is_owner = reader is None or meeting.owner_id == reader.pk
    other = wording.invitee_name(meeting.invitation) if is_owner else wording.owner_name(meeting.calendar)
    is_cancelled = meeting.status == Meeting.Status.CANCELLED
    event = _event(meeting, status="CANCELLED" if is_cancelled else "CONFIRMED", now=now)
    event.add("summary", f"{other} – {wording.title(meeting.calendar)}")
    return event


def _event(meeting: Meeting, *, status: str, now: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"meeting-{meeting.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", meeting.start.astimezone(UTC))
    event.add("dtend", meeting.end.astimezone(UTC))
    event.add("description", _description(meeting))
    event.add("organizer", _person(wording.owner_name(meeting.calendar), meeting.calendar.owner.email))
    event.add("status", status)
    return event


def _description(meeting: Meeting) -> str:
    owner, invitee = wording.owner_name(meeting.calendar), wording.invitee_name(meeting.invitation)
    people = gettext("%(owner)s and %(invitee)s") % {"owner": owner, "invitee": invitee}
    return f"{people}\n\n{wording.description(meeting.calendar)}".strip()


def _invitee(meeting: Meeting, **parameters: str) -> icalendar.vCalAddress:
    contact = meeting.invitation.contact
    return _person(wording.invitee_name(meeting.invitation), contact.email, **parameters)


def _person(name: str, email: str, **parameters: str) -> icalendar.vCalAddress:
    # In a mailto address "%", "?" and the like have a meaning (RFC 6068, 2).
    address = quote(as_sent(email), safe="@+!$'*~")
    person = icalendar.vCalAddress(f"mailto:{address}")
    person.params.update({"CN": name} | parameters)
    return person


def _file(method: str, events: list[icalendar.Event]) -> str:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//OneOnOne//OneOnOne//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content.decode()
