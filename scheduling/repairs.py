"""Find the cheapest changes that would place more people."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from itertools import islice

from scheduling.candidates import instance
from scheduling.choice import TRIAL, choose, weighted
from scheduling.intervals import moment, tick, ticks
from scheduling.pieces import starts, taken
from scheduling.types import Invitee, Key, Problem, Repair, Schedule, Slot

MINUTE = timedelta(minutes=1)

TRIES = 16
"""Changes of each kind that are tried."""

EFFORT = 3_000_000
"""Slots that may be read in trying changes; a large problem allows fewer tries."""


def repairs(problem: Problem, schedule: Schedule, limit: int = 5) -> list[Repair]:
    """Give up to `limit` changes that place more people, each verified by solving again, cheapest first.

    The cost is the time given for each person gained: a meeting's length to open a time or to give one
    more, or what is cut from all the meetings or breaks together. Equally cheap kinds take turns.

    >>> from datetime import UTC, datetime
    >>> from scheduling import solve
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> half, hour = Slot(nine, nine + 30 * MINUTE, 3), Slot(nine, nine + 60 * MINUTE, 2)
    >>> problem = Problem([half], [Invitee("ann", [half]), Invitee("bob", [hour])], timedelta(minutes=30))
    >>> for repair in repairs(problem, solve(problem)):
    ...     print(repair.kind, repair.gain, repair.start and repair.start.minute, repair.length)
    open_slot 1 30 None
    shorter_duration 1 None 0:15:00
    """
    if not schedule.unplaced:
        return []
    size = len(problem.owner) + sum(len(invitee.slots) for invitee in problem.invitees)
    tries = min(TRIES, EFFORT // max(1, size))
    now = max(schedule.placed, _placed(problem))
    found: list[tuple[Fraction, int, int, Repair]] = []
    for order, changes in enumerate(_kinds(problem, schedule)):
        tried = ((change, _placed(change.problem) - now) for change in islice(changes, tries))
        helping = ((change, gain) for change, gain in tried if gain > 0)
        for turn, (change, gain) in enumerate(islice(helping, limit)):
            found.append((Fraction(change.cost, gain), turn, order, replace(change.repair, gain=gain)))
    found.sort(key=lambda one: one[:3])
    return [repair for *_, repair in found[:limit]]


@dataclass(frozen=True, slots=True)
class _Change:
    """Hold a repair that may help, the problem it leads to, and its cost in microseconds."""

    repair: Repair
    problem: Problem
    cost: int


def _placed(problem: Problem) -> int:
    read = instance(problem)
    return choose(weighted(read, lambda _owner, _invitee: 1), read, TRIAL).placed + len(problem.pinned)


def _kinds(problem: Problem, schedule: Schedule) -> tuple[Iterator[_Change], ...]:
    return (
        _openings(problem, schedule),
        _askings(problem, schedule),
        _shorter_buffers(problem, schedule),
        _shorter_durations(problem, schedule),
    )


def _movable(schedule: Schedule) -> list[Key]:
    """Name those left out, and then those whose moving would make room for them."""
    out = [unplaced.key for unplaced in schedule.unplaced]
    others = {key for unplaced in schedule.unplaced for key in unplaced.group}
    return [*out, *sorted(others.difference(out))]


def _openings(problem: Problem, schedule: Schedule) -> Iterator[_Change]:
    """Open a time that somebody gave outside the owner's slots; first where most of those left out come."""
    out = {unplaced.key for unplaced in schedule.unplaced}
    movable = set(_movable(schedule))
    wanted: Counter[int] = Counter()
    for invitee in problem.invitees:
        if invitee.key in movable:
            for start in _closed_starts(problem, invitee):
                wanted[start] += len(movable) if invitee.key in out else 1
    for start in sorted(wanted, key=lambda start: (-wanted[start], start)):
        opened = Slot(moment(start), moment(start) + problem.duration, 1)
        yield _Change(
            Repair("open_slot", 0, start=opened.start, end=opened.end),
            replace(problem, owner=[*problem.owner, opened]),
            ticks(problem.duration),
        )


def _closed_starts(problem: Problem, invitee: Invitee) -> set[int]:
    """Give starts that suit an invitee and nothing but the owner's slots forbids.

    Those where the invitee's time begins, and those before and after the owner's.
    """
    duration, buffer = ticks(problem.duration), ticks(problem.buffer)
    holes = taken(problem)
    theirs = starts(invitee.slots, duration, holes)
    owners = starts(problem.owner, duration, holes)
    beside = {first for first, _, _ in theirs}
    for slot in problem.owner:
        begin, end = tick(slot.start) - duration, tick(slot.end)
        beside.update((begin, begin - buffer, end, end + buffer))
    return {
        start
        for start in beside
        if any(first <= start < end for first, end, _ in theirs)
        and not any(first <= start < end for first, end, _ in owners)
    }


def _askings(problem: Problem, schedule: Schedule) -> Iterator[_Change]:
    """Ask somebody for a start at which the owner is free and meets nobody near it."""
    met = [tick(meeting.start) for meeting in schedule.meetings]
    movable = _movable(schedule)
    willing = instance(_with_slots(problem, movable[0], problem.owner))
    options = willing.options[willing.keys.index(movable[0])]
    free = [
        (-(grade >> 2), start)
        for start, grade in options
        if all(abs(start - other) >= willing.gap for other in met)
    ]
    for key in movable if free else ():
        begin = moment(min(free)[1])
        slot = Slot(begin, begin + problem.duration, 1)
        yield _Change(
            Repair("ask_invitee", 0, key=key, start=slot.start, end=slot.end),
            _with_slots(problem, key, [slot]),
            ticks(problem.duration),
        )


def _with_slots(problem: Problem, key: Key, slots: Sequence[Slot]) -> Problem:
    """Give an invitee more slots."""
    invitees = [
        Invitee(key, [*invitee.slots, *slots]) if invitee.key == key else invitee
        for invitee in problem.invitees
    ]
    return replace(problem, invitees=invitees)


def _shorter_buffers(problem: Problem, schedule: Schedule) -> Iterator[_Change]:
    changed = _least_cut(problem, problem.buffer, lambda cut: replace(problem, buffer=problem.buffer - cut))
    if changed is not None:
        cost = ticks(problem.buffer - changed.buffer) * (schedule.placed + 1)
        yield _Change(Repair("shorter_buffer", 0, length=changed.buffer), changed, cost)


def _shorter_durations(problem: Problem, schedule: Schedule) -> Iterator[_Change]:
    changed = _least_cut(
        problem, problem.duration / 2, lambda cut: replace(problem, duration=problem.duration - cut)
    )
    if changed is not None:
        cost = ticks(problem.duration - changed.duration) * (schedule.placed + 1)
        yield _Change(Repair("shorter_duration", 0, length=changed.duration), changed, cost)


def _least_cut(problem: Problem, most: timedelta, cut: Callable[[timedelta], Problem]) -> Problem | None:
    """Find by halving the least cut, in whole minutes or the most there is, that places more people."""
    now = _placed(problem)
    cuts = [min(minutes * MINUTE, most) for minutes in range(1, -(-most // MINUTE) + 1)]
    position = bisect_left(cuts, now + 1, key=lambda length: _placed(cut(length)))
    return cut(cuts[position]) if position < len(cuts) else None
