"""Read a problem once, solve it, and write choices out as schedules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduling.assignment import Candidate
from scheduling.candidates import Instance, Memory, instance
from scheduling.choice import BUDGET, Choice, choose, loose_bound, weighted
from scheduling.days import Calendar
from scheduling.effort import Effort
from scheduling.intervals import moment
from scheduling.objective import Scale
from scheduling.pieces import lowest_preference
from scheduling.reasons import left_out
from scheduling.ties import settle
from scheduling.types import Label, Meeting, Problem, Schedule


@dataclass(frozen=True, slots=True)
class Task:
    """Hold a problem as it was read, its best choice, and the steps left for what else is asked of it."""

    problem: Problem
    read: Instance
    scale: Scale
    calendar: Calendar
    candidates: Sequence[Sequence[Candidate]]
    best: Choice
    effort: Effort
    memory: Memory

    @classmethod
    def of(cls, problem: Problem) -> "Task":
        """Read and solve a problem."""
        effort = Effort()
        memory: Memory = {}
        read = instance(problem, memory=memory)
        effort.spend(reading(problem, read))
        scale = Scale(len(problem.invitees))
        calendar = Calendar(problem)
        candidates = weighted(read, scale.weight)
        best = choose(candidates, read, effort.part(BUDGET))
        best = settle(candidates, read, calendar, best, effort)
        if not read.complete:
            best = replace(best, bound=loose_bound(read, scale.weight))
        return cls(problem, read, scale, calendar, candidates, best, effort, memory)


def reading(problem: Problem, read: Instance) -> int:
    """Count the steps that reading a problem took, more or less: what is left out was looked at too."""
    slots = len(problem.owner) + sum(len(invitee.slots) for invitee in problem.invitees)
    return 8 * (slots + sum(map(len, read.options)))


def schedule(task: Task, starts: Sequence[int | None], label: Label = "best_preference") -> Schedule:
    """Write a choice out as a schedule."""
    pinned = pinned_meetings(task.problem)
    meetings = (*pinned, *chosen_meetings(task, starts))
    days = task.calendar.days(starts)
    value = task.scale.value(total(task.scale, meetings))
    bound = task.scale.value(total(task.scale, pinned) + task.best.bound)
    return Schedule(
        meetings=tuple(sorted(meetings, key=lambda meeting: meeting.start)),
        unplaced=left_out(task.read, starts, task.effort),
        value=value,
        bound=bound,
        optimal=value == bound,
        days=len(days),
        idle_minutes=task.calendar.idle(days) // 60_000_000,
        label=label,
    )


def total(scale: Scale, meetings: Sequence[Meeting]) -> int:
    """Sum the weights of some meetings."""
    return sum(scale.weight(meeting.owner_preference, meeting.invitee_preference) for meeting in meetings)


def pinned_meetings(problem: Problem) -> list[Meeting]:
    """Give the meetings that must stay, with preference 0 on a side that does not cover them."""
    slots = {invitee.key: invitee.slots for invitee in problem.invitees}
    return [
        Meeting(
            booking.key,
            booking.start,
            booking.start + problem.duration,
            lowest_preference(problem.owner, booking.start, problem.duration),
            lowest_preference(slots[booking.key], booking.start, problem.duration),
        )
        for booking in problem.pinned
    ]


def chosen_meetings(task: Task, starts: Sequence[int | None]) -> list[Meeting]:
    """Write the starts of the invitees who are not pinned as meetings."""
    meetings = []
    for key, options, start in zip(task.read.keys, task.read.options, starts, strict=True):
        if start is not None:
            owner, invitee = divmod(next(grade for time, grade in options if time == start), 4)
            begin = moment(start)
            meetings.append(Meeting(key, begin, begin + task.problem.duration, owner, invitee))
    return meetings
