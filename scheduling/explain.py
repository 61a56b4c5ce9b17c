"""Say what another time for somebody would cost, and whose time nothing can replace."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduling.assignment import Assignment, Candidate, assign_without
from scheduling.candidates import Instance, Option, instance
from scheduling.choice import TRIAL, Starts, choose, cost, weighted
from scheduling.components import components
from scheduling.effort import Effort
from scheduling.intervals import moment, tick
from scheduling.objective import Scale
from scheduling.task import Task, pinned_meetings, reading
from scheduling.types import Alternative, Booking, Key, Problem, Risk, Schedule

EFFORT = 1_500_000
"""Steps that the other times of one invitee may take, and as many that the forced times may take."""


def explain(problem: Problem, schedule: Schedule, key: Key) -> list[Alternative]:
    """Give what each other start of an invitee would cost, compared with a schedule, in order of time.

    The invitee may be one left out; somebody pinned has no other starts. Where that takes too many steps the
    starts that both sides like best come before others. Raises ValueError for a key that is not an invitee's.

    >>> from datetime import UTC, datetime, timedelta
    >>> from scheduling import Invitee, Slot, solve
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> hour, early = Slot(nine, nine + timedelta(hours=1), 3), Slot(nine, nine + timedelta(minutes=30), 3)
    >>> problem = Problem([hour], [Invitee("ann", [early]), Invitee("bob", [hour])], timedelta(minutes=30))
    >>> [(other.start.hour, other.placed, other.moved) for other in explain(problem, solve(problem), "bob")]
    [(9, -1, ('ann',))]
    """
    if all(invitee.key != key for invitee in problem.invitees):
        raise ValueError(f"key: {key!r} is not an invitee")
    met = {meeting.key: tick(meeting.start) for meeting in schedule.meetings}
    read = instance(problem, met)
    effort = Effort()
    effort.spend(reading(problem, read))
    return others(problem, read, schedule, key, effort)


def others(
    problem: Problem, read: Instance, schedule: Schedule, key: Key, effort: Effort
) -> list[Alternative]:
    """Give what `explain` does for a problem that was read with the starts of the schedule."""
    if key not in read.keys:
        return []
    met = {meeting.key: tick(meeting.start) for meeting in schedule.meetings}
    who = read.keys.index(key)
    options = sorted(
        (option for option in read.options[who] if option[0] != met.get(key)),
        key=lambda option: (-sum(divmod(option[1], 4)), option),
    )
    arrange = _around_each if read.collide else _without_each
    found = [
        _alternative(problem, schedule, option, arranged)
        for option, arranged in arrange(problem, read, met, who, options, effort.part(EFFORT))
    ]
    return sorted(found, key=lambda other: other.start)


@dataclass(frozen=True, slots=True)
class _Others:
    """Hold how the others are arranged around an invitee at a fixed start: their keys, grades and starts."""

    met: Mapping[Key, int]
    keys: Sequence[Key]
    grades: Sequence[Mapping[int, int]]
    starts: Starts
    optimal: bool


def _staying(problem: Problem, read: Instance, met: Mapping[Key, int]) -> list[list[Candidate]]:
    """Weigh by the objectives and then by staying where they are met."""
    scale = len(read.keys) + 1
    candidates = weighted(read, Scale(len(problem.invitees)).weight)
    return [
        [(start, weight * scale + (met.get(key) == start)) for start, weight in row]
        for key, row in zip(read.keys, candidates, strict=True)
    ]


def _without_each(
    problem: Problem,
    read: Instance,
    met: Mapping[Key, int],
    who: int,
    options: Sequence[Option],
    effort: Effort,
) -> Iterator[tuple[Option, _Others]]:
    """Arrange the others without each of some starts; starts do not collide."""
    rest = replace(
        read,
        keys=read.keys[:who] + read.keys[who + 1 :],
        options=[row for other, row in enumerate(read.options) if other != who],
    )
    candidates = _staying(problem, rest, met)
    grades = [dict(row) for row in rest.options]
    effort.spend(4 * cost(candidates, rest))
    every = assign_without(candidates, [start for start, _ in options])
    for option, starts in zip(options, every, strict=True):
        yield option, _Others(met, rest.keys, grades, starts, read.complete)
        effort.spend(10 * len(rest.keys))
        if effort.left <= 0:
            break


def _around_each(
    problem: Problem,
    read: Instance,
    met: Mapping[Key, int],
    who: int,
    options: Sequence[Option],
    effort: Effort,
) -> Iterator[tuple[Option, _Others]]:
    """Arrange the others around each of some starts as if it were pinned."""
    for option in options:
        if effort.left <= 0:
            break
        fixed = Booking(read.keys[who], moment(option[0]))
        rest = instance(replace(problem, pinned=[*problem.pinned, fixed]), met)
        effort.spend(reading(problem, rest))
        choice = choose(_staying(problem, rest, met), rest, effort.part(TRIAL))
        proven = rest.complete and choice.value == choice.bound
        yield option, _Others(met, rest.keys, [dict(row) for row in rest.options], choice.starts, proven)


def _alternative(problem: Problem, schedule: Schedule, option: Option, others: _Others) -> Alternative:
    pinned = sum(
        meeting.owner_preference + meeting.invitee_preference for meeting in pinned_meetings(problem)
    )
    grades = [
        known[start] for known, start in zip(others.grades, others.starts, strict=True) if start is not None
    ]
    preference = pinned + sum(sum(divmod(grade, 4)) for grade in (option[1], *grades))
    return Alternative(
        start=moment(option[0]),
        placed=len(problem.pinned) + 1 + len(grades) - schedule.placed,
        preference=preference - schedule.owner_preference - schedule.invitee_preference,
        moved=tuple(
            key for key, start in zip(others.keys, others.starts, strict=True) if others.met.get(key) != start
        ),
        optimal=others.optimal,
    )


def risks(problem: Problem, schedule: Schedule) -> list[Risk]:
    """Say of each meeting, in order of time, whether every optimal schedule has it at that time.

    Optimal is meant by the first three objectives. A time counts as forced only if it is proven to be.

    >>> from datetime import UTC, datetime, timedelta
    >>> from scheduling import Invitee, Slot, solve
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> hour, early = Slot(nine, nine + timedelta(hours=1), 3), Slot(nine, nine + timedelta(minutes=30), 3)
    >>> problem = Problem([hour], [Invitee("ann", [early]), Invitee("bob", [hour])], timedelta(minutes=30))
    >>> risks(problem, solve(problem))
    [Risk(key='ann', forced=True), Risk(key='bob', forced=True)]
    """
    return at_risk(Task.of(problem), schedule)


def at_risk(task: Task, schedule: Schedule) -> list[Risk]:
    """Give what `risks` does."""
    forced = {booking.key: tick(booking.start) for booking in task.problem.pinned}
    if task.read.complete:
        forced |= dict(
            _forced_by_cycles(task, task.best.proof) if task.best.proof else _forced_by_search(task)
        )
    return [
        Risk(meeting.key, forced.get(meeting.key) == tick(meeting.start)) for meeting in schedule.meetings
    ]


def _forced_by_search(task: Task) -> Iterator[tuple[Key, int]]:
    """Forbid each start of the best choice in turn and solve again, as far as the effort goes."""
    effort = task.effort.part(EFFORT if task.best.value == task.best.bound else 0)
    for who, start in enumerate(task.best.starts):
        if start is not None and effort.left > 0:
            rest = list(task.candidates)
            rest[who] = [one for one in rest[who] if one[0] != start]
            if choose(rest, task.read, effort.part(TRIAL)).bound < task.best.value:
                yield task.read.keys[who], start


def _forced_by_cycles(task: Task, found: Assignment) -> Iterator[tuple[Key, int]]:
    """Find the starts that no exchange which costs nothing can take from their invitee.

    An arc leads from a start to each other one that its invitee could have as well. None stands for being
    left out: arcs lead to it from starts that are free or whose invitee can be left out, and from it to
    starts that can be left unused or that somebody left out could have. Who holds a start on no cycle has it
    in every best assignment: T. Tassa, "Finding all maximally-matchable edges in a bipartite graph",
    Theoretical Computer Science 423 (2012) 50-58.
    """
    price = found.columns
    arcs: dict[int | None, set[int | None]] = {None: set()}
    for row, start, worth in zip(task.candidates, found.chosen, found.rows, strict=True):
        arcs.setdefault(start, set()).update(
            time for time, weight in row if weight == worth + price.get(time, 0)
        )
        if worth == 0:
            arcs[start].add(None)
    for start in {start for row in task.candidates for start, _ in row}:
        arcs.setdefault(start, {None})
        if not price.get(start):
            arcs[None].add(start)
    loose = {start for part in components(arcs) if len(part) > 1 for start in part}
    for key, start in zip(task.read.keys, found.chosen, strict=True):
        if start is not None and start not in loose:
            yield key, start
