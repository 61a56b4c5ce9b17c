"""Find the cheapest changes that would place more people."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from itertools import islice, product

from scheduling.candidates import Memory, instance
from scheduling.choice import TRIAL, choose, weighted
from scheduling.effort import Effort
from scheduling.intervals import moment, tick, ticks
from scheduling.pieces import Piece, starts, taken
from scheduling.task import reading
from scheduling.types import Invitee, Key, Problem, Repair, Schedule, Slot

MINUTE = timedelta(minutes=1)

TRIES = 16
"""Changes of each kind that are tried."""

EFFORT = 1_500_000
"""Steps that trying changes may take; a change that is begun is tried to its end."""


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
    return cheapest(problem, schedule, limit, Effort(), {})


def cheapest(
    problem: Problem, schedule: Schedule, limit: int, effort: Effort, memory: Memory
) -> list[Repair]:
    """Give what `repairs` does, as far as the effort goes."""
    if not schedule.unplaced:
        return []
    trial = _Trial(effort.part(EFFORT), memory, problem.duration)
    now = schedule.placed if schedule.optimal else max(schedule.placed, trial.placed(problem))
    found: list[tuple[Fraction, int, int, Repair]] = []
    kinds = [islice(changes, TRIES) for changes in _kinds(problem, schedule, now, trial)]
    helping = [trial.helping(changes, now) for changes in kinds]
    for turn, order in product(range(limit), range(len(helping))):
        if len(found) < limit or turn == 0:
            for change, gain in islice(helping[order], 1):
                found.append((Fraction(change.cost, gain), turn, order, replace(change.repair, gain=gain)))
    found.sort(key=lambda one: one[:3])
    return [repair for *_, repair in found[:limit]]


@dataclass(frozen=True, slots=True)
class _Change:
    """Hold a repair that may help, the problem it leads to, its cost in microseconds, and how many it places.

    That is None where it has not been tried yet.
    """

    repair: Repair
    problem: Problem
    cost: int
    placed: int | None = None


@dataclass(slots=True)
class _Trial:
    """Try changes by solving again, as far as the effort goes; `memory` is of what lasts `duration`."""

    effort: Effort
    memory: Memory
    duration: timedelta

    def placed(self, problem: Problem) -> int:
        """Count how many can be met; nobody when the effort is spent."""
        if self.effort.left <= 0:
            return 0
        read = instance(problem, memory=self.memory if problem.duration == self.duration else None)
        self.effort.spend(reading(problem, read))
        best = choose(weighted(read, lambda _owner, _invitee: 1), read, self.effort.part(TRIAL))
        return best.placed + len(problem.pinned)

    def least_cut(
        self, cuts: Sequence[timedelta], cut: Callable[[timedelta], Problem], now: int
    ) -> tuple[timedelta, int] | None:
        """Find by halving the least of some cuts, which rise, that places more than `now`, and how many."""
        known: dict[timedelta, int] = {}

        def placed(length: timedelta) -> int:
            known[length] = self.placed(cut(length))
            return known[length]

        position = bisect_left(cuts, now + 1, key=placed)
        return (cuts[position], known[cuts[position]]) if position < len(cuts) else None

    def helping(self, changes: Iterable[_Change], now: int) -> Iterator[tuple[_Change, int]]:
        """Give the changes that place more than `now`, and how many more."""
        for change in changes:
            gain = (self.placed(change.problem) if change.placed is None else change.placed) - now
            if gain > 0:
                yield change, gain


def _kinds(problem: Problem, schedule: Schedule, now: int, trial: _Trial) -> tuple[Iterator[_Change], ...]:
    return (
        _openings(problem, schedule),
        _askings(problem, schedule, trial.memory),
        _shorter_buffers(problem, schedule, now, trial),
        _shorter_durations(problem, schedule, now, trial),
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
    duration = ticks(problem.duration)
    holes = taken(problem)
    owners = starts(problem.owner, duration, holes)
    beside = _beside(problem)
    wanted: Counter[int] = Counter()
    for invitee in problem.invitees:
        if invitee.key in movable:
            theirs = starts(invitee.slots, duration, holes)
            for start in {first for first, _, _ in theirs}.union(_inside(theirs, beside)):
                wanted[start] += len(movable) if invitee.key in out else 1
    open_already = set(_inside(owners, sorted(wanted)))
    for start in sorted(wanted.keys() - open_already, key=lambda start: (-wanted[start], start)):
        opened = Slot(moment(start), moment(start) + problem.duration, 1)
        yield _Change(
            Repair("open_slot", 0, start=opened.start, end=opened.end),
            replace(problem, owner=[*problem.owner, opened]),
            duration,
        )


def _beside(problem: Problem) -> list[int]:
    """Give the starts right before and after the owner's slots."""
    duration, buffer = ticks(problem.duration), ticks(problem.buffer)
    found = set[int]()
    for slot in problem.owner:
        begin, end = slot.span
        found.update((begin - duration, begin - duration - buffer, end, end + buffer))
    return sorted(found)


def _inside(pieces: Iterable[Piece], starts: Sequence[int]) -> Iterator[int]:
    """Give those of some starts, which rise, that lie inside a piece."""
    for first, end, _ in pieces:
        yield from starts[bisect_left(starts, first) : bisect_left(starts, end)]


def _askings(problem: Problem, schedule: Schedule, memory: Memory) -> Iterator[_Change]:
    """Ask somebody for a start at which the owner is free and meets nobody near it."""
    met = sorted(tick(meeting.start) for meeting in schedule.meetings)
    movable = _movable(schedule)
    willing = instance(_with_slots(problem, movable[0], problem.owner), memory=memory)
    options = willing.options[willing.keys.index(movable[0])]
    free = [
        (-(grade >> 2), start)
        for start, grade in options
        if bisect_right(met, start - willing.gap) == bisect_left(met, start + willing.gap)
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


def _shorter_buffers(problem: Problem, schedule: Schedule, now: int, trial: _Trial) -> Iterator[_Change]:
    def cut(length: timedelta) -> Problem:
        return replace(problem, buffer=problem.buffer - length)

    minutes = range(1, -(-problem.buffer // MINUTE) + 1)
    found = trial.least_cut([min(each * MINUTE, problem.buffer) for each in minutes], cut, now)
    if found:
        length, placed = found
        repair = Repair("shorter_buffer", 0, length=problem.buffer - length)
        yield _Change(repair, cut(length), ticks(length) * (schedule.placed + 1), placed)


def _shorter_durations(problem: Problem, schedule: Schedule, now: int, trial: _Trial) -> Iterator[_Change]:
    def cut(length: timedelta) -> Problem:
        return replace(problem, duration=problem.duration - length)

    minutes = range(1, problem.duration // (2 * MINUTE) + 1)
    found = trial.least_cut([each * MINUTE for each in minutes], cut, now)
    if found:
        length, placed = found
        repair = Repair("shorter_duration", 0, length=problem.duration - length)
        yield _Change(repair, cut(length), ticks(length) * (schedule.placed + 1), placed)
