"""Offer several schedules that an owner sees as different."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace

from scheduling.choice import BUDGET, TRIAL, Choice, Starts, choose, weighted
from scheduling.objective import Scale
from scheduling.task import Task, schedule
from scheduling.ties import EFFORT, fewest_days, settle, within
from scheduling.types import Label, Problem, Schedule


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
    first = schedule(task, task.best.starts)
    offered: list[Schedule] = []
    seen: set[Starts] = set()
    for label, starts in _offers(task, seen):
        if len(offered) >= limit:
            break
        if starts not in seen and starts.count(None) == task.best.starts.count(None):
            seen.add(starts)
            offer = schedule(task, starts, label) if offered else first
            offered.append(replace(offer, difference=moved(first, offer)))
    return offered


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
    fewer = fewest_days(
        task.candidates, task.read, task.calendar, task.best, lambda other: other.placed == task.best.placed
    )
    kept = within(task.candidates, task.calendar, task.calendar.days(fewer.starts))
    return settle(kept, task.read, task.calendar, fewer).starts


def _earliest_finish(task: Task) -> Starts:
    """Find by halving how early the last meeting can start with nobody less placed."""
    ends = sorted({start for row in task.candidates for start, _ in row})
    known: dict[int, Choice] = {}

    def enough(last: int) -> bool:
        kept = [[one for one in row if one[0] <= last] for row in task.candidates]
        known[last] = choose(kept, task.read, TRIAL)
        return known[last].placed == task.best.placed

    position = bisect_left(ends, 1, key=enough)
    if position == len(ends):
        return task.best.starts
    last = ends[position]
    kept = [[one for one in row if one[0] <= last] for row in task.candidates]
    return settle(kept, task.read, task.calendar, known.get(last) or choose(kept, task.read, TRIAL)).starts


def _fairest(task: Task) -> Starts:
    candidates = weighted(task.read, Scale(len(task.problem.invitees)).fair_weight)
    return settle(candidates, task.read, task.calendar, choose(candidates, task.read, BUDGET // 5)).starts


def _alternative(task: Task, used: Counter[tuple[int, int | None]], seen: Container[Starts]) -> Starts | None:
    """Find the schedule of the greatest value, and of those the one least like those before.

    When that is one of those before, each time of the best schedule is forbidden in turn.
    """
    scale = used.total() + 1
    candidates = [
        [(start, weight * scale - used[who, start]) for start, weight in row]
        for who, row in enumerate(task.candidates)
    ]
    found = choose(candidates, task.read, BUDGET // 5)
    if found.placed == task.best.placed and found.starts not in seen:
        return found.starts
    others = []
    tries = max(1, EFFORT // max(1, task.cost))
    for who, taken in list(enumerate(task.best.starts))[:tries]:
        rest = [
            row if other != who else [one for one in row if one[0] != taken]
            for other, row in enumerate(candidates)
        ]
        choice = choose(rest, task.read, TRIAL)
        if choice.placed == task.best.placed and choice.starts not in seen:
            others.append((-choice.value, who, choice.starts))
    return min(others)[2] if others else None
