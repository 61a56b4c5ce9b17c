"""The product as a server runs it: with DEBUG off, in a process of its own."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

PROGRAM = """
import json, sys, django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
client = Client(headers={"host": "oneonone.example.org"})
for path in sys.argv[1:]:
    answer = client.get(path, secure=True)
    print(json.dumps([path, answer.status_code, answer["Strict-Transport-Security"]]))
"""
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "oneonone.settings",
    "DEBUG": "false",
    "SECRET_KEY": "a-key-for-this-test-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "oneonone.example.org",
    "PUBLIC_URL": "https://oneonone.example.org",
    "EMAIL_URL": "smtp://localhost:25",
    "DEFAULT_FROM_EMAIL": "oneonone@example.org",
}
PAGES = {
    "/admin/login/": 200,
    "/api/docs/": 200,
    f"/respond/{'A' * 40}/": 404,
    "/static/oneonone.css": 200,
    "/static/admin/css/base.css": 200,
    "/media/pictures/none.jpg": 404,
    "/healthz": 200,
    "/readyz": 200,
}


@pytest.fixture
def environment(tmp_path):
    return os.environ | ENVIRONMENT | {"DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}"}


def test_every_page_works_without_debug_and_without_a_step_that_could_be_forgotten(environment):
    program = [sys.executable, "-W", "error::UserWarning", "-c", PROGRAM, *PAGES]

    ended = subprocess.run(
        program, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )

    answers = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith("[")]
    transport = "max-age=31536000; includeSubDomains; preload"
    assert answers == [[path, status, transport] for path, status in PAGES.items()], ended.stderr[-2000:]


def test_pages_take_no_files(client):
    answer = client.post(
        "/reset-password/x/y/", b"", "multipart/form-data; boundary=x", headers={"content-length": "3000000"}
    )

    assert answer.status_code == 413


@pytest.mark.django_db
def test_pictures_are_shown_to_be_kept_and_not_to_be_run(client, settings):
    folder = settings.MEDIA_ROOT / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "one.jpg").write_bytes(b"picture")

    answer = client.get("/media/pictures/one.jpg")

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(answer) == b"picture"
