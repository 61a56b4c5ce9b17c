"""Where mails go: to a server within a deadline, or into files."""

import smtplib
import socket
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone
from django.utils.text import slugify

_SECONDS_TO_SAY_GOODBYE = 5


class SMTPBackend(EmailBackend):
    """Django's backend with a deadline for each message, from connecting to acceptance.

    A socket's timeout bounds one call only: a server that drips a byte now and then would hold the worker for
    ever. The connection stays open for the next message until ``close``; after a failure it is dropped.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._partial_connection: smtplib.SMTP | None = None
        self._socket: socket.socket | None = None
        self._is_overdue = False

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Make clients that report their socket before the server says a word and before the handshake."""
        watch = self._watch

        class Client(smtplib.SMTP):
            def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
                connected: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
                watch(connected)
                return connected

        class TLSClient(smtplib.SMTP_SSL, Client):
            pass

        return TLSClient if self.use_ssl else Client

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send each message in time or raise; TimeoutError where the deadline cut the connection."""
        return sum(self._send_one(message) for message in email_messages)

    def close(self) -> None:
        """Say goodbye and close the connection, if there is one."""
        if self.connection:
            with suppress(OSError), self._deadline(_SECONDS_TO_SAY_GOODBYE):
                super().close()
        self._drop()

    def _send_one(self, message: EmailMessage) -> int:
        seconds = settings.MAIL_TOTAL_SECONDS
        try:
            with self._deadline(seconds):
                self.open()
                return super().send_messages([message])
        except OSError as error:
            if self._is_overdue:
                raise TimeoutError(f"The server did not accept the mail within {seconds} seconds.") from error
            raise

    @contextmanager
    def _deadline(self, seconds: float) -> Iterator[None]:
        self._is_overdue = False
        is_clean = False
        timer = threading.Timer(seconds, self._cut)
        timer.start()
        try:
            yield
            is_clean = True
        finally:
            timer.cancel()
            timer.join()
            if self._is_overdue or not is_clean:
                self._drop()

    def _watch(self, connected: socket.socket) -> None:
        # TLS detaches the socket it wraps; a duplicate stays good for shutting the connection down.
        self._socket = connected.dup()
        if self._is_overdue:
            self._cut()

    def _cut(self) -> None:
        self._is_overdue = True
        if self._socket:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _drop(self) -> None:
        for client in (self.connection, self._partial_connection, self._socket):
            if client:
                client.close()
        self.connection = self._partial_connection = self._socket = None


class FileBackend(BaseEmailBackend):
    """Write every message into a file of its own under EMAIL_FILE_PATH, as it would go over the wire.

    The name sorts by time; the file appears whole or not at all.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages and return how many there were."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            path = folder / _file_name(message)
            temporary = path.with_suffix(".tmp")
            temporary.write_bytes(message.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]
            temporary.rename(path)
        return len(email_messages)


def _file_name(message: EmailMessage) -> str:
    moment = timezone.now().strftime("%Y%m%dT%H%M%S%f")
    template = slugify(message.extra_headers.get("X-Template", "mail"))
    recipient = slugify(parseaddr(message.recipients()[0])[1].replace("@", " at "))
    return f"{moment}-{template}-{recipient[:100]}-{uuid.uuid4().hex[:8]}.eml"
