"""The times that the owner and the invitees give."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from calendars.models import Calendar, Invitation, Slot
from calendars.services import log
from calendars.services.locks import lock_open
from oneonone.errors import InvalidFields

MAX_SLOTS = 500
LONGEST = timedelta(hours=24)
FARTHEST = timedelta(days=2 * 366)


@transaction.atomic
def add(*, calendar: Calendar, slots: Sequence[Slot], now: datetime) -> list[Slot]:
    """Add to the owner's slots. Raises InvalidFields when they are too many or outside the dates."""
    calendar = lock_open(calendar, now=now)
    check_count(calendar.slots.of_owner().count() + len(slots))
    log.note(calendar, log.Action.TIMES_CHANGED, now=now, count=len(slots))
    return store(calendar, slots)


@transaction.atomic
def replace(*, calendar: Calendar, slots: Sequence[Slot], now: datetime) -> list[Slot]:
    """Put ``slots`` in the place of all the owner's slots."""
    calendar = lock_open(calendar, now=now)
    calendar.slots.of_owner().delete()
    log.note(calendar, log.Action.TIMES_CHANGED, now=now, count=len(slots))
    return store(calendar, slots)


@transaction.atomic
def change_slot(*, slot: Slot, now: datetime, **fields: Any) -> Slot:
    """Change columns of one of the owner's slots, given by name."""
    calendar = lock_open(slot.calendar, now=now)
    slot = calendar.slots.of_owner().get(pk=slot.pk)
    for name, value in fields.items():
        setattr(slot, name, value)
    check_dates(calendar, [slot])
    slot.save(update_fields=[*fields, "updated_at"])
    log.note(calendar, log.Action.TIMES_CHANGED, now=now, count=1)
    return slot


@transaction.atomic
def remove_slot(*, slot: Slot, now: datetime) -> None:
    """Remove one of the owner's slots."""
    calendar = lock_open(slot.calendar, now=now)
    calendar.slots.of_owner().filter(pk=slot.pk).delete()
    log.note(calendar, log.Action.TIMES_CHANGED, now=now, count=1)


def store(calendar: Calendar, slots: Sequence[Slot], invitation: Invitation | None = None) -> list[Slot]:
    """Store one party's new slots."""
    check_count(len(slots))
    for slot in slots:
        slot.calendar, slot.invitation = calendar, invitation
    if invitation is None:
        check_dates(calendar, slots)
    return Slot.objects.bulk_create(slots)


def fault_of_span(slot: Slot, now: datetime) -> dict[str, list[str]]:
    """Say by field what is wrong with when a slot begins and ends."""
    if slot.end <= slot.start:
        return {"end": [gettext("The end must be after the start.")]}
    if slot.end - slot.start > LONGEST:
        return {"end": [gettext("A time can be at most 24 hours long.")]}
    if slot.start < now:
        return {"start": [gettext("This time has passed.")]}
    if slot.end > now + FARTHEST:
        return {"end": [gettext("This time is more than two years ahead.")]}
    return {}


def fault_of_dates(calendar: Calendar | None, slot: Slot) -> dict[str, list[str]]:
    """Say whether a slot of the owner lies outside the calendar's dates."""
    if calendar is None or calendar.has_room_for(slot):
        return {}
    return {"start": [gettext("This time lies outside the calendar's dates.")]}


def check_dates(calendar: Calendar, slots: Sequence[Slot]) -> None:
    """Raise InvalidFields unless the owner's slots lie within the calendar's dates."""
    if not all(calendar.has_room_for(slot) for slot in slots):
        raise InvalidFields({"non_field_errors": [gettext("Times lie outside the calendar's dates.")]})


def check_count(count: int) -> None:
    if count > MAX_SLOTS:
        fault = gettext("At most %(count)s times can be given.") % {"count": MAX_SLOTS}
        raise InvalidFields({"non_field_errors": [fault]})
