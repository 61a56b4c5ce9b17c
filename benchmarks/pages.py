"""Compare what the first, the middle and the last pages of long lists cost.

    python -m benchmarks.pages --postgres postgres://postgres@127.0.0.1:5432/oneonone_pages

Of somebody with 100,000 contacts, 1,000 calendars and a log of 100,000 entries. Takes some three minutes.
Ratios are medians over the rounds, to the first page in the same round.
"""

import argparse
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.rounds import make, middle, ratio
from benchmarks.scale import OF_ONE_OWNER, in_turn, prepare, scenes


def show(costs):
    """Print the medians of each page, and of its ratios to the first page."""
    print(f"{'':<32}{'time ms':>9}{'processor ms':>14}{'x time':>8}{'x processor':>13}")
    for name, rows in costs.items():
        ratios = ratio(rows, costs[f"{name.partition(', ')[0]}, page 1"])
        time, processor, _ = middle(rows)
        print(f"{name:<32}{time:9.1f}{processor:14.1f}{ratios.time:8.2f}{ratios.processor:13.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", required=True, help="URL of a throwaway database")
    parser.add_argument("--hoard", type=int, default=100_000, help="rows of the longest lists")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--rate", type=float, default=10, help="calls a second at most")
    options = parser.parse_args()
    url = options.postgres
    with TemporaryDirectory() as folder, ExitStack() as running:
        port = prepare(running, url, OF_ONE_OWNER, Path(folder), "--hoard", str(options.hoard))
        turns = scenes(url, port, options.rounds, "page_scene")
        show(make(list(in_turn(turns)), options.rate)[port])


if __name__ == "__main__":
    main()
