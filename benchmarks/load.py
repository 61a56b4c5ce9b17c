"""Keep a real server busy for a while: 70 % reads, 25 % answers, 5 % writes of owners, at a fixed rate.

    make load LOAD_SECONDS=60 LOAD_RATE=150

gunicorn and run_worker as in the Procfile, with the settings of production, upon a throwaway PostgreSQL
database and a mail server that accepts at once. Each call has its moment, and its time is counted from there:
a server that falls behind is seen to. The clients run on the same processors, and what they take is said.
Takes a minute or two longer than asked for. Exits with 1 for an answer other than 2xx.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.api import PRODUCTION
from benchmarks.processes import family, processor_time, resident
from benchmarks.rounds import output
from benchmarks.stage import ROOT, free_port, manage, process, throwaway_database, web

GOAL = 80  # milliseconds at the 95th percentile of all, at 150 calls a second


def clients(port, scene, *, seconds, rate, seeds):
    """Run a client for each seed, and return their answers and the processor time that they took."""
    command = [sys.executable, "-m", "benchmarks.load_client", port, str(seconds), str(rate / len(seeds))]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    before = os.times()
    started = [subprocess.Popen([*command, str(seed)], **pipes) for seed in seeds]
    for each in started:
        each.stdin.write(scene)
        each.stdin.close()
    answers = [answer for each in started for answer in json.load(each.stdout)]
    if any(each.wait() for each in started):
        sys.exit("A client has failed.")
    after = os.times()
    return answers, sum(after[2:4]) - sum(before[2:4])


def show(answers, seconds):
    """Print the times of the answers, and count the calls that got none, as their times say nothing."""
    good = [each for each in answers if 200 <= each[1] < 300]
    if not good:
        sys.exit("There was no answer at all.")
    kinds = defaultdict(list)
    for name, _, _, took, _ in good:
        kinds[name].append(took * 1000)
    kinds = dict(sorted(kinds.items())) | {"all": [took * 1000 for *_, took, _ in good]}
    print(f"{'ms':<24}{'calls':>8}{'p50':>8}{'p95':>8}{'p99':>8}{'longest':>9}")
    for name, times in kinds.items():
        shares = "".join(f"{percentile(times, share):8.1f}" for share in (50, 95, 99))
        print(f"{name:<24}{len(times):8}{shares}{max(times):9.1f}")
    halves = [
        [took * 1000 for _, _, due, took, _ in good if (due >= seconds / 2) is late] for late in (False, True)
    ]
    first, second = (percentile(half, 95) for half in halves)
    print(
        f"p95 of the first half {first:.1f} ms, of the second {second:.1f} ms; the goal is {GOAL} ms at 150/s"
    )
    print(
        "statuses: "
        + ", ".join(f"{status}: {n}" for status, n in Counter(each[1] for each in answers).items())
    )
    anew = sum(each[4] for each in answers)
    print(f"left out of the times: {len(answers) - len(good)}; reads that had to connect anew: {anew}")


def percentile(values, share):
    """Return the least value that so many percent do not exceed."""
    return sorted(values)[max(0, -(-len(values) * share // 100) - 1)]


def serve(options, folder, running):
    """Start everything; return the port, the scene and the servers' processes by name."""
    mails = free_port()
    environment = (
        os.environ
        | PRODUCTION
        | {
            "DJANGO_SETTINGS_MODULE": "oneonone.settings",
            "DATABASE_URL": options.postgres,
            "EMAIL_URL": f"smtp://127.0.0.1:{mails}",
        }
    )
    running.enter_context(throwaway_database(options.postgres))
    manage("load_scale", "--calendars", str(options.calendars), "--invitees", "50", "--force", **environment)
    scene = output([sys.executable, "-m", "benchmarks.load_scene"], environment)
    sink = [sys.executable, "-m", "benchmarks.good_smtp", str(mails), str(folder / "journal")]
    running.enter_context(process(sink, folder / "log"))
    worker = [sys.executable, "manage.py", "run_worker"]
    worker = running.enter_context(process(worker, folder / "log", **environment))
    port = running.enter_context(web(folder / "log", workers=2, **environment)).rpartition(":")[2]
    return port, scene, {"web": family(f"127.0.0.1:{port}"), "worker": [worker.pid]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", required=True, help="URL of a throwaway database")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=150, help="calls a second")
    parser.add_argument("--clients", type=int, default=1, help="processes that ask")
    parser.add_argument("--calendars", type=int, default=1000, help="of 50 invitees each")
    options = parser.parse_args()
    with TemporaryDirectory() as place, ExitStack() as running:
        folder = Path(place)
        port, scene, servers = serve(options, folder, running)
        clients(port, scene, seconds=3, rate=20, seeds=[0])  # so that all is imported
        memory, spent = resident(servers), processor_time(servers)
        seeds = range(1, options.clients + 1)
        answers, own = clients(port, scene, seconds=options.seconds, rate=options.rate, seeds=seeds)
        show(answers, options.seconds)
        took = {name: now - spent[name] for name, now in processor_time(servers).items()}
        print(f"processor: clients {own:.1f} s, web {took['web']:.1f} s, worker {took['worker']:.1f} s")
        for name, now in resident(servers).items():
            print(f"memory of {name}: {memory[name]:.0f} MiB before, {now:.0f} MiB after")
        if any(not 200 <= status < 300 for _, status, *_ in answers):
            print((folder / "log").read_text()[-3000:])
            sys.exit("There were answers that are none.")


if __name__ == "__main__":
    main()
