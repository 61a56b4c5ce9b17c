"""A calendar in full: everybody's times as tuples, as making hundreds of rows took most of the time."""

from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import BigIntegerField

from calendars.models import Calendar, Given, Invitation, Slot
from oneonone.statements import Statement


class Contact(NamedTuple):
    """Who is invited."""

    id: int
    first_name: str
    last_name: str
    email: str


class Invited(NamedTuple):
    """What the owner is shown of an invitation."""

    id: int
    status: str
    deadline: Any
    invited_at: Any
    opened_at: Any
    reminded_at: Any
    responded_at: Any
    comment: str
    time_zone: str
    unsubscribed: bool
    contact: Contact
    effective_deadline: Any
    given: list[Given]


COLUMNS = Invited._fields[: Invited._fields.index("contact")]

_slots = Statement(
    lambda calendar: Slot.objects.filter(calendar=calendar).values_list("invitation", *Given._fields),
    calendar=BigIntegerField(),
)
_invited = Statement(
    lambda calendar: (
        Invitation.objects.filter(calendar=calendar)
        .with_contacts()
        .values_list(*COLUMNS, *(f"contact__{name}" for name in Contact._fields))
    ),
    calendar=BigIntegerField(),
)


def complete(calendar: Calendar) -> None:
    """Fetch what the detail shows of a calendar that has been read: slots, invitations and their numbers."""
    parties: dict[int | None, list[Given]] = defaultdict(list)
    for party, *columns in _slots(calendar=calendar.pk):
        parties[party].append(Given._make(columns))
    invited = [_invitation(row, calendar, parties) for row in _invited(calendar=calendar.pk)]
    calendar.owner_slots = parties[None]  # type: ignore[attr-defined]
    calendar.invited = invited  # type: ignore[attr-defined]
    calendar.invited_count = len(invited)  # type: ignore[attr-defined]
    calendar.responded_count = sum(  # type: ignore[attr-defined]
        each.status == Invitation.Status.RESPONDED for each in invited
    )


def _invitation(row: tuple[Any, ...], calendar: Calendar, parties: dict[int | None, list[Given]]) -> Invited:
    columns, contact = row[: len(COLUMNS)], Contact._make(row[len(COLUMNS) :])
    own = Invited._make([*columns, contact, None, parties[row[0]]])
    return own._replace(effective_deadline=own.deadline or calendar.deadline)
