"""A real mail server that misbehaves on request, and processes that mail to it."""

import asyncio
import os
import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as current
from django.db import connection


class Server:
    """Keeps what it accepts; ``faults`` says per recipient what goes wrong, see the methods below."""

    def __init__(self):
        self.accepted = []
        self.connections = 0
        self.faults = {}

    @property
    def messages(self):
        return [message_from_bytes(content, policy=policy.default) for content in self.accepted]

    @property
    def recipients(self):
        return [message["To"].addresses[0].addr_spec for message in self.messages]

    async def handle_EHLO(self, _server, session, _envelope, hostname, responses):  # noqa: N802 - named by aiosmtpd
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        fault = self.faults.get(address, "")
        return fault.removeprefix("RCPT ") if str(fault).startswith("RCPT ") else "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        fault = self.faults.get(envelope.rcpt_tos[0])
        if callable(fault):
            await asyncio.to_thread(fault)
        elif fault in {"hang", "drip", "drop"}:
            await getattr(self, fault)(server)
        elif fault:
            return fault
        self.accepted.append(envelope.original_content)
        return "250 OK"

    async def hang(self, _server):
        await asyncio.sleep(60)

    async def drip(self, server):
        for byte in b"250-" + b"patience" * 100:
            server.transport.write(bytes([byte]))
            await asyncio.sleep(0.02)

    async def drop(self, server):
        server.transport.abort()
        await asyncio.sleep(0.05)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(settings):
    """Return a running server to which mails are sent."""
    server = Server()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    settings.EMAIL_BACKEND = "mail.backends.SMTPBackend"
    settings.EMAIL_HOST = controller.hostname
    settings.EMAIL_PORT = controller.port
    controller.start()
    yield server
    controller.stop()


def environment(**variables):
    """Return what gives a process of its own the database and the mail server of the test."""
    database = connection.settings_dict
    url = (
        f"sqlite:///{database['NAME']}"
        if connection.vendor == "sqlite"
        else f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )
    return os.environ | {
        "DATABASE_URL": url,
        "EMAIL_URL": f"smtp://{current.EMAIL_HOST}:{current.EMAIL_PORT}",
        "DJANGO_SETTINGS_MODULE": "oneonone.settings",
        **variables,
    }
