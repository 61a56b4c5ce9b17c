"""One function a mail."""

from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from accounts.models import User
from mail import outbox
from mail.models import OutgoingMail
from mail.outbox import Recipient

HOLD_PREFIX = "user:"

# No address gets another mail of a kind in this time after one whose link is still good.
PAUSE = timedelta(minutes=5)

GOOD = (OutgoingMail.State.QUEUED, OutgoingMail.State.LEASED, OutgoingMail.State.SENT)


def verify_address(user: User, *, now: datetime) -> OutgoingMail:
    """Ask the user to prove that the account's address is theirs."""
    return _draft("verify_address", user, fact=_request("verify_address", user, user.email, now=now), now=now)


def reset_password(user: User, *, now: datetime) -> OutgoingMail:
    """Send the link that sets a new password."""
    what_kills_the_link = f"{user.email}\n{user.password}\n{user.last_login}"
    fact = _request("reset_password", user, what_kills_the_link, now=now)
    return _draft("reset_password", user, fact=fact, now=now)


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


def forget(user: User) -> None:
    """Delete what was and was to be said to a user who goes, and drop what is held in the user's name."""
    templates = ("verify_address", "reset_password", "password_changed", "address_changed")
    OutgoingMail.objects.filter(subject_key__in=[f"{name}:{user.pk}" for name in templates]).delete()
    drop_held(user)


def drop_held(user: User) -> None:
    """Leave unsent what is held in a user's name."""
    held = OutgoingMail.objects.held().filter(hold_key=hold_key(user))
    held.update(state=OutgoingMail.State.SUPERSEDED)


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


def _request(template: str, user: User, state: str, *, now: datetime) -> str:
    """Name a request for a link: as the last one in the same state while its mail is good, else anew.

    Of two requests at once, which see the same last one, the outbox takes one.
    """
    digest = salted_hmac("accounts.emails", state, algorithm="sha256").hexdigest()[:16]
    key = f"{template}:{user.pk}:{digest}:"
    alike = OutgoingMail.objects.filter(subject_key=f"{template}:{user.pk}", dedupe_key__startswith=key)
    last = alike.order_by("-pk").first()
    if last and last.state in GOOD and (last.sent_at or last.created_at) > now - PAUSE:
        return last.dedupe_key.removeprefix(f"{template}:{user.pk}:")
    return f"{digest}:{last.pk if last else 0}"
