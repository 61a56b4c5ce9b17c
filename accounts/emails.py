"""One function a mail."""

import hashlib
from datetime import datetime, timedelta

from django.db.models import Q

from accounts.models import User
from mail import outbox
from mail.models import OutgoingMail
from mail.outbox import Recipient

HOLD_PREFIX = "user:"

# Nobody gets more than one mail of a kind in this time, however often it is asked for.
PAUSE = timedelta(minutes=5)


def verify_address(user: User, *, now: datetime) -> OutgoingMail:
    """Ask the user to prove that the account's address is theirs."""
    return _draft("verify_address", user, fact=f"{_fingerprint(user.email)}:{_pause(now)}", now=now)


def reset_password(user: User, *, now: datetime) -> OutgoingMail:
    """Send the link that sets a new password."""
    return _draft("reset_password", user, fact=f"{_fingerprint(user.email)}:{_pause(now)}", now=now)


def password_changed(user: User, *, now: datetime) -> OutgoingMail:
    """Tell the user, who may not have done it."""
    return _draft("password_changed", user, fact=now.isoformat(), now=now)


def address_changed(user: User, *, former: str, now: datetime) -> OutgoingMail:
    """Tell the user at the former address, who may not have done it."""
    mail = _draft("address_changed", user, fact=now.isoformat(), now=now)
    mail.to_email = former
    return mail


def hold_key(user: User) -> str:
    """Name the proof of the user's address, for which mails can be held."""
    return f"{HOLD_PREFIX}{user.pk}"


def drop_unsent(user: User) -> None:
    """Leave unsent what was still to be said to a user who goes, and what is held in the user's name."""
    templates = ("verify_address", "reset_password", "password_changed", "address_changed")
    to_user = Q(subject_key__in=[f"{name}:{user.pk}" for name in templates])
    from_user = Q(state=OutgoingMail.State.HELD, hold_key=hold_key(user))
    OutgoingMail.objects.unsent().filter(to_user | from_user).update(state=OutgoingMail.State.SUPERSEDED)


def _draft(template: str, user: User, *, fact: str, now: datetime) -> OutgoingMail:
    return outbox.draft(
        template=template,
        to=Recipient(user.get_full_name(), user.email),
        context={
            "user": user.pk,
            "email": user.email,
            "first_name": user.first_name,
            "username": user.username,
        },
        dedupe_key=f"{template}:{user.pk}:{fact}",
        subject_key=f"{template}:{user.pk}",
        now=now,
    )


def _pause(now: datetime) -> int:
    return int(now.timestamp() // PAUSE.total_seconds())


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
