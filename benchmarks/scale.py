"""Compare what calls cost in a small database and in one with half a million invitations.

    python -m benchmarks.scale --postgres postgres://postgres@127.0.0.1:5432/oneonone_large

Both are served at the same time, and the calls are made in turn, so that a noisy machine is noisy for both.
Then says how often the calls read each table as a whole, and how often by an index.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psycopg

from benchmarks.api import PRODUCTION
from benchmarks.stage import ROOT, manage, throwaway_database, web

OF_ONE_OWNER, INVITEES = 20, 50


def prepare(running, url, calendars, folder, scene="benchmarks.scenes", **sizes):
    """Serve a database of so many calendars, and return the port and the calls of a round."""
    environment = os.environ | PRODUCTION | {"DATABASE_URL": url}
    running.enter_context(throwaway_database(url))
    size = ("--calendars", str(calendars), "--invitees", str(INVITEES), "--of-one-owner", str(OF_ONE_OWNER))
    size += tuple(f"--{name}={count}" for name, count in sizes.items())
    started = time.perf_counter()
    manage("load_scale", *size, "--force", **environment)
    print(f"{calendars * INVITEES:,} invitations were loaded in {time.perf_counter() - started:.0f} s")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    turn = output([sys.executable, "-m", scene], environment)
    address = running.enter_context(web(folder / "log", workers=1, **environment))
    return int(address.rpartition(":")[2]), json.loads(turn)


def output(command, environment, text=None):
    done = subprocess.run(
        command, cwd=ROOT, env=environment, input=text, text=True, check=True, capture_output=True
    )
    return done.stdout


def rounds(served, count, rate):
    """Make each call of all in turn, and return the medians by name: time and processor time, in ms."""
    calls = [call for number in range(count) for call in _turn(served, is_odd=number % 2)]
    client = [sys.executable, "-m", "benchmarks.client", "0", str(rate)]
    answers = json.loads(output(client, os.environ, json.dumps(calls)))
    found = {port: {} for port, _ in served}
    for call, each in zip(calls, answers, strict=True):
        if each["status"] != 200:
            sys.exit(f"An answer that is none: {each}")
        found[call["port"]].setdefault(each["name"], []).append((each["seconds"], each["processor"]))
    return [
        {
            name: [median(column) * 1000 for column in zip(*rows, strict=True)]
            for name, rows in figures.items()
        }
        for figures in found.values()
    ]


def _turn(served, *, is_odd):
    """Return the calls of a round: each of all, one after the other; in odd rounds the other way about."""
    places = [[call | {"port": port} for call in turn] for port, turn in served]
    return [call for same in zip(*places, strict=True) for call in (same[::-1] if is_odd else same)]


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
    parser.add_argument("--rate", type=float, default=10, help="calls a second")
    options = parser.parse_args()
    with TemporaryDirectory() as folder, ExitStack() as running:
        sizes = {f"{options.postgres}_small": OF_ONE_OWNER, options.postgres: options.calendars}
        served = [prepare(running, url, size, Path(folder)) for url, size in sizes.items()]
        before = reads(options.postgres)
        small, large = rounds(served, options.rounds, options.rate)
        first, last = (size * INVITEES for size in sizes.values())
        print(f"{'':<26}{f'{first:,} ms':>14}{f'{last:,} ms':>14}{'x time':>8}{'x processor':>13}")
        for name, (seconds, processor) in small.items():
            times = f"{large[name][0] / seconds:8.2f}{large[name][1] / processor:13.2f}"
            print(f"{name:<26}{seconds:14.1f}{large[name][0]:14.1f}{times}")
        time.sleep(2)  # a server process writes its counts down when it has been idle
        show_reads(before, reads(options.postgres))


if __name__ == "__main__":
    main()
