"""Count what a bad mail server and killed processes make of the outbox: nothing may be lost.

    make soak SOAK_MAILS=10000 SOAK_KILLS=500 SOAK_HASTE=1

A client invites people over HTTP and repeats what was not answered. Meanwhile workers and web processes are
killed, at random moments and at named points. Exits with 1 when a mail is lost, or when there are more copies
than kills of workers and mails that the server stored without saying so.
"""

import argparse
import http.client
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "oneonone.settings"
django.setup()

from django.db import connection  # noqa: E402 - only after the set-up
from django.db.models import F, Max  # noqa: E402
from django.utils import timezone  # noqa: E402
from rest_framework_simplejwt.tokens import AccessToken  # noqa: E402

from accounts.models import User  # noqa: E402
from benchmarks.fleet import Fleet  # noqa: E402
from benchmarks.stage import throwaway_database  # noqa: E402
from calendars.models import Calendar  # noqa: E402
from contacts.models import Contact  # noqa: E402
from mail.models import OutgoingMail  # noqa: E402

BATCH = 10
AHEAD = 30
OF_ONE_OWNER = 500


def prepare(count):
    """Return the requests that invite so many people."""
    requests = []
    for first in range(0, count, OF_ONE_OWNER):
        name, size = f"owner{first}", min(OF_ONE_OWNER, count - first)
        owner = User.objects.create(
            username=name, email=f"{name}@example.org", email_verified_at=timezone.now()
        )
        path = f"/api/v1/calendars/{Calendar.objects.create(owner=owner, name='Soak').pk}/invitations/"
        people = [
            Contact(owner=owner, first_name="Ana", email=f"ana{first + n}@example.org") for n in range(size)
        ]
        ids = [contact.pk for contact in Contact.objects.bulk_create(people)]
        requests += [(owner, path, ids[start : start + BATCH]) for start in range(0, size, BATCH)]
    return requests


def invite(fleet, requests):
    """Make requests one by one, each repeated under its key until it is answered."""
    for number, (owner, path, ids) in enumerate(requests):
        while fleet.written < number * BATCH - AHEAD:
            time.sleep(0.1)  # else all would be invited before the first process is killed
        status = 0
        while status != 201:
            headers = {
                "Authorization": f"Bearer {AccessToken.for_user(owner)}",
                "Content-Type": "application/json",
                "Idempotency-Key": f"batch {number}",
            }
            status = attempt(fleet.port, path, json.dumps({"contacts": ids}), headers)


def attempt(port, path, body, headers):
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        client.request("POST", path, body, headers)
        return client.getresponse().status
    except (OSError, http.client.HTTPException):
        time.sleep(0.2)
        return 0
    finally:
        client.close()


def soak(fleet, count, kills):
    """Invite so many people and kill so often, and return when every mail is done with."""
    requests = prepare(count)
    client = Thread(target=invite, args=(fleet, requests))
    client.start()
    struck = 0
    while client.is_alive() or OutgoingMail.objects.unsent().exists():
        if struck < kills and fleet.written * kills >= struck * count * 0.9:
            fleet.strike()
            struck += 1
        if not client.is_alive() and struck == kills:
            fleet.disarm()
        fleet.revive()
        time.sleep(0.1)


def judge(fleet, count):
    """Print the figures, and return whether they are as they must be."""
    lines = [line.split() for line in fleet.journal.read_text().splitlines()]
    copies = Counter(name for name, _ in lines)
    silent = sum(1 for _, answer in lines if answer == "dropped")
    mails = OutgoingMail.objects.all()
    lost = count - mails.filter(message_id__in=copies, state="sent").count()
    doubled = len(lines) - len(copies)
    slowest = mails.aggregate(slowest=Max(F("sent_at") - F("created_at")))["slowest"]
    print(
        f"{connection.vendor}: {count} mails, {fleet.worker_kills} workers and {fleet.web_kills} web killed"
    )
    print(
        f"  lost: {lost}; written: {mails.count()}; attempts: {sum(mails.values_list('attempts', flat=True))}"
    )
    print(f"  doubled: {doubled}, allowed: {fleet.worker_kills} kills + {silent} stored without a word")
    print(f"  slowest: {slowest.total_seconds():.1f} s")
    return lost == 0 and mails.count() == count and doubled <= fleet.worker_kills + silent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mails", type=int, default=200)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--haste", type=float, default=20, help="Divides every pause; 1 is as in life.")
    options = parser.parse_args()
    with TemporaryDirectory() as folder, throwaway_database(os.environ["DATABASE_URL"]):
        with Fleet(Path(folder), options.workers, options.haste) as fleet:
            soak(fleet, options.mails, options.kills)
        is_right = judge(fleet, options.mails)
        connection.close()
    return not is_right


if __name__ == "__main__":
    sys.exit(main())
