"""Replace a real server by a new one amid requests: nobody may notice.

    make outage

The socket belongs to this program, as it belongs to systemd in docs/operations.md: what waits in the kernel's
queue while the one server stops is taken by the next. Each server is asked to stop while requests in it wait
for a lock. Exits with 1 if any request is not answered 200, or none was at work.
"""

import http.client
import os
import signal
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from socket import create_server
from tempfile import TemporaryDirectory
from threading import Event

import psycopg

from benchmarks.stage import await_answer, process, throwaway_database

ADDRESS = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/oneonone_outage")
CLIENTS = 8
RESTARTS = 3
PATIENCE = 60  # seconds until a server must have stopped, on however slow a machine

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'mail_outgoingmail'::regclass"

# The socket becomes file 3 of the process that is named: sd_listen_fds(3).
AS_SYSTEMD = ["sh", "-c", 'eval "exec 3<&$0"; LISTEN_PID=$$ LISTEN_FDS=1 exec "$@"']


@contextmanager
def serving(listener, log):
    """Run gunicorn on a socket that is open already, and give it some time amid the requests."""
    command = [*AS_SYSTEMD, str(listener.fileno()), sys.executable, "-m", "gunicorn", "oneonone.wsgi"]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket"]
    environment = {"DATABASE_URL": ADDRESS, "LOG_LEVEL": "ERROR"}
    with process(
        [*command, "--log-level", "error"], log, pass_fds=[listener.fileno()], **environment
    ) as server:
        await_answer("http://{}:{}/readyz".format(*listener.getsockname()), server)
        time.sleep(2)
        yield server


def ask(port, is_over):
    """Make requests one after the other, each on a new connection; return what came of them."""
    found = Counter()
    while not is_over.is_set():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2 * PATIENCE)
        try:
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            answer.read()
            found[answer.status] += 1
        except (OSError, http.client.HTTPException) as error:
            found[type(error).__name__] += 1
        finally:
            connection.close()
    return found


def stop_at_work(server):
    """Ask a server to stop while its requests wait for a lock; return its exit status and their number."""
    with psycopg.connect(ADDRESS) as other:
        other.execute("LOCK TABLE mail_outgoingmail IN ACCESS EXCLUSIVE MODE")
        until = time.monotonic() + PATIENCE
        while not (at_work := other.execute(WAITING).fetchone()[0]) and time.monotonic() < until:
            time.sleep(0.1)
        server.send_signal(signal.SIGTERM)
        time.sleep(1)
    return server.wait(PATIENCE), at_work


def restart(listener, log):
    """Start one server after the other amid requests; return how each ended and what the clients saw."""
    port, is_over, ends = listener.getsockname()[1], Event(), []
    with ThreadPoolExecutor(CLIENTS) as pool, ExitStack() as ended:
        ended.callback(is_over.set)
        clients = [pool.submit(ask, port, is_over) for _ in range(CLIENTS)]
        for _ in range(RESTARTS):
            with serving(listener, log) as server:
                ends.append(stop_at_work(server))
        with serving(listener, log):
            is_over.set()
            return ends, sum((each.result() for each in clients), Counter())


def main():
    with (
        throwaway_database(ADDRESS),
        TemporaryDirectory() as folder,
        create_server(("127.0.0.1", 0)) as listener,
    ):
        ends, found = restart(listener, f"{folder}/log")
    print(f"{RESTARTS} restarts amid requests: clients saw {dict(found)}")
    for status, at_work in ends:
        print(f"  asked to stop with {at_work} requests at work: status {status}")
    return set(found) != {200} or not all(status == 0 and at_work for status, at_work in ends)


if __name__ == "__main__":
    sys.exit(main())
