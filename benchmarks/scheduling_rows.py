"""The rows of the table: instances solved by the engine and by others, in turn, and how long that took."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from statistics import median
from typing import NamedTuple, ParamSpec, TypeVar

from benchmarks.scheduling_instances import (
    adversarial_instances,
    colliding_instance,
    grid_instance,
    hostile_instance,
    month,
)
from benchmarks.scheduling_rivals import cp_sat, cp_sat_value, networkx_value, scipy_matrix, scipy_value
from scheduling import solve
from scheduling.assignment import assign
from scheduling.collisions import pack

Given = ParamSpec("Given")
Result = TypeVar("Result")


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


class Took(NamedTuple):
    """Seconds by the clock, and of the processor in this thread."""

    clock: float
    processor: float


def timed(work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> tuple[Took, Result]:
    clock, processor = time.perf_counter(), time.thread_time()
    result = work(*given, **named)
    return Took(time.perf_counter() - clock, time.thread_time() - processor), result


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
                pair = (ours.clock, theirs.clock) if name == "CP-SAT" else (ours.processor, theirs.processor)
                times.setdefault(name, []).append(pair)
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
            times.append((ours.clock, theirs.clock))
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
        figures = f"{ours.clock / theirs.clock:.3f} ({1000 * ours.clock:.0f} : {1000 * theirs.clock:.0f} ms)"
        yield Row(name, "CP-SAT", f"{figures}, {proof}")


def hostile_row(invitees: int, starts: int) -> Row:
    candidates, gap = hostile_instance(invitees, starts)
    (_, seconds), packing = timed(pack, candidates, gap)
    proof = "proved" if packing.optimal else f"within {1 - packing.value / packing.bound:.2%}"
    name = f"{invitees} invitees x {starts} starts, all of them"
    return Row(name, "packing", f"{seconds:.1f} s, {proof}", "≤ 10 s", seconds <= 10)


def growth_row(invitees: int, seeds: int) -> Row:
    """Double invitees and starts at the same number of candidates each."""
    ratios = []
    for seed in range(seeds):
        small = grid_instance(seed, invitees, 2 * invitees, 50 / invitees)
        large = grid_instance(seed, 2 * invitees, 4 * invitees, 25 / invitees)
        tries = [[timed(assign, each)[0].processor for each in (small, large)] for _ in range(5)]
        once, twice = map(min, zip(*tries, strict=True))
        ratios.append(twice / once)
    growth = median(ratios)
    name = f"{invitees} → {2 * invitees} invitees, 100 candidates each"
    return Row(name, "growth of assignment", f"{growth:.2f}", "≤ 2.5", growth <= 2.5)


def month_row(invitees: int, share: float, shift: int) -> Row:
    problem = month(invitees, share, shift)
    (_, seconds), schedule = timed(solve, problem)
    grid = f"up to {shift} minutes late" if shift else "on the grid"
    name = f"{invitees} invitees x 500 slots x 4 weeks, {share:.0%} given, {grid}"
    proof = "proved" if schedule.optimal else "not proved"
    return Row(
        name, "`solve`", f"{seconds:.1f} s, {len(schedule.meetings)} met, {proof}", "≤ 5 s", seconds <= 5
    )
