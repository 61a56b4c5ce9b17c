"""Hammer a real gunicorn on PostgreSQL with real clients that do at once what must not be done twice.

    make hammer HAMMER_SECONDS=60 HAMMER_CLIENTS=16

After every round the invariants are asked of the database in SQL. A control follows, against the product
with its locks taken off: each race that a lock decides must be caught, else the hammer is too weak to prove
anything. Exits with 1 for a violation, an answer other than 2xx and 4xx, or a race that the control let pass.
"""

import argparse
import http.client
import ipaddress
import itertools
import json
import os
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier
from urllib.parse import urlsplit

import django

os.environ.setdefault("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/oneonone_hammer")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneonone.settings")
django.setup()

from django.db import connection  # noqa: E402 - only after the set-up
from django.utils import timezone  # noqa: E402

from benchmarks.invariants import violations  # noqa: E402
from benchmarks.races import DECIDED_BY_LOCKS, RACES  # noqa: E402
from benchmarks.stage import throwaway_database, web  # noqa: E402

CONTROL_PATIENCE = 120  # seconds; it ends as soon as it has caught everything, mostly after one round

_addresses = itertools.count(1)


class Client:
    """Each request comes from another address, as the limits count by address."""

    def __init__(self, url):
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)

    def send(self, call):
        address = ipaddress.IPv4Address("10.0.0.0") + next(_addresses)
        headers = {"Content-Type": "application/json", "X-Forwarded-For": str(address)}
        body = None if call.body is None else json.dumps(call.body)
        self.connection.request(call.method, call.path, body, headers | call.headers)
        try:
            return self.connection.getresponse().status
        finally:
            self.connection.close()


def play(race, pool, clients):
    """Make the calls of a race at once, and return the statuses."""
    start = Barrier(len(race.calls))

    def make(client, call):
        start.wait(timeout=30)
        time.sleep(call.delay)
        call.sent = timezone.now()
        return client.send(call)

    return list(pool.map(make, clients, race.calls))


def hammer(url, count, names, is_over):
    """Play races in turn until it is over; return their rounds and the violations by race and kind."""
    rounds, found, missing = Counter(), Counter(), {}
    clients = [Client(url) for _ in range(count)]
    with ThreadPoolExecutor(count) as pool:
        while not rounds or not is_over(found):
            for name in names:
                race = RACES[name](count)
                statuses = play(race, pool, clients)
                rounds[name] += 1
                missing[name] = missing.get(name, race.wanted) - set(statuses)
                faults = race.faults(statuses) + violations(race.owner)
                faults += [f"answered {status}" for status in statuses if status >= 500]
                found.update((name, fault) for fault in faults)
    found.update((name, f"never answered {status}") for name, left in missing.items() for status in left)
    return rounds, found


def after(seconds):
    """Return what tells whether that time is over."""
    until = time.monotonic() + seconds
    return lambda _found: time.monotonic() >= until


def missed(found):
    """Return the races that the control should have caught and has not."""
    return sorted(DECIDED_BY_LOCKS - {name for name, _fault in found})


def report(title, rounds, found):
    print(f"{title}: {sum(rounds.values())} rounds, {sum(found.values())} violations")
    for name, count in rounds.items():
        print(f"  {name}: {count} rounds")
    for (name, fault), count in found.most_common(20):
        print(f"  {count} of {name}: {fault}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=16)
    options = parser.parse_args()
    if connection.vendor != "postgresql":
        sys.exit("The hammer is for PostgreSQL: SQLite has one writer at a time anyway.")
    product = {"NUM_PROXIES": "1", "LOG_LEVEL": "ERROR"}
    without_lock = product | {"DJANGO_SETTINGS_MODULE": "benchmarks.without_lock"}
    with throwaway_database(os.environ["DATABASE_URL"]), TemporaryDirectory() as folder:
        log = Path(folder) / "web.log"
        with web(log, **product) as url:
            rounds, found = hammer(url, options.clients, RACES, after(options.seconds))
        report("With locks", rounds, found)
        if found:
            print(log.read_text()[-5000:])
        time_is_up = after(CONTROL_PATIENCE)
        with web(os.devnull, **without_lock) as url:
            rounds, control = hammer(
                url, options.clients, DECIDED_BY_LOCKS, lambda found: not missed(found) or time_is_up(found)
            )
        report("Without locks, as a control", rounds, control)
        print(f"  races that the control let pass: {', '.join(missed(control)) or 'none'}")
        connection.close()
    return bool(found) or bool(missed(control))


if __name__ == "__main__":
    sys.exit(main())
