"""Offer several schedules that an owner sees as different."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace

from scheduling.assignment import Candidate
from scheduling.choice import TRIAL, Choice, Starts, choose, cost, weighted
from scheduling.days import fewest_days, within
from scheduling.earliest import first_finish
from scheduling.effort import Effort
from scheduling.objective import Scale
from scheduling.task import Task, schedule
from scheduling.ties import settle
from scheduling.types import Label, Problem, Schedule

Candidates = list[list[Candidate]]

EFFORT = 1_000_000
"""Steps that the search for one more schedule may take."""


def suggest(problem: Problem, limit: int = 3) -> list[Schedule]:
    """Give up to `limit` different schedules, the best first; all of them place the most invitees.

    `fewest_days`, `earliest_finish` and `fairest` are best at what they are named after, then at
    preference; each `alternative` is as good as possible, then as different as possible from those before.

    >>> from datetime import UTC, datetime, timedelta
    >>> from scheduling import Invitee, Slot
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> slot = Slot(nine, nine + timedelta(hours=1), 3)
    >>> invitees = [Invitee("ann", [slot]), Invitee("bob", [slot])]
    >>> for each in suggest(Problem([slot], invitees, timedelta(minutes=30))):
    ...     print(each.label, each.difference)
    best_preference ()
    alternative ('ann', 'bob')
    """
    task = Task.of(problem)
    return offers(task, schedule(task, task.best.starts), limit)


def offers(task: Task, first: Schedule, limit: int) -> list[Schedule]:
    """Give what `suggest` does; no further schedule is looked for when the effort is spent."""
    offered: list[Schedule] = []
    seen: set[Starts] = set()
    for label, starts in _offers(task, seen):
        if starts not in seen and starts.count(None) == task.best.starts.count(None):
            seen.add(starts)
            offer = schedule(task, starts, label) if offered else first
            offered.append(replace(offer, difference=moved(first, offer)))
        if len(offered) >= limit or task.effort.left <= 0:
            break
    return offered[:limit]


def moved(one: Schedule, other: Schedule) -> tuple[object, ...]:
    """Name, in the order of their keys, those whom two schedules do not meet at the same time."""
    here = {(meeting.key, meeting.start) for meeting in one.meetings}
    there = {(meeting.key, meeting.start) for meeting in other.meetings}
    return tuple(sorted({key for key, _ in here ^ there}))


def _offers(task: Task, seen: Container[Starts]) -> Iterator[tuple[Label, Starts]]:
    yield "best_preference", task.best.starts
    yield "fewest_days", _fewest_days(task)
    yield "earliest_finish", _earliest_finish(task)
    yield "fairest", _fairest(task)
    used: Counter[tuple[int, int | None]] = Counter()
    other: Starts | None = task.best.starts
    while other is not None:
        used.update(enumerate(other))
        other = _alternative(task, used, seen)
        if other is not None:
            yield "alternative", other


def _fewest_days(task: Task) -> Starts:
    everybody = task.best.placed * task.scale.placed
    effort = task.effort.part(EFFORT)
    fewer = fewest_days(task.candidates, task.read, task.calendar, task.best, everybody, effort)
    kept = within(task.candidates, task.calendar, task.calendar.days(fewer.starts))
    return settle(kept, task.read, task.calendar, fewer, effort).starts


def _earliest_finish(task: Task) -> Starts:
    """Let the last meeting start as early as it can with nobody less placed."""
    effort = task.effort.part(EFFORT)
    found = _by_halving(task, effort) if task.read.collide else _by_sharing_out(task, effort)
    if found is None:
        return task.best.starts
    candidates, choice = found
    return settle(candidates, task.read, task.calendar, choice, effort).starts


def _by_sharing_out(task: Task, effort: Effort) -> tuple[Candidates, Choice] | None:
    """Find the last start at once; starts do not collide."""
    effort.spend(cost(task.candidates, task.read))
    last = first_finish(task.candidates, task.best.placed)
    if last is None:
        return None
    candidates = _until(last, task)
    return candidates, choose(candidates, task.read, effort)


def _by_halving(task: Task, effort: Effort) -> tuple[Candidates, Choice] | None:
    """Try last starts as long as the effort lasts."""
    ends = sorted({start for row in task.candidates for start, _ in row})
    known: dict[int, Choice] = {}

    def enough(last: int) -> bool:
        if effort.left <= 0:
            return False
        known[last] = choose(_until(last, task), task.read, effort.part(TRIAL))
        return known[last].placed == task.best.placed

    position = bisect_left(ends, 1, lo=max(0, task.best.placed - 1), key=enough)
    if position == len(ends):
        return None
    return _until(ends[position], task), known[ends[position]]


def _until(last: int, task: Task) -> Candidates:
    return [[one for one in row if one[0] <= last] for row in task.candidates]


def _fairest(task: Task) -> Starts:
    candidates = weighted(task.read, Scale(len(task.problem.invitees)).fair_weight)
    effort = task.effort.part(EFFORT)
    return settle(candidates, task.read, task.calendar, choose(candidates, task.read, effort), effort).starts


def _alternative(task: Task, used: Counter[tuple[int, int | None]], seen: Container[Starts]) -> Starts | None:
    """Find the schedule of the greatest value, and of those the one least like those before.

    When that is one of those before, each time of the best schedule is forbidden in turn.
    """
    scale = used.total() + 1
    candidates = [
        [(start, weight * scale - used[who, start]) for start, weight in row]
        for who, row in enumerate(task.candidates)
    ]
    effort = task.effort.part(EFFORT)
    found = choose(candidates, task.read, effort)
    if found.placed == task.best.placed and found.starts not in seen:
        return found.starts
    others = []
    for who, taken in enumerate(task.best.starts):
        if effort.left <= 0:
            break
        rest = list(candidates)
        rest[who] = [one for one in rest[who] if one[0] != taken]
        choice = choose(rest, task.read, effort.part(TRIAL))
        if choice.placed == task.best.placed and choice.starts not in seen:
            others.append((-choice.value, who, choice.starts))
    return min(others)[2] if others else None
