"""Proving that an account's e-mail address is its user's."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from accounts import emails, hooks, links
from accounts.models import User
from mail import outbox
from oneonone.errors import InvalidFields

LINK_IS_DEAD = "This link is invalid or has expired."


def ask(*, user: User, now: datetime) -> None:
    """Mail the link that proves the address, unless it is proved or was mailed a moment ago."""
    if not user.email_verified:
        outbox.post([emails.verify_address(user, now=now)])


@transaction.atomic
def verify(*, uid: str, token: str, now: datetime) -> None:
    """Accept a link's proof. Raises InvalidFields when the link is dead."""
    user = User.objects.select_for_update().filter(pk=links.user_id_of(uid), is_active=True).first()
    if user is None or not links.verification_tokens.check_token(user, token):
        raise InvalidFields({"token": [LINK_IS_DEAD]})
    mark_verified(user=user, now=now)


def mark_verified(*, user: User, now: datetime) -> None:
    """Note that mail to the address reaches the user; who knew only the address learns who it is."""
    if user.email_verified:
        return
    user.email_verified_at = now
    User.objects.filter(pk=user.pk).update(email_verified_at=now)
    hooks.call(settings.EMAIL_VERIFIED_HOOKS, user=user)
