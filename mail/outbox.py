"""Write mails into the outbox, in the transaction of the fact they tell."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.encoding import punycode
from django.utils.module_loading import import_string

from mail.models import PATIENCE, OutgoingMail

_LEFT_UNSENT = "An operator left it unsent."


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a mail goes to, or whom its answer goes to."""

    name: str
    email: str


def draft(
    *,
    template: str,
    to: Recipient,
    context: dict[str, Any],
    dedupe_key: str,
    now: datetime,
    subject_key: str = "",
    hold_key: str = "",
    calendar_file: str = "",
    calendar_method: str = "",
    reply_to: Recipient | None = None,
    due_at: datetime | None = None,
) -> OutgoingMail:
    """Return an unsaved mail; its Message-ID is fixed here, so that a repeat is recognised as one.

    ``context`` is JSON and holds no secret. ``dedupe_key`` names the fact (``invite:12:1``), ``subject_key``
    what it is about and for whom (``meeting:40:invitee``). A mail with a ``hold_key`` (``user:12``) is held
    until :func:`release`. ``calendar_method`` is the iTIP method (RFC 5546) of ``calendar_file``.
    """
    due_at = due_at or now
    return OutgoingMail(
        template=template,
        to_name=to.name,
        to_email=to.email,
        reply_to_name=reply_to.name if reply_to else "",
        reply_to_email=reply_to.email if reply_to else "",
        context=context,
        dedupe_key=dedupe_key,
        subject_key=subject_key,
        hold_key=hold_key,
        state=OutgoingMail.State.HELD if hold_key else OutgoingMail.State.QUEUED,
        calendar_file=calendar_file,
        calendar_method=calendar_method,
        message_id=_message_id(),
        created_at=now,
        due_at=due_at,
        give_up_at=due_at + PATIENCE,
    )


def post(mails: Iterable[OutgoingMail]) -> None:
    """Store drafts in the caller's transaction and supersede older unsent mails about the same things.

    A fact that was posted before writes nothing: neither a second mail nor a superseded first one.
    """
    drafts = list(mails)
    OutgoingMail.objects.bulk_create(drafts, ignore_conflicts=True)
    if settings.MAIL_WAKER:
        transaction.on_commit(import_string(settings.MAIL_WAKER), robust=True)
    # Its Message-ID tells a draft that was stored from one that a conflict swallowed.
    ours = [mail.message_id for mail in drafts if mail.subject_key]
    if ours:
        stored = OutgoingMail.objects.filter(message_id__in=ours)
        OutgoingMail.objects.unsent().filter(
            Exists(stored.filter(subject_key=OuterRef("subject_key"), pk__gt=OuterRef("pk"))),
            subject_key__in={mail.subject_key for mail in drafts} - {""},
        ).exclude(message_id__in=ours).update(state=OutgoingMail.State.SUPERSEDED)


def drop(subject_keys: Iterable[str]) -> None:
    """Leave unsent what waits about these things: there is nothing to say any more."""
    unsent = OutgoingMail.objects.unsent().filter(subject_key__in=list(subject_keys))
    unsent.update(state=OutgoingMail.State.SUPERSEDED)


def release(hold_key: str, *, now: datetime) -> None:
    """Queue what was held under ``hold_key``; what is overdue by then has the patience of a new mail."""
    _queue(OutgoingMail.objects.held().filter(hold_key=hold_key), now)


def release_sequels(hold_key: str, *, now: datetime) -> None:
    """Queue as ``release`` does, but only what was told of before: a change, a cancellation."""
    told = OutgoingMail.objects.filter(subject_key=OuterRef("subject_key"), state=OutgoingMail.State.SENT)
    held = OutgoingMail.objects.held().filter(Exists(told), hold_key=hold_key).exclude(subject_key="")
    _queue(held, now)


def retry(mails: QuerySet[OutgoingMail], *, now: datetime) -> int:
    """Queue the failed ones of ``mails`` again and return how many; what has been overtaken stays failed."""
    failed = OutgoingMail.objects.newest().filter(pk__in=mails.values("pk"), state=OutgoingMail.State.FAILED)
    return failed.update(state=OutgoingMail.State.QUEUED, attempts=0, due_at=now, give_up_at=now + PATIENCE)


def leave(mails: QuerySet[OutgoingMail]) -> int:
    """Leave the unsent ones of ``mails`` unsent for good, and return how many."""
    unsent = OutgoingMail.objects.unsent().filter(pk__in=mails.values("pk"))
    return unsent.update(state=OutgoingMail.State.SUPERSEDED, last_error=_LEFT_UNSENT)


def _queue(held: QuerySet[OutgoingMail], now: datetime) -> None:
    overdue, queued = held.filter(due_at__lt=now), OutgoingMail.State.QUEUED
    overdue.update(state=queued, due_at=now, give_up_at=now + PATIENCE)
    held.update(state=queued)


def _message_id() -> str:
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<{uuid.uuid4()}@{punycode(host)}>"
