"""Cut the owner's times into rows to choose from, and lay an answer onto them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from operator import attrgetter

from calendars.pages.pieces import Piece, merge
from calendars.services.availability import LONGEST

# More would be no help to anybody, and a form of more than twice as many fields is refused.
MOST_ROWS = 1000


def rows(offered: Iterable[Piece], *, duration: timedelta, buffer: timedelta, now: datetime) -> list[Piece]:
    """Return a row for each meeting that fits, from the start of each stretch on, without what has begun.

    Where this makes too many rows, each takes two meetings, or four, and so on up to a day.
    """
    stretches = _union(offered)
    pitch = duration + buffer
    counts = [(stretch.end - stretch.start + buffer) // pitch for stretch in stretches]
    together = 1
    while sum(-(-count // together) for count in counts) > MOST_ROWS and 2 * together * pitch <= LONGEST:
        together *= 2
    return [
        Piece(start, start + (min(together, count - first) - 1) * pitch + duration)
        for stretch, count in zip(stretches, counts, strict=True)
        for first in range(0, count, together)
        if (start := stretch.start + first * pitch) >= now
    ]


def without(offered: Iterable[Piece], taken: Iterable[Piece]) -> list[Piece]:
    """Return what is left of the offered stretches."""
    left = _union(offered)
    for hole in _union(taken):
        left = [rest for piece in left for rest in _around(piece, hole)]
    return left


def lay(answer: Iterable[Piece], rows: Iterable[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Return the rows with the answer's preferences, and the parts of the answer that no row holds.

    A row has the lowest preference in it, or 0 unless the answer covers it wholly.
    """
    rows = list(rows)
    levels = list(_levels(answer, {moment for row in rows for moment in (row.start, row.end)}))
    laid: list[Piece] = []
    held: set[Piece] = set()
    for row in rows:
        first, last = (
            bisect_left(levels, moment, key=attrgetter("start")) for moment in (row.start, row.end)
        )
        inside = levels[first:last]
        is_covered = sum((level.end - level.start for level in inside), timedelta()) == row.end - row.start
        laid.append(replace(row, preference=min(level.preference for level in inside) if is_covered else 0))
        held.update(inside if is_covered else [])
    return laid, merge(level for level in levels if level not in held)


def gaps_of(pieces: Iterable[Piece], beside: Iterable[Piece], *, duration: timedelta) -> list[Piece]:
    """Return pieces that touch a chosen one and are too short for a meeting: what rows leave for buffers."""
    chosen = [piece for piece in beside if piece.preference]
    ends = {piece.start for piece in chosen} | {piece.end for piece in chosen}
    return [
        piece for piece in pieces if piece.end - piece.start < duration and {piece.start, piece.end} & ends
    ]


def _union(pieces: Iterable[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in sorted(pieces):
        if merged and piece.start <= merged[-1].end:
            merged[-1] = replace(merged[-1], end=max(piece.end, merged[-1].end))
        else:
            merged.append(piece)
    return merged


def _around(piece: Piece, hole: Piece) -> Iterator[Piece]:
    for start, end in (piece.start, min(piece.end, hole.start)), (max(piece.start, hole.end), piece.end):
        if start < end:
            yield replace(piece, start=start, end=end)


def _levels(pieces: Iterable[Piece], cuts: set[datetime]) -> Iterator[Piece]:
    """Yield the union in parts that no end of a piece and no cut divides; the higher preference counts."""
    coming = sorted(pieces, reverse=True)
    moments = sorted({moment for piece in coming for moment in (piece.start, piece.end)} | cuts)
    present: list[Piece] = []
    for start, end in pairwise(moments):
        while coming and coming[-1].start <= start:
            present.append(coming.pop())
        present = [piece for piece in present if piece.end > start]
        if present:
            yield Piece(start, end, max(piece.preference for piece in present))
