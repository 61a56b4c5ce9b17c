"""Measure what suggestions cost the server, by size: asked first, asked again, and with an explanation.

    python -m benchmarks.suggestions --postgres postgres://postgres@127.0.0.1:5432/oneonone_plans [--quick]

Asks the real view with the settings of production, each size in a process of its own upon throwaway
databases. Seconds are those of the processor: on SQLite with the database's work, on PostgreSQL without. The
peak is how far the process has grown beyond what a small calendar takes. Ends within three minutes on a quiet
machine; --quick leaves out the half millions of slots.
"""

import argparse
import json
import os
import subprocess
import sys
from tempfile import TemporaryDirectory

from benchmarks.api import PRODUCTION
from benchmarks.stage import ROOT, throwaway_database

HEADS = ("first s", "goal", "verdict", "again s", "explained s", "statements", "peak MiB", "answer KiB")


def run(url, *arguments):
    environment = os.environ | PRODUCTION | {"DATABASE_URL": url}
    command = [sys.executable, "-m", "benchmarks.suggestion_calls", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def measure(url, *, quick):
    """Yield what was measured of each size."""
    with throwaway_database(url):
        for number, scene in enumerate(run(url, "fill")):
            if not (quick and scene["is_large"]):
                yield scene | run(url, "ask", str(number))


def line(row):
    first, goal, again, explained = (
        "" if row[name] is None else f"{row[name]:.3f}" for name in ("first", "goal", "again", "explained")
    )
    verdict = goal and ("met" if row["first"] <= row["goal"] else "missed")
    texts = [first, goal, verdict, again, explained]
    texts += [str(row["statements"]), f"{row['peak']:.0f}", f"{row['answer'] / 1024:.0f}"]
    return f"| {row['name']} | {' | '.join(texts)} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", help="URL of a throwaway database")
    parser.add_argument("--quick", action="store_true", help="without half millions of slots")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        urls = {"PostgreSQL": options.postgres, "SQLite": f"sqlite:///{folder}/plans.sqlite3"}
        for name, url in urls.items():
            if url:
                print(f"\n{name}\n\n| invitees x times each | {' | '.join(HEADS)} |")
                print("|---" * (1 + len(HEADS)) + "|")
                for row in measure(url, quick=options.quick):
                    print(line(row), flush=True)


if __name__ == "__main__":
    main()
