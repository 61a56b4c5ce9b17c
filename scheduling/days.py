"""Rank schedules by days and idle time, and find those on the fewest days."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import combinations
from math import comb

from scheduling.assignment import Candidate
from scheduling.candidates import Instance
from scheduling.choice import TRIAL, Choice, Starts, choose
from scheduling.effort import Effort
from scheduling.intervals import moment, tick, ticks
from scheduling.types import Problem

Rank = tuple[int, int, int, tuple[int, ...]]
"""Days, idle time, sum of the starts, the starts in the order of the keys: the smaller, the better."""

EFFORT = 150_000
"""Steps that one search for fewer days may take."""

SETS = 600_000
"""Up to how many sets of days, times the days on which invitees can be met, all sets are tried."""

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


@dataclass(frozen=True, slots=True)
class _Days:
    """Look for a choice that weighs at least `goal` on few days."""

    candidates: Sequence[Sequence[Candidate]]
    read: Instance
    calendar: Calendar
    goal: int
    effort: Effort
    best: Sequence[dict[int, int]]
    room: dict[int, int]
    heaviest: int

    @classmethod
    def of(
        cls,
        candidates: Sequence[Sequence[Candidate]],
        read: Instance,
        calendar: Calendar,
        goal: int,
        effort: Effort,
    ) -> "_Days":
        """Note each invitee's heaviest candidate of each day, and how many meetings a day has room for."""
        best: list[dict[int, int]] = []
        for row in candidates:
            best.append({})
            for start, weight in row:
                day = calendar.day(start)
                best[-1][day] = max(weight, best[-1].get(day, 0))
        days: dict[int, list[int]] = {}
        for start in sorted({start for row in candidates for start, _ in row}):
            days.setdefault(calendar.day(start), []).append(start)
        room = {day: _room(starts, read.gap) for day, starts in days.items()}
        effort.spend(2 * sum(map(len, candidates)))
        heaviest = max((weight for row in candidates for _, weight in row), default=0)
        return cls(candidates, read, calendar, goal, effort, best, room, heaviest)

    def attempt(self, days: Container[int]) -> Choice | None:
        """Choose among the candidates of some days; None where that cannot be good enough."""
        room = sum(count for day, count in self.room.items() if day in days)
        self.effort.spend(1)
        if room * self.heaviest < self.goal:
            return None
        tops = [max((most for day, most in row.items() if day in days), default=0) for row in self.best]
        self.effort.spend(sum(map(len, self.best)) // 4)
        if sum(nlargest(room, tops)) < self.goal:
            return None
        self.effort.spend(sum(map(len, self.candidates)))
        kept = within(self.candidates, self.calendar, days)
        other = choose(kept, self.read, self.effort.part(TRIAL))
        return other if other.value >= self.goal else None

    def smallest(self, every: Iterable[int], always: set[int], most: int) -> Choice | None:
        """Try all sets of fewer than `most` days, the smallest first, while the effort lasts."""
        for size in range(most):
            found = []
            for days in combinations(every, size):
                other = self.attempt(always.union(days)) if self.effort.left > 0 else None
                if other is not None:
                    found.append(other)
            if found:
                return min(found, key=lambda other: (-other.value, self.calendar.rank(other.starts)))
        return None

    def fewer(self, choice: Choice, always: set[int], optional: Sequence[int]) -> Choice:
        """Leave days out one by one, while the effort lasts."""
        kept = always.union(optional)
        for day in optional:
            other = self.attempt(kept - {day}) if self.effort.left > 0 else None
            if other is not None:
                choice = other
                kept.remove(day)
        return choice


def fewest_days(
    candidates: Sequence[Sequence[Candidate]],
    read: Instance,
    calendar: Calendar,
    choice: Choice,
    goal: int,
    effort: Effort,
) -> Choice:
    """Find a choice on the fewest days that weighs at least `goal`.

    Tries every set of days, the smallest first, where the effort allows; otherwise leaves days out in turn.
    """
    always = {calendar.day(start) for start in calendar.pinned}
    used = calendar.days(choice.starts)
    optional = sorted(used.keys() - always, key=lambda day: (len(used[day]), -day))
    part = effort.part(EFFORT)
    if not optional or part.left < 2 * sum(map(len, candidates)):
        return choice
    search = _Days.of(candidates, read, calendar, goal, part)
    every = sorted(search.room.keys() - always)
    sets = sum(comb(len(every), size) for size in range(len(optional)))
    if sets * sum(map(len, search.best)) > SETS:
        return search.fewer(choice, always, optional)
    return search.smallest(every, always, len(optional)) or choice


def _room(starts: Iterable[int], gap: int) -> int:
    """Count how many meetings can have one of these starts, which rise."""
    count, free = 0, None
    for start in starts:
        if free is None or start >= free:
            count, free = count + 1, start + gap
    return count


def within(
    candidates: Sequence[Sequence[Candidate]], calendar: Calendar, days: Container[int]
) -> list[list[Candidate]]:
    """Keep the candidates of some days."""
    return [[one for one in row if calendar.day(one[0]) in days] for row in candidates]
