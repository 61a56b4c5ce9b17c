"""Writing down what happened, in the transaction in which it happens."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from calendars.models import Calendar, Invitation, LogEntry, Meeting

Action = LogEntry.Action
Actor = LogEntry.Actor


class About(TypedDict, total=False):
    """``invitation`` is whom an entry is about, ``start`` the time of the meeting in question."""

    actor: LogEntry.Actor
    invitation: Invitation | None
    start: datetime | None
    count: int | None


def entry(calendar: Calendar, action: LogEntry.Action, *, now: datetime, **about: Unpack[About]) -> LogEntry:
    """Return an unsaved entry; the owner's where no other actor is named."""
    invitation = about.get("invitation")
    fields = {"actor": Actor.OWNER, "person": invitation.contact.full_name if invitation else ""} | about
    return LogEntry(calendar=calendar, at=now, action=action, **fields)


def entries_of_people(
    calendar: Calendar, action: LogEntry.Action, invitations: Sequence[Invitation], *, now: datetime
) -> list[LogEntry]:
    """Return one unsaved entry for all of several people; none for nobody."""
    only = invitations[0] if len(invitations) == 1 else None
    if not invitations:
        return []
    return [entry(calendar, action, now=now, invitation=only, count=len(invitations))]


def note(calendar: Calendar, action: LogEntry.Action, *, now: datetime, **about: Unpack[About]) -> None:
    """Add an entry."""
    add([entry(calendar, action, now=now, **about)])


def note_meetings(
    calendar: Calendar, action: LogEntry.Action, meetings: Iterable[Meeting], *, now: datetime
) -> None:
    """Add an entry of the owner's for each of several meetings."""
    add(entry(calendar, action, now=now, invitation=each.invitation, start=each.start) for each in meetings)


def add(entries: Iterable[LogEntry]) -> None:
    """Store entries, in their order."""
    LogEntry.objects.bulk_create(entries)
