"""Find the best schedule and prove it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from scheduling.assignment import Candidate, assign
from scheduling.candidates import Instance, instance, starts
from scheduling.intervals import moment, tick, ticks
from scheduling.objective import Scale
from scheduling.reasons import left_out
from scheduling.types import Meeting, Problem, Schedule, Slot, Value

Weigh = Callable[[int, int], int]
"""What gives the weight of a meeting from its owner's and its invitee's preference."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold a start or None for each invitee of an instance, its total weight and the proven limit of that."""

    starts: tuple[int | None, ...]
    value: int
    bound: int


def solve(problem: Problem) -> Schedule:
    """Give the best schedule of a problem, by the objectives in their order.

    >>> from datetime import UTC, timedelta
    >>> from scheduling import Invitee, Slot
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> slot = Slot(nine, nine + timedelta(hours=1), 3)
    >>> schedule = solve(Problem([slot], [Invitee("ann", [slot]), Invitee("bob", [slot])], timedelta(minutes=30)))
    >>> [(meeting.key, meeting.start.minute) for meeting in schedule.meetings]
    [('ann', 0), ('bob', 30)]
    >>> schedule.optimal
    True
    """
    read = instance(problem)
    return schedule(problem, read, best(read, Scale(len(problem.invitees)).weight))


def weighted(read: Instance, weigh: Weigh) -> list[list[Candidate]]:
    """Weigh every option of an instance."""
    weight = {4 * owner + invitee: weigh(owner, invitee) for owner in (1, 2, 3) for invitee in (1, 2, 3)}
    return [[(start, weight[grade]) for start, grade in options] for options in read.options]


def best(read: Instance, weigh: Weigh) -> Choice:
    """Choose starts of greatest total weight."""
    return choose(weighted(read, weigh), read)


def choose(candidates: Sequence[Sequence[Candidate]], read: Instance) -> Choice:
    """Choose among weighted candidates, by assignment or, where starts collide, by the search for packings."""
    if read.collide:
        return _apart(candidates, read.gap)
    found = assign(candidates)
    return Choice(found.chosen, found.value, found.value)


def _apart(candidates: Sequence[Sequence[Candidate]], gap: int) -> Choice:
    """Choose among the starts that are left when each that comes too soon after the one before is dropped."""
    kept: set[int] = set()
    free_from = None
    for start in sorted({start for row in candidates for start, _ in row}):
        if free_from is None or start >= free_from:
            kept.add(start)
            free_from = start + gap
    found = assign([[candidate for candidate in row if candidate[0] in kept] for row in candidates])
    bound = sum(max((weight for _, weight in row), default=0) for row in candidates)
    return Choice(found.chosen, found.value, bound)


def schedule(problem: Problem, read: Instance, choice: Choice, label: str = "best_preference") -> Schedule:
    """Write a choice out as a schedule."""
    meetings = (*pinned_meetings(problem), *chosen_meetings(problem, read, choice.starts))
    in_time = tuple(sorted(meetings, key=lambda meeting: meeting.start))
    scale = Scale(len(problem.invitees))
    value = worth(scale, meetings)
    kept = sum(
        scale.weight(meeting.owner_preference, meeting.invitee_preference)
        for meeting in meetings[: len(problem.pinned)]
    )
    return Schedule(
        meetings=in_time,
        unplaced=left_out(read, choice.starts),
        value=value,
        bound=scale.value(kept + choice.bound),
        optimal=choice.value == choice.bound,
        days=len({meeting.start.astimezone(problem.zone).date() for meeting in meetings}),
        idle_minutes=idle_minutes(problem, in_time),
        label=label,
    )


def worth(scale: Scale, meetings: Sequence[Meeting]) -> Value:
    """Give the value of some meetings."""
    return scale.value(
        sum(scale.weight(meeting.owner_preference, meeting.invitee_preference) for meeting in meetings)
    )


def idle_minutes(problem: Problem, meetings: Sequence[Meeting]) -> int:
    """Sum the time between meetings of the same day, in whole minutes."""
    idle = 0
    for earlier, later in pairwise(meetings):
        if same_day(problem, earlier.start, later.start):
            idle += ticks(later.start - earlier.end)
    return idle // 60_000_000


def same_day(problem: Problem, one: datetime, other: datetime) -> bool:
    """Say whether two times fall on one day in the problem's zone."""
    return one.astimezone(problem.zone).date() == other.astimezone(problem.zone).date()


def pinned_meetings(problem: Problem) -> list[Meeting]:
    """Give the meetings that must stay, with preference 0 on a side that does not cover them."""
    slots = {invitee.key: invitee.slots for invitee in problem.invitees}
    duration = ticks(problem.duration)

    def preference(side: Sequence[Slot], start: int) -> int:
        return next(
            (level for first, end, level in starts(side, duration, ()) if first <= start < end),
            0,
        )

    return [
        Meeting(
            booking.key,
            booking.start,
            booking.start + problem.duration,
            preference(problem.owner, tick(booking.start)),
            preference(slots[booking.key], tick(booking.start)),
        )
        for booking in problem.pinned
    ]


def chosen_meetings(problem: Problem, read: Instance, chosen: Sequence[int | None]) -> list[Meeting]:
    """Write the starts of an instance's invitees as meetings."""
    meetings = []
    for key, options, start in zip(read.keys, read.options, chosen, strict=True):
        if start is not None:
            owner, invitee = divmod(dict(options)[start], 4)
            begin = moment(start)
            meetings.append(Meeting(key, begin, begin + problem.duration, owner, invitee))
    return meetings
