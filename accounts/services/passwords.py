"""Changing a password, and setting one that was forgotten."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts import emails, links
from accounts.models import User
from accounts.services import addresses, sessions
from mail import outbox
from mail.models import OutgoingMail
from oneonone import hooks
from oneonone.errors import InvalidFields


def change(*, user: User, password: str | None, session: str | None, now: datetime) -> None:
    """Set a new password, or with None leave the account without; end every session but ``session``.

    The user is told.
    """
    user.set_password(password)
    with transaction.atomic():
        # The user's row first, as at a log-in: one that saw the old password is ended here or refused there.
        User.objects.filter(pk=user.pk).update(password=user.password)
        sessions.end_all(user=user, besides=session, now=now)
        outbox.post([emails.password_changed(user, now=now)])


@transaction.atomic
def ask(*, email: str, now: datetime) -> None:
    """Mail a link that sets a new password; at most one in a few minutes.

    An address of nobody is treated to the same statements, so that the time tells nothing either.
    """
    user = User.objects.filter(email=email, is_active=True).first()
    mail = emails.reset_password(user or User(email=email), now=now)
    outbox.post([mail])
    unwanted = mail.message_id if user is None else ""
    OutgoingMail.objects.filter(dedupe_key=mail.dedupe_key, message_id=unwanted).delete()


@transaction.atomic
def reset(*, uid: str, token: str, password: str, now: datetime) -> None:
    """Set the password by a mailed link, once. Raises InvalidFields for a dead link or a weak password."""
    # Locked before the token is checked: of two who come at once the second finds another password.
    user = User.objects.select_for_update().filter(pk=links.user_id_of(uid), is_active=True).first()
    if user is None or not links.reset_tokens.check_token(user, token):
        raise InvalidFields({"token": [gettext(addresses.LINK_IS_DEAD)]})
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidFields({"password": list(error.messages)}) from error
    change(user=user, password=password, session=None, now=now)
    if not user.email_verified:
        # Whoever signed up may have been a stranger to the address, who keeps no way in and writes nobody.
        emails.drop_held(user)
        hooks.call(settings.ACCOUNT_CLAIMED_HOOKS, user=user)
    addresses.mark_verified(user=user, now=now)
