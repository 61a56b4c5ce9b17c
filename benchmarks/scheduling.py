"""Measure the engine beside CP-SAT, NetworkX and SciPy: `python -m benchmarks.scheduling [--quick]`.

Prints a table of what the documentation promises and what this machine measured. All contestants solve
the same instances in one run and must reach the same objective. A ratio is our time divided by theirs, the
median over the instances of a row. CP-SAT has two workers and the strongest of the usual models: "at most
one" for each invitee and for each largest set of starts that exclude each other, which it solves many times
faster than "no overlap" of optional intervals. Its time includes building the model; SciPy's does not include
building the dense matrix. After 30 seconds CP-SAT is cut off.
"""

import argparse
import random
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product
from statistics import median
from typing import ParamSpec, TypeVar

import networkx as nx
import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import linear_sum_assignment

from scheduling import Invitee, Problem, Slot, solve
from scheduling.assignment import assign
from scheduling.collisions import pack

Candidates = list[list[tuple[int, int]]]
Given = ParamSpec("Given")
Result = TypeVar("Result")

LIMIT = 30  # seconds CP-SAT may take
SEEDS = 5
SIZES = [(10, 40), (30, 80), (100, 200), (200, 400), (500, 1000), (1000, 2000)]
DENSITIES = [0.05, 0.1, 0.2]


# Instances


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


# Contestants


def cp_sat(candidates: Candidates, gap: int = 1) -> tuple[int, bool]:
    """Return the value CP-SAT reaches, and whether it proved it."""
    model = cp_model.CpModel()
    at: dict[int, list[cp_model.IntVar]] = {}
    chosen, weights = [], []
    for choices in candidates:
        mine = [model.new_bool_var("") for _ in choices]
        model.add_at_most_one(mine)
        for variable, (start, weight) in zip(mine, choices, strict=True):
            at.setdefault(start, []).append(variable)
            chosen.append(variable)
            weights.append(weight)
    starts = sorted(at)
    reached = 0
    for k, start in enumerate(starts):
        over = bisect_left(starts, start + gap)
        if over > reached:
            model.add_at_most_one(variable for other in starts[k:over] for variable in at[other])
            reached = over
    model.maximize(cp_model.LinearExpr.weighted_sum(chosen, weights))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = LIMIT
    status = solver.solve(model)
    return round(solver.objective_value), status == cp_model.OPTIMAL


def cp_sat_value(candidates: Candidates) -> int | None:
    """Return the best value, or None when time is up before it is proved."""
    value, is_optimal = cp_sat(candidates)
    return value if is_optimal else None


def scipy_matrix(candidates: Candidates, starts: int) -> np.ndarray:
    matrix = np.zeros((len(candidates), starts), dtype=np.int64)
    for who, choices in enumerate(candidates):
        for start, weight in choices:
            matrix[who, start] = weight
    return matrix


def scipy_value(matrix: np.ndarray) -> int:
    return int(matrix[linear_sum_assignment(matrix, maximize=True)].sum())


def networkx_value(candidates: Candidates) -> int:
    graph = nx.Graph()
    for who, choices in enumerate(candidates):
        graph.add_weighted_edges_from((who, ("start", start), weight) for start, weight in choices)
    return sum(graph[one][other]["weight"] for one, other in nx.max_weight_matching(graph))


# Measuring


@dataclass(frozen=True)
class Row:
    instances: str
    against: str
    measured: str
    goal: str = "—"
    is_met: bool | None = None

    def __str__(self) -> str:
        verdict = {True: "met", False: "**missed**", None: ""}[self.is_met]
        return f"| {self.instances} | {self.against} | {self.measured} | {self.goal} | {verdict} |"


