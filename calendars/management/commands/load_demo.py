"""Fill an empty database with a demo, and say how to get in."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from calendars import links
from calendars.models import Calendar, Invitation, Slot
from calendars.services import answers, calendars, schedules
from calendars.services.bookings import Booking
from contacts.models import Contact
from contacts.services import contacts

ZONE = "Europe/Berlin"
OWNER = "demo"
OWNER_PASSWORD = "demo-oneonone"  # noqa: S105 - printed on purpose, and refused outside DEBUG
ADMIN = "admin"
ADMIN_PASSWORD = "admin-oneonone"  # noqa: S105 - as above
PEOPLE = [
    "Ana Lee",
    "Ben Okafor",
    "Cy Doe",
    "Dilek Kaya",
    "Emil Novak",
    "Fatima Haddad",
    "Gus Berg",
    "Hana Ito",
]


class Command(BaseCommand):
    """``manage.py load_demo``; once there are users it only repeats what it has printed."""

    help = "Load the demo into a database without users, and print its addresses and logins."

    def handle(self, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo is for DEBUG only: everybody knows its passwords.")
        load(now=timezone.now())
        for name, value in _signposts():
            self.stdout.write(f"  {name:<12}{value}")


@transaction.atomic
def load(*, now: datetime) -> None:
    """Make the demo through the services, so that its mails are queued as in real life."""
    if User.objects.exists():
        return
    User.objects.create_superuser(
        ADMIN, "admin@example.org", ADMIN_PASSWORD, first_name="Ada", last_name="Root"
    )
    owner = User.objects.create_user(
        OWNER,
        "demo@example.org",
        OWNER_PASSWORD,
        first_name="Maya",
        last_name="Brandt",
        time_zone=ZONE,
        email_verified_at=now,
    )
    people = [_contact(owner, name) for name in PEOPLE]
    _finalized_calendar(owner, people[4:], now)
    _open_calendar(owner, people, now)


def _contact(owner: User, name: str) -> Contact:
    first_name, last_name = name.split()
    email = f"{first_name}.{last_name}@example.org".lower()
    return contacts.add(owner=owner, first_name=first_name, last_name=last_name, email=email)


def _finalized_calendar(owner: User, people: list[Contact], now: datetime) -> None:
    calendar = calendars.create(
        owner=owner,
        now=now,
        name="Project reviews",
        description="Half an hour for each project group, before the summer report is due.",
        contact_ids=[contact.pk for contact in people],
        slots=[_slot(now, 3, 13, 16, 3), _slot(now, 4, 9, 11, 2)],
    )
    invited = list(calendar.invitations.select_related("calendar"))
    for hour, invitation in enumerate(invited, 13):
        answers.answer(invitation=invitation, slots=[_slot(now, 3, hour - 1, hour + 1, 3)], now=now)
    bookings = [
        Booking(invitation.pk, _moment(now, 3, hour)) for hour, invitation in enumerate(invited[:-1], 13)
    ]
    schedules.finalize(calendar=calendar, bookings=bookings, now=now)


def _open_calendar(owner: User, people: list[Contact], now: datetime) -> None:
    calendar = calendars.create(
        owner=owner,
        now=now,
        name="Thesis talks",
        description="We talk about your topic, your plan and what is in your way.\nMy office is room 4.12.",
        contact_ids=[contact.pk for contact in people],
        slots=[_slot(now, 8, 9, 12, 3), _slot(now, 8, 13, 15, 2), _slot(now, 10, 14, 16.5, 1)],
        buffer_minutes=10,
        deadline=_moment(now, 6, 18),
        show_invitees=True,
    )
    _, ben, cy, dilek, emil, fatima, _, hana = calendar.invitations.select_related("calendar")
    for invitation, slots in [
        (ben, [_slot(now, 8, 9, 10, 3), _slot(now, 8, 13, 14, 1)]),
        (cy, [_slot(now, 8, 9, 10, 2)]),
        (dilek, [_slot(now, 8, 10.5, 12, 3), _slot(now, 10, 14, 15, 2)]),
        (emil, [_slot(now, 8, 11, 14, 2), _slot(now, 10, 15, 16.5, 3)]),
    ]:
        answers.answer(invitation=invitation, slots=slots, now=now, time_zone=ZONE)
    answers.accept(invitation=fatima, now=now)
    answers.decline(invitation=hana, now=now, comment="I hand in next year, see you then.")


def _slot(now: datetime, working_day: int, start: float, end: float, preference: int) -> Slot:
    return Slot(
        start=_moment(now, working_day, start), end=_moment(now, working_day, end), preference=preference
    )


def _moment(now: datetime, working_day: int, hour: float) -> datetime:
    """Return ``hour`` o'clock (9.5 is half past nine) of a working day from tomorrow on; 1 is the first."""
    zone = ZoneInfo(ZONE)
    today = now.astimezone(zone).date()
    coming = (today + timedelta(days) for days in range(1, 4 * working_day + 3))
    day = [date for date in coming if date.weekday() < 5][working_day - 1]
    return datetime.combine(day, time(int(hour), int(hour % 1 * 60)), zone).astimezone(UTC)


def _signposts() -> list[tuple[str, str]]:
    base = settings.PUBLIC_URL
    found = [("OneOnOne", f"{base}/"), ("API docs", f"{base}/api/docs/"), ("Admin", f"{base}/admin/")]
    if User.objects.named(ADMIN).exists():
        found.append(("Admin login", f"{ADMIN} / {ADMIN_PASSWORD}"))
    if User.objects.named(OWNER).exists():
        found.append(("Demo login", f"{OWNER} / {OWNER_PASSWORD}"))
    waiting = Invitation.objects.filter(
        calendar__owner__username=OWNER, calendar__status=Calendar.Status.OPEN
    )
    invitation = waiting.unanswered().select_related("contact").first()
    if invitation:
        found.append(("Respond", f"{links.respond_url(invitation)}  (as {invitation.contact.full_name})"))
    return [*found, ("Mails", f"{settings.EMAIL_FILE_PATH}/")]
