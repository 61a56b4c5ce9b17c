"""Calendars of several sizes whose owners ask for suggestions, all answers given."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import product

from django.db import connection
from django.utils import timezone

from accounts.models import User
from calendars.models import Calendar, Invitation, Slot
from contacts.models import Contact

HALF_HOUR = timedelta(minutes=30)
A_DAY = 20  # half hours that an owner gives

# Everybody gives about so many of the owner's times, chosen by a hash of both, perhaps some minutes later.
ANSWERS = """
INSERT INTO calendars_slot (calendar_id, invitation_id, "start", "end", preference, updated_at)
SELECT slot.calendar_id, invitation.id, {start}, {end},
    1 + (invitation.id * 7919 + slot.id * 104729) % 65539 % 3, slot.updated_at
FROM calendars_slot AS slot JOIN calendars_invitation AS invitation USING (calendar_id)
WHERE slot.calendar_id = %s AND slot.invitation_id IS NULL
    AND (invitation.id * 48271 + slot.id * 69621) % 65537 % %s < %s
"""
LATER = {
    "postgresql": "slot.\"{column}\" + {minutes} * interval '1 minute'",
    "sqlite": "datetime(slot.\"{column}\", '+' || ({minutes}) || ' minutes')",
}


@dataclass(frozen=True)
class Scene:
    """How many are invited, how many half hours each gives, how many the owner has, minutes off the grid."""

    name: str
    invitees: int
    given: int
    times: int
    late: int = 0
    goal: float | None = None  # seconds of processor for the first call

    @property
    def is_large(self):
        return self.invitees * self.given > 50_000


SCENES = [
    Scene("100 x 10", 100, 10, 125, goal=0.1),
    Scene("100 x 10, too few times", 100, 10, 90, goal=0.1),
    Scene("100 x 10, off the grid", 100, 10, 160, late=29),
    Scene("1000 x 20", 1000, 20, 1250, goal=2),
    Scene("1000 x 20, too few times", 1000, 20, 900, goal=2),
    Scene("1000 x 500", 1000, 500, 1250),
    Scene("1000 x 500, off the grid", 1000, 500, 1250, late=29),
]


def owner():
    """Make the owner of all calendars."""
    return User.objects.create(username="owner", email="owner@example.org", email_verified_at=timezone.now())


def make(scene, owner):
    """Fill a calendar, which begins in a week."""
    nine = datetime.combine(timezone.now().date() + timedelta(days=7), time(9), UTC)
    days = range(-(-scene.times // A_DAY))
    begins = [nine + timedelta(days=day) + n * HALF_HOUR for day, n in product(days, range(A_DAY))]
    calendar = Calendar.objects.create(owner=owner, name=scene.name, time_zone="Europe/Berlin")
    Slot.objects.bulk_create(
        Slot(calendar=calendar, start=begin, end=begin + HALF_HOUR, preference=1 + n * n % 7 % 3)
        for n, begin in enumerate(begins[: scene.times])
    )
    _invite(scene.invitees, calendar)
    minutes = f"(invitation.id * 16807 % 65539 % {scene.late + 1})"
    later = LATER[connection.vendor]
    columns = {name: later.format(column=name, minutes=minutes) for name in ("start", "end")}
    with connection.cursor() as cursor:
        parameters = [calendar.pk, scene.times, scene.given]
        cursor.execute(ANSWERS.format(**columns).replace("%", "%%").replace("%%s", "%s"), parameters)


def _invite(count, calendar):
    contacts = Contact.objects.bulk_create(
        Contact(owner=calendar.owner, first_name=f"Ana{n}", email=f"ana{n}@{calendar.pk}.example.org")
        for n in range(count)
    )
    now = timezone.now()
    fields = {"calendar": calendar, "status": "responded", "invited_at": now, "responded_at": now}
    Invitation.objects.bulk_create(Invitation(contact=contact, **fields) for contact in contacts)
