"""Take the database away from a real server and give it back; then stop the server amid requests.

    make outage

Exits with 1 unless every request meanwhile is answered 503 with Retry-After, the server recovers by itself,
and a server that is asked to stop answers everything that it has begun. What waits in the kernel's queue
then is reset: a proxy sends it to another process.
"""

import http.client
import os
import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from urllib.parse import urlsplit, urlunsplit

from benchmarks.stage import free_port, throwaway_database, web

URL = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/oneonone_outage")
CLIENTS = 8
PATIENCE = 15  # seconds until the server must have recovered


class Cable:
    """A TCP proxy before the database that can be cut."""

    def __init__(self, target):
        self.target, self.is_cut, self.pairs = target, Event(), []
        self.listener = socket.create_server(("127.0.0.1", free_port()))
        self.port = self.listener.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    def cut(self):
        self.is_cut.set()
        for each in self.pairs:
            each.close()
        self.pairs.clear()

    def mend(self):
        self.is_cut.clear()

    def _accept(self):
        while True:
            client, _ = self.listener.accept()
            if self.is_cut.is_set():
                client.close()
                continue
            server = socket.create_connection(self.target)
            self.pairs += [client, server]
            for source, sink in ((client, server), (server, client)):
                Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source, sink):
        try:
            while block := source.recv(65536):
                sink.sendall(block)
        except OSError:
            pass
        for each in (source, sink):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


def ask(url, path="/readyz"):
    """Return the status and Retry-After of an answer; 0 when there is none."""
    client = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        client.request("GET", path)
        response = client.getresponse()
        return response.status, response.headers["Retry-After"]
    except OSError:
        return 0, None
    finally:
        client.close()


PATHS = ["/readyz", f"/respond/{'A' * 40}/", f"/api/v1/respond/{'A' * 40}/"]


def outage(url, cable):
    before = [ask(url, path)[0] for path in PATHS]
    cable.cut()
    during = {ask(url, path) for _ in range(3) for path in PATHS}
    cable.mend()
    mended = time.monotonic()
    good, seconds = 0, 0.0
    while good < 8 and time.monotonic() - mended < PATIENCE:  # in a row, as there are two processes
        is_good = ask(url) == (200, None)
        good, seconds = (good + 1, seconds) if is_good else (0, time.monotonic() - mended)
    print(f"database away: before {before}, meanwhile {sorted(during)}, recovered in {seconds:.1f} s")
    return during == {(503, "5")} and good == 8


def listening_on(url):
    """Return the process id of gunicorn's master: the oldest process with the address on its command line."""
    place = urlsplit(url).netloc.encode()
    found = [
        int(folder.name)
        for folder in Path("/proc").iterdir()
        if folder.name.isdecimal() and place in (folder / "cmdline").read_bytes()
    ]
    return min(found)


def graceful_stop(address):
    """Send requests from clients while the server is asked to stop; none that it accepted may be lost."""
    lost, answered = [], []
    with TemporaryDirectory() as folder, web(f"{folder}/log", workers=2, DATABASE_URL=address) as url:
        master = listening_on(url)

        def client(_number):
            while True:
                connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
                try:
                    connection.connect()
                except OSError:
                    return  # it takes no more
                try:
                    connection.request("GET", "/readyz")
                    answered.append(connection.getresponse().status)
                except (OSError, http.client.HTTPException) as error:
                    lost.append(type(error).__name__)
                    return

        with ThreadPoolExecutor(CLIENTS) as pool:
            clients = pool.map(client, range(CLIENTS))
            time.sleep(2)
            os.kill(master, signal.SIGTERM)
            list(clients)
    print(f"graceful stop: {len(answered)} answered, {len(lost)} cut off: {lost}")
    return set(answered) == {200} and len(lost) <= CLIENTS


def main():
    parts = urlsplit(URL)
    cable = Cable((parts.hostname, parts.port or 5432))
    through = parts.netloc.rsplit("@", 1)[0] + f"@127.0.0.1:{cable.port}"
    with throwaway_database(URL), TemporaryDirectory() as folder:
        detour = urlunsplit(parts._replace(netloc=through))
        with web(f"{folder}/log", workers=2, DATABASE_URL=detour) as url:
            is_right = outage(url, cable)
        return not (is_right and graceful_stop(URL))


if __name__ == "__main__":
    sys.exit(main())
