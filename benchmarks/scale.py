"""Compare what calls cost in a small database and in one with half a million invitations.

    python -m benchmarks.scale --postgres postgres://postgres@127.0.0.1:5432/oneonone_large

Both are served at the same time, and the calls are made in rounds, each call in both right after one another:
what is printed are the medians of the ratios. Then says how often the calls read each table as a whole, and
how often by an index.
"""

import argparse
import json
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from benchmarks.api import PRODUCTION
from benchmarks.rounds import make, middle, output, ratio, verdict
from benchmarks.stage import manage, throwaway_database, web

OF_ONE_OWNER, INVITEES = 20, 50
GOAL = 1.5
CONTROLS = ("trivial read", "trivial write")


def prepare(running, url, calendars, folder, *sizes):
    """Serve a database of so many calendars, and return the port."""
    environment = os.environ | PRODUCTION | {"DATABASE_URL": url}
    running.enter_context(throwaway_database(url))
    size = ("--calendars", str(calendars), "--invitees", str(INVITEES), "--of-one-owner", str(OF_ONE_OWNER))
    started = time.perf_counter()
    manage("load_scale", *size, *sizes, "--force", **environment)
    print(f"{calendars * INVITEES:,} invitations were loaded in {time.perf_counter() - started:.0f} s")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    address = running.enter_context(web(folder / "log", workers=1, **environment))
    return int(address.rpartition(":")[2])


def scenes(url, port, rounds, name="scenes"):
    """Return the calls of each round in a database that is served."""
    environment = os.environ | PRODUCTION | {"DATABASE_URL": url}
    turns = json.loads(output([sys.executable, "-m", f"benchmarks.{name}", str(rounds)], environment))
    real = [[call for call in turn if not call["name"].startswith("raw")] for turn in turns]
    return [[call | {"port": port} for call in turn] for turn in real]


def in_turn(*served):
    """Yield the calls of all rounds, each of all servers one after the other; in odd rounds the other way."""
    for number, turns in enumerate(zip(*served, strict=True)):
        for same in zip(*turns, strict=True):
            yield from same[::-1] if number % 2 else same


def show(small, large):
    """Print what each call costs more among many rows."""
    print(f"{'':<28}{'small ms':>10}{'large ms':>10}{'x time':>8}{'x processor':>13}{'goal':>6}  verdict")
    for name, costs in small.items():
        ratios = ratio(large[name], costs)
        times = f"{middle(costs).time:10.1f}{middle(large[name]).time:10.1f}"
        judged = "" if name in CONTROLS else f"{GOAL:6}  {verdict(ratios, GOAL)}"
        print(f"{name:<28}{times}{ratios.time:8.2f}{ratios.processor:13.2f}{judged}")


def reads(url):
    """Return, by table, its rows and how often it was read as a whole and by an index so far."""
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT relname, n_live_tup, seq_scan, coalesce(idx_scan, 0) FROM pg_stat_user_tables"
        )
        return {table: figures for table, *figures in found}


def show_reads(before, after):
    print(f"\n{'table':<28}{'rows':>10}{'whole reads':>13}{'by index':>10}")
    for table, (rows, whole, by_index) in sorted(after.items(), key=lambda each: -each[1][0]):
        if rows > 1000:
            print(f"{table:<28}{rows:10}{whole - before[table][1]:13}{by_index - before[table][2]:10}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--postgres", required=True, help="URL of a throwaway database; a second is made beside it"
    )
    parser.add_argument("--calendars", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--rate", type=float, default=10, help="calls a second at most")
    options = parser.parse_args()
    sizes = {f"{options.postgres}_small": OF_ONE_OWNER, options.postgres: options.calendars}
    with TemporaryDirectory() as folder, ExitStack() as running:
        ports = {url: prepare(running, url, size, Path(folder)) for url, size in sizes.items()}
        served = [scenes(url, port, options.rounds) for url, port in ports.items()]
        before = reads(options.postgres)
        costs = make(list(in_turn(*served)), options.rate)
        show(*(costs[port] for port in ports.values()))
        time.sleep(2)  # a server process writes its counts down when it has been idle
        show_reads(before, reads(options.postgres))


if __name__ == "__main__":
    main()
