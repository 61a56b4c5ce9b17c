"""Find the starts worth considering: all that an optimal left-shifted schedule can use.

These are the "normal patterns" of N. Christofides and C. Whitlock, "An algorithm for two-dimensional cutting
problems", Operations Research 25 (1977) 30-44; `docs/scheduling.md` proves that nothing better is lost.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from types import MappingProxyType

from scheduling.intervals import MICROSECOND, ticks, union
from scheduling.pieces import Piece, Snap, anchored, grid, meet, on_grid, starts, taken
from scheduling.types import Invitee, Key, Problem, Slot

Option = tuple[int, int]
"""A start in microseconds and its grade."""

Options = list[list[Option]]
"""The options of each invitee, in the order of the starts."""

Memory = dict[tuple[Key, int], tuple[Sequence[Slot], list[Piece]]]
"""What was read: by an invitee's key and a duration, the slots and the pieces they give."""

NOTHING: Mapping[Key, int] = MappingProxyType({})

MOST_REGULAR = 600_000
"""Options up to which all are considered where starts do not collide."""

MOST_COLLIDING = 60_000
"""Options up to which all are considered where starts collide, and beyond which some are left out."""


@dataclass(frozen=True, slots=True)
class Instance:
    """Hold the invitees still to be placed, in the order of their keys, and the starts each may have.

    `options[i]` belongs to `keys[i]`. Two meetings start at least `gap` apart; with `collide` false all
    different starts do. `complete` says that no start was left out which a best schedule may need. If one
    was, `grades[i]` still are all there are, and no more than `room` meetings fit into the owner's time.
    """

    keys: tuple[Key, ...]
    options: Sequence[Sequence[Option]]
    gap: int
    collide: bool
    complete: bool
    grades: Sequence[Set[int]]
    room: int


def instance(problem: Problem, also: Mapping[Key, int] = NOTHING, memory: Memory | None = None) -> Instance:
    """Read a problem as integers; `also` names by key one more start to consider, where it is possible.

    With a `memory`, what was read of an invitee is not read again in a problem that differs elsewhere.
    """
    duration = ticks(problem.duration)
    gap = duration + ticks(problem.buffer)
    owner = starts(problem.owner, duration, taken(problem))
    snap = grid(problem)
    pinned = {booking.key for booking in problem.pinned}
    free = [invitee for invitee in problem.invitees if invitee.key not in pinned]
    given = [_given(invitee, duration, {} if memory is None else memory) for invitee in free]
    ends = [end for _, end, _ in owner]
    pieces = [on_grid(meet(owner, ends, theirs), snap) for theirs in given]
    arrivals = sorted(
        (first, end, grade, who, own)
        for who, mine in enumerate(pieces)
        for first, end, grade, own in _split(mine, also.get(free[who].key))
    )
    options = _regular(arrivals, len(free), gap, snap) or _chained(arrivals, len(free), gap, snap)
    complete = options is not None
    stretches = union((first, end) for first, end, _ in owner)
    if options is None:
        step = ticks(problem.step or MICROSECOND)
        options = _coarse(
            arrivals, len(free), [snap(first) for first, _ in stretches], -(-gap // step) * step
        )
    return Instance(
        keys=tuple(invitee.key for invitee in free),
        options=options,
        gap=gap,
        collide=_collide(options, gap),
        complete=complete,
        grades=[{grade for _, _, grade in mine} for mine in pieces],
        room=sum((end - first - 1) // gap + 1 for first, end in stretches),
    )


def _given(invitee: Invitee, duration: int, memory: Memory) -> list[Piece]:
    slots, pieces = memory.get((invitee.key, duration), ((), []))
    if slots is not invitee.slots:
        pieces = starts(invitee.slots, duration, ())
        memory[invitee.key, duration] = invitee.slots, pieces
    return pieces


Arrival = tuple[int, int, int, int, bool]
"""A piece, whose it is, and whether a meeting cannot move earlier from its first start."""


def _split(pieces: Sequence[Piece], also: int | None) -> Iterator[tuple[int, int, int, bool]]:
    """Say of each piece whether its first start needs no chain; begin another with the start to consider."""
    for (first, end, grade), own in zip(pieces, _blocked(pieces), strict=True):
        if also is not None and first < also < end:
            yield first, also, grade, own
            yield also, end, grade, True
        else:
            yield first, end, grade, own or first == also


def _blocked(pieces: Sequence[Piece]) -> Iterator[bool]:
    """Say of each piece whether a meeting at its first start would lose by moving earlier."""
    before = (0, 0, 0)
    for piece in pieces:
        (_, end, grade), before = before, piece
        yield end != piece[0] or grade >> 2 < piece[2] >> 2 or grade & 3 < piece[2] & 3


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


def _regular(arrivals: Sequence[Arrival], count: int, gap: int, snap: Snap) -> Options | None:
    """Follow every chain of starts to its end; None when two starts are closer than the gap, or too many."""
    options: Options = [[] for _ in range(count)]
    active: list[Arrival] = []
    chains: list[int] = []
    reached = free_from = None
    left = MOST_REGULAR
    for now, coming in _moments(arrivals, chains):
        active += coming
        if now != reached and not any(own for *_, own in coming):
            continue
        active = [arrival for arrival in active if arrival[1] > now]
        if not active:
            continue
        left -= len(active)
        if left < 0 or (free_from is not None and now < free_from):
            return None
        for _, _, grade, who, _ in active:
            options[who].append((now, grade))
        free_from = now + gap
        reached = snap(free_from)
        heappush(chains, reached)
    return options


def _chained(arrivals: Sequence[Arrival], count: int, gap: int, snap: Snap) -> Options | None:
    """Follow chains of different invitees, none longer than they are; None when there are too many starts."""
    options: Options = [[] for _ in range(count)]
    left = MOST_COLLIDING
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
        left -= len(placed)
        if left < 0:
            return None
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
        links[after] = (None, min(length, links[after][1]))
    else:
        links[after] = (lone, length)
        heappush(chains, after)


def _collide(options: Options, gap: int) -> bool:
    times = sorted({start for row in options for start, _ in row})
    return any(later - earlier < gap for earlier, later in pairwise(times))


def _coarse(arrivals: Sequence[Arrival], count: int, anchors: Sequence[int], gap: int) -> Options:
    """Keep the starts on a grid of the gap or wider; for who has none there, those that need no chain."""
    total = sum((end - first) // gap + 1 for first, end, *_ in arrivals)
    stride = gap * (total // (4 * MOST_REGULAR) + 1)
    snap = anchored(anchors, stride)
    options: Options = [[] for _ in range(count)]
    others: Options = [[] for _ in range(count)]
    for first, end, grade, who, own in arrivals:
        options[who] += [(start, grade) for start in range(snap(first), end, stride)]
        others[who] += [(first, grade)] if own else []
    options = [row or other for row, other in zip(options, others, strict=True)]
    most = max(2, (MOST_COLLIDING if _collide(options, gap) else MOST_REGULAR) // count)
    return [row if len(row) <= most else _thinned(row, most) for row in options]


def _thinned(row: Sequence[Option], most: int) -> list[Option]:
    """Keep about so many starts: half of them the best, half spread over the whole time."""
    best = sorted(row, key=lambda option: -(option[1] >> 2) - (option[1] & 3))
    return sorted({*best[: most // 2], *row[:: 2 * len(row) // most + 1]})
