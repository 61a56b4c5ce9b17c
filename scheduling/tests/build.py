"""Build problems for the tests in few words. Times are minutes after Monday, 2 March 2026, 9:00 UTC."""

import random
from datetime import UTC, datetime, timedelta

from scheduling import Booking, Interval, Invitee, Problem, Slot

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(minute):
    return NINE + minute * MINUTE


def slot(start, end, preference=3):
    return Slot(at(start), at(end), preference)


def interval(start, end):
    return Interval(at(start), at(end))


def booking(key, start):
    return Booking(key, at(start))


def problem(owner, invitees, duration=30, buffer=0, step=None, **others):
    """Build a problem from slots, slots by key, and minutes."""
    people = [Invitee(key, slots) for key, slots in invitees.items()]
    step = None if step is None else step * MINUTE
    return Problem(owner, people, duration * MINUTE, buffer * MINUTE, step, **others)


def minutes(schedule):
    """Give at which minute whom a schedule meets."""
    return {meeting.key: (meeting.start - NINE) // MINUTE for meeting in schedule.meetings}


def hall_hour(*keys):
    """Build a problem in which everybody wants the same hour, which has room for two."""
    return problem([slot(0, 60)], {key: [slot(0, 60)] for key in keys})


def grid_problem(seed, most=4):
    """Build a problem on a grid of half hours over three days."""
    rng = random.Random(seed)

    def slots(most):
        times = [(1440 * rng.randrange(3) + 30 * rng.randrange(5), rng.randint(1, 4)) for _ in range(most)]
        return [slot(start, start + 30 * length, rng.randint(1, 3)) for start, length in times]

    owner = slots(rng.randint(1, 4))
    people = {f"p{number}": slots(rng.randint(1, 3)) for number in range(rng.randint(1, most))}
    pinned = [booking("p0", 30 * rng.randrange(5))] if rng.random() < 0.2 else []
    return problem(owner, people, step=30, pinned=pinned)


def crowd_problem(seed):
    """Build a problem of 13 to 20 people on a grid of half hours over two to five days."""
    rng = random.Random(seed)
    days = rng.randint(2, 5)

    def slots(most):
        times = {1440 * rng.randrange(days) + 30 * rng.randrange(8) for _ in range(most)}
        return [slot(start, start + 30, rng.randint(1, 3)) for start in sorted(times)]

    owner = slots(rng.randint(14, 40))
    return problem(owner, {number: slots(rng.randint(1, 10)) for number in range(rng.randint(13, 20))})


def loose_problem(seed):
    """Build a problem whose slots begin at any minute, with a buffer, busy and pinned times, or a step."""
    rng = random.Random(seed)
    unit = rng.choice([1, 1, 2, 3])
    duration = rng.choice([4, 5, 6])
    span = rng.choice([12, 18, 24])

    def slots(most, shortest, longest):
        starts = [rng.randrange(span) for _ in range(most)]
        return [
            slot(start * unit, (start + rng.randint(shortest, longest)) * unit, rng.randint(1, 3))
            for start in starts
        ]

    owner = slots(rng.randint(1, 4), 4, 16)
    people = {
        f"p{number}": slots(rng.randint(1, 3), duration, 2 * duration) for number in range(rng.randint(2, 4))
    }
    busy = rng.randrange(span) * unit
    return problem(
        owner,
        people,
        duration * unit,
        rng.choice([0, 0, 1, 2]) * unit,
        rng.choice([None, None, None, None, unit, 2 * unit, 3 * unit]),
        busy=[interval(busy, busy + rng.randint(1, 4) * unit)] if rng.random() < 0.3 else [],
        pinned=[booking("p0", rng.randrange(span) * unit)] if rng.random() < 0.2 else [],
    )
