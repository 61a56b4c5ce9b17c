"""Measure what calls about many invitees cost: statements, processor, and time with the database's.

    python -m benchmarks.crowd --postgres postgres://postgres@127.0.0.1:5432/oneonone_crowd [--invitees 500]

Makes a calendar, shows, finalizes and reopens it, five times on each database, in this process and with the
settings of production; it takes about a minute and prints medians.
"""

import argparse
import os
import secrets
import subprocess
import sys
from datetime import timedelta
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time

from benchmarks.api import PRODUCTION
from benchmarks.stage import ROOT, throwaway_database

ROUNDS = 5


def measure(invitees):
    """Print a table for the database of the environment."""
    import django  # noqa: PLC0415 - with the environment that the other process has made

    django.setup()
    figures = {}
    for _ in range(ROUNDS):
        for name, *row in _round(invitees):
            figures.setdefault(name, []).append(row)
    for name, rows in figures.items():
        statements, processor, seconds = map(median, zip(*rows, strict=True))
        print(f"  {name:<10}{statements:12.0f}{processor:14.2f}{seconds:10.2f}")


def _round(invitees):
    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415
    from rest_framework_simplejwt.tokens import AccessToken  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415
    from calendars.models import Invitation, Slot  # noqa: PLC0415
    from contacts.models import Contact  # noqa: PLC0415

    now, name = timezone.now(), f"owner{secrets.token_hex(8)}"
    owner = User.objects.create(username=name, email=f"{name}@example.org", email_verified_at=now)
    contacts = Contact.objects.bulk_create(
        Contact(owner=owner, first_name=f"Ana{n}", email=f"ana{n}@example.org") for n in range(invitees)
    )
    hours = [now + timedelta(days=7, hours=hour) for hour in range(invitees)]
    times = [
        {"start": hour.isoformat(), "end": (hour + timedelta(hours=1)).isoformat(), "preference": 3}
        for hour in hours
    ]
    headers = {"Authorization": f"Bearer {AccessToken.for_user(owner)}", "X-Forwarded-Proto": "https"}
    client = Client(headers=headers, SERVER_NAME="127.0.0.1")
    path = "/api/v1/calendars/"

    body = {"name": "Talks", "invitees": [each.pk for each in contacts], "availability": times[:500]}
    created, *cost = _cost(client.post, path, body)
    yield "create", *cost
    path += f"{created['id']}/"
    invitations = list(Invitation.objects.filter(calendar=created["id"]).order_by("pk"))
    Slot.objects.bulk_create(
        Slot(
            calendar_id=created["id"],
            invitation=each,
            start=hour,
            end=hour + timedelta(hours=1),
            preference=2,
        )
        for each, hour in zip(invitations, hours, strict=True)
    )
    Invitation.objects.filter(calendar=created["id"]).update(status="responded", responded_at=now)
    yield "detail", *_cost(client.get, path)[1:]
    meetings = [
        {"invitation": each.pk, "start": time["start"]}
        for each, time in zip(invitations[:500], times, strict=False)
    ]
    yield "finalize", *_cost(client.post, f"{path}finalize/", {"meetings": meetings})[1:]
    yield "reopen", *_cost(client.post, f"{path}reopen/", {})[1:]


def _cost(call, path, body=None):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    begun, seconds = thread_time(), perf_counter()
    with CaptureQueriesContext(connection) as captured:
        response = call(path, body, content_type="application/json")
    cost = thread_time() - begun, perf_counter() - seconds
    if response.status_code >= 300:
        sys.exit(f"{path} answered {response.status_code}: {response.content[:300]}")
    return response.json(), len(captured), *cost


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", help="URL of a throwaway database")
    parser.add_argument("--invitees", type=int, default=500)
    parser.add_argument("--here", action="store_true", help="measure the database of DATABASE_URL only")
    options = parser.parse_args()
    if options.here:
        return measure(options.invitees)
    with TemporaryDirectory() as folder:
        for url in filter(None, [options.postgres, f"sqlite:///{folder}/crowd.sqlite3"]):
            print(f"\n{url.partition(':')[0]}, {options.invitees} invitees")
            print(f"  {'':<10}{'statements':>12}{'processor s':>14}{'time s':>10}", flush=True)
            command = [
                sys.executable,
                "-m",
                "benchmarks.crowd",
                "--here",
                "--invitees",
                str(options.invitees),
            ]
            with throwaway_database(url):
                settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "oneonone.settings"}
                subprocess.run(command, cwd=ROOT, env=os.environ | PRODUCTION | settings, check=True)
    return None


if __name__ == "__main__":
    main()
