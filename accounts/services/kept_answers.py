"""Keeping the answer to a request, in the transaction of its effect, so that a repeat has none."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_noop

from accounts.models import KeptAnswer, User
from oneonone.errors import DomainError

KEPT_FOR = timedelta(hours=24)


class KeyReused(DomainError):
    """The key was used for another request."""

    code = "idempotency_key_reused"
    message = gettext_noop("This Idempotency-Key was used for another request.")
    status = 422


def claim(*, user: User, key: str, digest: str, now: datetime) -> KeptAnswer:
    """Return the answer kept for a key, without a status when this request is the first. Raises KeyReused.

    Belongs into the transaction of the request's effect: a repeat that comes meanwhile waits for its end.
    """
    ours = KeptAnswer(user=user, key=key, request_digest=digest, created_at=now)
    KeptAnswer.objects.bulk_create([ours], ignore_conflicts=True)
    kept = KeptAnswer.objects.get(user=user, key=key)
    if kept.request_digest != digest:
        raise KeyReused
    return kept


def keep(kept: KeptAnswer, *, status: int, body: str) -> None:
    """Keep the answer to a claimed key."""
    kept.status, kept.body = status, body
    kept.save(update_fields=["status", "body"])


def forget_old(*, now: datetime) -> None:
    """Delete what nobody will ask for again."""
    KeptAnswer.objects.filter(created_at__lte=now - KEPT_FOR).delete()
