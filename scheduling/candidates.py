"""Find the starts worth considering: all that an optimal left-shifted schedule can use.

The proof that nothing better is lost is in `docs/scheduling.md`.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush

from scheduling.intervals import Span, subtract, tick, ticks, union
from scheduling.types import Key, Problem, Slot

Option = tuple[int, int]
"""A start in microseconds and its grade, which is 4 * owner preference + invitee preference."""

Piece = tuple[int, int, int]
"""Starts `[first, end)` of one level or grade."""

Snap = Callable[[int], int]
"""What gives the first allowed start not before a time."""


@dataclass(frozen=True, slots=True)
class Instance:
    """Hold the invitees still to be placed, in the order of their keys, and the starts each may have.

    `options[i]` belongs to `keys[i]` and rises by start. Two meetings start at least `gap` apart; with
    `collide` false all different starts do.
    """

    keys: tuple[Key, ...]
    options: Sequence[Sequence[Option]]
    gap: int
    collide: bool


def instance(problem: Problem) -> Instance:
    """Read a problem as integers."""
    duration = ticks(problem.duration)
    gap = duration + ticks(problem.buffer)
    owner = starts(problem.owner, duration, taken(problem))
    snap = _snap(problem)
    pinned = {booking.key for booking in problem.pinned}
    free = [invitee for invitee in problem.invitees if invitee.key not in pinned]
    pieces = [_on_grid(meet(owner, starts(invitee.slots, duration, ())), snap) for invitee in free]
    arrivals = sorted(
        (first, end, grade, who, own)
        for who, mine in enumerate(pieces)
        for (first, end, grade), own in zip(mine, _blocked(mine), strict=True)
    )
    regular = _regular(arrivals, len(free), gap, snap)
    options = regular if regular is not None else _chained(arrivals, len(free), gap, snap)
    return Instance(tuple(invitee.key for invitee in free), options, gap, regular is None)


def taken(problem: Problem) -> list[Span]:
    """Merge the times no meeting may touch: the busy ones, and the pinned ones with their buffer."""
    buffer = ticks(problem.buffer)
    length = ticks(problem.duration) + buffer
    pinned = [tick(booking.start) for booking in problem.pinned]
    return union(
        [(tick(busy.start), tick(busy.end)) for busy in problem.busy]
        + [(start - buffer, start + length) for start in pinned]
    )


def starts(slots: Iterable[Slot], duration: int, holes: Iterable[Span]) -> list[Piece]:
    """Give the starts of meetings inside the slots and outside the holes, by lowest preference touched.

    A meeting has at least the preference p where it lies inside the union of the slots of p or more.
    """
    spans = [(tick(slot.start), tick(slot.end), slot.preference) for slot in slots]
    cuts = list(holes)
    pieces: list[Piece] = []
    better: list[Span] = []
    for level in (3, 2, 1):
        inside = subtract(
            union((start, end) for start, end, preference in spans if preference >= level), cuts
        )
        fitting = [(start, end - duration + 1) for start, end in inside if end - start >= duration]
        pieces += [(first, end, level) for first, end in subtract(fitting, better)]
        better = fitting
    return sorted(pieces)


def lowest_preference(slots: Iterable[Slot], start: datetime, duration: timedelta) -> int:
    """Give the lowest preference a meeting touches; 0 when it does not lie inside the slots."""
    begin = tick(start)
    pieces = starts(slots, ticks(duration), ())
    return next((level for first, end, level in pieces if first <= begin < end), 0)


def meet(owner: Sequence[Piece], invitee: Sequence[Piece]) -> list[Piece]:
    """Give the starts that suit both sides, by grade."""
    both: list[Piece] = []
    mine = theirs = 0
    while mine < len(owner) and theirs < len(invitee):
        first, end, preference = owner[mine]
        their_first, their_end, their_preference = invitee[theirs]
        left, right = max(first, their_first), min(end, their_end)
        if left < right:
            both.append((left, right, 4 * preference + their_preference))
        if end <= their_end:
            mine += 1
        else:
            theirs += 1
    return both


def _snap(problem: Problem) -> Snap:
    """Anchor the grid at each stretch of the owner's slots, so that busy and pinned times never move it."""
    if problem.step is None:
        return lambda time: time
    step = ticks(problem.step)
    anchors = [start for start, _ in union((tick(slot.start), tick(slot.end)) for slot in problem.owner)]

    def snap(time: int) -> int:
        after = bisect_right(anchors, time)
        anchor = anchors[max(0, after - 1)]
        rounded = anchor + -(-(time - anchor) // step) * step
        return min(rounded, *anchors[after : after + 1]) if after < len(anchors) else rounded

    return snap


def _on_grid(pieces: Iterable[Piece], snap: Snap) -> list[Piece]:
    snapped = ((snap(first), snap(end), grade) for first, end, grade in pieces)
    return [piece for piece in snapped if piece[0] < piece[1]]


def _blocked(pieces: Sequence[Piece]) -> Iterator[bool]:
    """Say of each piece whether a meeting at its first start would lose by moving earlier."""
    before = (0, 0, 0)
    for piece in pieces:
        (_, end, grade), before = before, piece
        yield end != piece[0] or grade >> 2 < piece[2] >> 2 or grade & 3 < piece[2] & 3


Arrival = tuple[int, int, int, int, bool]
"""A piece, whose it is, and whether a meeting cannot move earlier from its first start."""


def _moments(arrivals: Sequence[Arrival], chains: list[int]) -> Iterator[tuple[int, Sequence[Arrival]]]:
    """Give in order each time that something arrives at or a chain, a heap, reaches, with what arrives."""
    position = 0
    while position < len(arrivals) or chains:
        now = min(chains[:1] + [first for first, *_ in arrivals[position : position + 1]])
        while chains and chains[0] == now:
            heappop(chains)
        upto = position
        while upto < len(arrivals) and arrivals[upto][0] == now:
            upto += 1
        yield now, arrivals[position:upto]
        position = upto


def _regular(arrivals: Sequence[Arrival], count: int, gap: int, snap: Snap) -> list[list[Option]] | None:
    """Follow every chain of starts to its end; None as soon as two starts are closer than the gap."""
    options: list[list[Option]] = [[] for _ in range(count)]
    active: list[Arrival] = []
    chains: list[int] = []
    free_from = 0
    reached: int | None = None
    for now, coming in _moments(arrivals, chains):
        active += coming
        if now != reached and not any(own for *_, own in coming):
            continue
        active = [arrival for arrival in active if arrival[1] > now]
        if not active:
            continue
        if now < free_from:
            return None
        for _, _, grade, who, _ in active:
            options[who].append((now, grade))
        free_from = now + gap
        reached = snap(free_from)
        heappush(chains, reached)
    return options


def _chained(arrivals: Sequence[Arrival], count: int, gap: int, snap: Snap) -> list[list[Option]]:
    """Follow chains of different invitees only, none longer than there are invitees."""
    options: list[list[Option]] = [[] for _ in range(count)]
    active: list[Arrival] = []
    chains: list[int] = []
    links: dict[int, tuple[int | None, int]] = {}
    for now, coming in _moments(arrivals, chains):
        active += coming
        before, length = links.pop(now, (None, count))
        placed = [arrival for arrival in coming if arrival[4]]
        if length < count:
            active = [arrival for arrival in active if arrival[1] > now]
            placed = [
                arrival for arrival in active if arrival[3] != before or (arrival[0] == now and arrival[4])
            ]
        for _, _, grade, who, _ in placed:
            options[who].append((now, grade))
        if placed:
            own = any(arrival[0] == now and arrival[4] for arrival in placed)
            _link(links, chains, snap(now + gap), placed, 1 if own else length + 1)
    return options


def _link(
    links: dict[int, tuple[int | None, int]],
    chains: list[int],
    after: int,
    placed: Sequence[Arrival],
    length: int,
) -> None:
    """Note that a start may follow one of `placed`, each the last of a chain of `length` meetings."""
    lone = placed[0][3] if len(placed) == 1 else None
    if after in links:
        other, shorter = links[after]
        links[after] = (lone if lone == other else None, min(length, shorter))
    else:
        links[after] = (lone, length)
        heappush(chains, after)
