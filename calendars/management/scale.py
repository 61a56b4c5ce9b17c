"""The rows of a large installation."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction

from accounts.models import User
from calendars.models import Calendar, Invitation, LogEntry, Meeting, Slot
from contacts.models import Contact

DAYS = 5
FINALIZED = 10  # each tenth calendar of an owner is finalized
WAITING = 2  # each second one that is open has a deadline, and waits for a fifth of its invitees

# The rows that are many are made inside the database. Who answers gives all of the owner's days.
INVITATIONS = """
INSERT INTO calendars_invitation
    (calendar_id, contact_id, generation, status, invited_at, responded_at, comment, time_zone)
SELECT calendar.id, contact.id, 1,
    CASE WHEN deadline IS NOT NULL AND contact.id % 5 = 0 THEN 'pending' ELSE 'responded' END,
    calendar.created_at,
    CASE WHEN deadline IS NOT NULL AND contact.id % 5 = 0 THEN NULL ELSE calendar.created_at END, '', ''
FROM calendars_calendar AS calendar JOIN contacts_contact AS contact ON contact.owner_id = calendar.owner_id
ORDER BY calendar.id, contact.id
"""
ANSWERS = """
INSERT INTO calendars_slot (calendar_id, invitation_id, "start", "end", preference, updated_at)
SELECT slot.calendar_id, invitation.id, slot."start", slot."end",
    1 + (invitation.id + slot.id) % 3, slot.updated_at
FROM calendars_slot AS slot JOIN calendars_invitation AS invitation USING (calendar_id)
WHERE invitation.status = 'responded' ORDER BY invitation.id, slot.id
"""
LOG = """
INSERT INTO calendars_logentry (calendar_id, at, actor, action, invitation_id, person)
SELECT calendar_id, responded_at, 'invitee', 'answered', id, ''
FROM calendars_invitation WHERE status = 'responded'
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


@transaction.atomic
def load(calendar_count: int, invitee_count: int, of_one_owner: int, *, now: datetime) -> None:
    """Make owners ``owner0`` and so on, each with an address book and calendars, and the answers."""
    owners = _owners([f"owner{number}" for number in range(-(-calendar_count // of_one_owner))], now)
    Contact.objects.bulk_create(_contacts(owners, invitee_count), batch_size=5000)
    calendars = _calendars(owners, calendar_count, now)
    Slot.objects.bulk_create(_days(calendars, of_one_owner, now), batch_size=5000)
    with connection.cursor() as cursor:
        for statement in (INVITATIONS, ANSWERS, LOG, MAILS):
            cursor.execute(statement)
    Meeting.objects.bulk_create(_meetings(), batch_size=5000)


@transaction.atomic
def hoard(count: int, *, now: datetime) -> None:
    """Make ``hoarder``: so many contacts, a hundredth as many calendars, and one with so many log entries."""
    owners = _owners(["hoarder"], now)
    Contact.objects.bulk_create(_contacts(owners, count), batch_size=5000)
    calendars = _calendars(owners, max(1, count // 100), now)
    entry = {"calendar": calendars[0], "actor": LogEntry.Actor.OWNER, "action": LogEntry.Action.CHANGED}
    entries = (LogEntry(at=now - timedelta(minutes=number), **entry) for number in range(count))
    LogEntry.objects.bulk_create(entries, batch_size=5000)


def _owners(names: list[str], now: datetime) -> list[User]:
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
        place, owner = divmod(number, len(owners))
        fields: dict[str, Any] = {}
        if place % FINALIZED == FINALIZED - 1:
            fields = {"status": Calendar.Status.FINALIZED, "finalized_at": now}
        elif place % WAITING == WAITING - 1:
            fields = {"deadline": now + timedelta(days=7 + place % 30)}
        calendars.append(
            Calendar(owner=owners[owner], name=f"Talks {number}", description="Room 4.", **fields)
        )
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


def _meetings() -> Iterator[Meeting]:
    """Meet an invitee on each day of a finalized calendar."""
    finalized = Calendar.objects.filter(status=Calendar.Status.FINALIZED)
    invited = defaultdict(list)
    for calendar, invitation in Invitation.objects.filter(calendar__in=finalized).values_list(
        "calendar", "pk"
    ):
        invited[calendar].append(invitation)
    days = Slot.objects.of_owner().filter(calendar__in=finalized).select_related("calendar")
    for slot in days.order_by("calendar_id", "start"):
        if not invited[slot.calendar_id]:
            continue
        invitation = invited[slot.calendar_id].pop(0)
        yield Meeting(
            owner_id=slot.calendar.owner_id,
            calendar=slot.calendar,
            invitation_id=invitation,
            start=slot.start,
            end=slot.start + slot.calendar.duration,
            status=Meeting.Status.CONFIRMED,
            owner_preference=3,
            invitee_preference=1 + (invitation + slot.pk) % 3,
        )
