"""Limits on what costs a hash or a mail, held in the database so that they hold in every process.

An attempt is counted before its password is hashed, and taken back when the password is right. Counters are
locked in the order of ``Attempt.limits``, so that no two attempts wait for each other.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils.crypto import salted_hmac

from accounts.models import AttemptCount

FORGET_AFTER = timedelta(days=1)
FORGET_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Limit:
    """How many attempts a window of time allows."""

    attempts: int
    window: timedelta


# Few for an account from one network, more from everywhere: a stranger shall not lock its owner out.
HERE = Limit(10, timedelta(minutes=5))
ACCOUNT = Limit(100, timedelta(hours=1))
NETWORK = Limit(60, timedelta(minutes=1))
CALLS = Limit(60, timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody at ``address`` tries to be ``account``: a user's id, or a name that no user has."""

    account: str
    address: str

    @property
    def limits(self) -> dict[str, Limit]:
        """The counters that it raises, and their limits."""
        network = _network(self.address)
        return {
            _key("here", self.account, network): HERE,
            _key("account", self.account): ACCOUNT,
            _key("network", network): NETWORK,
        }


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody at ``address``, or a user named in its place, uses an endpoint of a ``kind``."""

    kind: str
    address: str
    limit: Limit = CALLS

    @property
    def limits(self) -> dict[str, Limit]:
        """The counter that it raises, and its limit."""
        return {_key("call", self.kind, _network(self.address)): self.limit}


@transaction.atomic
def admit(attempt: Attempt | Call, *, now: datetime) -> bool:
    """Count an attempt and say whether it may go on, such as to have its password looked at."""
    # A list, so that every counter is raised, also when the first says no.
    verdicts = [_count(key, limit, now) <= limit.attempts for key, limit in attempt.limits.items()]
    return all(verdicts)


@transaction.atomic
def take_back(attempt: Attempt) -> None:
    """Uncount an attempt: its password was right."""
    for key in attempt.limits:
        AttemptCount.objects.filter(key=key, count__gt=0).update(count=F("count") - 1)


def wait(attempt: Attempt | Call, *, now: datetime) -> float:
    """Return the seconds until an attempt like this one is admitted; 0 when it is now."""
    limits = attempt.limits
    counts = AttemptCount.objects.filter(key__in=limits)
    return max(
        (
            (count.started_at + limits[count.key].window - now).total_seconds()
            for count in counts
            if count.count >= limits[count.key].attempts
        ),
        default=0,
    )


def _count(key: str, limit: Limit, now: datetime) -> int:
    row = AttemptCount.objects.filter(key=key)
    is_over = Q(started_at__lte=now - limit.window)
    changes = {
        "count": Case(When(is_over, then=Value(1)), default=F("count") + 1),
        "started_at": Case(When(is_over, then=Value(now)), default=F("started_at")),
    }
    if not row.update(**changes):
        _forget(now)
        begun = AttemptCount(key=key, count=0, started_at=now)
        AttemptCount.objects.bulk_create([begun], ignore_conflicts=True)
        row.update(**changes)
    return row.values_list("count", flat=True).get()


def _forget(now: datetime) -> None:
    """Delete some old counters; those that another process holds are left to it."""
    old = AttemptCount.objects.filter(started_at__lte=now - FORGET_AFTER).select_for_update(skip_locked=True)
    AttemptCount.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:FORGET_AT_ONCE])).delete()


def _network(address: str) -> str:
    """Return the network that one subscriber has: a whole /64 of IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)


def _key(*parts: str) -> str:
    name = "\n".join(parts).encode("utf-8", "surrogatepass")
    return salted_hmac("accounts.guard", name, algorithm="sha256").hexdigest()
