from contextlib import suppress
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.db import OperationalError, connection

from mail import delivery, leases
from mail.lookups import Fresh
from mail.models import OutgoingMail
from mail.outbox import Recipient
from mail.tests.factories import NOW, MailFactory
from mail.worker import Worker

pytestmark = pytest.mark.django_db

State = OutgoingMail.State
BOB, EVE = Recipient("Bob", "bob@example.org"), Recipient("Eve", "eve@example.org")


def worker(**kwargs):
    return Worker(**{"clock": lambda: NOW, "chance": lambda: 0.0, "interval": 0} | kwargs)


def test_the_worker_sends_what_is_due(server):
    mail = MailFactory()
    MailFactory(due_at=NOW + timedelta(days=1))

    sent = worker().drain()

    mail.refresh_from_db()
    assert (sent, mail.state, mail.sent_at, mail.attempts) == (1, State.SENT, NOW, 1)
    assert [message["Message-ID"] for message in server.messages] == [mail.message_id]


def test_the_worker_empties_the_outbox_over_a_few_connections(server):
    MailFactory.create_batch(7)

    assert worker(per_connection=3).drain() == 7
    assert (len(server.accepted), server.connections) == (7, 3)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("451 later", "451 later"),
        ("RCPT 450 greylisted", "450 greylisted"),
        ("drop", "SMTPServerDisconnected: Connection unexpectedly closed"),
        ("hang", "TimeoutError: The server did not accept the mail within 2 seconds."),
    ],
)
def test_a_mail_is_tried_again_while_the_others_are_sent(server, fault, error):
    server.faults[EVE.email] = fault
    failing = MailFactory(to=EVE)
    MailFactory(to=BOB)

    worker().drain()

    failing.refresh_from_db()
    assert server.recipients == [BOB.email]
    assert (failing.state, failing.attempts, failing.due_at, failing.last_error) == (
        State.QUEUED,
        1,
        NOW + timedelta(seconds=10),
        error,
    )


@pytest.mark.parametrize("fault", ["554 spam", "RCPT 550 no such user"])
def test_a_mail_that_the_server_will_never_take_fails_at_once(server, fault):
    server.faults[EVE.email] = fault
    mail = MailFactory(to=EVE)

    worker().drain()

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.FAILED, 1)


def test_a_mail_gets_through_when_the_server_recovers(server):
    server.faults[EVE.email] = "451 later"
    mail = MailFactory(to=EVE)
    worker().drain()
    server.faults.clear()

    worker(clock=lambda: NOW + timedelta(seconds=10)).drain()

    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error) == (State.SENT, 2, "")


@pytest.mark.parametrize(
    "flaw", [{"template": "missing"}, {"template": "broken"}, {"to": Recipient("", "nobody")}]
)
def test_a_mail_that_cannot_be_built_is_tried_again_later(server, flaw):
    mail = MailFactory(**flaw)
    MailFactory()

    sent = worker().drain()

    mail.refresh_from_db()
    assert (sent, mail.state, mail.due_at) == (1, State.QUEUED, NOW + timedelta(seconds=10))


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_another_worker_took_over_meanwhile_is_left_to_it(server, settings):
    mail = MailFactory()

    def be_slow():
        leases.claim(now=NOW + timedelta(seconds=settings.MAIL_LEASE_SECONDS + 10))
        connection.close()

    server.faults[mail.to_email] = be_slow

    assert worker().drain() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, len(server.accepted)) == (State.LEASED, 2, 1)


