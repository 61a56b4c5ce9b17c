"""Measure the API against the least that could be done instead, in the same run.

    python -m benchmarks.api --postgres postgres://postgres@127.0.0.1:5432/oneonone_speed [--quick]

Starts the server as the Procfile does, with the settings of production, upon throwaway databases. The calls
are made one by one in rounds: each round has every call and its floors, which gives it a ratio, and what
is printed are the medians of the ratios, of the time to the last byte and of the processor's time of the
thread that answered. A goal is met where both are.
"""

import argparse
import json
import os
import secrets
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.rounds import make, middle, output, ratio, verdict
from benchmarks.stage import manage, throwaway_database, web

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "benchmarks.measured",
    "DEBUG": "false",
    "SECRET_KEY": secrets.token_hex(32),
    "ALLOWED_HOSTS": "127.0.0.1",
    "PUBLIC_URL": "https://oneonone.example.org",
    "EMAIL_URL": "smtp://127.0.0.1:9",
    "DEFAULT_FROM_EMAIL": "oneonone@example.org",
    "NUM_PROXIES": "1",
    "LOG_LEVEL": "WARNING",
}
LATE = 10
"""How many times its own processor the least call may take before times tell of the machine only."""
FLOORS = [
    ("profile", "trivial read", 1.7),
    ("list of 20 calendars", "trivial read", 1.7),
    ("list of 50 contacts", "trivial read", 1.7),
    ("home", "trivial read", 1.7),
    ("page of 50 invitations", "trivial read", 1.7),
    ("by link", "trivial read", 1.7),
    ("list of 20 calendars", "raw calendars", None),
    ("list of 50 contacts", "raw contacts", None),
    ("page of 50 invitations", "raw invitations", None),
    ("detail", "raw detail", 3),
    ("answer by link", "trivial write", 2.5),
]
"""Each call, the least that could be done instead, and how many times that it may cost."""


def measure(url, folder, *, rounds, rate):
    """Return what each call cost, round by round."""
    environment = os.environ | PRODUCTION | {"DATABASE_URL": url}
    with throwaway_database(url):
        manage("load_scale", "--calendars", "20", "--invitees", "100", "--force", **environment)
        scenes = [sys.executable, "-m", "benchmarks.scenes", str(rounds)]
        turns = json.loads(output(scenes, environment))
        with web(folder / "log", workers=2, **environment) as address:
            port = int(address.rpartition(":")[2])
            return make([call | {"port": port} for turn in turns for call in turn], rate)[port]


def show(costs):
    """Print the medians of what each call cost, then of its ratios to its floors."""
    print(f"{'call':<28}{'time ms':>9}{'processor ms':>14}{'KiB':>7}")
    for call, rows in costs.items():
        time, processor, size = middle(rows)
        print(f"{call:<28}{time:9.1f}{processor:14.1f}{size:7.1f}")
    least = middle(costs["trivial read"])
    if least.time > LATE * least.processor:
        print("The machine did not keep up: only the processor's figures say something.")
    print(f"\n{'call':<28}{'floor':<16}{'x time':>7}{'x processor':>13}{'goal':>6}  verdict")
    for call, floor, goal in FLOORS:
        ratios = ratio(costs[call], costs[floor])
        judged = f"{goal:>6}  {verdict(ratios, goal)}" if goal else ""
        print(f"{call:<28}{floor:<16}{ratios.time:7.2f}{ratios.processor:13.2f}{judged}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", help="URL of a throwaway database")
    parser.add_argument("--quick", action="store_true", help="20 rounds instead of 100")
    parser.add_argument("--rate", type=float, default=15, help="calls a second at most")
    options = parser.parse_args()
    rounds = 20 if options.quick else 100
    with TemporaryDirectory() as folder:
        urls = {"PostgreSQL": options.postgres, "SQLite": f"sqlite:///{folder}/speed.sqlite3"}
        for name, url in urls.items():
            if url:
                print(f"\n{name}, {rounds} rounds\n")
                show(measure(url, Path(folder), rounds=rounds, rate=options.rate))


if __name__ == "__main__":
    main()
