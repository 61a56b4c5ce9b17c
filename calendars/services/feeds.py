"""The addresses under which users subscribe to their meetings."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models import User
from calendars.models import Feed
from calendars.services.locks import lock_owner


@transaction.atomic
def rotate(*, user: User, now: datetime) -> Feed:
    """Give a user an address for subscribing; the one before is dead."""
    # Whoever claims the account meanwhile stops this address too.
    lock_owner(user)
    feed, is_new = Feed.objects.get_or_create(user=user, defaults={"created_at": now})
    if not is_new:
        Feed.objects.filter(pk=feed.pk).update(generation=F("generation") + 1, created_at=now)
        feed.refresh_from_db()
    return feed


def stop(*, user: User) -> None:
    """Let a user's address be dead until another is asked for."""
    Feed.objects.filter(user=user).update(generation=F("generation") + 1)
