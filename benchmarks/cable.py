"""A TCP proxy that can be cut, for taking a server away from a client without stopping it."""

import socket
from contextlib import suppress
from threading import Event, Thread
from urllib.parse import urlsplit, urlunsplit


class Cable:
    """Passes on to ``target``, a host and a port, whatever comes to ``port`` on this machine."""

    def __init__(self, target):
        self.target, self.is_cut, self.ends = target, Event(), []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """End every connection, and each new one at once."""
        self.is_cut.set()
        for each in self.ends:
            _end(each)
        self.ends.clear()

    def mend(self):
        self.is_cut.clear()

    def _accept(self):
        while True:
            client, _ = self.listener.accept()
            if self.is_cut.is_set():
                client.close()
                continue
            server = socket.create_connection(self.target)
            self.ends += [client, server]
            for source, sink in ((client, server), (server, client)):
                Thread(target=_pass_on, args=(source, sink), daemon=True).start()


def detour(url):
    """Return a cable to the server of a database, and the database's URL through it."""
    parts = urlsplit(url)
    cable = Cable((parts.hostname, parts.port or 5432))
    netloc = parts.netloc.rsplit("@", 1)[0] + f"@127.0.0.1:{cable.port}"
    return cable, urlunsplit(parts._replace(netloc=netloc))


def _pass_on(source, sink):
    with suppress(OSError):
        while block := source.recv(65536):
            sink.sendall(block)
    _end(source)
    _end(sink)


def _end(connection):
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
