"""Find when a meeting may start, and which preferences it has then."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from scheduling.intervals import Span, subtract, tick, ticks, union
from scheduling.types import Problem, Slot

Piece = tuple[int, int, int]
"""Starts `[first, end)` in microseconds and their level, which is a preference, or their grade.

A grade is 4 * owner preference + invitee preference.
"""

Snap = Callable[[int], int]
"""What gives the first allowed start that is not before a time."""


def taken(problem: Problem) -> list[Span]:
    """Merge the times no meeting may touch: the busy ones, and the pinned ones with their buffer."""
    buffer = ticks(problem.buffer)
    length = ticks(problem.duration) + buffer
    pinned = [tick(booking.start) for booking in problem.pinned]
    return union(
        [busy.span for busy in problem.busy] + [(start - buffer, start + length) for start in pinned]
    )


def starts(slots: Iterable[Slot], duration: int, holes: Iterable[Span]) -> list[Piece]:
    """Give the starts of meetings inside the slots and outside the holes, by lowest preference touched.

    A meeting has at least the preference p where it lies inside the union of the slots of p or more.
    """
    spans: dict[int, list[Span]] = {3: [], 2: [], 1: []}
    for slot in slots:
        spans[slot.preference].append(slot.span)
    cuts = list(holes)
    pieces: list[Piece] = []
    inside: list[Span] = []
    better: list[Span] = []
    for level, more in spans.items():
        if more:
            inside = union(inside + more)
            free = subtract(inside, cuts) if cuts else inside
            fitting = [(start, end - duration + 1) for start, end in free if end - start >= duration]
            pieces += [(first, end, level) for first, end in subtract(fitting, better)]
            better = fitting
    return sorted(pieces)


def lowest_preference(slots: Iterable[Slot], start: datetime, duration: timedelta) -> int:
    """Give the lowest preference a meeting touches; 0 when it does not lie inside the slots."""
    begin = tick(start)
    pieces = starts(slots, ticks(duration), ())
    return next((level for first, end, level in pieces if first <= begin < end), 0)


def meet(owner: Sequence[Piece], ends: Sequence[int], invitee: Sequence[Piece]) -> list[Piece]:
    """Give the starts that suit both sides, by grade; `ends` are those of the owner's pieces."""
    both: list[Piece] = []
    for their_first, their_end, their_preference in invitee:
        position = bisect_right(ends, their_first)
        while position < len(owner) and owner[position][0] < their_end:
            first, end, preference = owner[position]
            both.append((max(first, their_first), min(end, their_end), 4 * preference + their_preference))
            position += 1
    return both


def on_grid(pieces: Iterable[Piece], snap: Snap) -> list[Piece]:
    """Keep the pieces that hold an allowed start, and let them begin there."""
    snapped = ((snap(first), snap(end), grade) for first, end, grade in pieces)
    return [piece for piece in snapped if piece[0] < piece[1]]


def grid(problem: Problem) -> Snap:
    """Allow every time, or with a step those on a grid that begins with each stretch of the owner's slots.

    Busy and pinned times do not move the grid.
    """
    if problem.step is None:
        return lambda time: time
    stretches = union(slot.span for slot in problem.owner)
    return anchored([start for start, _ in stretches], ticks(problem.step))


def anchored(anchors: Sequence[int], step: int) -> Snap:
    """Allow the times on a grid that begins again at each of the anchors, which rise.

    >>> snap = anchored([0, 50], 20)
    >>> snap(5), snap(45), snap(51)
    (20, 50, 70)
    """

    def snap(time: int) -> int:
        after = bisect_right(anchors, time)
        anchor = anchors[max(0, after - 1)]
        rounded = anchor + -(-(time - anchor) // step) * step
        return min(rounded, *anchors[after : after + 1]) if after < len(anchors) else rounded

    return snap
