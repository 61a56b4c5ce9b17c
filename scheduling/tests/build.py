"""Build problems for the tests in few words."""

import random
from datetime import UTC, datetime, timedelta

from scheduling import Booking, Interval, Invitee, Problem, Slot

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def at(minute):
    """Give the time so many minutes after Monday 9:00 UTC."""
    return MONDAY + timedelta(hours=9, minutes=minute)


def slot(start, end, preference=3):
    return Slot(at(start), at(end), preference)


def interval(start, end):
    return Interval(at(start), at(end))


def booking(key, start):
    return Booking(key, at(start))


def problem(owner, invitees, duration=30, buffer=0, step=None, **others):
    """Build a problem from slots, slots by key, and minutes."""
    return Problem(
        owner,
        [Invitee(key, slots) for key, slots in invitees.items()],
        timedelta(minutes=duration),
        timedelta(minutes=buffer),
        None if step is None else timedelta(minutes=step),
        **others,
    )


def minutes(schedule):
    """Give who starts how many minutes after Monday 9:00."""
    return {meeting.key: (meeting.start - at(0)) // timedelta(minutes=1) for meeting in schedule.meetings}


def random_slots(rng, count, unit, span):
    chosen = []
    for _ in range(count):
        start = rng.randrange(span)
        chosen.append(slot(start * unit, (start + rng.randint(1, 3)) * unit, rng.randint(1, 3)))
    return chosen


def random_problem(seed, unit=30, span=8, invitees=4, **others):
    """Build a small problem whose slots lie on a grid of `unit` minutes."""
    rng = random.Random(seed)
    owner = random_slots(rng, rng.randint(1, 4), unit, span)
    people = {f"p{number}": random_slots(rng, rng.randint(0, 3), unit, span) for number in range(invitees)}
    return problem(owner, people, **others)
