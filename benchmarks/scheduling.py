"""Measure the engine beside CP-SAT, NetworkX and SciPy: `python -m benchmarks.scheduling [--quick]`.

Prints a table of what the documentation promises and what this machine measured. All contestants solve
the same instances in one run and must reach the same objective. A ratio is our time divided by theirs, the
median over the instances of a row. CP-SAT has two workers and the strongest of the usual models: "at most
one" for each invitee and for each largest set of starts that exclude each other, which it solves many times
faster than "no overlap" of optional intervals. Its time includes building the model; SciPy's does not include
building the dense matrix. After 30 seconds CP-SAT is cut off. Beside CP-SAT, which has two threads, times are
those of the clock; all others have one, and their times are the processor's, which other programs do not
lengthen as much.
"""

import argparse
from collections.abc import Iterator

from benchmarks.scheduling_rows import (
    Row,
    adversarial_rows,
    assignment_rows,
    colliding_rows,
    growth_row,
    hostile_row,
    month_row,
)

SEEDS = 5
SIZES = [(10, 40), (30, 80), (100, 200), (200, 400), (500, 1000), (1000, 2000)]
DENSITIES = [0.05, 0.1, 0.2]


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
