"""Judge a schedule without sharing any code with what made it."""

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations

from scheduling.types import Meeting, Problem, Schedule, Slot


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
    faults = _roll_call(problem, schedule)
    booked = {booking.key: booking.start for booking in problem.pinned}
    slots = {invitee.key: invitee.slots for invitee in problem.invitees}
    for meeting in schedule.meetings:
        if meeting.end - meeting.start != problem.duration:
            faults.append(f"{meeting.key!r} does not take {problem.duration}")
        if meeting.key in booked:
            if meeting.start != booked[meeting.key]:
                faults.append(f"{meeting.key!r} was moved from {booked[meeting.key]}")
        else:
            faults += _misplaced(problem, meeting)
        if meeting.owner_preference != _lowest(problem.owner, meeting):
            faults.append(f"{meeting.key!r} has another preference for the owner")
        if meeting.invitee_preference != _lowest(slots.get(meeting.key, ()), meeting):
            faults.append(f"{meeting.key!r} has another preference for the invitee")
    for one, other in combinations(schedule.meetings, 2):
        if one.start < other.end + problem.buffer and other.start < one.end + problem.buffer:
            faults.append(f"{one.key!r} and {other.key!r} are too close to each other")
    return faults


def _roll_call(problem: Problem, schedule: Schedule) -> list[str]:
    named = [meeting.key for meeting in schedule.meetings] + [unplaced.key for unplaced in schedule.unplaced]
    known = [invitee.key for invitee in problem.invitees]
    met = {meeting.key for meeting in schedule.meetings}
    faults = [f"{key!r} is not an invitee" for key in named if key not in known]
    faults += [f"{key!r} is named {named.count(key)} times" for key in known if named.count(key) != 1]
    faults += [f"{booking.key!r} must be met" for booking in problem.pinned if booking.key not in met]
    return faults


def _misplaced(problem: Problem, meeting: Meeting) -> list[str]:
    faults = []
    if any(busy.start < meeting.end and meeting.start < busy.end for busy in problem.busy):
        faults.append(f"{meeting.key!r} meets in a busy time")
    if not _lowest(problem.owner, meeting):
        faults.append(f"{meeting.key!r} meets outside the owner's slots")
    slots = [slot for invitee in problem.invitees if invitee.key == meeting.key for slot in invitee.slots]
    if not _lowest(slots, meeting):
        faults.append(f"{meeting.key!r} meets outside their slots")
    if problem.step is not None and (meeting.start - _anchor(problem, meeting)) % problem.step:
        faults.append(f"{meeting.key!r} starts off the grid")
    return faults


def _lowest(slots: Sequence[Slot], meeting: Meeting) -> int:
    """Walk through a meeting by the edges of the slots; give the lowest preference, 0 where nothing covers it."""
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
