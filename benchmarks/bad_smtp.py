"""A real mail server that refuses, drops, hangs, drips, and forgets to say that it has accepted.

    python -m benchmarks.bad_smtp PORT JOURNAL

Each accepted mail becomes a line of the journal: its Message-ID, and how it was answered.
"""

import asyncio
import random
import re
import sys
from pathlib import Path

from aiosmtpd.controller import Controller

# Of a hundred mails, so many meet each fault.
FAULTS = {"refuse": 3, "busy": 3, "drop": 3, "hang": 1, "drip": 1, "store_then_drop": 3}
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class BadServer:
    def __init__(self, journal):
        self.journal = journal.open("ab", buffering=0)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's
        envelope.rcpt_tos.append(address)
        return "451 Later, please" if self.is_struck_by("refuse") else "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        if self.is_struck_by("busy"):
            return "452 Too many mails"
        if self.is_struck_by("drop"):
            return self.drop(server)
        if self.is_struck_by("hang"):
            await asyncio.sleep(60)
            return self.drop(server)
        if self.is_struck_by("drip"):
            return await self.drip(server)
        return self.store(server, envelope.original_content)

    def is_struck_by(self, fault):
        return random.random() * 100 < FAULTS[fault]

    def drop(self, server):
        server.transport.abort()
        return "421 Gone"

    async def drip(self, server):
        for _ in range(600):
            server.transport.write(b"2")
            await asyncio.sleep(0.1)
        return self.drop(server)

    def store(self, server, content):
        (name,) = _MESSAGE_ID.findall(content)
        is_silent = self.is_struck_by("store_then_drop")
        self.journal.write(name + (b" dropped\n" if is_silent else b" accepted\n"))
        return self.drop(server) if is_silent else "250 OK"


def main():
    port, journal = sys.argv[1:]
    controller = Controller(BadServer(Path(journal)), hostname="127.0.0.1", port=int(port))
    controller.start()
    try:
        while True:
            asyncio.run(asyncio.sleep(3600))
    finally:
        controller.stop()


if __name__ == "__main__":
    main()
