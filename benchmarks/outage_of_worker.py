"""Take the database away from a real worker, give it back, and ask the worker to stop.

    make outage

Exits with 1 unless the worker sends by itself what was written meanwhile, each mail once, and then stops, and
unless one whose database says nothing more stops in time.
"""

import os
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import django

os.environ.setdefault("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/oneonone_outage")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneonone.settings")
django.setup()

from django.db import connection  # noqa: E402 - only after the set-up
from django.utils import timezone  # noqa: E402

from benchmarks.cable import detour  # noqa: E402
from benchmarks.scene import Scene  # noqa: E402
from benchmarks.stage import free_port, process, throwaway_database  # noqa: E402
from calendars.services import invitations  # noqa: E402
from mail.models import OutgoingMail  # noqa: E402

AWAY = 5  # seconds
PATIENCE = 60  # seconds until a step must be done, on however slow a machine
TIMEOUT_STOP = 90  # seconds, as in the unit of docs/operations.md
MAILS = 5


def outage(worker, cable):
    """Return whether the worker lives on and sends everything."""
    invite()
    is_right = await_empty_outbox()
    cable.cut()
    invite()
    time.sleep(AWAY)
    is_alive, kept = worker.poll() is None, OutgoingMail.objects.unsent().count()
    cable.mend()
    mended = time.monotonic()
    is_right &= await_empty_outbox()
    seconds = time.monotonic() - mended
    print(
        f"database away from a worker: alive: {is_alive}, {kept} mails kept,"
        f" all sent {seconds:.1f} s after its return"
    )
    return is_right and is_alive and kept == MAILS


def silence(worker, cable):
    """Return whether a worker that waits for a silent database ends when it is asked to."""
    invite()
    is_right = await_empty_outbox()
    cable.hush()
    time.sleep(AWAY)
    print("database silent for a worker")
    return stop(worker) and is_right


def invite():
    scene = Scene()
    ids = [contact.pk for contact in scene.contacts(MAILS)]
    invitations.invite(calendar=scene.calendar, contact_ids=ids, now=timezone.now())


def await_empty_outbox():
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if not OutgoingMail.objects.unsent().exists():
            return True
        time.sleep(0.1)
    return False


def stop(worker):
    """Ask the worker to stop, and return whether it ends well."""
    worker.send_signal(signal.SIGTERM)
    asked = time.monotonic()
    status = worker.wait(TIMEOUT_STOP)
    print(f"  asked to stop: status {status} after {time.monotonic() - asked:.1f} s")
    return status == 0


def main():
    address = os.environ["DATABASE_URL"]
    cable, through = detour(address)
    with throwaway_database(address), TemporaryDirectory() as folder:
        port, journal, log = free_port(), Path(folder) / "journal", Path(folder) / "log"
        smtp = [sys.executable, "-m", "benchmarks.good_smtp", str(port), str(journal)]
        command = [sys.executable, "manage.py", "run_worker"]
        product = {"DATABASE_URL": through, "EMAIL_URL": f"smtp://127.0.0.1:{port}", "LOG_LEVEL": "CRITICAL"}
        with process(smtp, log), process(command, log, **product) as worker:
            is_right = outage(worker, cable) and stop(worker)
        with process(smtp, log), process(command, log, **product) as worker:
            is_right &= silence(worker, cable)
        copies = journal.read_text().splitlines()
        print(f"  {len(copies)} mails arrived, {len(set(copies))} of them different")
        connection.close()
    return not (is_right and len(copies) == len(set(copies)) == 3 * MAILS)


if __name__ == "__main__":
    sys.exit(main())
