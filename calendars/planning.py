"""Turn rows into the engine's values and back; the only importer of ``scheduling``."""

import functools
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from hashlib import sha256

from django.core.cache import cache

import scheduling
from calendars.models import Calendar, Invitation, Meeting, Slot
from calendars.models.slots import times_of
from scheduling import Alternative, Interval, Repair, Risk, Schedule, Unplaced, Value

KEPT_SECONDS = 3600
"""How long the engine's answers are kept for those who ask again."""

MOST_SHOWN = 12
"""People and times that an answer lists of a group that does not fit; a crowd would fill megabytes."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Hold why an invitation has no meeting; ``others`` and ``times`` are the first of as many as counted."""

    key: int
    reason: str
    others: tuple[int, ...]
    others_count: int
    times: tuple[Interval, ...]
    times_count: int
    room: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Hold one schedule, and those left out apart from it."""

    schedule: Schedule
    left_out: tuple[LeftOut, ...]

    @property
    def digest(self) -> str:
        """Name it by its meetings."""
        text = ";".join(f"{each.key} {each.start} {each.end}" for each in self.schedule.meetings)
        return sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold all that the engine says of a problem; ``alternatives`` and ``risks`` when they were asked for."""

    suggestions: tuple[Suggestion, ...]
    repairs: tuple[Repair, ...]
    alternatives: tuple[Alternative, ...] = ()
    risks: tuple[Risk, ...] = ()


KEPT = (Plan, Suggestion, LeftOut, Schedule, scheduling.Meeting, Value, Interval, Repair, Alternative, Risk)
"""The classes of what is kept in the cache."""


def version(classes: Iterable[type]) -> str:
    """Name the fields of dataclasses, so that a release reads only what it could have written itself."""
    known = [(each, [(field.name, field.type) for field in fields(each)]) for each in classes]
    return sha256(repr(known).encode()).hexdigest()[:16]


VERSION = version(KEPT)


def problem(
    calendar: Calendar,
    invitations: Iterable[Invitation],
    *,
    busy: Iterable[Meeting],
    pinned: Iterable[Meeting] = (),
    barred: Iterable[Meeting] = (),
    meeting_minutes: int | None = None,
    buffer_minutes: int | None = None,
) -> scheduling.Problem:
    """Return what the engine solves: the invitations to place are its invitees, their ids its keys.

    Reads the slots in one query. The meetings of ``busy`` take the owner's time, those of ``pinned`` are the
    invitations' and stay, those of ``barred`` take the time of their own invitation. A length that is not
    given is the calendar's.
    """
    slots = _slots_by_party(calendar)
    for meeting in barred:
        given = slots.get(meeting.invitation_id, [])
        slots[meeting.invitation_id] = [rest for slot in given for rest in _around(slot, meeting)]
    return scheduling.Problem(
        owner=slots.pop(None, []),
        invitees=[scheduling.Invitee(each.pk, slots.get(each.pk, [])) for each in invitations],
        duration=_minutes(meeting_minutes, calendar.meeting_minutes),
        buffer=_minutes(buffer_minutes, calendar.buffer_minutes),
        step=timedelta(minutes=calendar.step_minutes) if calendar.step_minutes else None,
        busy=[Interval(each.start, each.end) for each in busy],
        pinned=[scheduling.Booking(each.invitation_id, each.start) for each in pinned],
        zone=calendar.zone,
    )


def plan(problem: scheduling.Problem, *, limit: int, explained: int | None = None) -> Plan:
    """Return up to ``limit`` suggestions, what would place more, and why the one explained is met then.

    What was asked before, in a problem that has not changed, comes from the cache.
    """
    key = cache_key(problem, limit, explained)
    found: Plan | None = cache.get(key)
    if found is None:
        found = _solve(problem, limit, explained)
        cache.set(key, found, KEPT_SECONDS)
    return found


def cache_key(problem: scheduling.Problem, limit: int, explained: int | None = None) -> str:
    """Name a plan in the cache; releases whose plans have other fields share none."""
    return f"plan:{VERSION}:{digest(problem)}:{limit}:{explained}"


def digest(problem: scheduling.Problem) -> str:
    """Return a name that two problems share only when they are equal."""
    text = sha256()
    lengths = problem.duration, problem.buffer, problem.step, str(problem.zone)
    pinned = [(each.key, each.start.isoformat()) for each in problem.pinned]
    busy = [each.span for each in problem.busy]
    text.update(repr((lengths, pinned, busy)).encode())
    for key, slots in [(None, problem.owner), *((each.key, each.slots) for each in problem.invitees)]:
        text.update(f"\n{key}:{len(slots)}:".encode())
        text.update(array("q", [tick for each in slots for tick in (*each.span, each.preference)]))
    return text.hexdigest()


def preference(slots: Iterable[Slot], start: datetime, end: datetime) -> int | None:
    """Return the lowest preference that ``[start, end)`` touches in the union of the slots.

    Where slots overlap the higher preference counts. None when they do not cover it.
    """
    near = [
        scheduling.Slot(slot.start, slot.end, slot.preference)
        for slot in slots
        if slot.start < end and start < slot.end
    ]
    return scheduling.lowest_preference(near, start, end - start) or None


def _solve(problem: scheduling.Problem, limit: int, explained: int | None) -> Plan:
    advice = scheduling.advise(problem, limit, explained)
    suggestions = tuple(_suggestion(schedule, problem.duration) for schedule in advice.schedules)
    return Plan(suggestions, advice.repairs, advice.alternatives, advice.risks)


def _suggestion(schedule: Schedule, duration: timedelta) -> Suggestion:
    left_out = tuple(_left_out(each, duration) for each in schedule.unplaced)
    return Suggestion(replace(schedule, unplaced=()), left_out)


def _left_out(unplaced: Unplaced, duration: timedelta) -> LeftOut:
    others = [key for key in unplaced.group if key != unplaced.key]
    return LeftOut(
        key=unplaced.key,
        reason=unplaced.reason,
        others=tuple(others[:MOST_SHOWN]),
        others_count=len(others),
        times=tuple(Interval(start, start + duration) for start in unplaced.times[:MOST_SHOWN]),
        times_count=len(unplaced.times),
        room=unplaced.room,
    )


def _slots_by_party(calendar: Calendar) -> dict[int | None, list[scheduling.Slot]]:
    """Return everybody's slots by invitation, the owner's by None.

    There may be half a million; those that are equal, most of them on a common grid, are made once.
    """
    made = functools.cache(lambda text: scheduling.Slot(*times_of(text)))
    parties: dict[int | None, list[scheduling.Slot]] = defaultdict(list)
    for party, texts in calendar.slots.joined_by_party():
        parties[party] = list(map(made, texts))
    return parties


def _around(slot: scheduling.Slot, meeting: Meeting) -> Iterator[scheduling.Slot]:
    """Yield what a meeting leaves of a slot."""
    for start, end in (slot.start, min(slot.end, meeting.start)), (max(slot.start, meeting.end), slot.end):
        if start < end:
            yield scheduling.Slot(start, end, slot.preference)


def _minutes(given: int | None, default: int) -> timedelta:
    return timedelta(minutes=default if given is None else given)
