"""Hammer a real gunicorn on PostgreSQL with real clients that do at once what must not be done twice.

    make hammer HAMMER_SECONDS=60 HAMMER_CLIENTS=16

After every round the invariants are asked of the database in SQL. A control follows, against the product
with its locks taken off: it must report violations, else the hammer is too weak to prove anything. Exits with
1 for a violation, an answer other than 2xx and 4xx, or a control that finds nothing.
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

from benchmarks.invariants import violations  # noqa: E402
from benchmarks.races import RACES  # noqa: E402
from benchmarks.stage import throwaway_database, web  # noqa: E402

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
        return client.send(call)

    return list(pool.map(make, clients, race.calls))


def hammer(url, seconds, count):
    """Play all races again and again; return their rounds and the violations by race."""
    rounds, found, until = Counter(), Counter(), time.monotonic() + seconds
    clients = [Client(url) for _ in range(count)]
    with ThreadPoolExecutor(count) as pool:
        while time.monotonic() < until or not rounds:
            for name, prepare in RACES.items():
                race = prepare(count)
                statuses = play(race, pool, clients)
                rounds[name] += 1
                faults = race.faults(statuses) + violations(race.owner)
                faults += [f"answered {status}" for status in statuses if status >= 500]
                found.update(f"{name}: {fault}" for fault in faults)
    return rounds, found


def report(title, rounds, found):
    print(f"{title}: {sum(rounds.values())} rounds, {sum(found.values())} violations")
    for name, count in rounds.items():
        print(f"  {name}: {count} rounds")
    for fault, count in found.most_common(20):
        print(f"  {count} of {fault}")


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
            rounds, found = hammer(url, options.seconds, options.clients)
        report("With locks", rounds, found)
        if found:
            print(log.read_text()[-5000:])
        with web(os.devnull, **without_lock) as url:
            rounds, control = hammer(url, options.seconds / 6, options.clients)
        report("Without locks, as a control", rounds, control)
        connection.close()
    return bool(found) or not control


if __name__ == "__main__":
    sys.exit(main())
