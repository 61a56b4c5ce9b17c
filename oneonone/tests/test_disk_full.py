"""A disk that fills up: requests fail as a whole, and nothing is half there."""

import json
import os
import subprocess
import sys

from django.conf import settings

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
