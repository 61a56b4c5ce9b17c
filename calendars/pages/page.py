"""What the page says in each state of an invitation."""

from dataclasses import dataclass
from datetime import datetime

from calendars import links, wording
from calendars.models import Invitation, Meeting
from calendars.pages.asking import Asking, asking
from calendars.pages.forms import AnswerForm, OtherTime
from calendars.pages.grid import gaps_of, lay, rows
from calendars.pages.pieces import WORDS, Piece, merge, pieces_of
from calendars.pages.weeks import Week, weeks
from calendars.pages.zones import zones_by_region
from mail.rendering import one_line

_BLANK_TIMES = 3


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the template shows."""

    state: str
    invitation: Invitation
    form: AnswerForm
    meeting: Meeting | None
    asking: Asking | None
    other_weeks: list[Week]
    others: list[str]
    answer: list[Piece]
    weeks: list[Week]
    kept: list[Piece]
    gaps: list[Piece]

    @property
    def token(self) -> str:
        """The token of the link that led here."""
        return links.token(self.invitation)

    @property
    def owner(self) -> str:
        """The owner's name."""
        return wording.owner_name(self.invitation.calendar)

    @property
    def reader(self) -> str:
        """The invitee's first name."""
        return one_line(self.invitation.contact.first_name)

    @property
    def comment(self) -> str:
        """What the invitee said beside the times."""
        return wording.lines(self.invitation.comment)

    @property
    def message(self) -> str:
        """What is said beside the other time that is asked for."""
        proposal = self.asking and self.asking.proposal
        return wording.lines(proposal.message) if proposal else ""

    @property
    def title(self) -> str:
        """What it is about."""
        return wording.title(self.invitation.calendar)

    @property
    def description(self) -> str:
        """What the owner says about it."""
        return wording.description(self.invitation.calendar)

    @property
    def can_reply(self) -> bool:
        """Whether the invitee can still decline, or come back."""
        return self.state in {"open", "answered"}

    @property
    def row_count(self) -> int:
        """How many times there are to choose from."""
        return sum(week.row_count for week in self.weeks)

    @property
    def typed(self) -> list[OtherTime]:
        """The times that the invitee typed, and room for more."""
        return [*self.form.others, *[OtherTime()] * _BLANK_TIMES]

    @property
    def preferences(self) -> list[tuple[int, str]]:
        """The preferences and what they are called."""
        return list(enumerate(WORDS))

    @property
    def zones(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The zones to choose from, by region."""
        return zones_by_region()


def page_of(invitation: Invitation, form: AnswerForm, *, now: datetime) -> Page:
    """Return the page with the form as it stands."""
    calendar = invitation.calendar
    offered = pieces_of(calendar.slots.of_owner())
    grid = rows(offered, duration=calendar.duration, buffer=calendar.buffer, now=now)
    laid, left = lay(form.chosen, grid)
    coming = [piece for piece in left if piece.end > now]
    gaps = gaps_of(coming, laid, duration=calendar.duration)
    meeting = _meeting(invitation)
    asked = asking(invitation, meeting, now=now)
    return Page(
        state=_state(invitation, now),
        invitation=invitation,
        form=form,
        meeting=meeting,
        asking=asked,
        other_weeks=weeks(asked.times if asked else [], form.zone),
        others=_others(invitation),
        answer=merge(pieces_of(invitation.slots.all())),
        weeks=weeks(laid, form.zone),
        kept=[piece for piece in coming if piece not in gaps],
        gaps=gaps,
    )


def _state(invitation: Invitation, now: datetime) -> str:
    """Say what the invitee can do: "open" for everything, else why not."""
    deadline = invitation.effective_deadline
    if not invitation.calendar.is_open:
        return "finalized"
    if deadline and deadline <= now:
        return "late"
    if invitation.responded_at and not invitation.calendar.allow_changes:
        return "answered"
    return "open"


def _meeting(invitation: Invitation) -> Meeting | None:
    """Return the invitee's meeting; a cancelled one counts only where there will be no other."""
    shown = [Meeting.Status.CONFIRMED]
    if not invitation.calendar.is_open:
        shown.append(Meeting.Status.CANCELLED)
    # "confirmed" comes after "cancelled", which this turns around.
    return invitation.meetings.filter(status__in=shown).order_by("-status", "-pk").first()


def _others(invitation: Invitation) -> list[str]:
    """Return the other invitees' names, where the owner shows them."""
    calendar = invitation.calendar
    if not calendar.show_invitees:
        return []
    others = calendar.invitations.exclude(pk=invitation.pk).select_related("contact")
    return [wording.invitee_name(other) for other in others]
