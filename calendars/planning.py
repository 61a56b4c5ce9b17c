"""Turn rows into the engine's values and back; the only importer of ``scheduling``."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import scheduling
from calendars.models import Calendar, Invitation, Meeting, Slot


def problem(
    calendar: Calendar,
    invitations: Iterable[Invitation],
    *,
    busy: Iterable[Meeting],
    pinned: Iterable[Meeting] = (),
    meeting_minutes: int | None = None,
    buffer_minutes: int | None = None,
) -> scheduling.Problem:
    """Return what the engine solves: the invitations to place are its invitees, their ids its keys.

    Reads ``calendar.owner_slots`` and the slots of the invitations, both fetched before by
    ``Calendar.objects.with_everything()``. The meetings of ``busy`` take the owner's time, those of
    ``pinned`` are the invitations' and stay. A length that is not given is the calendar's.
    """
    return scheduling.Problem(
        owner=_slots(calendar.owner_slots),  # type: ignore[attr-defined]
        invitees=[scheduling.Invitee(each.pk, _slots(each.slots.all())) for each in invitations],
        duration=_minutes(meeting_minutes, calendar.meeting_minutes),
        buffer=_minutes(buffer_minutes, calendar.buffer_minutes),
        step=timedelta(minutes=calendar.step_minutes) if calendar.step_minutes else None,
        busy=[scheduling.Interval(each.start, each.end) for each in busy],
        pinned=[scheduling.Booking(each.invitation_id, each.start) for each in pinned],
        zone=calendar.zone,
    )


def preference(slots: Iterable[Slot], start: datetime, end: datetime) -> int | None:
    """Return the lowest preference that ``[start, end)`` touches in the union of the slots.

    Where slots overlap the higher preference counts. None when they do not cover it.
    """
    return scheduling.lowest_preference(_slots(slots), start, end - start) or None


def _slots(slots: Iterable[Slot]) -> list[scheduling.Slot]:
    return [scheduling.Slot(slot.start, slot.end, slot.preference) for slot in slots]


def _minutes(given: int | None, default: int) -> timedelta:
    return timedelta(minutes=default if given is None else given)
