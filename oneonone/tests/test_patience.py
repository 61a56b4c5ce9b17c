"""A database that answers late or not at all is answered 503, as one that is away."""

from contextlib import contextmanager

import psycopg
import pytest
from django.db import OperationalError, connection

from calendars.tests.factories import CalendarFactory
from oneonone.patience import limit_waits


@pytest.fixture
def limited(transactional_db, settings, monkeypatch):
    """Return a function that limits the waits as a serving process does, to fractions of a second."""

    def limit(**seconds):
        for name, value in seconds.items():
            setattr(settings, f"DATABASE_{name.upper()}_SECONDS", value)
        connection.close()
        connection.close_pool()
        limit_waits()

    yield limit
    connection.close()
    connection.close_pool()
    monkeypatch.undo()


@contextmanager
def held(table):
    """Keep a table to a session of its own."""
    parameters = {
        name: connection.settings_dict[name.upper()] for name in ("host", "port", "user", "password")
    }
    with psycopg.connect(dbname=connection.settings_dict["NAME"], **parameters) as other:
        other.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield
        other.rollback()


def test_ready_answers_503_while_a_lock_is_held(client, limited):
    limited(lock=0.2)

    with held("mail_outgoingmail"):
        response = client.get("/readyz")

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert client.get("/readyz").status_code == 200


def test_write_is_answered_503_while_a_lock_is_held_and_changes_nothing(api_as, limited):
    calendar = CalendarFactory()
    limited(lock=0.2)

    with held("calendars_logentry"):
        response = api_as(calendar.owner).patch(f"/api/v1/calendars/{calendar.pk}/", {"name": "Talks"})

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    name = calendar.name
    calendar.refresh_from_db()
    assert calendar.name == name


def test_statement_that_runs_too_long_is_ended(limited):
    limited(statement=0.2)

    sleep()

    assert answers()


def test_server_that_says_nothing_is_given_up(limited):
    limited(silence=1)

    sleep()

    assert answers()
    execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'")


def sleep():
    with pytest.raises(OperationalError):
        execute("SELECT pg_sleep(60)")
    connection.close()


def answers():
    return execute("SELECT 1") == [(1,)]


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def test_command_waits_as_long_as_it_takes():
    assert "options" not in connection.settings_dict["OPTIONS"]
