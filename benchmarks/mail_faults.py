"""Count what a bad mail server and killed processes make of the outbox: nothing may be lost.

    make soak SOAK_MAILS=10000 SOAK_KILLS=500 SOAK_HASTE=1

A client invites people and finalizes calendars over HTTP, evenly over the time, and repeats what was not
answered. Meanwhile workers and web processes are killed, at random moments and at named points. Exits with 1
when a mail is lost, when there are more copies than kills of workers and mails that the server stored without
saying so, when a killed request leaves half a change, and where the pauses are those in life, when a mail is
late. The default size takes a minute, the one above twenty.

With --control the workers note mails as sent before they are, and it exits with 1 unless it finds out.
"""

import argparse
import math
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "oneonone.settings"
django.setup()

from django.conf import settings  # noqa: E402 - only after the set-up
from django.db import connection  # noqa: E402

from benchmarks import errands  # noqa: E402
from benchmarks import haste as hurried  # noqa: E402
from benchmarks.bad_smtp import FAULTS, HAND  # noqa: E402
from benchmarks.fleet import Fleet  # noqa: E402
from benchmarks.mail_verdict import judge  # noqa: E402
from benchmarks.stage import await_answer, throwaway_database  # noqa: E402
from mail.models import OutgoingMail  # noqa: E402

RATE = 11  # mails a second
PATIENCE = 900  # seconds for what is left at last, as in life


def workers_needed(haste):
    """Return how many workers keep up with the rate while some of them wait for the server to go on."""
    share = (FAULTS["hung"] + FAULTS["dripped"]) / HAND
    waiting = share * hurried.deadline(settings.MAIL_TOTAL_SECONDS, haste)
    return 3 + math.ceil(1.5 * RATE * waiting)


def prepare(count):
    """Return the errands that write so many mails."""
    kinds = cycle([errands.invite, errands.finalize])
    return [next(kinds)() for _ in range(count // errands.SIZE)]


def ask_evenly(port, asked):
    """Run the errands one by one at the rate; whoever is late because of kills catches up."""
    began = time.monotonic()
    try:
        for number, errand in enumerate(asked):
            time.sleep(max(0, began + number * errands.SIZE / RATE - time.monotonic()))
            errand.run(port)
    finally:
        connection.close()


def soak(fleet, asked, kills, haste):
    """Run the errands and kill so often meanwhile, and return when every mail is done with."""
    lasting = len(asked) * errands.SIZE / RATE
    began = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        client = pool.submit(ask_evenly, fleet.port, asked)
        while not client.done() or fleet.strikes < kills:
            if fleet.strikes < kills * min(1, (time.monotonic() - began) / lasting):
                fleet.strike()
            fleet.revive()
            time.sleep(0.1)
        fleet.disarm()
        client.result()
    until = time.monotonic() + max(60, PATIENCE / haste)
    while OutgoingMail.objects.unsent().exists() and time.monotonic() < until:
        fleet.revive()
        time.sleep(0.1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mails", type=int, default=200, help="How many; full tens.")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--workers", type=int, help="How many; as many as keep up, if nothing is said.")
    parser.add_argument("--haste", type=float, default=20, help="Divides every pause; 1 is as in life.")
    parser.add_argument(
        "--control", action="store_true", help="Let workers forget mails, which must be found."
    )
    options = parser.parse_args()
    if options.control:
        os.environ["MORTAL_CONTROL"] = "yes"
    with TemporaryDirectory() as folder, throwaway_database(os.environ["DATABASE_URL"]):
        workers = options.workers or workers_needed(options.haste)
        with Fleet(Path(folder), workers, options.haste) as fleet:
            asked = prepare(options.mails)
            await_answer(f"http://127.0.0.1:{fleet.port}/healthz", fleet.running["web"])
            soak(fleet, asked, options.kills, options.haste)
        is_right = judge(fleet, asked, options.haste)
        connection.close()
    if options.control:
        print("  the control was not found out" if is_right else "  the control was found out, as it must be")
    return is_right == options.control


if __name__ == "__main__":
    sys.exit(main())
