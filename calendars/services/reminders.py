"""What the passing of time sets off. Any number of workers may do it at once."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from calendars import emails
from calendars.models import Calendar, Invitation, InvitationQuerySet
from calendars.services import log
from mail import outbox
from mail.models import OutgoingMail

BATCH = 200


def queue_due(*, now: datetime) -> None:
    """Remind the missing whose deadline is near, and tell owners of deadlines that have passed."""
    while _remind_some(now):
        pass
    for calendar in Calendar.objects.overdue(now).select_related("owner"):
        _tell_owner(calendar, now)


def is_wanted(mail: OutgoingMail, *, now: datetime) -> bool:
    """Say, when a reminder is about to be sent, whether there is still somebody to remind."""
    return _subscribed(mail).unanswered().before_deadline(now).exists()


def is_live(mail: OutgoingMail, *, now: datetime) -> bool:  # noqa: ARG001 - as all checks are called
    """Say, when an invitation is about to be sent, whether its link still opens something."""
    return _subscribed(mail).exists()


def is_news(mail: OutgoingMail, *, now: datetime) -> bool:
    """Say, when an owner is about to be told who answered or did not, whether it is still true."""
    calendar = Calendar.objects.filter(pk=mail.context["calendar_id"], status="open").first()
    if calendar is None:
        return False
    is_anybody_missing = calendar.invitations.unanswered().exists()
    if mail.template == "all_answered":
        return not is_anybody_missing
    return is_anybody_missing and calendar.deadline is not None and calendar.deadline <= now


def _subscribed(mail: OutgoingMail) -> InvitationQuerySet:
    return Invitation.objects.filter(
        pk=mail.context["invitation"], generation=mail.context["generation"], calendar__status="open"
    ).subscribed()


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
    # Some may have a later deadline of their own.
    late = calendar.invitations.unanswered().exclude(deadline__gt=now)
    missing = late.select_related("contact").order_by("contact__first_name", "pk")
    if missing:
        outbox.post([emails.deadline_passed(calendar, missing, now=now)])
