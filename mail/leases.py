"""Hand out mails to workers for a while, and note what became of them.

A worker writes only while the row still carries its lease: if it was slow and another took the mail over,
its word no longer counts.
"""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from mail.models import OutgoingMail, OutgoingMailQuerySet
from oneonone.logs import masked

_RETRY_DELAYS = [
    timedelta(seconds=10),
    timedelta(seconds=30),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
]
_LONGEST_ERROR = 500
_UNHEARD = "Nothing was heard of its attempts: the worker ended, or could not note what became of them."

_State = OutgoingMail.State
_NO_LEASE = {"lease_id": None, "lease_until": None}


@transaction.atomic
def claim(*, now: datetime) -> OutgoingMail | None:
    """Lease the oldest due mail and count the attempt that follows.

    An attempt of which nothing is heard counts as failed when its lease ends, and the next one follows after
    the same pauses: neither a mail that kills its worker nor one whose end cannot be noted is sent over and
    over. What was attempted before and is past its time is given up.
    """
    # SQLite has no row locks and needs none: its transactions are IMMEDIATE, so claims come one by one.
    due = OutgoingMail.objects.due(now).select_for_update(skip_locked=True)
    while (mail := due.first()) and mail.attempts and mail.give_up_at < now:
        _give_up(mail)
    if mail:
        _commit_without_waiting()
        mail.state, mail.lease_id = _State.LEASED, uuid.uuid4()
        mail.attempts += 1
        mail.lease_until = now + timedelta(seconds=settings.MAIL_LEASE_SECONDS)
        mail.due_at = mail.lease_until + _delay(mail)
        mail.save(update_fields=["state", "lease_id", "due_at", "lease_until", "attempts"])
    return mail


def mark_sent(mail: OutgoingMail, *, now: datetime) -> bool:
    """Note that the server accepted the mail; False if the lease was lost meanwhile."""
    # A mail superseded after it was claimed was sent all the same, and the row says so.
    sent = OutgoingMail.objects.filter(pk=mail.pk, lease_id=mail.lease_id)
    return sent.update(state=_State.SENT, sent_at=now, last_error="", **_NO_LEASE) == 1


def mark_failed(mail: OutgoingMail, *, error: str) -> bool:
    """Give the mail up; False if the lease was lost meanwhile."""
    return _held(mail).update(state=_State.FAILED, last_error=_safe(error), **_NO_LEASE) == 1


def drop(mail: OutgoingMail) -> bool:
    """Leave a mail unsent that nobody wants any more; False if the lease was lost meanwhile."""
    return _held(mail).update(state=_State.SUPERSEDED, **_NO_LEASE) == 1


def postpone(mail: OutgoingMail, *, error: str, now: datetime, jitter: float) -> bool:
    """Queue the mail for its next attempt, or give it up where that would be too late.

    ``jitter`` lies in [0, 1) and lengthens the delay by up to a fifth, so that mails which failed together
    do not come back together.
    """
    delay = _delay(mail) * (1 + jitter / 5)
    if now + delay > mail.give_up_at:
        return mark_failed(mail, error=error)
    return (
        _held(mail).update(state=_State.QUEUED, due_at=now + delay, last_error=_safe(error), **_NO_LEASE) == 1
    )


def _delay(mail: OutgoingMail) -> timedelta:
    """Return the pause after an attempt that failed."""
    return _RETRY_DELAYS[min(mail.attempts, len(_RETRY_DELAYS)) - 1]


def _give_up(mail: OutgoingMail) -> None:
    mail.state, mail.lease_id, mail.lease_until = _State.FAILED, None, None
    mail.last_error = mail.last_error or _UNHEARD
    mail.save(update_fields=["state", "lease_id", "lease_until", "last_error"])


def _commit_without_waiting() -> None:
    # A crash of the database that forgets a claim costs what any crash amid sending costs: a copy.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")


def _held(mail: OutgoingMail) -> OutgoingMailQuerySet:
    return OutgoingMail.objects.filter(pk=mail.pk, lease_id=mail.lease_id, state=_State.LEASED)


def _safe(error: str) -> str:
    return masked(error)[:_LONGEST_ERROR]
