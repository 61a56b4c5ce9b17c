"""Choose among equally good schedules: fewest days, least idle time, earliest, then by key.

Exact for up to `SMALL` invitees as long as `STEPS` suffice. Otherwise sets of days are tried, or days left
out one by one, and then moves and swaps that lose nothing improve the rest.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, cycle
from math import comb, gcd

from scheduling.assignment import Candidate, assign
from scheduling.candidates import Instance
from scheduling.choice import TRIAL, Choice, Starts, choose
from scheduling.intervals import moment, tick, ticks
from scheduling.types import Problem

Rank = tuple[int, int, int, tuple[int, ...]]
"""Days, idle time, sum of the starts, the starts in the order of the keys: the smaller, the better."""

SMALL = 12
"""Invitees up to whom every tie is looked at."""

STEPS = 20_000
"""Partial choices that may be looked at."""

EFFORT = 300_000
"""Candidates that may be read in the search for fewer days, and for an earlier schedule."""
COLLIDING = 20
"""How often a candidate is read where starts collide, about."""

NEVER = 1 << 62
"""A start after all others, for those left out."""


@dataclass(slots=True)
class Calendar:
    """Rank schedules of a problem by the objectives that remain when the first three are equal."""

    problem: Problem
    pinned: tuple[int, ...] = ()
    duration: int = 0
    known: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pinned = tuple(tick(booking.start) for booking in self.problem.pinned)
        self.duration = ticks(self.problem.duration)

    def day(self, start: int) -> int:
        """Number the day on which a meeting starts, in the problem's zone."""
        if start not in self.known:
            self.known[start] = moment(start).astimezone(self.problem.zone).toordinal()
        return self.known[start]

    def days(self, starts: Iterable[int | None]) -> dict[int, list[int]]:
        """Sort the starts, those of the pinned meetings among them, into days."""
        days: dict[int, list[int]] = {}
        for start in sorted([*self.pinned, *(start for start in starts if start is not None)]):
            days.setdefault(self.day(start), []).append(start)
        return days

    def idle(self, days: dict[int, list[int]]) -> int:
        """Sum the time between the meetings of each day, in microseconds."""
        return sum(starts[-1] - starts[0] - self.duration * (len(starts) - 1) for starts in days.values())

    def rank(self, starts: Starts) -> Rank:
        """Rank a choice of starts."""
        days = self.days(starts)
        by_key = tuple(NEVER if start is None else start for start in starts)
        return len(days), self.idle(days), sum(start for start in by_key if start != NEVER), by_key


def settle(
    candidates: Sequence[Sequence[Candidate]], read: Instance, calendar: Calendar, choice: Choice
) -> Choice:
    """Replace a choice by the best ranked one of the same total weight that is found."""
    starts = _best_tie(candidates, read, calendar, choice.value) if len(candidates) <= SMALL else None
    if starts is None:
        fewer = fewest_days(candidates, read, calendar, choice, lambda other: other.value == choice.value)
        if not read.collide and sum(map(len, candidates)) <= EFFORT:
            fewer = _earliest(within(candidates, calendar, calendar.days(fewer.starts)), fewer)
        starts = _exchange([dict(row) for row in candidates], read.gap, calendar, fewer.starts)
    return Choice(starts, choice.value, choice.bound)


def _best_tie(
    candidates: Sequence[Sequence[Candidate]], read: Instance, calendar: Calendar, goal: int
) -> Starts | None:
    """Rank every choice that weighs `goal`; None when that takes too many steps."""
    rows: list[list[tuple[int | None, int]]]
    if read.collide:
        rows = [[*row, (None, 0)] for row in candidates]
    else:
        found = assign(candidates)
        rows = [
            [
                *(one for one in row if one[1] == worth + found.columns.get(one[0], 0)),
                *([(None, 0)] if worth == 0 else []),
            ]
            for row, worth in zip(candidates, found.rows, strict=True)
        ]
    best: tuple[Rank, Starts] | None = None
    for starts in _ties(rows, read.gap, goal):
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
    for _ in range(STEPS):
        if not ahead:
            return
        starts, total = ahead.pop()
        if len(starts) == len(rows):
            yield starts
            continue
        for start, weight in rows[len(starts)]:
            if total + weight + most[len(starts) + 1] >= goal and _fits(start, starts, gap):
                ahead.append(((*starts, start), total + weight))
    yield None


