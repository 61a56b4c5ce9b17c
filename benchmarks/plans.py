"""Say how PostgreSQL finds the rows of what is done often, among those of half a million invitations.

    python -m benchmarks.plans --postgres postgres://postgres@127.0.0.1:5432/oneonone_plans

Each statement is explained as it is made, and reads tell how many rows they really looked at. PostgreSQL
chooses by itself, after ANALYZE. Exits with 1 where a table that is not small is read as a whole.
A database that ``load_scale`` has filled is used as it is, and kept; else loading takes minutes.
"""

import argparse
import os
import sys
from contextlib import ExitStack
from urllib.parse import urlsplit

import psycopg

from benchmarks.stage import manage, throwaway_database

SMALL = 10_000  # rows, which are read in a few milliseconds
INVITEES = 50


def fill(url, calendars, running):
    """Make the rows, unless they are there."""
    if not _is_filled(url):
        running.enter_context(throwaway_database(url))
        manage("load_scale", "--calendars", str(calendars), "--invitees", str(INVITEES), DATABASE_URL=url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        return dict(connection.execute("SELECT relname, reltuples::bigint FROM pg_class").fetchall())


def _is_filled(url):
    name = urlsplit(url).path[1:]
    with psycopg.connect(url.rpartition("/")[0] + "/postgres") as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return False
    with psycopg.connect(url) as connection:
        (table,) = connection.execute("SELECT to_regclass('accounts_user')").fetchone()
        return bool(table and connection.execute("SELECT 1 FROM accounts_user").fetchone())


def explain(sizes):
    """Make the calls, print what each reads, and return the scans that read a big table as a whole."""
    from django.db import connection, transaction  # noqa: PLC0415 - only after the set-up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415
    from oneonone.tests.hot_calls import CALLS  # noqa: PLC0415
    from oneonone.tests.hot_scene import Scene  # noqa: PLC0415
    from oneonone.tests.plans import explained, partial_indexes  # noqa: PLC0415

    partial, faults = partial_indexes(), []
    print(f"{'':<28}{'statements':>11}{'scans':>7}{'rows':>9}  most of one scan")
    for name, call in CALLS.items():
        with transaction.atomic():
            scene = Scene.of(User.objects.get(username="owner0"))
            with CaptureQueriesContext(connection) as made, explained(analyze=True) as scans:
                call(scene)
            transaction.set_rollback(True)
        most = max(scans, key=lambda scan: scan.rows)
        statements = sum("SAVEPOINT" not in query["sql"] for query in made)
        rows = sum(scan.rows for scan in scans)
        print(f"{name:<28}{statements:11}{len(scans):7}{rows:9}  {most.rows} of {most.index or most.table}")
        faults += [
            f"{name} reads all of {scan.table}: {scan.sql}"
            for scan in scans
            if sizes[scan.table] > SMALL and scan.is_whole(partial)
        ]
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", required=True, help="URL of a throwaway database")
    parser.add_argument("--calendars", type=int, default=10_000)
    options = parser.parse_args()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "oneonone.settings",
        "DATABASE_URL": options.postgres,
        "EMAIL_URL": "memorymail://",
        "LOG_LEVEL": "ERROR",
    }
    with ExitStack() as running:
        sizes = fill(options.postgres, options.calendars, running)
        import django  # noqa: PLC0415 - only where the environment says which

        django.setup()
        faults = explain(sizes)
        from django.db import connection  # noqa: PLC0415

        connection.close()
    print("\n".join(faults) or f"No table of more than {SMALL:,} rows is read as a whole.")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
