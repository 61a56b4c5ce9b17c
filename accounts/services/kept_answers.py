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


def find(*, user: User, key: str, digest: str) -> KeptAnswer | None:
    """Return the answer kept for a key, if there is one. Raises KeyReused."""
    kept = KeptAnswer.objects.filter(user=user, key=key).first()
    return kept and _same(kept, digest)


def claim(*, user: User, key: str, digest: str, now: datetime) -> KeptAnswer:
    """Return the answer kept for a key, without a status when this request is the first. Raises KeyReused.

    Belongs into the transaction of the request's effect: a repeat that comes meanwhile waits for its end.
    """
    ours = KeptAnswer(user=user, key=key, request_digest=digest, created_at=now)
    KeptAnswer.objects.bulk_create([ours], ignore_conflicts=True)
    return _same(KeptAnswer.objects.get(user=user, key=key), digest)


def keep(kept: KeptAnswer, *, status: int, body: str, etag: str) -> None:
    """Keep the answer to a claimed key."""
    kept.status, kept.body, kept.etag = status, body, etag
    kept.save(update_fields=["status", "body", "etag"])


def forget_old(*, now: datetime) -> None:
    """Delete what nobody will ask for again."""
    KeptAnswer.objects.filter(created_at__lte=now - KEPT_FOR).delete()


def _same(kept: KeptAnswer, digest: str) -> KeptAnswer:
    if kept.request_digest != digest:
        raise KeyReused
    return kept
