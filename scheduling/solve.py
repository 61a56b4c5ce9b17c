"""Find the best schedule and prove it."""

from scheduling.task import Task, schedule
from scheduling.types import Problem, Schedule


def solve(problem: Problem) -> Schedule:
    """Give the best schedule of a problem, by the objectives in their order.

    >>> from datetime import UTC, datetime, timedelta
    >>> from scheduling import Invitee, Slot
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> slot = Slot(nine, nine + timedelta(hours=1), 3)
    >>> best = solve(Problem([slot], [Invitee("ann", [slot]), Invitee("bob", [slot])], timedelta(minutes=30)))
    >>> [(meeting.key, meeting.start.minute) for meeting in best.meetings]
    [('ann', 0), ('bob', 30)]
    >>> best.optimal
    True
    """
    task = Task.of(problem)
    return schedule(task, task.best.starts)
