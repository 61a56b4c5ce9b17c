"""A mail server that accepts at once whatever it is given.

    python -m benchmarks.good_smtp PORT JOURNAL

Each mail becomes a line of the journal: its Message-ID.
"""

import asyncio
import re
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP

_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class Sink:
    def __init__(self, journal):
        self.journal = journal.open("ab", buffering=0)

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's
        (name,) = _MESSAGE_ID.findall(envelope.original_content)
        self.journal.write(name + b"\n")
        return "250 OK"


async def serve(port, journal):
    sink = Sink(journal)
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(sink), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
