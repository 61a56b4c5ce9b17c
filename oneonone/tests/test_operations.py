"""What ``docs/operations.md`` promises: a backup that brings everything back."""

import os
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from calendars.tests.factories import CalendarFactory, SlotFactory, invite

DOCS = (settings.BASE_DIR / "docs/operations.md").read_text()


@pytest.mark.django_db(transaction=True)
def test_backup_brings_everything_back(tmp_path):
    calendar = CalendarFactory(name="Talks “é” 🎓")
    SlotFactory(calendar=calendar)
    invite(calendar, (9, 10, 2))
    before = contents(connection.settings_dict["NAME"])

    copy = drill(tmp_path)
    try:
        assert contents(copy) == before
    finally:
        discard(copy)


def test_pictures_come_back(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    default_storage.save("pictures/one.jpg", ContentFile(b"picture"))
    names = {"BACKUP": tmp_path / "backup", "RESTORED": tmp_path / "again", "PICTURES": settings.MEDIA_ROOT}

    run("pictures", names)

    assert (tmp_path / "again" / "pictures" / "one.jpg").read_bytes() == b"picture"


def drill(folder):
    """Back the test database up and restore it as another one, with the commands of the docs."""
    config = connection.settings_dict
    names = {
        "BACKUP": str(folder / "backup"),
        "RESTORED": f"{config['NAME']}_restored"
        if connection.vendor == "postgresql"
        else str(folder / "restored"),
        "DATABASE": str(config["NAME"]),
        "PYTHON": sys.executable,
    }
    run(connection.vendor, names)
    return names["RESTORED"]


def run(name, names):
    """Run the lines of a block of the docs, with names in the place of its variables."""
    for line in commands(name):
        filled = [substitute(word, names) for word in shlex.split(line)]
        env = os.environ | server(connection.settings_dict)
        subprocess.run(filled, check=True, env=env, capture_output=True)


def commands(name):
    """Return the lines of a block of the docs."""
    block = DOCS.split(f"```sh drill {name}\n", 1)[1].split("```", 1)[0]
    return block.strip().splitlines()


def substitute(word, names):
    for name, value in names.items():
        word = word.replace(f"${name}", str(value))
    return word


def server(config):
    parts = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    return {name: str(config[key]) for name, key in parts.items() if config[key]}


def contents(name):
    """Return every row of every table of a database."""
    with closing(connect(name)) as database:
        tables = [row[0] for row in database.execute(TABLES[connection.vendor]).fetchall()]
        return {
            table: sorted(map(str, database.execute(f'SELECT * FROM "{table}"').fetchall()))
            for table in tables
        }


TABLES = {
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1",
}


def connect(name):
    if connection.vendor == "sqlite":
        return sqlite3.connect(name)
    import psycopg

    config = connection.settings_dict
    return psycopg.connect(
        dbname=name,
        host=config["HOST"],
        port=config["PORT"] or 5432,
        user=config["USER"],
        password=config["PASSWORD"],
    )


def discard(name):
    if connection.vendor == "postgresql":
        env = os.environ | server(connection.settings_dict)
        subprocess.run(["dropdb", "--force", name], check=True, env=env)
