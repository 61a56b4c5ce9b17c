"""How many mails a user may have sent to others, counted in the database for all processes together."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_noop

from accounts.models import AttemptCount, User
from oneonone.errors import TooSoon

WINDOW = timedelta(days=1)

# A full calendar of 1,000, each invited, reminded, sent a new link and told of a second schedule, and another
# one on the same day.
MAILS_OF_USER = 5000

# More than anybody has reason to send one person, and few enough to be no weapon.
MAILS_TO_ADDRESS = 30

# From one invitee to the owner, or of one calendar's news to its owner.
MAILS_TO_OWNER = 10


class TooManyMails(TooSoon):
    """The user has had enough mails sent for a day, or enough of them to one address."""

    code = "too_many_mails"
    message = gettext_noop("Too many mails were sent today. Please go on tomorrow.")


def spend(*, user: User, addresses: Iterable[str], now: datetime) -> None:
    """Count a mail to each of the addresses, in the caller's transaction. Raises TooManyMails.

    An address that is named twice counts as two mails.
    """
    _add(user, addresses, now, is_bounded=True)


def count(*, user: User, addresses: Iterable[str], now: datetime) -> None:
    """Count mails that must be sent, as ``spend`` does, and refuse none of them, but what comes after."""
    _add(user, addresses, now, is_bounded=False)


def spend_on_owner(*, owner: User, source: str, now: datetime) -> None:
    """Count a mail to ``owner`` that another one causes: ``source`` says by what. Raises TooManyMails."""
    key = _key(owner, f"from {source}")
    _lock(key, now)
    _store({key: 1}, {key: MAILS_TO_OWNER}, now)


def exhausted(*, user: User, addresses: Iterable[str], now: datetime) -> set[str]:
    """Return the addresses to which the user can have no more mail sent today."""
    keys = {_key(user, address): address for address in addresses}
    counts = _running(keys, now)
    return {address for key, address in keys.items() if counts[key].count >= MAILS_TO_ADDRESS}


def _add(user: User, addresses: Iterable[str], now: datetime, *, is_bounded: bool) -> None:
    wanted = Counter(_key(user, address) for address in addresses)
    if not wanted:
        return
    own = _key(user)
    # The user's counter first: whoever has it locked is alone with those of the user's addresses.
    _lock(own, now)
    limits = dict.fromkeys(wanted, MAILS_TO_ADDRESS) | {own: MAILS_OF_USER}
    _store({own: wanted.total()} | wanted, limits if is_bounded else {}, now)


def _lock(key: str, now: datetime) -> None:
    AttemptCount.objects.bulk_create([AttemptCount(key=key, count=0, started_at=now)], ignore_conflicts=True)
    AttemptCount.objects.select_for_update().get(key=key)


def _store(added: dict[str, int], limits: dict[str, int], now: datetime) -> None:
    counts = _running(added, now)
    for key, count in counts.items():
        count.count += added[key]
        if key in limits and count.count > limits[key]:
            raise TooManyMails(count.started_at + WINDOW - now)
    AttemptCount.objects.bulk_create(
        counts.values(), update_conflicts=True, unique_fields=["key"], update_fields=["count", "started_at"]
    )


def _running(keys: Iterable[str], now: datetime) -> dict[str, AttemptCount]:
    """Return a counter for each key; one whose window is over begins anew."""
    wanted = list(keys)
    running = AttemptCount.objects.filter(started_at__gt=now - WINDOW).in_bulk(wanted)
    return {key: running.get(key) or AttemptCount(key=key, count=0, started_at=now) for key in wanted}


def _key(user: User, address: str = "") -> str:
    return salted_hmac("accounts.allowances", f"{user.pk}\n{address}", algorithm="sha256").hexdigest()
