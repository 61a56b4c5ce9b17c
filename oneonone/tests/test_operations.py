"""What ``docs/operations.md`` promises: a backup that brings everything back."""

import os
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings
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
    for line in commands(connection.vendor):
        filled = [substitute(word, names) for word in shlex.split(line)]
        subprocess.run(filled, check=True, env=os.environ | server(config), capture_output=True)
    return names["RESTORED"]


def commands(vendor):
    """Return the lines of the docs' block for a database."""
    block = DOCS.split(f"```sh drill {vendor}\n", 1)[1].split("```", 1)[0]
    return block.strip().splitlines()


def substitute(word, names):
    for name, value in names.items():
        word = word.replace(f"${name}", value)
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
