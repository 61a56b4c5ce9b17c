"""Fill an empty database, or ask for the suggestions of one of its calendars; write JSON of what that took.

python -m benchmarks.suggestion_calls fill | ask NUMBER
"""

import json
import sys
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import thread_time

import django

django.setup()

from django.conf import settings  # noqa: E402 - only after the set-up
from django.core.cache import cache  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from rest_framework_simplejwt.tokens import AccessToken  # noqa: E402

from accounts.models import User  # noqa: E402
from benchmarks.suggestion_scenes import SCENES, make, owner  # noqa: E402
from calendars.models import Calendar  # noqa: E402


def fill():
    """Make all calendars, and say which."""
    somebody = owner()
    for scene in SCENES:
        make(scene, somebody)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return [{"name": scene.name, "goal": scene.goal, "is_large": scene.is_large} for scene in SCENES]


def ask(number):
    """Return the medians of some first calls, each followed by one from the cache and one that explains."""
    is_large, calendars = SCENES[number].is_large, Calendar.objects.order_by("pk")
    call = caller(User.objects.get())
    call(calendars[0])  # whatever is only done once
    calendar, before = calendars[number], peak()
    explained = f"?explain={calendar.invitations.earliest('pk').pk}"
    first, again, explaining = [], [], []
    for _ in range(1 if is_large else 3):
        cache.clear()
        first.append(call(calendar))
        again.append(call(calendar))
        if not is_large:
            cache.clear()
            explaining.append(call(calendar, explained))
    statements, answer = first[0][1:]
    return {
        "first": seconds(first),
        "again": seconds(again),
        "explained": seconds(explaining) if explaining else None,
        "statements": statements,
        "peak": peak() - before,
        "answer": len(answer),
    }


def caller(user):
    token = AccessToken.for_user(user)
    headers = {"authorization": f"Bearer {token}", "host": settings.ALLOWED_HOSTS[0]}
    client = Client(headers=headers)

    def call(calendar, query=""):
        """Return the processor's seconds, the number of statements, and the answer."""
        statements = []

        def count(execute, *arguments):
            statements.append(arguments)
            return execute(*arguments)

        with connection.execute_wrapper(count):
            began = thread_time()
            response = client.get(f"/api/v1/calendars/{calendar.pk}/suggestions/{query}", secure=True)
            took = thread_time() - began
        if response.status_code != 200 or not response.json()["schedules"]:
            sys.exit(f"An answer that is none: {response.status_code}")
        return took, len(statements), response.content

    return call


def seconds(calls):
    return median(took for took, *_ in calls)


def peak():
    """Return the most memory that this process has had, in MiB."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    json.dump(fill() if sys.argv[1] == "fill" else ask(int(sys.argv[2])), sys.stdout)
