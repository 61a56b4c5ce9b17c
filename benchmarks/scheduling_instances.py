"""What the engine is measured with: candidates with their weights, and what a month of answers looks like."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

from scheduling import Invitee, Problem, Slot

Candidates = list[list[tuple[int, int]]]
"""Of each invitee, starts and the weights of meeting then."""


def weigh(count: int, owner: int, invitee: int) -> int:
    """Weigh a meeting by the objectives in their order: that it is, the preferences, fairness."""
    fairness = count + 1
    preference = count * fairness + 1
    return (6 * count + 1 + owner + invitee) * preference - {1: fairness, 2: 1, 3: 0}[invitee]


def grid_instance(seed: int, invitees: int, starts: int, density: float) -> Candidates:
    rng = random.Random(seed)
    owner = [rng.randint(1, 3) for _ in range(starts)]
    return [
        [(k, weigh(invitees, owner[k], rng.randint(1, 3))) for k in range(starts) if rng.random() < density]
        for _ in range(invitees)
    ]


def stretches(rng: random.Random, days: int, per_day: float, gap: int) -> Iterator[tuple[int, int, int]]:
    """Draw the owner's time in minutes, with preferences: one to three stretches a day."""
    for day in range(days):
        here = 1440 * day + 480 + 15 * rng.randrange(8)
        count = rng.choice([1, 2, 2, 3])
        for _ in range(count):
            length = max(gap, int(per_day * rng.uniform(0.8, 1.2) / count / 5) * 5)
            yield here, here + length, rng.choice([1, 2, 2, 3, 3])
            here += length + rng.choice([30, 45, 60, 90])


def colliding_instance(seed: int, invitees: int, step: int = 15) -> tuple[Candidates, int]:
    """Draw answers off the grid to 2 to 15 days of an owner with about as much time as is asked for."""
    rng = random.Random(seed)
    duration, buffer = rng.choice([30, 45, 60]), rng.choice([0, 0, 0, 5, 10, 15])
    gap = duration + buffer
    needed = invitees * gap / rng.uniform(0.5, 1.15)
    days = min(15, max(2, round(needed / rng.uniform(200, 480))))
    owner = list(stretches(rng, days, needed / days, gap))
    generosity = rng.choice([1, 1, 2, 3])
    return [
        answers(rng, invitees, days, owner, (duration, step, generosity)) for _ in range(invitees)
    ], 60 * gap


def answers(
    rng: random.Random,
    invitees: int,
    days: int,
    owner: Iterable[tuple[int, int, int]],
    measures: tuple[int, int, int],
) -> list[tuple[int, int]]:
    """Draw one invitee's slots and lay them over the owner's starts."""
    duration, step, generosity = measures
    slots = []
    for _ in range(rng.randint(1 + generosity // 2, 3 + 2 * generosity)):
        first = 1440 * rng.randrange(days) + 480 + 5 * rng.randrange(120) + rng.choice([0, 0, 0, 1, 7])
        slots.append((first, first + rng.choice([60, 90, 120, 180, 240]), rng.choice([1, 2, 3, 3])))
    return [
        (60 * start, weigh(invitees, mine, max(preferences)))
        for first, last, mine in owner
        for start in range(first, last - duration + 1, step)
        if (preferences := [p for begin, end, p in slots if begin <= start and start + duration <= end])
    ]


def adversarial_instances() -> dict[str, tuple[Candidates, int]]:
    rng = random.Random(1)
    return {
        "100 identical invitees, room for 20": (
            [[(15 * k, weigh(100, 2, 2)) for k in range(60)] for _ in range(100)],
            40,
        ),
        "30 identical invitees, mixed preferences": (
            [[(15 * k, weigh(30, 2, 2 + (k % 7 == 0))) for k in range(60)] for _ in range(30)],
            45,
        ),
        "100 invitees, equal weights": (
            [[(15 * k, 1) for k in rng.sample(range(300), 20)] for _ in range(100)],
            45,
        ),
        "60 invitees, steps of one minute": colliding_instance(3, 60, step=1),
        "30 invitees, unrelated weights": (
            [[(10 * k, rng.randint(1, 10**6)) for k in rng.sample(range(90), 12)] for _ in range(30)],
            35,
        ),
        "60 invitees, staircase": (
            [[(20 * i + 7 * k, weigh(60, 1 + k % 3, 1 + (i + k) % 3)) for k in range(12)] for i in range(60)],
            45,
        ),
    }


def hostile_instance(invitees: int, starts: int) -> tuple[Candidates, int]:
    return [
        [(start, weigh(invitees, 1 + start % 3, 1 + start * who % 3)) for start in range(starts)]
        for who in range(invitees)
    ], 30


def month(invitees: int, share: float, shift: int) -> Problem:
    """Draw 500 half hours in four weeks, of which each invitee gave a share, up to `shift` minutes later."""
    rng = random.Random(2)
    monday = datetime(2026, 3, 2, 8, tzinfo=UTC)
    half = timedelta(minutes=30)
    begins = [
        monday + timedelta(weeks=week, days=day) + k * half
        for week, day, k in product(range(4), range(5), range(25))
    ]
    owner = [Slot(begin, begin + half, rng.randint(1, 3)) for begin in begins]

    def given() -> list[Slot]:
        late = timedelta(minutes=rng.randint(0, shift))
        chosen = rng.sample(begins, int(share * len(begins)))
        return [Slot(begin + late, begin + half + late, rng.randint(1, 3)) for begin in chosen]

    return Problem(owner, [Invitee(who, given()) for who in range(invitees)], half)
