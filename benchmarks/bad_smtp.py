"""A real mail server that refuses, drops, hangs, drips, and forgets to say that it has accepted.

    python -m benchmarks.bad_smtp PORT JOURNAL

Each attempt to send a mail becomes a line of the journal: to whom, and what happened.
"""

import asyncio
import random
import sys
from collections import Counter
from pathlib import Path

from aiosmtpd.smtp import SMTP

# Of so many attempts exactly so many meet each fault, so that even a small run meets every one.
HAND = 200
FAULTS = {
    "refused": 6,  # a 4xx reply to the recipient
    "busy": 6,  # a 4xx reply to the content
    "rejected": 2,  # a 5xx reply to the recipient
    "spam": 2,  # a 5xx reply to the content
    "gone": 3,  # the connection is dropped before the content
    "dropped": 3,  # the connection is dropped after the content
    "hung": 1,  # the server says nothing any more
    "dripped": 1,  # the server never comes to the end of its reply
    "silent": 6,  # the mail is stored, and the connection dropped without a word
}
MERCY = 3
"""How often one recipient meets a fault at most: the product's fourth pause takes five minutes."""

PATIENCE = 90  # seconds, more than the product's deadline
REPLIES = {
    "refused": "451 Later, please",
    "busy": "452 Too many mails",
    "rejected": "550 Nobody of that name",
    "spam": "554 We do not like it",
}


class BadServer:
    def __init__(self, journal):
        self.journal = journal.open("ab", buffering=0)
        self.cards = []
        self.struck = Counter()

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's
        envelope.fate = self.deal(address)
        envelope.rcpt_tos.append(address)
        if envelope.fate in {"refused", "rejected", "gone"}:
            return self.end(server, envelope)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        if envelope.fate in {"hung", "dripped"}:
            self.note(envelope)
            await self.keep_waiting(server, is_dripping=envelope.fate == "dripped")
            return self.drop(server)
        return self.end(server, envelope)

    def deal(self, address):
        if self.struck[address] == MERCY:
            return "accepted"
        if not self.cards:
            faults = [fault for fault, count in FAULTS.items() for _ in range(count)]
            self.cards = faults + ["accepted"] * (HAND - len(faults))
            random.shuffle(self.cards)
        fate = self.cards.pop()
        self.struck[address] += fate != "accepted"
        return fate

    def end(self, server, envelope):
        self.note(envelope)
        if envelope.fate in {"gone", "dropped", "silent"}:
            return self.drop(server)
        return REPLIES.get(envelope.fate, "250 OK")

    async def keep_waiting(self, server, *, is_dripping):
        for _ in range(10 * PATIENCE):
            if server.transport is None or server.transport.is_closing():
                return
            if is_dripping:
                server.transport.write(b"2")
            await asyncio.sleep(0.1)

    def note(self, envelope):
        self.journal.write(f"{envelope.rcpt_tos[-1]} {envelope.fate}\n".encode())

    def drop(self, server):
        if server.transport:
            server.transport.abort()
        return "421 Gone"


async def serve(port, journal):
    bad = BadServer(journal)
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(bad), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
