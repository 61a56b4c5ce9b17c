from datetime import timedelta

import pytest
from django.utils import timezone

from mail.tests.factories import MailFactory


def test_live_answers_without_a_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


def test_ready_names_the_database_and_the_lag(client, db):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "mail_lag_seconds": 0}


@pytest.mark.django_db
def test_ready_fails_while_nobody_sends_the_mails(client, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    MailFactory(due_at=now - timedelta(minutes=5, seconds=1))

    response = client.get("/readyz")

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response.json() == {"status": "unavailable", "database": "ok", "mail_lag_seconds": 301}


def test_ready_fails_while_the_database_is_away(client, database_away):
    response = client.get("/readyz")

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response.json() == {"status": "unavailable", "database": "unavailable"}


def test_ready_recovers_by_itself(client, database_away):
    client.get("/readyz")
    database_away.undo()

    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_read_only(client, path):
    assert client.post(path).status_code == 405
