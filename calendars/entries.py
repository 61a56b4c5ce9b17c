"""Links that open a new entry with a meeting in the two calendars that most people use."""

from datetime import UTC
from urllib.parse import urlencode

from calendars import wording
from calendars.models import Meeting


def google_url(meeting: Meeting) -> str:
    """Return the address for Google Calendar."""
    start, end = (f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" for moment in (meeting.start, meeting.end))
    entry = {"action": "TEMPLATE", "text": wording.title(meeting.calendar), "dates": f"{start}/{end}"}
    return f"https://calendar.google.com/calendar/render?{urlencode(entry)}"


def outlook_url(meeting: Meeting) -> str:
    """Return the address for Outlook."""
    start, end = (f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" for moment in (meeting.start, meeting.end))
    entry = {"rru": "addevent", "subject": wording.title(meeting.calendar), "startdt": start, "enddt": end}
    return f"https://outlook.live.com/calendar/0/action/compose?{urlencode(entry)}"
