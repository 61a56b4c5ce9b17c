"""Say what another time for somebody would cost, and whose time nothing can replace."""

from collections.abc import Iterator, Sequence

from scheduling.assignment import assign, assign_without
from scheduling.choice import TRIAL, Choice, choose
from scheduling.components import components
from scheduling.intervals import moment, tick
from scheduling.task import Task
from scheduling.types import Alternative, Key, Problem, Risk, Schedule


def explain(problem: Problem, schedule: Schedule, key: Key) -> list[Alternative]:
    """Give what each other start of an invitee would cost, compared with a schedule, in order of time.

    The invitee may be one left out; somebody pinned has no other starts. Raises ValueError for a key that
    is not an invitee's.

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
    task = Task.of(problem)
    if key not in task.read.keys:
        return []
    who = task.read.keys.index(key)
    met = {meeting.key: tick(meeting.start) for meeting in schedule.meetings}
    return [
        _alternative(task, schedule, met, who, start, choice)
        for start, choice in _others(task, met, who)
        if start != met.get(key)
    ]


def _others(task: Task, met: dict[Key, int], who: int) -> Iterator[tuple[int, Choice]]:
    """Fix an invitee at each of their starts in turn, and arrange the others, moving as few as possible."""
    scale = len(task.read.keys) + 1
    kept = [
        [(start, weight * scale + (met.get(key) == start)) for start, weight in row]
        for key, row in zip(task.read.keys, task.candidates, strict=True)
    ]
    kept[who] = []
    starts = [start for start, _ in task.candidates[who]]
    if not task.read.collide:
        for start, found in zip(starts, assign_without(kept, starts), strict=True):
            yield start, Choice(found, 0, 0)
        return
    for start in starts:
        apart = [[one for one in row if abs(one[0] - start) >= task.read.gap] for row in kept]
        yield start, choose(apart, task.read, TRIAL)


def _alternative(
    task: Task, schedule: Schedule, met: dict[Key, int], who: int, start: int, choice: Choice
) -> Alternative:
    starts = (*choice.starts[:who], start, *choice.starts[who + 1 :])
    preference = sum(
        sum(divmod(dict(options)[start], 4))
        for options, start in zip(task.read.options, starts, strict=True)
        if start is not None
    )
    return Alternative(
        start=moment(start),
        placed=len(task.problem.pinned) + len(starts) - starts.count(None) - schedule.placed,
        preference=task.pinned_preference
        + preference
        - schedule.owner_preference
        - schedule.invitee_preference,
        moved=tuple(
            key
            for other, (key, start) in enumerate(zip(task.read.keys, starts, strict=True))
            if other != who and met.get(key) != start
        ),
        optimal=choice.value == choice.bound,
    )


def risks(problem: Problem, schedule: Schedule) -> list[Risk]:
    """Say of each meeting, in order of time, whether every optimal schedule has it at that time.

    Optimal is meant by the first three objectives. Where starts collide, a time counts as forced only if
    it is proven to be.

    >>> from datetime import UTC, datetime, timedelta
    >>> from scheduling import Invitee, Slot, solve
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> hour, early = Slot(nine, nine + timedelta(hours=1), 3), Slot(nine, nine + timedelta(minutes=30), 3)
    >>> problem = Problem([hour], [Invitee("ann", [early]), Invitee("bob", [hour])], timedelta(minutes=30))
    >>> risks(problem, solve(problem))
    [Risk(key='ann', forced=True), Risk(key='bob', forced=True)]
    """
    task = Task.of(problem)
    forced = {booking.key: tick(booking.start) for booking in problem.pinned}
    forced |= dict(_forced_by_search(task) if task.read.collide else _forced_by_cycles(task))
    return [
        Risk(meeting.key, forced.get(meeting.key) == tick(meeting.start)) for meeting in schedule.meetings
    ]


def _forced_by_search(task: Task) -> Iterator[tuple[Key, int]]:
    """Forbid each start of the best choice in turn and solve again."""
    for who, start in enumerate(task.best.starts):
        if start is not None:
            rest: list[Sequence[tuple[int, int]]] = list(task.candidates)
            rest[who] = [one for one in rest[who] if one[0] != start]
            if choose(rest, task.read, TRIAL).bound < task.best.value:
                yield task.read.keys[who], start


def _forced_by_cycles(task: Task) -> Iterator[tuple[Key, int]]:
    """Find the starts that no exchange which costs nothing can take from their invitee.

    An arc leads from a start to each other one that its invitee could have as well. None stands for being
    left out: arcs lead to it from starts that are free or whose invitee can be left out, and from it to
    starts that can be left unused or that somebody left out could have. Who holds a start on no cycle has it
    in every best assignment: T. Tassa, "Finding all maximally-matchable edges in a bipartite graph",
    Theoretical Computer Science 423 (2012) 50-58.
    """
    found = assign(task.candidates)
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
