"""Read what an invitee sends, and keep it for the page where something is wrong with it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from itertools import islice, zip_longest
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.http import QueryDict
from rest_framework.exceptions import ValidationError

from calendars.models import Invitation, Slot
from calendars.pages.asking import Wish
from calendars.pages.grid import gaps_of
from calendars.pages.pieces import Piece, merge, pieces_of, read_piece, slots_from
from calendars.serializers.slots import SlotWriteSerializer, slots_of
from oneonone.fields import time_zones
from oneonone.inputs import ParagraphField

ROW = "at "  # the names of the rows' fields begin with it

UNREADABLE = "Some of the times could not be read. Please look at them again."
HALF = "Please give both a start and an end."
NO_ZONE = "This is no time zone. Please choose one from the list."
NOTHING_CHOSEN = "Please choose at least one time. If none suits you, decline below instead."

_MOST_OTHERS = 20

_comment = ParagraphField(allow_blank=True, max_length=2000)


@dataclass(frozen=True, slots=True)
class OtherTime:
    """A time that the invitee typed, as it was typed."""

    start: str = ""
    end: str = ""
    preference: str = "3"


@dataclass(slots=True)
class AnswerForm:
    """An answer on its way: what is chosen, what is typed, and what is wrong with it."""

    zone: str
    comment: str = ""
    chosen: list[Piece] = field(default_factory=list)
    others: list[OtherTime] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    wish: Wish = field(default_factory=Wish)
    proposal: str = ""
    faults: list[str] = field(default_factory=list)

    @classmethod
    def stored(cls, invitation: Invitation, zone: str = "") -> Self:
        """Return the form as the present answer fills it, its times in ``zone`` where one is named."""
        form = cls(zone=invitation.reading_zone, comment=invitation.comment)
        form.chosen = pieces_of(invitation.slots.all())
        if zone:
            form.turn_to(zone)
        return form

    @classmethod
    def sent(cls, posted: QueryDict, invitation: Invitation, *, now: datetime) -> Self:
        """Return the form as it was sent; its ``slots`` are the answer unless there are ``faults``."""
        form = cls(zone=invitation.reading_zone, comment=invitation.comment)
        form.turn_to(posted.get("zone", ""))
        form.read_comment(posted)
        form.slots = form.read_chosen(posted, invitation.calendar.duration, now) + form.read_others(posted)
        if not form.slots and not form.faults:
            form.faults.append(NOTHING_CHOSEN)
        return form

    @classmethod
    def spoken(cls, posted: QueryDict, invitation: Invitation) -> Self:
        """Return the form of somebody who sends a word and no times."""
        form = cls.stored(invitation)
        form.read_comment(posted)
        form.wish = Wish(posted.get("start", ""), posted.get("message", ""))
        form.proposal = posted.get("proposal", "")
        return form

    def turn_to(self, zone: str) -> None:
        """Show and read times in another zone."""
        if zone in time_zones():
            self.zone = zone
        else:
            self.faults.append(NO_ZONE)

    def read_comment(self, posted: QueryDict) -> None:
        """Take the comment, and note what is wrong with it."""
        self.comment = posted.get("comment", self.comment)
        try:
            self.comment = _comment.run_validation(self.comment)
        except ValidationError as error:
            self.faults += [f"Comment: {message}" for message in messages(error.detail)]

    def read_chosen(self, posted: QueryDict, duration: timedelta, now: datetime) -> list[Slot]:
        """Return rows that have not begun, the gaps beside them, and kept times that are not over."""
        fields = [name for name in posted if name.startswith(ROW)]
        rows = self.read_pieces([f"{name.removeprefix(ROW)}/{posted[name]}" for name in fields], now)
        gaps = self.read_pieces(posted.getlist("gap"), now)
        kept = self.read_pieces(posted.getlist("keep"), now)
        on_rows = [row for row in rows if row.start >= now]
        self.chosen = on_rows + gaps_of(gaps, on_rows, duration=duration) + kept
        return slots_from(merge(self.chosen))

    def read_pieces(self, named: list[str], now: datetime) -> list[Piece]:
        """Return what suits and is not over, and note what cannot be read."""
        pieces = [read_piece(name, now) for name in named]
        if None in pieces:
            self.faults.append(UNREADABLE)
        return [piece for piece in pieces if piece and piece.preference and piece.end > now]

    def read_others(self, posted: QueryDict) -> list[Slot]:
        """Return the typed times, read in the form's zone, and note what is wrong with them."""
        self.others = list(_others(posted))
        if not all(time.start and time.end for time in self.others):
            self.faults.append(HALF)
            return []
        entries = [asdict(time) for time in self.others]
        serializer = SlotWriteSerializer(data=entries, many=True, context={"zone": ZoneInfo(self.zone)})
        if not serializer.is_valid():
            self.faults += messages(serializer.errors)
            return []
        return slots_of(serializer.validated_data)


def messages(detail: Any) -> list[str]:
    """Return the messages of DRF's errors in order, each once."""
    if isinstance(detail, list | dict):
        inner = detail.values() if isinstance(detail, dict) else detail
        return list(dict.fromkeys(message for part in inner for message in messages(part)))
    return [str(detail)]


def _others(posted: QueryDict) -> Iterator[OtherTime]:
    names = ("other_start", "other_end", "other_preference")
    typed = zip_longest(*(posted.getlist(name) for name in names), fillvalue="")
    for start, end, preference in islice(typed, _MOST_OTHERS):
        if start or end:
            yield OtherTime(start, end, preference)
