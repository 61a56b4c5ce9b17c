"""What surrounds an invitation as its invitee sees it: the times of both, and the meeting."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import BigIntegerField

from calendars.models import Given, Invitation, Meeting, Proposal, Slot
from oneonone.statements import Rows, Statement


class Told(NamedTuple):
    """A meeting that its invitee knows of, cancelled or not, and the other times asked for."""

    id: int
    start: Any
    end: Any
    status: str
    proposals: Iterable[Proposal]


_of_owner = Statement(
    lambda calendar: Slot.objects.filter(calendar=calendar).of_owner().values_list(*Given._fields),
    calendar=BigIntegerField(),
)
_of_invitee = Statement(
    lambda invitation: Slot.objects.filter(invitation=invitation).values_list(*Given._fields),
    invitation=BigIntegerField(),
)
_meeting = Statement(
    lambda invitation: (
        Meeting.objects.filter(invitation=invitation)
        .exclude(status=Meeting.Status.TENTATIVE)
        .order_by("-pk")
        .values_list(*Told._fields[:-1])[:1]
    ),
    invitation=BigIntegerField(),
)


def complete(invitation: Invitation) -> None:
    """Fetch what is shown beside an invitation; times that have just been stored are not read again."""
    calendar = invitation.calendar
    calendar.owner_slots = _given(_of_owner(calendar=calendar.pk))  # type: ignore[attr-defined]
    if "given" not in vars(invitation):
        invitation.given = _given(_of_invitee(invitation=invitation.pk))
    invitation.meeting = _told(invitation)  # type: ignore[attr-defined]


def _given(rows: Rows) -> list[Given]:
    return list(map(Given._make, rows))


def _told(invitation: Invitation) -> Told | None:
    found = _meeting(invitation=invitation.pk)
    return Told._make([*found[0], Proposal.objects.filter(meeting=found[0][0])]) if found else None
