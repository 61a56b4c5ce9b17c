"""Let Celery wake the workers, kill them and forget its messages: no mail may be lost.

    make scale SCALE_URL=postgres://postgres@127.0.0.1:5432/oneonone_scale

Both databases are throwaway ones: the Redis of SCALE_JOBS_URL is emptied, and one that holds anything is
refused. Exits with 1 when a mail is lost, or when there are more copies than kills.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import django
import redis

from benchmarks.stage import ROOT, end, free_port, throwaway_database

BATCHES, SIZE = 20, 10
CELERY = [sys.executable, "-m", "celery", "-A", "oneonone.jobs"]
WORKER = [*CELERY, "worker", "--concurrency", "1", "--loglevel", "ERROR", "--without-mingle"]


class Crew:
    """A mail server, two workers and a beat."""

    def __init__(self, folder):
        self.folder, self.journal, port = folder, folder / "journal", free_port()
        self.journal.touch()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "benchmarks.hasty",
            "JOBS_BACKEND": "celery",
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "LOG_LEVEL": "ERROR",
        }
        self.commands = {
            "smtp": [sys.executable, "-m", "benchmarks.good_smtp", str(port), str(self.journal)],
            "beat": [*CELERY, "beat", "--schedule", str(folder / "beat"), "--loglevel", "ERROR"],
            "one": [*WORKER, "--hostname", "one@here"],
            "two": [*WORKER, "--hostname", "two@here"],
        }
        self.running = {}

    def __enter__(self):
        for name in self.commands:
            self.start(name)
        return self

    def __exit__(self, *_error):
        for child in self.running.values():
            end(child)

    def start(self, name):
        with (self.folder / "log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                self.commands[name], cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, name):
        os.killpg(self.running[name].pid, signal.SIGKILL)
        self.running[name].wait()
        self.start(name)


@contextmanager
def throwaway_broker(url):
    """Give a connection to a Redis, and empty it in the end; one that holds anything is refused."""
    with redis.Redis.from_url(url) as broker:
        if held := broker.dbsize():
            sys.exit(f"The Redis of SCALE_JOBS_URL holds {held} keys: this is for an empty one only.")
        try:
            yield broker
        finally:
            broker.flushdb()


def soak(crew, broker):
    """Invite people in batches while workers die and messages vanish; return the number of kills."""
    from django.utils import timezone  # noqa: PLC0415

    from benchmarks.scene import Scene  # noqa: PLC0415
    from calendars.services import invitations  # noqa: PLC0415
    from mail.models import OutgoingMail  # noqa: PLC0415

    kills = 0
    for batch in range(BATCHES):
        scene = Scene()
        ids = [contact.pk for contact in scene.contacts(SIZE)]
        invitations.invite(calendar=scene.calendar, contact_ids=ids, now=timezone.now())
        if batch % 4 == 3:
            crew.kill(random.choice(["one", "two"]))
            kills += 1
        if batch % 3 == 2:
            broker.flushdb()
        time.sleep(0.5)
    until = time.monotonic() + 150
    while OutgoingMail.objects.unsent().exists() and time.monotonic() < until:
        time.sleep(0.5)
    return kills


def main():
    with (
        TemporaryDirectory() as folder,
        throwaway_broker(os.environ["JOBS_URL"]) as broker,
        throwaway_database(os.environ["DATABASE_URL"]),
    ):
        with Crew(Path(folder)) as crew:
            django.setup()
            kills = soak(crew, broker)
        copies = Counter(crew.journal.read_text().split())
        lost, doubled = BATCHES * SIZE - len(copies), copies.total() - len(copies)
        print(f"{BATCHES * SIZE} mails, {kills} workers killed, lost: {lost}, doubled: {doubled}")
        from django.db import connection  # noqa: PLC0415

        connection.close()
    return lost != 0 or doubled > kills


if __name__ == "__main__":
    sys.exit(main())
