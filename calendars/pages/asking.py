"""Ask for another time for a confirmed meeting, and answer the owner who asks for one."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Protocol

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext, gettext_noop

from calendars import entries
from calendars.models import Invitation, Meeting, Proposal
from calendars.pages.grid import rows, without
from calendars.pages.pieces import Piece, pieces_of
from calendars.serializers.proposals import ProposalWriteSerializer
from calendars.services import proposals
from calendars.services.bookings import Book, Booking
from oneonone.errors import InvalidFields

NOTHING_CHOSEN = gettext_noop("Please choose the time that you would like.")

# The services say why, but to the owner: an invitee need not know whom else the owner meets.
NOT_POSSIBLE = gettext_noop("This time is not possible any more. Please choose another one.")

# The next ones are enough to choose from, and each is held against all of the owner's meetings.
MOST_TIMES = 200

INVITEE = Proposal.Side.INVITEE


@dataclass(frozen=True, slots=True)
class Wish:
    """Another time that the invitee asks for, as the form sends it."""

    start: str = ""
    message: str = ""


class Reply(Protocol):
    """What can be done with a proposal that waits."""

    def __call__(self, *, proposal: Proposal, side: Proposal.Side, now: datetime) -> object:
        """Do it."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A meeting that takes place, what is asked about it, else the times that could be asked for."""

    meeting: Meeting
    proposal: Proposal | None
    times: list[Piece]

    @property
    def google_url(self) -> str:
        """The address that adds the meeting to Google Calendar."""
        return entries.google_url(self.meeting)

    @property
    def outlook_url(self) -> str:
        """The address that adds the meeting to Outlook."""
        return entries.outlook_url(self.meeting)


def asking(invitation: Invitation, meeting: Meeting | None, *, now: datetime) -> Asking | None:
    """Return what the page says about a meeting that takes place."""
    if meeting is None or not meeting.is_confirmed:
        return None
    meeting.calendar, meeting.invitation = invitation.calendar, invitation
    proposal = meeting.proposals.pending().first()
    is_settled = proposal is not None or meeting.end <= now
    return Asking(meeting, proposal, [] if is_settled else _times(meeting, now))


def ask(invitation: Invitation, wish: Wish, *, now: datetime) -> None:
    """Ask the owner for another time. Raises InvalidFields, and what ``proposals.propose`` raises."""
    if not wish.start:
        raise InvalidFields({"start": [gettext(NOTHING_CHOSEN)]})
    serializer = ProposalWriteSerializer(data=asdict(wish))
    if not serializer.is_valid():
        raise InvalidFields(serializer.errors)
    meeting = invitation.meetings.confirmed().select_related("owner", "calendar").first()
    if meeting is None:
        raise proposals.NotConfirmed
    try:
        proposals.propose(meeting=meeting, side=INVITEE, now=now, **serializer.validated_data)
    except InvalidFields as error:
        raise InvalidFields({"start": [gettext(NOT_POSSIBLE)]}) from error


def reply(reply: Reply, invitation: Invitation, named: str, *, now: datetime) -> None:
    """Do something with the proposal that the form names. Raises InvalidFields and what ``reply`` raises."""
    waiting = Proposal.objects.filter(meeting__invitation=invitation).pending().with_meeting()
    proposal = next((each for each in waiting if str(each.pk) == named), None)
    if proposal is None:
        raise proposals.ProposalAnswered
    try:
        reply(proposal=proposal, side=INVITEE, now=now)
    except InvalidFields as error:
        raise InvalidFields({"start": [gettext(NOT_POSSIBLE)]}) from error


def _times(meeting: Meeting, now: datetime) -> list[Piece]:
    """Return the times that the owner could still give: what is taken is cut out, and does not show."""
    book = _book(meeting, now)
    calendar = meeting.calendar
    offered = pieces_of(calendar.owner_slots)  # type: ignore[attr-defined]
    taken = [Piece(each.start, each.end) for each in book.busy]
    taken += [
        Piece(each.start - calendar.buffer, each.end + calendar.buffer) for each in book.standing.values()
    ]
    grid = rows(without(offered, taken), duration=calendar.duration, buffer=calendar.buffer, now=now)
    times = [replace(row, end=row.start + calendar.duration) for row in grid if row.start != meeting.start]
    possible = (time for time in times if not any(book.faults([Booking(meeting.invitation_id, time.start)])))
    return list(islice(possible, MOST_TIMES))


def _book(meeting: Meeting, now: datetime) -> Book:
    """Open the book for one invitee, who agrees by asking, without everybody else's times."""
    calendar = meeting.calendar
    prefetch_related_objects([meeting.invitation], "slots")
    calendar.owner_slots = list(calendar.slots.of_owner())  # type: ignore[attr-defined]
    book = Book(
        calendar=calendar,
        invitations={meeting.invitation_id: meeting.invitation},
        standing={each.invitation_id: each for each in calendar.meetings.confirmed()},
        draft={},
        busy=tuple(Meeting.objects.blocking(calendar).coming(now)),
        now=now,
        agreed=frozenset({meeting.invitation_id}),
    )
    return book.around(meeting)
