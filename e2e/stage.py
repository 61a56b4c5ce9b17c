"""The product as it runs in life: server, worker and a mail server, on a database of their own."""

import os
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.controller import Controller

from e2e.mailbox import PATIENCE, Mailbox, wait_for

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Stage:
    """Where the product is, and the mails that it has sent."""

    url: str
    mailbox: Mailbox

    def link_of(self, address):
        """Return the personal link that an invitee was mailed."""
        return self.mailbox.link_to(address, "/respond/")


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
    commands = [
        [*server, "--threads", "4", "--no-control-socket"],
        ["manage.py", "run_worker", "--interval", "0.1"],
    ]
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
