"""Choose among equally good schedules: fewest days, least idle time, earliest, then by key.

Exact for up to `SMALL` invitees as long as `STEPS` suffice. Otherwise sets of days are tried, or days left
out one by one, and then moves and swaps that lose nothing improve the rest.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle

from scheduling.assignment import Candidate
from scheduling.candidates import Instance
from scheduling.choice import Choice, Starts
from scheduling.days import Calendar, Rank, fewest_days, within
from scheduling.earliest import earliest
from scheduling.effort import Effort

SMALL = 12
"""Invitees up to whom every tie is looked at."""

STEPS = 20_000
"""Partial choices that may be looked at."""

EXCHANGES = 10_000
"""Steps for moves that rank better."""

EFFORT = 30_000
"""Candidates up to which a schedule is moved earlier as a whole."""


def settle(
    candidates: Sequence[Sequence[Candidate]],
    read: Instance,
    calendar: Calendar,
    choice: Choice,
    effort: Effort,
) -> Choice:
    """Replace a choice by the best ranked one of at least the same total weight that is found.

    Its bound and its proof stay: those of a choice on fewer days say nothing of the other days.
    """
    starts = _best_tie(candidates, read, calendar, choice) if len(candidates) <= SMALL else None
    if starts is None:
        fewer = fewest_days(candidates, read, calendar, choice, choice.value, effort)
        choice = replace(choice, value=fewer.value)
        starts = fewer.starts
        if choice.proof and sum(map(len, candidates)) <= EFFORT:
            starts = earliest(within(candidates, calendar, calendar.days(starts)), choice.proof)
        effort.spend(sum(map(len, candidates)))
        starts = _exchange([dict(row) for row in candidates], read.gap, calendar, starts)
    return replace(choice, starts=starts)


def _best_tie(
    candidates: Sequence[Sequence[Candidate]], read: Instance, calendar: Calendar, choice: Choice
) -> Starts | None:
    """Rank every choice of the same weight; None when that takes too many steps."""
    rows: list[list[tuple[int | None, int]]]
    found = choice.proof
    if found is None:
        rows = [[*row, (None, 0)] for row in candidates]
    else:
        rows = [
            [
                *(one for one in row if one[1] == worth + found.columns.get(one[0], 0)),
                *([(None, 0)] if worth == 0 else []),
            ]
            for row, worth in zip(candidates, found.rows, strict=True)
        ]
    best: tuple[Rank, Starts] | None = None
    for starts in _ties(rows, read.gap, choice.value):
        if starts is None:
            return None
        best = min(best or (calendar.rank(starts), starts), (calendar.rank(starts), starts))
    return best and best[1]


def _ties(rows: Sequence[Sequence[tuple[int | None, int]]], gap: int, goal: int) -> Iterator[Starts | None]:
    """Give every choice that weighs `goal`, and at last None if the steps did not suffice."""
    most = [0]
    for row in reversed(rows):
        most.append(most[-1] + max(weight for _, weight in row))
    most.reverse()
    ahead: list[tuple[Starts, int]] = [((), 0)]
    steps = STEPS
    while steps > 0:
        if not ahead:
            return
        starts, total = ahead.pop()
        steps -= 1
        if len(starts) == len(rows):
            yield starts
            continue
        steps -= len(rows[len(starts)]) // 50
        for start, weight in rows[len(starts)]:
            if total + weight + most[len(starts) + 1] >= goal and _fits(start, starts, gap):
                ahead.append(((*starts, start), total + weight))
    yield None


def _fits(start: int | None, others: Iterable[int | None], gap: int) -> bool:
    return start is None or all(other is None or abs(start - other) >= gap for other in others)


def _exchange(rows: Sequence[dict[int, int]], gap: int, calendar: Calendar, starts: Starts) -> Starts:
    """Let each invitee in turn make the first move that ranks better, while there is one and steps last."""
    best, holder = calendar.rank(starts), _holder(starts)
    steps, quiet = EXCHANGES, 0
    for who in cycle(range(len(rows))):
        quiet, steps = quiet + 1, steps - len(rows[who]) * (1 + len(rows[who]) // 50)
        for moved in _moves(rows, gap, starts, holder, who):
            steps -= 1 + len(rows) // 10
            rank = calendar.rank(moved)
            if rank < best:
                best, holder, starts, quiet = rank, _holder(moved), moved, 0
            if rank == best or steps < 0:
                break
        if quiet > len(rows) or steps < 0:
            break
    return starts


def _holder(starts: Starts) -> dict[int, int]:
    """Say who has each start, in the order of time."""
    return dict(sorted((start, who) for who, start in enumerate(starts) if start is not None))


def _moves(
    rows: Sequence[dict[int, int]], gap: int, starts: Starts, holder: dict[int, int], who: int
) -> Iterator[Starts]:
    """Give every choice that moves an invitee, and at most one who is in the way, and weighs the same."""
    met = list(holder)

    def near(start: int | None) -> set[int]:
        found = [] if start is None else met[bisect_right(met, start - gap) : bisect_left(met, start + gap)]
        return {holder[other] for other in found} - {who}

    for start, weight in rows[who].items():
        if start == starts[who]:
            continue
        change = weight - _weight(rows, starts, who)
        in_the_way = near(start)
        if not in_the_way and change == 0:
            yield _changed(starts, {who: start})
        if len(in_the_way) == 1:
            other = in_the_way.pop()
            wanted = _weight(rows, starts, other) - change
            for there, their_weight in (*rows[other].items(), (None, 0)):
                if their_weight == wanted and near(there) <= {other} and _fits(there, [start], gap):
                    yield _changed(starts, {who: start, other: there})


def _weight(rows: Sequence[dict[int, int]], starts: Starts, who: int) -> int:
    start = starts[who]
    return 0 if start is None else rows[who][start]


def _changed(starts: Starts, changes: dict[int, int | None]) -> Starts:
    return tuple(changes.get(who, start) for who, start in enumerate(starts))
