"""A disk that fills up: requests fail as a whole, and nothing is half there."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
from contextlib import contextmanager
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from accounts.models import User
from calendars.models import Calendar, Invitation, LogEntry
from calendars.tests.factories import NOW
from contacts.tests.factories import ContactFactory
from mail.models import OutgoingMail

NO_ROOM = {"detail": "There is no room to store this. Please try again later."}

PROGRAM = """
import json, os, resource, signal, sys, django
django.setup()
from django.core.management import call_command
from django.db import connection
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken
from accounts.models import User
from calendars.models import Calendar, Invitation
from contacts.models import Contact
from mail.models import OutgoingMail

call_command("migrate", verbosity=0)
owner = User.objects.create(username="o", email="o@example.org")
people = Contact.objects.bulk_create(Contact(owner=owner, email=f"{n}@example.org") for n in range(20))
client = APIClient(raise_request_exception=False, HTTP_HOST="localhost")
client.credentials(HTTP_AUTHORIZATION=f"Bearer {AccessToken.for_user(owner)}")
body = {"name": "Talks", "description": "a" * 5000, "invitees": [each.pk for each in people]}

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
size = os.path.getsize(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, hard))
statuses = [client.post("/api/v1/calendars/", body).status_code for _ in range(12)]
reading = client.get("/api/v1/calendars/").status_code
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
after = client.post("/api/v1/calendars/", body).status_code
counts = [Calendar.objects.count(), Invitation.objects.count(), OutgoingMail.objects.count()]
with connection.cursor() as cursor:
    check = cursor.execute("PRAGMA integrity_check").fetchone()[0]
print(json.dumps([statuses, reading, after, counts, check]))
"""


def test_full_disk_leaves_no_half_write(tmp_path):
    path = tmp_path / "db.sqlite3"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "oneonone.settings",
        "DATABASE_URL": f"sqlite:///{path}",
        "LOG_LEVEL": "CRITICAL",
    }

    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path)],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    statuses, reading, after, counts, check = json.loads(ended.stdout.splitlines()[-1])
    stored = statuses.count(201) + 1
    assert set(statuses) == {201, 503}
    assert (reading, after, check) == (200, 201, "ok")
    assert counts == [stored, stored * 20, stored * 20]


@contextmanager
def largest_file(size):
    """Let no file of this process grow beyond a size in bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write fails instead
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, former)


def noise():
    """Return a picture that no compression makes small."""
    file = BytesIO()
    Image.frombytes("RGB", (512, 512), random.Random(1).randbytes(512 * 512 * 3)).save(file, "PNG")
    return file.getvalue()


def upload(client, content):
    picture = SimpleUploadedFile("me.png", content)
    return client.patch("/api/v1/accounts/profile/", {"picture": picture}, format="multipart")


def files():
    return {path.name: path.read_bytes() for path in (settings.MEDIA_ROOT / "pictures").glob("*")}


@pytest.mark.django_db(transaction=True)
def test_picture_without_room_leaves_the_former_one(alice, api_as):
    upload(api_as(alice), noise())
    before = User.objects.values().get(pk=alice.pk), files()

    with largest_file(20_000):
        refused = upload(api_as(alice), noise())

    assert (refused.status_code, refused["Retry-After"], refused.json()) == (503, "5", NO_ROOM)
    assert (User.objects.values().get(pk=alice.pk), files()) == before
    assert upload(api_as(alice), noise()).status_code == 200


# The statement that writes the mails is the last one of the transaction.
FULL = {
    "postgresql": [
        """CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE 'no space left on device' USING ERRCODE = 'disk_full'; END $$""",
        "CREATE TRIGGER full_disk BEFORE INSERT ON mail_outgoingmail EXECUTE FUNCTION refuse()",
    ],
    "sqlite": ["VACUUM", "PRAGMA max_page_count = 1"],  # never less than there are
}
ROOM = {
    "postgresql": ["DROP TRIGGER full_disk ON mail_outgoingmail", "DROP FUNCTION refuse"],
    "sqlite": ["PRAGMA max_page_count = 1000000"],
}


def execute(statements):
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


@pytest.mark.time_machine(NOW, tick=False)
@pytest.mark.django_db(transaction=True)
def test_database_without_room_takes_the_whole_request_or_nothing(alice, api_as):
    people = [ContactFactory(owner=alice).pk for _ in range(20)]
    body = {"name": "Talks", "description": "a" * 5000, "invitees": people}

    execute(FULL)
    try:
        refused = api_as(alice).post("/api/v1/calendars/", body)
        reading = api_as(alice).get("/api/v1/calendars/").status_code
    finally:
        execute(ROOM)

    assert (refused.status_code, refused["Retry-After"], refused.json()) == (503, "5", NO_ROOM)
    assert reading == 200
    tables = (Calendar, Invitation, LogEntry, OutgoingMail)
    assert [table.objects.count() for table in tables] == [0, 0, 0, 0]
    assert api_as(alice).post("/api/v1/calendars/", body).status_code == 201
    assert OutgoingMail.objects.count() == 20
