"""The command as a real process."""

import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings as current
from django.core.management import call_command
from django.utils import timezone

from mail.models import OutgoingMail
from mail.outbox import Recipient
from mail.tests.factories import MailFactory
from mail.tests.smtp import environment
from mail.worker import Worker

State = OutgoingMail.State
BOB, EVE = Recipient("Bob", "bob@example.org"), Recipient("Eve", "eve@example.org")

# The templates of these tests are unknown to a process of its own.
PROGRAM = """
import sys, django
from django.conf import settings
django.setup()
settings.TEMPLATES[0]["DIRS"].append(sys.argv[1])
from django.core.management import call_command
call_command("run_worker", interval=0.05)
"""


@contextmanager
def running_worker():
    templates = str(current.TEMPLATES[0]["DIRS"][0])
    command = [sys.executable, "-c", PROGRAM, templates]
    with subprocess.Popen(
        command, env=environment(), cwd=current.BASE_DIR, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def signal_handlers():
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_once_sends_what_is_due_and_says_how_much(server, db, signal_handlers):
    MailFactory.create_batch(2)
    output = StringIO()

    call_command("run_worker", once=True, stdout=output)

    assert output.getvalue() == "Sent 2 mails.\n"


@pytest.mark.django_db(transaction=True)
def test_sigterm_lets_the_current_mail_finish(server):
    server.faults[EVE.email] = lambda: (process.send_signal(signal.SIGTERM), time.sleep(0.1))
    MailFactory(to=EVE)
    MailFactory(to=BOB)

    with running_worker() as process:
        assert process.wait(timeout=60) == 0

    assert server.recipients == [EVE.email]
    assert list(OutgoingMail.objects.order_by("pk").values_list("state", flat=True)) == [
        State.SENT,
        State.QUEUED,
    ]


@pytest.mark.django_db(transaction=True)
def test_no_mail_is_lost_with_a_killed_worker(server, settings):
    server.faults[EVE.email] = lambda: (process.kill(), process.wait(timeout=60), time.sleep(1))
    MailFactory(to=EVE, now=timezone.now())
    MailFactory(to=BOB, now=timezone.now())
    with running_worker() as process:
        process.wait(timeout=60)
    server.faults.clear()
    after_the_lease = timezone.now() + timedelta(seconds=settings.MAIL_LEASE_SECONDS + 10)

    Worker(clock=lambda: after_the_lease).drain()

    assert server.recipients == [BOB.email, EVE.email]
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {State.SENT}
