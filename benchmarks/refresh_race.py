"""Race refreshes of one token: each round must have exactly one winner.

    DATABASE_URL=postgres://postgres@127.0.0.1:5432/race python -m benchmarks.refresh_race

The clients go through the whole stack, in threads with connections of their own, against a test database that
is made for the race and dropped after it. Exits with 1 when a round has no winner, or several.
"""

import argparse
import json
import logging
import os
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneonone.settings")
django.setup()

from django.db import connection  # noqa: E402 - only after the set-up
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402
from django.utils import timezone  # noqa: E402
from rest_framework.test import APIClient  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.services import sessions  # noqa: E402

URL = "/api/v1/accounts/token/refresh/"


def race(clients, rounds):
    """Return how many rounds had how many winners, and how many answers had which status."""
    user = User.objects.create_user("racer", "racer@example.org")
    winners, statuses = Counter(), Counter()
    together = Barrier(clients)

    def attempt(token):
        together.wait(timeout=30)
        try:
            body = json.dumps({"refresh": token})
            return APIClient().post(URL, body, content_type="application/json").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(clients) as pool:
        for _ in range(rounds):
            token = sessions.start(user=user, now=timezone.now()).refresh
            connection.close()  # the pool has no connection to spare
            answers = list(pool.map(attempt, [token] * clients))
            winners[answers.count(200)] += 1
            statuses.update(answers)
    return winners, statuses


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    started = time.perf_counter()
    try:
        winners, statuses = race(options.clients, options.rounds)
    finally:
        teardown_databases(databases, verbosity=0)
    seconds = time.perf_counter() - started
    print(f"{connection.vendor}: {options.rounds} rounds of {options.clients} clients in {seconds:.1f} s")
    print(f"rounds by number of winners: {dict(winners)}; answers by status: {dict(statuses)}")
    return winners != {1: options.rounds}


if __name__ == "__main__":
    sys.exit(main())
