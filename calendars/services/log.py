"""Writing down what happened, in the transaction in which it happens."""

from collections.abc import Iterable
from datetime import datetime

from calendars.models import Calendar, Invitation, LogEntry, Meeting

Action = LogEntry.Action
Actor = LogEntry.Actor


def note(
    calendar: Calendar,
    action: LogEntry.Action,
    *,
    now: datetime,
    actor: LogEntry.Actor = Actor.OWNER,
    invitation: Invitation | None = None,
    start: datetime | None = None,
    count: int | None = None,
) -> None:
    """Add an entry; ``invitation`` is whom it is about, ``start`` the time of the meeting in question."""
    LogEntry.objects.create(
        calendar=calendar,
        at=now,
        actor=actor,
        action=action,
        invitation=invitation,
        person=invitation.contact.full_name if invitation else "",
        start=start,
        count=count,
    )


def note_meetings(
    calendar: Calendar, action: LogEntry.Action, meetings: Iterable[Meeting], *, now: datetime
) -> None:
    """Add an entry of the owner's for each of several meetings."""
    LogEntry.objects.bulk_create(
        LogEntry(
            calendar=calendar,
            at=now,
            actor=Actor.OWNER,
            action=action,
            invitation=meeting.invitation,
            person=meeting.invitation.contact.full_name,
            start=meeting.start,
        )
        for meeting in meetings
    )
