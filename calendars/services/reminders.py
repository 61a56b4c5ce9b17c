"""What the passing of time sets off. Any number of workers may do it at once."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from calendars import emails
from calendars.models import Calendar, Invitation
from calendars.services import log
from mail import outbox

BATCH = 200


def queue_due(*, now: datetime) -> None:
    """Remind the missing whose deadline is near, and tell owners of deadlines that have passed."""
    while _remind_some(now):
        pass
    for calendar in Calendar.objects.overdue(now).select_related("owner"):
        _tell_owner(calendar, now)


@transaction.atomic
def _remind_some(now: datetime) -> int:
    due = Invitation.objects.to_remind(now).select_related("calendar__owner", "contact__user")
    # Whom another worker reminds this moment is passed over.
    batch = list(due.select_for_update(of=("self",), skip_locked=True, no_key=True)[:BATCH])
    Invitation.objects.filter(pk__in=[each.pk for each in batch]).update(reminded_at=now)
    outbox.post(emails.reminder(each, now=now) for each in batch)
    by_calendar = defaultdict(list)
    for each in batch:
        by_calendar[each.calendar].append(each)
    for calendar, reminded in by_calendar.items():
        log.note(calendar, log.Action.REMINDED, now=now, actor=log.Actor.SYSTEM, count=len(reminded))
    return len(batch)


@transaction.atomic
def _tell_owner(calendar: Calendar, now: datetime) -> None:
    if not Calendar.objects.overdue(now).filter(pk=calendar.pk).update(told_deadline=calendar.deadline):
        return
    missing = calendar.invitations.late(now)
    if missing:
        outbox.post([emails.deadline_passed(calendar, missing, now=now)])
