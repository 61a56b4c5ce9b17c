"""Read what an invitee sends, and keep it for the page where something is wrong with it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext, gettext_noop
from rest_framework.exceptions import ValidationError

from calendars.models import Invitation, Slot
from calendars.pages.asking import Wish
from calendars.pages.grid import gaps_of
from calendars.pages.pieces import Piece, merge, pieces_of, read_piece, slots_from
from calendars.pages.typed import OtherTime, slots_typed, typed
from oneonone.errors import InvalidFields
from oneonone.fields import time_zones
from oneonone.inputs import ParagraphField

ROW = "at "  # the names of the rows' fields begin with it

UNREADABLE = gettext_noop("Some of the times could not be read. Please look at them again.")
NO_ZONE = gettext_noop("This is no time zone. Please choose one from the list.")
NOTHING_CHOSEN = gettext_noop("Please choose at least one time. If none suits you, decline below instead.")

# A field keeps its messages in the language of its first fault, so that each form has its own.
_comment = partial(ParagraphField, allow_blank=True, max_length=2000)


@dataclass(slots=True)
class AnswerForm:
    """An answer on its way: what is chosen, what is typed, and what is wrong with it."""

    zone: str
    comment: str = ""
    chosen: list[Piece] = field(default_factory=list)
    others: list[OtherTime] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    slots: list[Slot] = field(default_factory=list)
    wish: Wish = field(default_factory=Wish)
    proposal: str = ""
    is_unsent: bool = False
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
        form.is_unsent = not form.repeats(invitation, now)
        if not form.slots and not form.faults:
            form.faults.append(gettext(NOTHING_CHOSEN))
        return form

    @classmethod
    def turned(cls, posted: QueryDict, invitation: Invitation, *, now: datetime) -> Self:
        """Return the form as it was filled so far, to be shown in the zone that it asks for."""
        form = cls.sent(posted, invitation, now=now)
        form.faults = [fault for fault in form.faults if fault == gettext(NO_ZONE)]
        return form

    @classmethod
    def spoken(cls, posted: QueryDict, invitation: Invitation) -> Self:
        """Return the form of somebody who sends a word and no times."""
        form = cls.stored(invitation)
        form.read_comment(posted)
        form.wish = Wish(posted.get("start", ""), posted.get("message", ""))
        form.proposal = posted.get("proposal", "")
        return form

    def repeats(self, invitation: Invitation, now: datetime) -> bool:
        """Whether it says what the stored answer says."""
        stored = [piece for piece in pieces_of(invitation.slots.all()) if piece.end > now]
        is_same = merge(self.chosen) == merge(stored) and self.comment == invitation.comment
        return is_same and not self.others

    def turn_to(self, zone: str) -> None:
        """Show and read times in another zone."""
        if zone in time_zones():
            self.zone = zone
        else:
            self.faults.append(gettext(NO_ZONE))

    def read_comment(self, posted: QueryDict) -> None:
        """Take the comment, and note what is wrong with it."""
        self.comment = posted.get("comment", self.comment)
        try:
            self.comment = _comment().run_validation(self.comment)
        except ValidationError as error:
            about = gettext("Comment: %(fault)s")
            self.faults += [about % {"fault": message} for message in messages(error.detail)]

    def read_chosen(self, posted: QueryDict, duration: timedelta, now: datetime) -> list[Slot]:
        """Return rows that have not begun, the gaps beside them, and kept times that are not over."""
        fields = {name.removeprefix(ROW): posted[name] for name in posted if name.startswith(ROW)}
        self.refused = {key for key, preference in fields.items() if preference == "0"}
        rows = self.read_pieces([f"{key}/{preference}" for key, preference in fields.items()], now)
        gaps = self.read_pieces(posted.getlist("gap"), now)
        kept = self.read_pieces(posted.getlist("keep"), now)
        on_rows = [row for row in rows if row.start >= now]
        self.chosen = on_rows + gaps_of(gaps, on_rows, duration=duration) + kept
        return slots_from(merge(self.chosen))

    def read_pieces(self, named: list[str], now: datetime) -> list[Piece]:
        """Return what suits and is not over, and note what cannot be read."""
        pieces = [read_piece(name, now) for name in named]
        if None in pieces:
            self.faults.append(gettext(UNREADABLE))
        return [piece for piece in pieces if piece and piece.preference and piece.end > now]

    def read_others(self, posted: QueryDict) -> list[Slot]:
        """Return the typed times, and note what is wrong with them.

        They are read in the zone of the page that they were typed on, and shown in the form's.
        """
        times = list(typed(posted))
        named = posted.get("typed_zone", self.zone)
        zone = ZoneInfo(named if named in time_zones() else self.zone)
        self.others = [time.turned(zone, ZoneInfo(self.zone)) for time in times]
        try:
            return slots_typed(times, zone)
        except InvalidFields as error:
            self.faults += messages(error.errors)
            return []


def messages(detail: Any) -> list[str]:
    """Return the messages of DRF's errors in order, each once."""
    if isinstance(detail, list | dict):
        inner = detail.values() if isinstance(detail, dict) else detail
        return list(dict.fromkeys(message for part in inner for message in messages(part)))
    return [str(detail)]
