"""The product as it runs in life: server, worker and a mail server, on a database of their own."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 30  # seconds


class Mailbox:
    """Every mail that the mail server took, the oldest first."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, address, subject=""):
        """Wait for a mail to somebody, and return the latest whose subject contains some words."""
        return wait_for(lambda: self.found(address, subject)[-1:], f"a mail to {address}")[0]

    def found(self, address, subject=""):
        return [mail for mail in self.mails if address in mail["To"] and subject in mail["Subject"]]


class Stage:
    def __init__(self, url, mailbox):
        self.url = url
        self.mailbox = mailbox

    def link_of(self, address):
        """Return the personal link that somebody was mailed."""
        text = self.mailbox.to(address).get_body(("plain",)).get_content()
        return re.search(rf"{self.url}/respond/\S+", text)[0]


def event_of(mail):
    """Return the calendar file that a mail carries."""
    return next(part.get_content() for part in mail.walk() if part.get_content_type() == "text/calendar")


def wait_for(ask, what):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"Waited {PATIENCE} seconds for {what}.")


@contextmanager
def running(folder):
    """Run everything until the block ends."""
    mailbox = Mailbox()
    smtp = Controller(mailbox, hostname="127.0.0.1", port=_free_port())
    smtp.start()
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp.port}",
        "MEDIA_ROOT": str(folder / "media"),
        "PUBLIC_URL": url,
        "DEBUG": "true",
    }
    server = ["-m", "gunicorn", "oneonone.wsgi", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"]
    commands = [[*server, "--threads", "4", "--no-control-socket"], ["manage.py", "run_worker"]]
    log = (folder / "log.txt").open("wb")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True
    )
    started = [
        subprocess.Popen([sys.executable, *each], cwd=ROOT, env=environment, stdout=log, stderr=log)
        for each in commands
    ]
    try:
        wait_for(lambda: _answers(f"{url}/readyz"), "the server")
        yield Stage(url, mailbox)
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=PATIENCE)
        log.close()
        smtp.stop()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status == 200
    except OSError:
        return False
