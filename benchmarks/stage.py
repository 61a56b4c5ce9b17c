"""A throwaway database and a real gunicorn upon it, for the programs that attack the product."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def throwaway_database(url):
    """Make the database of ``url`` with the product's tables, and drop it in the end.

    A database that is there already is used if it has no users, and kept; one that has users is refused.
    """
    make, drop = (_make_file, _drop_file) if url.startswith("sqlite") else (_make_database, _drop_database)
    is_new = make(url)
    try:
        manage("migrate", "--verbosity", "0", DATABASE_URL=url)
        manage("shell", "--command", _REFUSE_USERS, "--verbosity", "0", DATABASE_URL=url)
        yield
    finally:
        if is_new:
            drop(url)


_REFUSE_USERS = """
from accounts.models import User
if User.objects.exists():
    raise SystemExit("The database has users: this is for throwaway databases only.")
"""


def _make_file(url):
    return not Path(urlsplit(url).path[1:]).exists()


def _drop_file(url):
    path = Path(urlsplit(url).path[1:])
    for leftover in path.parent.glob(f"{path.name}*"):
        leftover.unlink()


def _make_database(url):
    address, name = url.rsplit("/", 1)
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return False
        server.execute(f'CREATE DATABASE "{name}"')
        return True


def _drop_database(url):
    address, name = url.rsplit("/", 1)
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def manage(*arguments, **environment):
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True)


@contextmanager
def web(log, *, workers=4, threads=4, **environment):
    """Run gunicorn as the Procfile does, and give its address; what it says goes into the file ``log``."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "oneonone.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)]
    with process([*command, "--no-control-socket", "--log-level", "error"], log, **environment) as server:
        await_answer(f"http://127.0.0.1:{port}/healthz", server)
        yield f"http://127.0.0.1:{port}"


@contextmanager
def process(command, log, *, pass_fds=(), **environment):
    """Run a program in a process group of its own, and end the group."""
    with Path(log).open("ab") as output:
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
            pass_fds=pass_fds,
        )
    try:
        yield child
    finally:
        end(child)


def end(child, patience=20):
    """Ask a group to stop, then kill what is left of it."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        if child.poll() is None:
            os.killpg(child.pid, number)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            continue
        return


def await_answer(url, server, patience=180):
    """Wait until a server answers."""
    until = time.monotonic() + patience
    while time.monotonic() < until and server.poll() is None:
        try:
            return urlopen(url, timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer.")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