def timed(work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> tuple[float, Result]:
    began = time.perf_counter()
    result = work(*given, **named)
    return time.perf_counter() - began, result


def compared(instances: str, against: str, times: Sequence[tuple[float, float]], goal: float | None) -> Row:
    """Return the row of pairs of times, ours and theirs."""
    ratio = median(ours / theirs for ours, theirs in times)
    ours, theirs = (1000 * median(column) for column in zip(*times, strict=True))
    measured = f"{ratio:.3f} ({ours:.2f} : {theirs:.2f} ms)"
    if goal is None:
        return Row(instances, against, measured)
    return Row(instances, against, measured, f"≤ {goal:g}", ratio <= goal)


def assignment_rows(
    sizes: Iterable[tuple[int, int]], densities: Iterable[float], seeds: int
) -> Iterator[Row]:
    densities = list(densities)
    for invitees, starts in sizes:
        times: dict[str, list[tuple[float, float]]] = {}
        for density, seed in product(densities, range(seeds)):
            candidates = grid_instance(seed, invitees, starts, density)
            matrix = scipy_matrix(candidates, starts)
            ours, found = timed(assign, candidates)
            rivals: dict[str, Callable[[], int | None]] = {"SciPy": partial(scipy_value, matrix)}
            if invitees <= 200 or seed == 0:
                rivals["CP-SAT"] = partial(cp_sat_value, candidates)
            if invitees <= 200 and seed == 0:
                rivals["NetworkX"] = partial(networkx_value, candidates)
            for name, rival in rivals.items():
                theirs, value = timed(rival)
                assert value in (found.value, None), (name, invitees, starts, density, seed)
                times.setdefault(name, []).append((ours, theirs))
        goals = {"CP-SAT": 0.02, "NetworkX": 0.05, "SciPy": {30: 3.0, 1000: 1.0}.get(invitees)}
        for name, pairs in times.items():
            yield compared(f"{invitees} x {starts}, no collisions", name, pairs, goals[name])


def colliding_rows(counts: Iterable[int], seeds: int) -> Iterator[Row]:
    everything = []
    proved = 0
    for count in counts:
        times = []
        for seed in range(1000 * count, 1000 * count + seeds):
            candidates, gap = colliding_instance(seed, count)
            ours, packing = timed(pack, candidates, gap)
            theirs, (value, is_optimal) = timed(cp_sat, candidates, gap)
            assert packing.value == value or not (packing.optimal and is_optimal), (count, seed)
            assert packing.bound >= value, (count, seed)
            proved += packing.optimal
            times.append((ours, theirs))
        everything += times
        yield compared(f"{count} colliding", "CP-SAT", times, None)
    yield compared("all colliding", "CP-SAT", everything, 1)
    slow = sorted(ours / theirs for ours, theirs in everything)[int(0.9 * len(everything))]
    yield Row("all colliding", "CP-SAT, 90th percentile", f"{slow:.2f}")
    share = proved / len(everything)
    yield Row("all colliding", "proved optimal", f"{share:.1%} of {len(everything)}", "≥ 95%", share >= 0.95)


def adversarial_rows() -> Iterator[Row]:
    for name, (candidates, gap) in adversarial_instances().items():
        ours, packing = timed(pack, candidates, gap)
        theirs, (value, _) = timed(cp_sat, candidates, gap)
        assert packing.bound >= value, name
        assert packing.value >= value or not packing.optimal, name
        proof = "proved" if packing.optimal else f"within {1 - packing.value / packing.bound:.2%}"
        yield Row(
            name, "CP-SAT", f"{ours / theirs:.3f} ({1000 * ours:.0f} : {1000 * theirs:.0f} ms), {proof}"
        )


def hostile_row(invitees: int, starts: int) -> Row:
    candidates, gap = hostile_instance(invitees, starts)
    seconds, packing = timed(pack, candidates, gap)
    proof = "proved" if packing.optimal else f"within {1 - packing.value / packing.bound:.2%}"
    name = f"{invitees} invitees x {starts} starts, all of them"
    return Row(name, "packing", f"{seconds:.1f} s, {proof}", "≤ 10 s", seconds <= 10)


def growth_row(invitees: int, seeds: int) -> Row:
    """Double invitees and starts at the same number of candidates each."""
    ratios = []
    for seed in range(seeds):
        small = grid_instance(seed, invitees, 2 * invitees, 50 / invitees)
        large = grid_instance(seed, 2 * invitees, 4 * invitees, 25 / invitees)
        once = min(timed(assign, small)[0] for _ in range(3))
        ratios.append(min(timed(assign, large)[0] for _ in range(3)) / once)
    growth = median(ratios)
    name = f"{invitees} → {2 * invitees} invitees, 100 candidates each"
    return Row(name, "growth of assignment", f"{growth:.2f}", "≤ 2.5", growth <= 2.5)


def month_row(invitees: int, share: float, shift: int) -> Row:
    problem = month(invitees, share, shift)
    seconds, schedule = timed(solve, problem)
    grid = f"up to {shift} minutes late" if shift else "on the grid"
    name = f"{invitees} invitees x 500 slots x 4 weeks, {share:.0%} given, {grid}"
    proof = "proved" if schedule.optimal else "not proved"
    return Row(
        name, "`solve`", f"{seconds:.1f} s, {len(schedule.meetings)} met, {proof}", "≤ 5 s", seconds <= 5
    )


def rows(*, quick: bool) -> Iterator[Row]:
    if quick:
        yield from assignment_rows(SIZES[:4], DENSITIES[:1], 2)
        yield from colliding_rows([8, 20, 40], 4)
        yield from adversarial_rows()
        yield hostile_row(200, 1000)
        yield growth_row(250, 2)
        yield month_row(200, 0.05, 0)
        return
    yield from assignment_rows(SIZES, DENSITIES, SEEDS)
    yield from colliding_rows([8, 12, 16, 20, 30, 40, 60, 80, 100], 20)
    yield from adversarial_rows()
    yield hostile_row(1000, 2000)
    yield growth_row(1000, SEEDS)
    yield month_row(1000, 0.05, 0)
    yield month_row(1000, 0.2, 0)
    yield month_row(400, 0.05, 29)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the scheduling engine beside other libraries.")
    parser.add_argument(
        "--quick", action="store_true", help="few and small instances, in well under a minute"
    )
    print("| instances | against | measured: median ratio (ours : theirs) | goal | |")
    print("|---|---|---|---|---|")
    for row in rows(quick=parser.parse_args().quick):
        print(row, flush=True)


if __name__ == "__main__":
    main()
