"""Pieces of time, half-open, as the page's forms name them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.utils.translation import pgettext_lazy

from calendars.models import Slot
from calendars.services.availability import FARTHEST, LONGEST

WORDS = (
    pgettext_lazy("how well a time suits", "No"),
    pgettext_lazy("how well a time suits", "Low"),
    pgettext_lazy("how well a time suits", "Medium"),
    pgettext_lazy("how well a time suits", "High"),
)

_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{6})?Z"
_PIECE = re.compile(f"({_MOMENT})/({_MOMENT})/([0-3])")


@dataclass(frozen=True, order=True, slots=True)
class Piece:
    """A time ``[start, end)`` and how well it suits; 0 is not at all."""

    start: datetime
    end: datetime
    preference: int = 0

    @property
    def key(self) -> str:
        """Name the time in a form, as an interval of ISO 8601."""
        moments = (moment.astimezone(UTC).isoformat() for moment in (self.start, self.end))
        return "/".join(moments).replace("+00:00", "Z")

    @property
    def moment(self) -> str:
        """Name its start in a form, as ISO 8601 does."""
        return self.key.partition("/")[0]

    @property
    def word(self) -> str:
        """The preference in a word."""
        return str(WORDS[self.preference])


def pieces_of(slots: Iterable[Slot]) -> list[Piece]:
    """Return slots as pieces."""
    return [Piece(slot.start, slot.end, slot.preference) for slot in slots]


def slots_from(pieces: Iterable[Piece]) -> list[Slot]:
    """Return unsaved slots."""
    return [Slot(start=piece.start, end=piece.end, preference=piece.preference) for piece in pieces]


def read_piece(named: str, now: datetime) -> Piece | None:
    """Return the piece that ``start/end/preference`` names, or None for what no page of ours has offered."""
    parts = _PIECE.fullmatch(named)
    if not parts:
        return None
    try:
        start, end = (datetime.fromisoformat(parts[place]) for place in (1, 2))
    except ValueError:  # the 31st of February
        return None
    is_possible = now - FARTHEST <= start < end <= now + FARTHEST and end - start <= LONGEST
    return Piece(start, end, int(parts[3])) if is_possible else None


def merge(pieces: Iterable[Piece]) -> list[Piece]:
    """Join pieces of one preference that touch, as far as one slot may reach."""
    merged: list[Piece] = []
    for piece in sorted(pieces):
        last = merged[-1] if merged else piece
        is_alike = last.end == piece.start and last.preference == piece.preference
        if is_alike and piece.end - last.start <= LONGEST:
            merged[-1] = replace(last, end=piece.end)
        else:
            merged.append(piece)
    return merged
