"""Judge a schedule without sharing any code with what made it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import combinations

from scheduling.types import Booking, Meeting, Problem, Schedule, Slot


def violations(problem: Problem, schedule: Schedule) -> list[str]:
    """List everything that is wrong with a schedule, in words; an empty list means that it is valid.

    >>> from datetime import UTC, timedelta
    >>> from scheduling import Invitee, solve
    >>> nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    >>> slot = Slot(nine, nine + timedelta(hours=1), 3)
    >>> problem = Problem([slot], [Invitee("ann", [slot])], timedelta(minutes=30))
    >>> violations(problem, solve(problem))
    []
    """
    slots = {invitee.key: invitee.slots for invitee in problem.invitees}
    booked = {booking.key: booking for booking in problem.pinned}
    faults = _roll_call(problem, schedule)
    for meeting in schedule.meetings:
        if meeting.key in booked:
            faults += _moved(booked[meeting.key], meeting)
        else:
            faults += _misplaced(problem, slots.get(meeting.key, ()), meeting)
        faults += _misjudged(problem, slots.get(meeting.key, ()), meeting)
    for one, other in combinations(schedule.meetings, 2):
        if one.start < other.end + problem.buffer and other.start < one.end + problem.buffer:
            faults.append(f"{one.key!r} and {other.key!r} are too close to each other")
    return faults


def _roll_call(problem: Problem, schedule: Schedule) -> list[str]:
    named = Counter([meeting.key for meeting in schedule.meetings] + [out.key for out in schedule.unplaced])
    known = {invitee.key for invitee in problem.invitees}
    met = {meeting.key for meeting in schedule.meetings}
    faults = [f"{key!r} is not an invitee" for key in named if key not in known]
    faults += [f"{key!r} is named {named[key]} times" for key in sorted(known) if named[key] != 1]
    faults += [f"{booking.key!r} must be met" for booking in problem.pinned if booking.key not in met]
    return faults


def _moved(booking: Booking, meeting: Meeting) -> list[str]:
    """Say whether a pinned meeting was moved, which is all that can be wrong with its time."""
    return [] if meeting.start == booking.start else [f"{meeting.key!r} was moved from {booking.start}"]


def _misplaced(problem: Problem, slots: Sequence[Slot], meeting: Meeting) -> list[str]:
    faults = []
    if any(busy.start < meeting.end and meeting.start < busy.end for busy in problem.busy):
        faults.append(f"{meeting.key!r} meets in a busy time")
    if not _lowest(problem.owner, meeting):
        faults.append(f"{meeting.key!r} meets outside the owner's slots")
    if not _lowest(slots, meeting):
        faults.append(f"{meeting.key!r} meets outside their slots")
    if problem.step is not None and (meeting.start - _anchor(problem, meeting)) % problem.step:
        faults.append(f"{meeting.key!r} starts off the grid")
    return faults


def _misjudged(problem: Problem, slots: Sequence[Slot], meeting: Meeting) -> list[str]:
    faults = []
    if meeting.end - meeting.start != problem.duration:
        faults.append(f"{meeting.key!r} does not take {problem.duration}")
    if meeting.owner_preference != _lowest(problem.owner, meeting):
        faults.append(f"{meeting.key!r} has another preference for the owner")
    if meeting.invitee_preference != _lowest(slots, meeting):
        faults.append(f"{meeting.key!r} has another preference for the invitee")
    return faults


def _lowest(slots: Sequence[Slot], meeting: Meeting) -> int:
    """Give the lowest preference at the start of a meeting and at every edge in it; 0 if uncovered."""
    edges = {meeting.start}
    edges.update(slot.start for slot in slots if meeting.start < slot.start < meeting.end)
    edges.update(slot.end for slot in slots if meeting.start < slot.end < meeting.end)
    return min(
        max((slot.preference for slot in slots if slot.start <= edge < slot.end), default=0) for edge in edges
    )


def _anchor(problem: Problem, meeting: Meeting) -> datetime:
    """Walk back through the owner's slots to where the time they give without a gap begins."""
    anchor = meeting.start
    while earlier := [slot.start for slot in problem.owner if slot.start < anchor <= slot.end]:
        anchor = min(earlier)
    return anchor