@pytest.mark.django_db
def test_a_mail_whose_end_cannot_be_noted_is_sent_few_times_and_then_given_up(monkeypatch):
    mail, moments, send = MailFactory(), [NOW], Mock()
    monkeypatch.setattr(delivery, "send", send)
    monkeypatch.setattr(leases, "mark_sent", Mock(side_effect=OperationalError("disk full")))
    careful = worker(clock=lambda: moments[-1])

    while mail.state != State.FAILED:
        with suppress(OperationalError):
            careful.drain()
        mail.refresh_from_db()
        moments.append(mail.due_at)

    assert send.call_count == mail.attempts == 18
    assert timedelta(hours=48) < moments[-1] - NOW < timedelta(hours=53)


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_takes_long_holds_up_no_other(server):
    MailFactory(to=EVE)
    MailFactory(to=BOB)

    def let_another_work():
        worker().drain()
        connection.close()

    server.faults[EVE.email] = let_another_work

    worker().drain()

    assert server.recipients == [BOB.email, EVE.email]


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_server_is_asked(server):
    MailFactory(to=EVE)
    mail = MailFactory(to=BOB, due_at=NOW + timedelta(days=1))

    def write_meanwhile():
        OutgoingMail.objects.filter(pk=mail.pk).update(attempts=5)
        connection.close()

    server.faults[EVE.email] = write_meanwhile

    assert worker().drain() == 1
    mail.refresh_from_db()
    assert mail.attempts == 5


@pytest.mark.django_db(transaction=True)
def test_a_worker_told_to_stop_finishes_its_mail_and_takes_no_other(server):
    MailFactory(to=EVE)
    MailFactory(to=BOB)
    busy = worker()
    server.faults[EVE.email] = busy.stop

    busy.run()

    assert server.recipients == [EVE.email]
    assert list(OutgoingMail.objects.order_by("pk").values_list("state", flat=True)) == [
        State.SENT,
        State.QUEUED,
    ]


@pytest.mark.django_db(transaction=True)
def test_a_worker_outlives_a_database_that_is_away(server):
    MailFactory(to=EVE)
    outages = iter([OperationalError("server closed the connection"), OperationalError("still away")])

    def clock():
        if outage := next(outages, None):
            raise outage
        return NOW

    patient = worker(clock=clock)
    server.faults[EVE.email] = patient.stop

    patient.run()

    assert server.recipients == [EVE.email]


calls = []


def note_call(*, now):
    calls.append(now)


def fail(*, now):
    raise ValueError("a chore that fails")


def look_up_for_bob(mail, *, now):
    return (
        Fresh(context={"body": "for you"}, headers={"X-Asked": str(now)})
        if mail.to_email == BOB.email
        else None
    )


def test_the_worker_does_its_chores_now_and_then(settings):
    calls.clear()
    settings.WORKER_CHORES = ["mail.tests.test_worker.fail", "mail.tests.test_worker.note_call"]
    times = [NOW, NOW + timedelta(seconds=19), NOW + timedelta(seconds=20)]
    ours = worker(clock=lambda: times[0])

    while times:
        ours.drain()
        times.pop(0)

    assert calls == [NOW, NOW + timedelta(seconds=20)]


def test_the_worker_does_its_chores_amid_many_mails(server, settings):
    calls.clear()
    settings.WORKER_CHORES = ["mail.tests.test_worker.note_call"]
    MailFactory.create_batch(3)
    times = iter(NOW + timedelta(seconds=10 * number) for number in range(100))

    worker(per_connection=1, clock=lambda: next(times)).drain()

    assert len(calls) > 1
    assert len(server.accepted) == 3


def test_a_mail_that_nobody_wants_any_more_is_not_sent(server, settings):
    wanted, unwanted = MailFactory(to=BOB), MailFactory(to=EVE)
    settings.MAIL_LOOKUPS = {wanted.template: "mail.tests.test_worker.look_up_for_bob"}

    worker().drain()

    unwanted.refresh_from_db()
    assert (server.recipients, unwanted.state) == ([BOB.email], State.SUPERSEDED)


def test_what_was_looked_up_is_sent_and_not_stored(server, settings):
    mail = MailFactory(to=BOB)
    settings.MAIL_LOOKUPS = {mail.template: "mail.tests.test_worker.look_up_for_bob"}

    worker().drain()

    (message,) = server.messages
    mail.refresh_from_db()
    assert message["X-Asked"] == str(NOW)
    assert "for you" in message.get_body(("plain",)).get_content()
    assert mail.context == {"name": "Bob"}
