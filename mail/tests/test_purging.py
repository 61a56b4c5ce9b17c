from datetime import timedelta

import pytest

from mail import purging
from mail.models import OutgoingMail
from mail.tests.factories import NOW, MailFactory

pytestmark = pytest.mark.django_db

State = OutgoingMail.State


def write(key, state, days, **fields):
    moment = NOW - timedelta(days=days)
    mail = MailFactory(dedupe_key=key, state=state, now=moment, **fields)
    if state == State.SENT:
        OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=moment)
    return mail


def states():
    return dict(OutgoingMail.objects.values_list("dedupe_key", "state"))


def test_settled_mails_are_forgotten_in_time():
    for state, days in [(State.SENT, 30), (State.SUPERSEDED, 30), (State.FAILED, 90)]:
        write(f"old {state}", state, days)
        write(f"new {state}", state, days - 1)

    purging.purge(now=NOW)

    assert states() == {
        "new sent": State.SENT,
        "new superseded": State.SUPERSEDED,
        "new failed": State.FAILED,
    }


def test_mail_sent_late_is_kept_from_then_on():
    write("late", State.SENT, 40)
    OutgoingMail.objects.update(sent_at=NOW - timedelta(days=29))

    purging.purge(now=NOW)

    assert states() == {"late": State.SENT}


def test_mail_that_waits_is_never_forgotten():
    write("later", State.QUEUED, 400)

    purging.purge(now=NOW)

    assert states() == {"later": State.QUEUED}


def test_mail_that_is_held_for_too_long_is_given_up():
    write("old", State.HELD, 30, hold_key="user:1")
    write("new", State.HELD, 29, hold_key="user:1")

    purging.purge(now=NOW)

    assert states() == {"new": State.HELD}


def test_request_is_kept_while_its_meeting_may_lie_ahead():
    write("old", State.SENT, 2 * 366 + 30, calendar_method="REQUEST")
    write("new", State.SENT, 2 * 366, calendar_method="REQUEST")
    write("cancelled", State.SENT, 30, calendar_method="CANCEL")

    purging.purge(now=NOW)

    assert states() == {"new": State.SENT}


def test_purge_takes_a_batch_at_a_time(monkeypatch):
    monkeypatch.setattr(purging, "BATCH", 2)
    for key in "abc":
        write(key, State.SENT, 31)

    purging.purge(now=NOW)

    assert len(states()) == 1


def test_worker_purges(settings):
    assert "mail.purging.purge" in settings.WORKER_CHORES
