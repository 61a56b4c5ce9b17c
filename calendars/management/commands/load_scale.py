"""Fill an empty database with as many rows as a large installation has, to measure upon."""

from argparse import ArgumentParser
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from calendars.models import Calendar, Meeting, Slot
from contacts.models import Contact

DAYS = 5
FINALIZED = 10  # each tenth calendar of an owner is finalized

# The rows that are many are made inside the database. Everybody gives all of the owner's days.
INVITATIONS = """
INSERT INTO calendars_invitation
    (calendar_id, contact_id, generation, status, invited_at, responded_at, comment, time_zone)
SELECT calendar.id, contact.id, 1, 'responded', calendar.created_at, calendar.created_at, '', ''
FROM calendars_calendar AS calendar JOIN contacts_contact AS contact ON contact.owner_id = calendar.owner_id
ORDER BY calendar.id, contact.id
"""
ANSWERS = """
INSERT INTO calendars_slot (calendar_id, invitation_id, "start", "end", preference, updated_at)
SELECT slot.calendar_id, invitation.id, slot."start", slot."end",
    1 + (invitation.id + slot.id) % 3, slot.updated_at
FROM calendars_slot AS slot JOIN calendars_invitation AS invitation USING (calendar_id)
"""
LOG = """
INSERT INTO calendars_logentry (calendar_id, at, actor, action, invitation_id, person)
SELECT calendar_id, responded_at, 'invitee', 'answered', id, '' FROM calendars_invitation
"""
MAILS = """
INSERT INTO mail_outgoingmail
    (dedupe_key, subject_key, message_id, hold_key, to_name, to_email, reply_to_name, reply_to_email,
    template, context, calendar_file, calendar_method, last_error, state, attempts,
    created_at, due_at, give_up_at, sent_at)
SELECT 'invite:' || invitation.id || ':1', 'invite:' || invitation.id,
    '<' || invitation.id || '@scale.example.org>', '', '', contact.email, '', '',
    'invitation', '{}', '', '', '', 'sent', 1,
    invited_at, invited_at, invited_at, invited_at
FROM calendars_invitation AS invitation JOIN contacts_contact AS contact ON contact.id = invitation.contact_id
"""


class Command(BaseCommand):
    """``manage.py load_scale --calendars 10000 --invitees 50`` makes half a million invitations."""

    help = "Fill a database without users with many calendars, whose invitees have all answered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the numbers."""
        parser.add_argument("--calendars", type=int, required=True)
        parser.add_argument("--invitees", type=int, required=True, help="of each calendar")
        parser.add_argument("--of-one-owner", type=int, default=20, help="calendars that an owner has")
        parser.add_argument("--force", action="store_true", help="outside DEBUG too")

    def handle(self, **options: Any) -> None:
        """Refuse a database that is in use."""
        if not (settings.DEBUG or options["force"]):
            raise CommandError("This fills the database with invented rows: say --force outside DEBUG.")
        if User.objects.exists():
            raise CommandError("The database has users: this is for empty ones only.")
        load(options["calendars"], options["invitees"], options["of_one_owner"], now=timezone.now())


@transaction.atomic
def load(calendar_count: int, invitee_count: int, of_one_owner: int, *, now: datetime) -> None:
    """Make owners ``owner0`` and so on, each with an address book and calendars, and everybody's answers."""
    owners = _owners(-(-calendar_count // of_one_owner), now)
    Contact.objects.bulk_create(_contacts(owners, invitee_count), batch_size=5000)
    calendars = _calendars(owners, calendar_count, now)
    Slot.objects.bulk_create(_days(calendars, of_one_owner, now), batch_size=5000)
    with connection.cursor() as cursor:
        for statement in (INVITATIONS, ANSWERS, LOG, MAILS):
            cursor.execute(statement)
    Meeting.objects.bulk_create(_meetings(), batch_size=5000)


def _owners(count: int, now: datetime) -> list[User]:
    names = [f"owner{number}" for number in range(count)]
    return User.objects.bulk_create(
        User(
            username=name,
            email=f"{name}@example.org",
            first_name="Maya",
            last_name="Brandt",
            password="!",  # noqa: S106 - one that nobody can have
            email_verified_at=now,
        )
        for name in names
    )


def _contacts(owners: list[User], count: int) -> list[Contact]:
    return [
        Contact(owner=owner, first_name=f"Ana{n}", last_name="Lee", email=f"ana{n}.{owner.pk}@example.org")
        for owner in owners
        for n in range(count)
    ]


def _calendars(owners: list[User], count: int, now: datetime) -> list[Calendar]:
    calendars = []
    for number in range(count):
        is_finalized = (number // len(owners)) % FINALIZED == FINALIZED - 1
        fields = {"status": Calendar.Status.FINALIZED, "finalized_at": now} if is_finalized else {}
        owner = owners[number % len(owners)]
        calendars.append(Calendar(owner=owner, name=f"Talks {number}", description="Room 4.", **fields))
    return Calendar.objects.bulk_create(calendars, batch_size=5000)


def _days(calendars: list[Calendar], of_one_owner: int, now: datetime) -> list[Slot]:
    """Give each calendar of an owner days of its own, so that no two meetings of an owner can overlap."""
    nine = datetime.combine(now.date(), time(9), UTC)
    owner_count = -(-len(calendars) // of_one_owner)
    slots = []
    for number, calendar in enumerate(calendars):
        for day in range(DAYS):
            start = nine + timedelta(days=7 + number // owner_count * DAYS + day)
            slots.append(Slot(calendar=calendar, start=start, end=start + timedelta(hours=8), preference=3))
    return slots


def _meetings() -> list[Meeting]:
    """Meet one invitee on each day of a finalized calendar."""
    answers = Slot.objects.filter(calendar__status=Calendar.Status.FINALIZED).exclude(invitation=None)
    met, meetings = set(), dict[object, Meeting]()
    for slot in answers.select_related("calendar", "invitation").order_by("invitation_id", "start"):
        day = (slot.calendar_id, slot.start)
        if day not in meetings and slot.invitation_id not in met:
            met.add(slot.invitation_id)
            meetings[day] = Meeting(
                owner_id=slot.calendar.owner_id,
                calendar=slot.calendar,
                invitation=slot.invitation,
                start=slot.start,
                end=slot.start + slot.calendar.duration,
                status=Meeting.Status.CONFIRMED,
                owner_preference=3,
                invitee_preference=slot.preference,
            )
    return list(meetings.values())
