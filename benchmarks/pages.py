"""Compare what the first, the middle and the last pages of long lists cost.

    python -m benchmarks.pages --postgres postgres://postgres@127.0.0.1:5432/oneonone_pages

Of somebody with 100,000 contacts, 1,000 calendars and a log of 100,000 entries. Takes some three minutes.
"""

import argparse
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.scale import OF_ONE_OWNER, prepare, rounds


def show(figures):
    """Print the medians of each page, and their ratios to those of the first page."""
    print(f"{'':<32}{'time ms':>9}{'processor ms':>14}{'x time':>8}{'x processor':>13}")
    for name, (seconds, processor) in figures.items():
        first = figures[f"{name.partition(', ')[0]}, page 1"]
        ratios = f"{seconds / first[0]:8.2f}{processor / first[1]:13.2f}"
        print(f"{name:<32}{seconds:9.1f}{processor:14.1f}{ratios}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", required=True, help="URL of a throwaway database")
    parser.add_argument("--hoard", type=int, default=100_000, help="rows of the longest lists")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--rate", type=float, default=10, help="calls a second")
    options = parser.parse_args()
    with TemporaryDirectory() as folder, ExitStack() as running:
        scene = "benchmarks.page_scene"
        served = prepare(
            running, options.postgres, OF_ONE_OWNER, Path(folder), scene=scene, hoard=options.hoard
        )
        (figures,) = rounds([served], options.rounds, options.rate)
        show(figures)


if __name__ == "__main__":
    main()
