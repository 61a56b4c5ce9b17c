"""A calendar in full: everybody's times as tuples, as making hundreds of rows took most of the time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, QuerySet

from calendars.models import Calendar, Given, Invitation, Slot
from oneonone.pages import LENGTH
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

PARTY_AND_TIME = ("invitation", *Given._fields)

_slots = Statement(
    lambda calendar: Slot.objects.filter(calendar=calendar).values_list(*PARTY_AND_TIME),
    calendar=BigIntegerField(),
)
_of_some = Statement(
    lambda calendar, first, last: Slot.objects.filter(
        calendar=calendar, invitation__gte=first, invitation__lte=last
    ).values_list(*PARTY_AND_TIME),
    calendar=BigIntegerField(),
    first=BigIntegerField(),
    last=BigIntegerField(),
)


def _rows(calendar: Any) -> QuerySet[Invitation, tuple[Any, ...]]:
    contact = (f"contact__{name}" for name in Contact._fields)
    return Invitation.objects.filter(calendar=calendar).with_contacts().values_list(*COLUMNS, *contact)


_invited = Statement(_rows, calendar=BigIntegerField())
_first = Statement(lambda calendar: _rows(calendar)[: LENGTH + 1], calendar=BigIntegerField())


def complete(calendar: Calendar) -> None:
    """Fetch what the detail shows of a calendar that has been read: slots, invitations and their numbers."""
    parties = _by_party(_slots(calendar=calendar.pk))
    invited = [_invitation(row, calendar, parties) for row in _invited(calendar=calendar.pk)]
    calendar.owner_slots = parties[None]  # type: ignore[attr-defined]
    calendar.invited = invited  # type: ignore[attr-defined]
    calendar.invited_count = len(invited)  # type: ignore[attr-defined]
    calendar.responded_count = sum(  # type: ignore[attr-defined]
        each.status == Invitation.Status.RESPONDED for each in invited
    )


def first_page(calendar: Calendar) -> list[Invited]:
    """Return the invitations of the first page and one more, by their ids and without their answers."""
    return [_invitation(row, calendar, {}) for row in _first(calendar=calendar.pk)]


def with_answers(invited: list[Invited], calendar: Calendar) -> list[Invited]:
    """Return invitations that follow each other by their ids, with their answers."""
    if not invited:
        return []
    parties = _by_party(_of_some(calendar=calendar.pk, first=invited[0].id, last=invited[-1].id))
    return [each._replace(given=parties[each.id]) for each in invited]


def _by_party(slots: Iterable[tuple[Any, ...]]) -> dict[int | None, list[Given]]:
    parties: dict[int | None, list[Given]] = defaultdict(list)
    for party, *columns in slots:
        parties[party].append(Given._make(columns))
    return parties


def _invitation(
    row: tuple[Any, ...], calendar: Calendar, parties: Mapping[int | None, list[Given]]
) -> Invited:
    columns, contact = row[: len(COLUMNS)], Contact._make(row[len(COLUMNS) :])
    own = Invited._make([*columns, contact, None, parties.get(row[0], [])])
    return own._replace(effective_deadline=own.deadline or calendar.deadline)
