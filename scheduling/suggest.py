"""Offer several schedules that an owner sees as different."""

from collections.abc import Iterator
from dataclasses import replace

from scheduling.candidates import instance
from scheduling.objective import Scale
from scheduling.solve import Choice, best, choose, schedule, weighted
from scheduling.types import Key, Problem, Schedule


def suggest(problem: Problem, limit: int = 3) -> list[Schedule]:
    """Give up to `limit` schedules that all place the most invitees, the best first.

    >>> from datetime import UTC, datetime, timedelta
    >>> from scheduling import Invitee, Slot
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> slot = Slot(nine, nine + timedelta(hours=1), 3)
    >>> [each.label for each in suggest(Problem([slot], [Invitee("ann", [slot])], timedelta(minutes=30)))]
    ['best_preference', 'alternative']
    """
    offered: list[Schedule] = []
    for offer in _offers(problem):
        if len(offered) >= limit:
            break
        if all(offer.meetings != other.meetings for other in offered):
            difference = _difference(offered[0], offer) if offered else ()
            offered.append(replace(offer, difference=difference))
    return offered


def _difference(first: Schedule, other: Schedule) -> tuple[Key, ...]:
    """Name those who are met at another time, or only in one of two schedules."""
    here = {(meeting.key, meeting.start) for meeting in first.meetings}
    there = {(meeting.key, meeting.start) for meeting in other.meetings}
    return tuple(sorted({key for key, _ in here ^ there}))


def _offers(problem: Problem) -> Iterator[Schedule]:
    read = instance(problem)
    scale = Scale(len(problem.invitees))
    first = best(read, scale.weight)
    yield schedule(problem, read, first)
    candidates = weighted(read, scale.weight)
    used = {(who, start) for who, start in enumerate(first.starts)}
    for _ in range(10):
        fresh = [
            [(start, weight - (scale.placed // 2 if (who, start) in used else 0)) for start, weight in row]
            for who, row in enumerate(candidates)
        ]
        found = choose(fresh, read)
        if len([start for start in found.starts if start is not None]) == len(
            [start for start in first.starts if start is not None]
        ):
            yield schedule(problem, read, Choice(found.starts, 0, first.bound), "alternative")
        used |= {(who, start) for who, start in enumerate(found.starts)}
