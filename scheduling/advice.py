"""Answer everything at once, in a number of steps that is known beforehand."""

from dataclasses import dataclass

from scheduling.explain import at_risk, others
from scheduling.repairs import cheapest
from scheduling.suggest import offers
from scheduling.task import Task, schedule
from scheduling.types import Alternative, Key, Problem, Repair, Risk, Schedule

MOST_REPAIRS = 5


@dataclass(frozen=True, slots=True)
class Advice:
    """Hold what `suggest` and `repairs` say, and for one invitee what `explain` and `risks` say.

    `left` is how many of the steps for all of it were not taken, below 0 by what the last work took too much.
    """

    schedules: tuple[Schedule, ...]
    repairs: tuple[Repair, ...]
    alternatives: tuple[Alternative, ...]
    risks: tuple[Risk, ...]
    left: int


def advise(problem: Problem, limit: int = 3, key: Key = None) -> Advice:
    """Give up to `limit` schedules, the repairs of the first, and what is asked about the invitee `key`.

    >>> from datetime import UTC, datetime, timedelta
    >>> from scheduling import Invitee, Slot
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> slot = Slot(nine, nine + timedelta(hours=1), 3)
    >>> advice = advise(Problem([slot], [Invitee("ann", [slot])], timedelta(minutes=30)), key="ann")
    >>> [one.start.minute for one in advice.alternatives]
    [30]
    """
    task = Task.of(problem)
    first = schedule(task, task.best.starts)
    asked = key is not None
    # What was asked for by name and the repairs come before further schedules, should the steps run out.
    alternatives = others(problem, task.read, first, key, task.effort) if asked else []
    repairs = cheapest(problem, first, MOST_REPAIRS, task.effort, task.memory)
    risks = at_risk(task, first) if asked else []
    schedules = offers(task, first, limit)
    return Advice(tuple(schedules), tuple(repairs), tuple(alternatives), tuple(risks), task.effort.left)
