"""Measure how fast run_worker empties the outbox into a mail server that accepts at once.

    python -m benchmarks.mail_rate --postgres postgres://postgres@127.0.0.1:5432/oneonone_mails [--mails 500]

With one worker and with two, in turn, from an outbox that is filled before they start.
Takes about two minutes. Exits with 1 when a mail is lost or comes twice.
"""

import argparse
import os
import resource
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.stage import free_port, process, throwaway_database

OF_ONE_OWNER = 100
MOST_SECONDS = 120  # for each outbox to be emptied; a mail that is not there then is lost
WORKER = [sys.executable, "manage.py", "run_worker"]


def fill(count):
    """Invite so many people."""
    from django.utils import timezone  # noqa: PLC0415 - only after the set-up

    from benchmarks.scene import Scene  # noqa: PLC0415
    from calendars.services import invitations  # noqa: PLC0415

    for _ in range(count // OF_ONE_OWNER):
        scene = Scene()
        ids = [contact.pk for contact in scene.contacts(OF_ONE_OWNER)]
        invitations.invite(calendar=scene.calendar, contact_ids=ids, now=timezone.now())


def drain(workers, journal, log, count, start):
    """Print and return how many mails a second so many workers send, from the first to the last."""
    fill(count)
    before = len(written(journal))
    spent = processor_time()
    with ExitStack() as running:
        for _ in range(workers):
            running.enter_context(process(WORKER, log))
        started, patience = None, time.monotonic() + MOST_SECONDS
        while (sent := len(written(journal)) - before) < count:
            if time.monotonic() > patience:
                sys.exit(f"Of {count} mails {count - sent} have not come in {MOST_SECONDS} s.")
            if sent and not started:
                started, first = time.perf_counter(), sent
            time.sleep(0.02)
        rate = (count - first) / (time.perf_counter() - started)
    each = (processor_time() - spent - workers * start) / count * 1000
    names = written(journal)
    doubled = len(names) - len(set(names))
    print(
        f"{workers} of run_worker: {rate:6.1f} mails/s, {each:5.1f} ms of processor each, doubled: {doubled}"
    )
    if doubled:
        sys.exit("Mails were sent twice.")
    return rate


def compare(journal, log, count, rounds):
    """Print what one worker and two do, in turn, and how much a second one adds."""
    start = cost_of_start(log)
    print(f"a worker's start: {start * 1000:.0f} ms of processor, not counted below")
    pairs = [[drain(workers, journal, log, count, start) for workers in (1, 2)] for _ in range(rounds)]
    one, two = (median(rates) for rates in zip(*pairs, strict=True))
    print(f"median of {rounds}: {one:.1f} and {two:.1f} mails/s, {two / one:.2f} times as many")


def cost_of_start(log):
    """Return the seconds of processor that a worker takes which finds nothing to send."""
    before = processor_time()
    with process([*WORKER, "--once"], log) as idle:
        idle.wait()
    return processor_time() - before


def processor_time():
    """Return the seconds that processes which have ended took."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def written(journal):
    return journal.read_text().split()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", required=True, help="URL of a throwaway database")
    parser.add_argument("--mails", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with TemporaryDirectory() as name, throwaway_database(options.postgres):
        folder, port = Path(name), free_port()
        journal = folder / "journal"
        journal.touch()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "oneonone.settings",
            "DATABASE_URL": options.postgres,
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "LOG_LEVEL": "WARNING",
        }
        import django  # noqa: PLC0415 - only where the environment says which

        django.setup()
        with process([sys.executable, "-m", "benchmarks.good_smtp", str(port), str(journal)], folder / "log"):
            compare(journal, folder / "log", options.mails, options.rounds)
        from django.db import connection  # noqa: PLC0415

        connection.close()


if __name__ == "__main__":
    main()
