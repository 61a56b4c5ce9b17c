"""What the page says in each state of an invitation."""

from dataclasses import dataclass
from datetime import datetime

from calendars import wording
from calendars.models import Invitation, Meeting
from calendars.pages import standing
from calendars.pages.asking import Asking, asking
from calendars.pages.forms import AnswerForm
from calendars.pages.grid import gaps_of, lay, rows
from calendars.pages.pieces import WORDS, Piece, merge, pieces_of
from calendars.pages.told import Told
from calendars.pages.typed import OtherTime
from calendars.pages.weeks import Week, weeks
from calendars.pages.zones import zones_by_region

_BLANK_TIMES = 3


@dataclass(frozen=True, slots=True)
class Page(Told):
    """Everything that the template shows."""

    state: str
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
    def message(self) -> str:
        """What is said beside the other time that is asked for."""
        proposal = self.asking and self.asking.proposal
        return wording.lines(proposal.message) if proposal else ""

    @property
    def can_reply(self) -> bool:
        """Whether the invitee can still decline, or come back."""
        return self.state in {"open", "answered"}

    @property
    def row_count(self) -> int:
        """How many times there are to choose from."""
        return sum(week.row_count for week in self.weeks)

    @property
    def has_wishes(self) -> bool:
        """Whether some of the times suit the owner better than others."""
        return len({row.wish for week in self.weeks for day in week.days for row in day.rows}) > 1

    @property
    def is_zone_known(self) -> bool:
        """Whether the reader's zone is known, not only the calendar's."""
        return bool(self.invitation.time_zone) or self.form.zone != self.invitation.calendar.time_zone

    @property
    def typed(self) -> list[OtherTime]:
        """The times that the invitee typed, and room for more."""
        return [*self.form.others, *[OtherTime()] * _BLANK_TIMES]

    @property
    def preferences(self) -> list[tuple[int, str]]:
        """The preferences and what they are called."""
        return [(preference, str(word)) for preference, word in enumerate(WORDS)]

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
    meeting = standing.meeting(invitation)
    asked = asking(invitation, meeting, now=now)
    return Page(
        state=standing.state(invitation, now),
        invitation=invitation,
        form=form,
        meeting=meeting,
        asking=asked,
        other_weeks=weeks(asked.times if asked else [], offered, form.zone),
        others=standing.others(invitation),
        answer=merge(pieces_of(invitation.slots.all())),
        weeks=weeks(laid, offered, form.zone),
        kept=[piece for piece in coming if piece not in gaps],
        gaps=gaps,
    )
