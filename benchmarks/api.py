"""Measure the API against the least that could be done instead, in the same run.

    python -m benchmarks.api --postgres postgres://postgres@127.0.0.1:5432/oneonone_speed [--quick]

Starts the server as the Procfile does, with the settings of production, upon throwaway databases; the calls
are made in turn at a fixed rate, so that a noisy machine is noisy for all of them: what counts are ratios.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.stage import ROOT, manage, throwaway_database, web

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
GOALS = {
    "profile": ("trivial read", 1.7),
    "list of 20 calendars": ("trivial read", 1.7),
    "list of 50 contacts": ("trivial read", 1.7),
    "home": ("trivial read", 1.7),
    "detail": ("raw detail", 3),
    "answer by link": ("trivial write", 2.5),
}


def measure(url, folder, *, rounds, rate):
    """Return the answers to all calls, made in turn."""
    environment = os.environ | PRODUCTION | {"DATABASE_URL": url}
    with throwaway_database(url):
        manage("load_scale", "--calendars", "20", "--invitees", "100", "--force", **environment)
        scene = [sys.executable, "-m", "benchmarks.scenes"]
        turn = subprocess.run(scene, cwd=ROOT, env=environment, check=True, capture_output=True).stdout
        turns = json.dumps(json.loads(turn) * rounds)
        with web(folder / "log", workers=2, **environment) as address:
            port = address.rpartition(":")[2]
            client = [sys.executable, "-m", "benchmarks.client", port, str(rate)]
            made = subprocess.run(client, cwd=ROOT, input=turns, text=True, check=True, capture_output=True)
    return json.loads(made.stdout)


def show(name, answers):
    """Print the medians of each call, and their ratios to those of its floor."""
    bad = [each for each in answers if each["status"] != 200]
    if bad:
        sys.exit(f"Answers that are no answers: {bad[:3]}")
    figures = {}
    for each in answers:
        figures.setdefault(each["name"], []).append((each["seconds"], each["processor"], each["bytes"]))
    medians = {
        call: [median(column) * 1000 for column in zip(*rows, strict=True)] for call, rows in figures.items()
    }
    print(f"\n{name}, {len(answers) // len(medians)} rounds")
    seconds, processor, _ = medians["trivial read"]
    if seconds > LATE * processor:
        print("The machine did not keep up: only the processor's figures say something.")
    heads = f"{'time ms':>9}{'processor ms':>14}{'KiB':>7}{'floor':>16}{'x time':>8}{'x processor':>13}"
    print(f"{'':<24}{heads}{'goal':>6}")
    for call, (seconds, processor, size) in medians.items():
        line = f"{call:<24}{seconds:9.1f}{processor:14.1f}{size / 1024 / 1000:7.0f}"
        floor, goal = GOALS.get(call, (None, None))
        if floor:
            line += (
                f"{floor:>16}{seconds / medians[floor][0]:8.2f}{processor / medians[floor][1]:13.2f}{goal:6}"
            )
        print(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", help="URL of a throwaway database")
    parser.add_argument("--quick", action="store_true", help="20 rounds instead of 100")
    parser.add_argument("--rate", type=float, default=15, help="calls a second")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        urls = {"PostgreSQL": options.postgres, "SQLite": f"sqlite:///{folder}/speed.sqlite3"}
        for name, url in urls.items():
            if url:
                show(name, measure(url, Path(folder), rounds=20 if options.quick else 100, rate=options.rate))


if __name__ == "__main__":
    main()
