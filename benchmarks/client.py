"""A client that makes one call at a time, over connections kept alive, so that no call waits for another.

It reads calls from its input, a JSON list of ``{"name", "method", "path", "headers", "body"}``, makes them in
turn, at most so many a second, and writes what each took: from its beginning to the last byte. A call may
name the ``port`` of another server.
"""

import http.client
import json
import sys
import time
from itertools import count
from threading import local

FRESH = 1  # seconds; a server closes what has been idle for two, and a write must not meet that


class _Own(local):
    def __init__(self):
        self.connections = {}
        self.used = {}


_own = _Own()
_turn = count(1)


def ask(port, call, due):
    """Return what came of a call, whose time begins when it was due.

    Raises OSError or HTTPException; the next call then connects anew. Only a read is asked again where the
    server had closed the connection, as a write may have been done.
    """
    port = call.get("port", port)
    time.sleep(max(0, due - time.perf_counter()))
    resets = 0
    try:
        answer, length = _answer(port, call)
    except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
        if call["method"] != "GET":
            raise
        resets = 1
        answer, length = _answer(port, call)
    return {
        "name": call["name"],
        "status": answer.status,
        "bytes": length,
        "resets": resets,
        "seconds": time.perf_counter() - due,
        "processor": float(answer.headers.get("X-Processor-Time", "nan")),
    }


def _answer(port, call):
    if call["method"] != "GET" and time.perf_counter() - _own.used.get(port, 0) > FRESH:
        _own.connections.pop(port, None)
    _own.used[port] = time.perf_counter()
    if port not in _own.connections:
        _own.connections[port] = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection = _own.connections[port]
    body = json.dumps(call["body"]) if call.get("body") else None
    try:
        connection.request(call["method"], call["path"], body, call.get("headers", {}) | _somebody())
        answer = connection.getresponse()
        return answer, len(answer.read())
    except (OSError, http.client.HTTPException):
        _own.connections.pop(port).close()
        raise


def _somebody():
    """Come from another address each time, as the limits are by address."""
    number = next(_turn)
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return {"X-Forwarded-For": address, "X-Forwarded-Proto": "https", "Content-Type": "application/json"}


def main():
    port, rate = int(sys.argv[1]), float(sys.argv[2])
    due, answers = 0, []
    for call in json.load(sys.stdin):
        due = max(time.perf_counter(), due + 1 / rate)
        answers.append(ask(port, call, due))
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
