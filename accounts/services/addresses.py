"""Proving that an account's e-mail address is its user's."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from accounts import emails, links
from accounts.models import User
from mail import outbox
from mail.models import OutgoingMail
from oneonone import hooks
from oneonone.errors import InvalidFields

LINK_IS_DEAD = gettext_noop("This link is invalid or has expired.")


def ask(*, user: User, now: datetime) -> None:
    """Mail the link that proves the address, unless it is proved or was mailed a moment ago."""
    if not user.email_verified:
        outbox.post([emails.verify_address(user, now=now)])


@transaction.atomic
def verify(*, uid: str, token: str, now: datetime) -> None:
    """Accept a link's proof. Raises InvalidFields when the link is dead."""
    user = User.objects.select_for_update().filter(pk=links.user_id_of(uid), is_active=True).first()
    if user is None or not links.verification_tokens.check_token(user, token):
        raise InvalidFields({"token": [gettext(LINK_IS_DEAD)]})
    mark_verified(user=user, now=now)


def mark_verified(*, user: User, now: datetime) -> None:
    """Note that mail to the address reaches the user; who knew only the address learns who it is."""
    if user.email_verified:
        return
    user.email_verified_at = now
    User.objects.filter(pk=user.pk).update(email_verified_at=now)
    outbox.release(emails.hold_key(user), now=now)
    hooks.call(settings.EMAIL_VERIFIED_HOOKS, user=user)


def hold_key(user: User) -> str:
    """Name what mails to others in the user's name wait for; empty when they may go."""
    return emails.hold_key(user) if user.must_prove_email else ""


def held_count(user: User) -> int:
    """Count the mails that wait until the user's address is proved."""
    if not user.must_prove_email:
        return 0
    return OutgoingMail.objects.held().filter(hold_key=emails.hold_key(user)).count()


def release_mails(*, now: datetime) -> None:
    """Queue what is still held for a proof that is there, or that is no longer asked for.

    A mail that is being written while its user's address is proved sees no proof and is not seen by it: the
    worker calls this before each look at the outbox, so that no mail is held for ever.
    """
    held = OutgoingMail.objects.held().filter(hold_key__startswith=emails.HOLD_PREFIX)
    keys = held.order_by("hold_key").values_list("hold_key", flat=True).distinct()
    users = User.objects.filter(pk__in=[key.removeprefix(emails.HOLD_PREFIX) for key in keys])
    for user in users:
        if not user.must_prove_email:
            outbox.release(emails.hold_key(user), now=now)
