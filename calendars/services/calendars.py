"""Making, changing and deleting calendars."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, ngettext

from accounts.models import User
from calendars import emails
from calendars.models import Calendar, Slot
from calendars.services import availability, invitations, log, meetings
from calendars.services.locks import CalendarFinalized, lock
from mail import outbox
from oneonone.errors import InvalidFields

# What a finalized calendar still lets its owner change.
DESCRIPTIVE = {"name", "description"}


@transaction.atomic
def create(
    *, owner: User, now: datetime, contact_ids: Sequence[int] = (), slots: Sequence[Slot] = (), **fields: Any
) -> Calendar:
    """Make a calendar with its slots and invitations, all or nothing. Raises InvalidFields."""
    calendar = Calendar.objects.create(owner=owner, **{"time_zone": owner.time_zone} | fields)
    availability.store(calendar, slots)
    try:
        invited = invitations.store(calendar, contact_ids, now=now)
    except invitations.UnfitContacts as error:
        raise InvalidFields({"invitees": error.faults}) from error
    created = log.entry(calendar, log.Action.CREATED, now=now)
    log.add([created, *log.entries_of_people(calendar, log.Action.INVITED, invited, now=now)])
    return calendar


@transaction.atomic
def change(*, calendar: Calendar, now: datetime, **fields: Any) -> Calendar:
    """Change columns, given by name. Raises CalendarFinalized; InvalidFields when a slot falls outside."""
    calendar = lock(calendar, now=now)
    changed = {name for name, value in fields.items() if value != getattr(calendar, name)}
    if not calendar.is_open and changed - DESCRIPTIVE:
        raise CalendarFinalized
    for name in changed:
        setattr(calendar, name, fields[name])
    _check_dates(calendar, changed)
    calendar.save(update_fields=[*changed, "updated_at"])
    log.note(calendar, log.Action.CHANGED, now=now)
    return calendar


@transaction.atomic
def delete(*, calendar: Calendar, now: datetime) -> None:
    """Delete a calendar; its coming meetings are cancelled by mail first."""
    calendar = lock(calendar, now=now)
    invitations.forget(calendar.invitations.all())
    outbox.drop(emails.subjects_for_owner([calendar]))
    meetings.call_off(calendar.meetings.coming(now).with_people(), now=now)
    calendar.delete()


def _check_dates(calendar: Calendar, changed: set[str]) -> None:
    faults = {}
    if calendar.start_date and calendar.end_date and calendar.end_date < calendar.start_date:
        faults["end_date"] = [gettext("The end date is before the start date.")]
    elif changed & {"start_date", "end_date", "time_zone"}:
        outside = [slot for slot in calendar.slots.of_owner() if not calendar.has_room_for(slot)]
        if outside:
            field = next(name for name in ("start_date", "end_date", "time_zone") if name in changed)
            faults[field] = [
                ngettext(
                    "%(count)s of your times would lie outside the calendar's dates.",
                    "%(count)s of your times would lie outside the calendar's dates.",
                    len(outside),
                )
                % {"count": len(outside)}
            ]
    if faults:
        raise InvalidFields(faults)
