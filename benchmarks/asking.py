"""Ask a server for one thing, and say what came of it and when."""

import http.client
import ipaddress
import itertools
import json
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from benchmarks.scene import Call

PAGES = ("/respond/", "/unsubscribe/", "/admin/")

_addresses = itertools.count(1)


@dataclass
class Answer:
    """An answer, or status 0 where there was none."""

    call: Call
    begun: float
    ended: float
    status: int
    headers: dict

    @property
    def is_good(self):
        return 200 <= self.status < 300

    @property
    def is_as_promised(self):
        """Whether it is the 503 that docs/operations.md promises, as a page or as JSON."""
        kind = "text/html; charset=utf-8" if self.call.path.startswith(PAGES) else "application/json"
        wanted = (503, "5", kind)
        return wanted == (self.status, self.headers.get("Retry-After"), self.headers.get("Content-Type"))


def ask(url, call):
    """Make a call from an address of its own, as the limits count by address."""
    client = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    address = ipaddress.IPv4Address("10.0.0.0") + next(_addresses)
    headers = {"Content-Type": "application/json", "X-Forwarded-For": str(address)} | call.headers
    begun = time.monotonic()
    try:
        client.request(call.method, call.path, json.dumps(call.body) if call.body else None, headers)
        answer = client.getresponse()
        answer.read()
        return Answer(call, begun, time.monotonic(), answer.status, dict(answer.headers))
    except (OSError, http.client.HTTPException) as error:
        return Answer(call, begun, time.monotonic(), 0, {"error": repr(error)})
    finally:
        client.close()
