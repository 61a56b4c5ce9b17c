"""What a race of the hammer consists of: calls made at once, about the calendar of a scene."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from rest_framework_simplejwt.tokens import AccessToken

from accounts.models import User
from calendars import links
from calendars.models import Calendar, Invitation, Slot
from contacts.models import Contact


@dataclass
class Call:
    method: str
    path: str
    body: object = None
    headers: dict = field(default_factory=dict)
    delay: float = 0.0
    sent: datetime | None = None  # by the clock of this machine, which is the server's too


@dataclass
class Race:
    """Calls that are made at once; ``faults`` looks at their statuses, in the order of the calls.

    The statuses ``wanted`` have to come in some round, else the race decides nothing.
    """

    owner: User
    calls: list[Call]
    faults: Callable[[list[int]], list[str]]
    wanted: set[int] = field(default_factory=set)


class Scene:
    """An owner with an open calendar, some weeks ahead."""

    def __init__(self, **fields):
        name = f"owner{secrets.token_hex(8)}"
        self.owner = User.objects.create(
            username=name, email=f"{name}@example.org", email_verified_at=timezone.now()
        )
        self.nine = datetime.combine(timezone.now().date() + timedelta(days=30), datetime.min.time(), UTC)
        self.nine += timedelta(hours=9)
        self.calendar = Calendar.objects.create(owner=self.owner, name="Race", **fields)
        Slot.objects.create(calendar=self.calendar, start=self.nine, end=self.at(8), preference=3)

    def at(self, hours):
        return self.nine + timedelta(hours=hours)

    def contacts(self, count):
        names = [f"c{secrets.token_hex(8)}@example.org" for _ in range(count)]
        return Contact.objects.bulk_create(
            [Contact(owner=self.owner, first_name="Ana", email=email) for email in names]
        )

    def invited(self, count):
        long_ago = timezone.now() - timedelta(days=1)
        return Invitation.objects.bulk_create(
            [
                Invitation(calendar=self.calendar, contact=contact, invited_at=long_ago)
                for contact in self.contacts(count)
            ]
        )

    def call(self, method, part="", body=None, **headers):
        headers = {"Authorization": f"Bearer {AccessToken.for_user(self.owner)}"} | headers
        return Call(method, f"/api/v1/calendars/{self.calendar.pk}/{part}", body, headers)

    def finalize(self, invitation, hours=0):
        return self.call("POST", "finalize/", {"meetings": [booking(invitation, self.at(hours))]})

    def answer(self, invitation, mark, *, hours=2, delay=0.0):
        """Give two times of one preference, which marks whose answer it is."""
        times = [offer(self.at(hours + n), self.at(hours + n + 1), mark % 3 + 1) for n in range(2)]
        path = f"/api/v1/respond/{links.token(invitation)}/availability/"
        return Call("PUT", path, {"availability": times}, delay=delay)


def booking(invitation, start):
    return {"invitation": invitation.pk, "start": start.isoformat()}


def offer(start, end, preference):
    return {"start": start.isoformat(), "end": end.isoformat(), "preference": preference}
