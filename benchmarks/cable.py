"""A TCP proxy that can be cut or go silent, for taking a server away from a client without stopping it."""

import socket
from contextlib import suppress
from threading import Event, Lock, Thread
from urllib.parse import urlsplit, urlunsplit


class Cable:
    """Passes on to ``target``, a host and a port, whatever comes to ``port`` on this machine."""

    def __init__(self, target):
        self.target, self.ends, self.lock = target, [], Lock()
        self.is_cut, self.is_loud = False, Event()
        self.is_loud.set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """End every connection, and each new one at once."""
        with self.lock:
            self.is_cut = True
            for each in self.ends:
                _end(each)
            self.ends.clear()

    def hush(self):
        """Pass nothing on, but keep and take connections, as a frozen host behind a proxy does."""
        self.is_loud.clear()

    def mend(self):
        """Take new connections, and pass on what was held back."""
        self.is_cut = False
        self.is_loud.set()

    def _accept(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(self.target)
            with self.lock:
                if self.is_cut:
                    _end(client)
                    _end(server)
                    continue
                self.ends += [client, server]
            for source, sink in ((client, server), (server, client)):
                Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source, sink):
        with suppress(OSError):
            while block := source.recv(65536):
                self.is_loud.wait()
                sink.sendall(block)
        _end(source)
        _end(sink)


def detour(url):
    """Return a cable to the server of a database, and the database's URL through it."""
    parts = urlsplit(url)
    cable = Cable((parts.hostname, parts.port or 5432))
    netloc = parts.netloc.rsplit("@", 1)[0] + f"@127.0.0.1:{cable.port}"
    return cable, urlunsplit(parts._replace(netloc=netloc))


def _end(connection):
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
