"""The lock that every write begins with: the calendar's row, then its state is read again.

Rows are locked in the order owner, calendar, invitation, meeting, outbox.
"""

from datetime import datetime

from django.db.models import BigIntegerField, DateTimeField, F
from django.utils.translation import gettext_noop

from accounts.models import User
from calendars.models import Calendar, Invitation, Meeting
from oneonone.errors import DomainError
from oneonone.statements import Write

_take = Write(
    lambda pk, **_: Calendar.objects.filter(pk=pk),
    lambda now, **_: {"version": F("version") + 1, "updated_at": now},
    pk=BigIntegerField(),
    now=DateTimeField(),
)


class CalendarFinalized(DomainError):
    """The calendar's slots, invitations and answers are locked."""

    code = "calendar_finalized"
    message = gettext_noop("This calendar is finalized.")


class CalendarNotFinalized(DomainError):
    """Only a finalized calendar can do this."""

    code = "calendar_not_finalized"
    message = gettext_noop("This calendar is not finalized.")


class CalendarChanged(DomainError):
    """The calendar is no longer what the client has seen (RFC 9110, 13.1.1)."""

    code = "calendar_changed"
    message = gettext_noop("This calendar has changed since you read it.")
    status = 412


def lock_owner(owner: User) -> None:
    """Let nobody else give away the owner's time until the transaction ends."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)


def lock(calendar: Calendar, *, now: datetime) -> Calendar:
    """Lock a calendar, count the change, and return it as it is now.

    Raises CalendarChanged when the client has seen another version, Calendar.DoesNotExist when it is gone.
    """
    changes = take(calendar, now=now)
    locked = Calendar.objects.select_related("owner").get(pk=calendar.pk)
    return _as_seen(locked, calendar, changes)


def take(calendar: Calendar, *, now: datetime) -> int:
    """Take the lock, and return how many changes that counts as."""
    # The update is the lock: it waits for whoever writes to the row, and nobody passes it until the end.
    return _take(pk=calendar.pk, now=now)


def lock_open(calendar: Calendar, *, now: datetime) -> Calendar:
    """Lock a calendar that still collects times. Raises CalendarFinalized, and what ``lock`` raises."""
    locked = lock(calendar, now=now)
    _refuse_finalized(locked)
    return locked


def lock_finalized(calendar: Calendar, *, now: datetime) -> Calendar:
    """Lock a calendar that still collects times by finalizing it. Raises what ``lock_open`` raises."""
    collecting = Calendar.objects.filter(pk=calendar.pk, status=Calendar.Status.OPEN)
    changes = collecting.update(
        version=F("version") + 1, updated_at=now, status=Calendar.Status.FINALIZED, finalized_at=now
    )
    locked = Calendar.objects.select_related("owner").get(pk=calendar.pk)
    _as_seen(locked, calendar, changes)
    if not changes:
        raise CalendarFinalized
    return locked


def lock_invitation(invitation: Invitation, *, now: datetime) -> Invitation:
    """Lock the open calendar of an invitation, and return the invitation as it is now.

    Raises Invitation.DoesNotExist when it was removed or its link replaced, and what ``lock_open`` raises.
    """
    changes = take(invitation.calendar, now=now)
    fresh = Invitation.of_generation(invitation.pk, invitation.generation)
    _refuse_finalized(_as_seen(fresh.calendar, invitation.calendar, changes))
    return fresh


def lock_meeting(meeting: Meeting, *, now: datetime) -> Meeting:
    """Lock the owner and the calendar of a meeting, and return the meeting as it is now.

    Raises Meeting.DoesNotExist when it is gone, and what ``lock`` raises.
    """
    lock_owner(meeting.owner)
    changes = take(meeting.calendar, now=now)
    people = Meeting.objects.select_related("calendar__owner", "invitation__contact__user")
    fresh = people.get(pk=meeting.pk, calendar=meeting.calendar_id)
    fresh.invitation.calendar = _as_seen(fresh.calendar, meeting.calendar, changes)
    return fresh


def _as_seen(locked: Calendar, seen: Calendar, changes: int) -> Calendar:
    if seen.seen_version not in (None, locked.version - changes):
        raise CalendarChanged
    return locked


def _refuse_finalized(locked: Calendar) -> None:
    if not locked.is_open:
        raise CalendarFinalized
