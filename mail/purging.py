"""Forget mails that nobody will ask about, and give up those that nobody will release."""

from datetime import datetime, timedelta

from django.db.models import Q

from mail.models import OutgoingMail, OutgoingMailQuerySet

BATCH = 1000

HELD_FOR = timedelta(days=30)
FAILED_FOR = timedelta(days=90)
KEPT_FOR = {
    "": timedelta(days=30),
    "PUBLISH": timedelta(days=30),
    "CANCEL": timedelta(days=30),
    # Its cancellation is released only to whom it was sent; the meeting lies up to two years ahead.
    "REQUEST": timedelta(days=2 * 366 + 30),
}


def purge(*, now: datetime) -> None:
    """Delete some old mails that are settled; supersede held ones that waited for too long."""
    old_held = OutgoingMail.objects.held().filter(created_at__lte=now - HELD_FOR)
    old_held.update(state=OutgoingMail.State.SUPERSEDED)
    for method, kept_for in KEPT_FOR.items():
        _delete_some(OutgoingMail.objects.filter(calendar_method=method), now - kept_for, now)


def _delete_some(mails: OutgoingMailQuerySet, since: datetime, now: datetime) -> None:
    states = OutgoingMail.State
    old = (
        mails.settled()
        .filter(created_at__lte=since)
        .filter(
            Q(state=states.SENT, sent_at__lte=since)
            | Q(state=states.SUPERSEDED)
            | Q(state=states.FAILED, created_at__lte=min(since, now - FAILED_FOR))
        )
    )
    OutgoingMail.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:BATCH])).delete()