def _fits(start: int | None, others: Iterable[int | None], gap: int) -> bool:
    return start is None or all(other is None or abs(start - other) >= gap for other in others)


Attempt = Callable[[set[int]], Choice | None]
"""What solves with some days only; None where the result is not good enough."""


def fewest_days(
    candidates: Sequence[Sequence[Candidate]],
    read: Instance,
    calendar: Calendar,
    choice: Choice,
    enough: Callable[[Choice], bool],
) -> Choice:
    """Find a choice on the fewest days that is still good enough.

    Tries every set of days, the smallest first, where the effort allows; otherwise leaves days out in turn.
    """
    always = {calendar.day(start) for start in calendar.pinned}
    every = {calendar.day(start) for row in candidates for start, _ in row} - always
    used = calendar.days(choice.starts)

    def attempt(days: set[int]) -> Choice | None:
        other = choose(within(candidates, calendar, days | always), read, TRIAL)
        return other if enough(other) else None

    tries = EFFORT // max(1, sum(map(len, candidates)) * (COLLIDING if read.collide else 1))
    optional = sorted(used.keys() - always, key=lambda day: (len(used[day]), -day))
    if sum(comb(len(every), size) for size in range(len(optional) + 1)) > tries:
        return _drop_days(attempt, optional[:tries], choice)
    for size in range(len(optional)):
        found = [other for days in combinations(sorted(every), size) if (other := attempt(set(days)))]
        if found:
            return min(found, key=lambda other: (-other.value, calendar.rank(other.starts)))
    return choice


def _drop_days(attempt: Attempt, days: Sequence[int], choice: Choice) -> Choice:
    kept = set(days)
    for day in days:
        other = attempt(kept - {day})
        if other is not None:
            choice = other
            kept.remove(day)
    return choice


def within(
    candidates: Sequence[Sequence[Candidate]], calendar: Calendar, days: Container[int]
) -> list[list[Candidate]]:
    """Keep the candidates of some days."""
    return [[one for one in row if calendar.day(one[0]) in days] for row in candidates]


def _earliest(candidates: Sequence[Sequence[Candidate]], choice: Choice) -> Choice:
    """Move the whole choice earlier at the same total weight; starts do not collide."""
    starts = sorted({start for row in candidates for start, _ in row})
    if not starts:
        return choice
    last = starts[-1]
    unit = gcd(*(last - start for start in starts)) or 1
    scale = len(candidates) * (last - starts[0]) // unit + 1
    found = assign(
        [[(start, weight * scale + (last - start) // unit) for start, weight in row] for row in candidates]
    )
    return Choice(found.chosen, choice.value, choice.bound)


def _exchange(rows: Sequence[dict[int, int]], gap: int, calendar: Calendar, starts: Starts) -> Starts:
    """Let each invitee in turn make the first move that ranks better, while there is one and steps last."""
    best = calendar.rank(starts)
    steps, quiet = STEPS, 0
    for who in cycle(range(len(rows))):
        quiet, steps = quiet + 1, steps - len(rows[who])
        for moved in _moves(rows, gap, starts, who):
            steps -= 1 + len(rows) // 10
            rank = calendar.rank(moved)
            if rank < best:
                best, starts, quiet = rank, moved, 0
            if rank == best or steps < 0:
                break
        if quiet > len(rows) or steps < 0:
            break
    return starts


def _moves(rows: Sequence[dict[int, int]], gap: int, starts: Starts, who: int) -> Iterator[Starts]:
    """Give every choice that moves an invitee, and at most one who is in the way, and weighs the same."""
    holder = {start: other for other, start in enumerate(starts) if start is not None}
    met = sorted(holder)

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
