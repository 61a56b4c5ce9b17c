"""Let schemathesis try everything that the OpenAPI description allows, and much that it does not.

    make fuzz FUZZ_EXAMPLES=100

A real gunicorn serves a throwaway database, and several clients share the operations. Paths and bodies mostly
name rows that are there. Exits with 1 for a 5xx, an undocumented status or body, any other check that
fails, and an operation that was never reached.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks.stage import ROOT, throwaway_database, web

PHASES = "examples,coverage,fuzzing"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--examples", type=int, default=20)
    parser.add_argument("--clients", type=int, default=os.cpu_count())
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("more", nargs="*", help="What else schemathesis is told, after a --.")
    options = parser.parse_args()
    paths = yaml.safe_load((ROOT / "docs/openapi.yaml").read_text())["paths"]
    with throwaway_database(os.environ["DATABASE_URL"]), TemporaryDirectory() as folder:
        log = Path(folder) / "web.log"
        product = {
            "NUM_PROXIES": "1",
            "LOG_LEVEL": "ERROR",
            "MEDIA_ROOT": folder,
            "EMAIL_URL": f"filemail://{folder}",
        }
        with web(log, workers=2, **product) as url:
            results = [client.wait() for client in clients(url, Path(folder), sorted(paths), options)]
        errors = log.read_text()
        print(errors[-5000:])
        unreached = report(Path(folder), paths)
    return bool(any(results) or errors or unreached)


def clients(url, folder, paths, options):
    """Start the clients, each with its share of the paths, and one that walks through several calls."""
    shares = [paths[number :: options.clients] for number in range(options.clients)]
    walk = ["--phases", "stateful"]
    tasks = [["--phases", PHASES, *(f"--include-path={path}" for path in share)] for share in shares]
    return [client(url, folder, number, options, task) for number, task in enumerate([*tasks, walk])]


def client(url, folder, number, options, task):
    # One of its own workers: the parser of Python 3.11, which it calls, is not safe with threads.
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{url}/api/schema/?format=json"]
    command += ["--max-examples", str(options.examples), "--seed", str(options.seed), "--workers", "1"]
    environment = {
        "DJANGO_SETTINGS_MODULE": "oneonone.settings",
        "PYTHONPATH": str(ROOT),
        "SCHEMATHESIS_HOOKS": "benchmarks.fuzz_hooks",
        "FUZZ_SEED": f"{options.seed}{number}",
        "FUZZ_STATUSES": str(folder / f"{number}.statuses"),
    }
    command += ["--continue-on-failure", *task, *options.more]
    return subprocess.Popen(command, env=os.environ | environment, cwd=folder)


def report(folder, paths):
    """Print the statuses of each operation, and return those that never succeeded."""
    statuses = {f"{method.upper()} {path}": Counter() for path in paths for method in paths[path]}
    for written in folder.glob("*.statuses"):
        for operation, counts in json.loads(written.read_text()).items():
            statuses[operation].update(counts)
    for operation, counts in statuses.items():
        print(f"{operation:85}", *(f"{status}: {count}" for status, count in sorted(counts.items())))
    unreached = [each for each, counts in statuses.items() if not any(status[0] == "2" for status in counts)]
    print(f"{len(statuses)} operations, {sum(map(Counter.total, statuses.values()))} answers.")
    print("Never answered with 2xx:", ", ".join(unreached) or "none", flush=True)
    return unreached


if __name__ == "__main__":
    sys.exit(main())
