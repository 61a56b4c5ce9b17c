"""Opening an account, changing it, closing it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_noop

from accounts import emails, pictures
from accounts.models import EMAIL_TAKEN, USERNAME_TAKEN, User
from accounts.services import addresses
from mail import outbox
from oneonone import hooks
from oneonone.addresses import one_spelling
from oneonone.errors import InvalidFields

USERNAME_BORROWED = gettext_noop("A username that is an e-mail address must be your own.")


def sign_up(*, password: str, now: datetime, **fields: Any) -> User:
    """Create a user and ask to prove the address. Raises InvalidFields when a name is taken."""
    user = User(**fields)
    # Hashing is slow, and SQLite has one writer at a time: it comes before the transaction.
    user.set_password(password)
    with transaction.atomic():
        with _free_names(user):
            user.save(force_insert=True)
        addresses.ask(user=user, now=now)
    return user


def change(*, user: User, now: datetime, **fields: Any) -> User:
    """Change columns, given by name. Raises InvalidFields when a name is taken.

    A new address has to be proved again, and the former one is told.
    """
    if "picture" not in fields:
        return _change(user, fields, now)
    with pictures.replacing(user.picture.name, fields["picture"]) as name:
        return _change(user, fields | {"picture": name or None}, now)


def name_faults(user: User) -> dict[str, list[str]]:
    """Say which names of a user, stored or not, cannot be: a log-in must never mean two people."""
    faults = {}
    if _is_borrowed(user.username, user.email):
        faults["username"] = [gettext(USERNAME_BORROWED)]
    if _others_known_as(user.username, user).exists():
        faults["username"] = [gettext(USERNAME_TAKEN)]
    if _others_known_as(user.email, user).exists():
        faults["email"] = [gettext(EMAIL_TAKEN)]
    return faults


@transaction.atomic
def close(*, user: User, now: datetime) -> None:
    """Delete an account and what belongs to it, after the apps above have taken leave of others."""
    locked = User.objects.select_for_update().filter(pk=user.pk).first()
    if locked is None:
        return
    hooks.call(settings.ACCOUNT_DELETION_HOOKS, user=locked, now=now)
    # There will be no proof to wait for. Who was told something before must be told its end.
    outbox.release_sequels(emails.hold_key(locked), now=now)
    emails.forget(locked)
    picture = locked.picture.name
    locked.delete()
    transaction.on_commit(lambda: pictures.discard(picture))


@transaction.atomic
def _change(user: User, fields: dict[str, Any], now: datetime) -> User:
    former_email, was_verified = user.email, user.email_verified
    for name, value in fields.items():
        setattr(user, name, value)
    faults = name_faults(user) if fields.keys() & {"username", "email"} else {}
    if faults:
        raise InvalidFields(faults)
    is_moved = user.email != former_email
    if is_moved:
        fields = fields | {"email_verified_at": None}
        user.email_verified_at = None
    with _free_names(user):
        User.objects.filter(pk=user.pk).update(**fields)
    if is_moved:
        addresses.ask(user=user, now=now)
    if is_moved and was_verified:
        outbox.post([emails.address_changed(user, former=former_email, now=now)])
    return user


@contextmanager
def _free_names(user: User) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise InvalidFields(name_faults(user)) from error


def _others_known_as(name: str, user: User) -> QuerySet[User]:
    found = User.objects.known_as(name)
    return found.exclude(pk=user.pk) if user.pk else found


def _is_borrowed(username: str, email: str) -> bool:
    """Whether a username is an address that is not the user's: somebody else may want to sign up with it."""
    try:
        validate_email(username)
    except ValidationError:
        return False
    return one_spelling(username) != email
