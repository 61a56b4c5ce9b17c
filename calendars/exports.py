"""A calendar as a table for spreadsheets (CSV, RFC 4180)."""

import csv
import io
from datetime import datetime
from zoneinfo import ZoneInfo

from calendars.models import Calendar, Invitation, Meeting

HEADER = [
    "first_name",
    "last_name",
    "email",
    "status",
    "responded_at",
    "comment",
    "meeting_start",
    "meeting_end",
    "time_zone",
]

# Spreadsheets take a cell that starts so for a formula, and run it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def table(calendar: Calendar) -> str:
    """Return every invitee with status and confirmed meeting, times in the calendar's zone.

    It begins with a byte order mark, without which spreadsheets misread names.
    """
    meetings = {meeting.invitation_id: meeting for meeting in calendar.meetings.confirmed()}
    invitations = calendar.invitations.select_related("contact")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for invitation in invitations:
        writer.writerow(map(_safe, _row(invitation, meetings.get(invitation.pk), calendar.zone)))
    return "\ufeff" + text.getvalue()


def _row(invitation: Invitation, meeting: Meeting | None, zone: ZoneInfo) -> list[str]:
    contact = invitation.contact
    return [
        contact.first_name,
        contact.last_name,
        contact.email,
        invitation.status,
        _local(invitation.responded_at, zone),
        invitation.comment,
        _local(meeting.start if meeting else None, zone),
        _local(meeting.end if meeting else None, zone),
        zone.key,
    ]


def _local(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(sep=" ", timespec="minutes") if moment else ""


def _safe(cell: str) -> str:
    return (
        f"'{cell}" if cell.lstrip().startswith(_FORMULA_STARTS) or cell.startswith(_FORMULA_STARTS) else cell
    )
