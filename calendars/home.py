"""What a user begins with: what comes, what is open, and what waits for an answer."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, DateTimeField, EmailField

from accounts.models import User
from calendars.models import Calendar, Invitation, Meeting
from oneonone.statements import Statement

LENGTH = 50
"""How many of each are shown, the soonest."""

USER, NOW, EMAIL = BigIntegerField(), DateTimeField(), EmailField()


class Coming(NamedTuple):
    """A meeting, and the name of the other one."""

    start: Any
    id: int
    calendar_id: int
    name: str
    description: str
    end: Any
    first_name: str
    last_name: str


class Open(NamedTuple):
    """A calendar that still collects times."""

    id: int
    name: str
    description: str
    deadline: Any
    invited_count: int
    responded_count: int


class Name(NamedTuple):
    """Whose calendar it is."""

    first_name: str
    last_name: str


class Inviting(NamedTuple):
    """A calendar that somebody is invited to."""

    id: int
    name: str
    description: str
    time_zone: str
    meeting_minutes: int
    deadline: Any
    status: str
    owner: Name


class Waiting(NamedTuple):
    """An invitation without an answer."""

    id: int
    status: str
    effective_deadline: Any
    invited_at: Any
    calendar: Inviting


COMING = ("start", "id", "calendar_id", "calendar__name", "calendar__description", "end")
INVITEE = ("invitation__contact__first_name", "invitation__contact__last_name")
OWNER = ("calendar__owner__first_name", "calendar__owner__last_name")
INVITING = tuple(f"calendar__{name}" for name in Inviting._fields if name != "owner")

# Two statements for meetings, as no index serves "mine or theirs" in one.
_own = Statement(
    lambda user, now: Meeting.objects.coming(now).filter(owner=user).values_list(*COMING, *INVITEE)[:LENGTH],
    user=USER,
    now=NOW,
)
_others = Statement(
    lambda user, email, now: (
        Meeting.objects.coming(now)
        .filter(invitation__in=Invitation.objects.reaching(user, email))
        .exclude(owner=user)
        .values_list(*COMING, *OWNER)[:LENGTH]
    ),
    user=USER,
    email=EMAIL,
    now=NOW,
)
_open = Statement(
    lambda user: (
        Calendar.objects.filter(owner=user).collecting().with_counts().values_list(*Open._fields)[:LENGTH]
    ),
    user=USER,
)
_waiting = Statement(
    lambda user, email, now: (
        Invitation.objects.reaching(user, email)
        .waiting(now)
        .values_list("id", "status", "deadline", "invited_at", *INVITING, *OWNER)[:LENGTH]
    ),
    user=USER,
    email=EMAIL,
    now=NOW,
)


def coming(user: User, now: datetime) -> list[Coming]:
    """Return the next meetings of ``user``, as owner and as invitee."""
    others = _others(user=user.pk, email=user.proved_email, now=now)
    return [Coming._make(row) for row in sorted([*_own(user=user.pk, now=now), *others])[:LENGTH]]


def collecting(user: User) -> list[Open]:
    """Return the open calendars of ``user``, the next deadline first."""
    return list(map(Open._make, _open(user=user.pk)))


def waiting(user: User, now: datetime) -> list[Waiting]:
    """Return the invitations whose answer is missing and still taken, the next deadline first."""
    found = []
    for pk, status, deadline, invited_at, *calendar, first, last in _waiting(
        user=user.pk, email=user.proved_email, now=now
    ):
        inviting = Inviting._make([*calendar, Name(first, last)])
        found.append(Waiting(pk, status, deadline or inviting.deadline, invited_at, inviting))
    return found
