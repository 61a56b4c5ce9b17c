"""Take the database away from a real server amid requests, and give it back.

    make outage

Exits with 1 unless every request meanwhile is answered 503 with Retry-After, soon and as the page or the JSON
that the client expects, and unless the server recovers by itself.
"""

import http.client
import ipaddress
import itertools
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from threading import Event
from urllib.parse import urlsplit

import django

os.environ.setdefault("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/oneonone_outage")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneonone.settings")
django.setup()

from django.db import connection  # noqa: E402 - only after the set-up
from django.test import Client  # noqa: E402

from benchmarks.cable import detour  # noqa: E402
from benchmarks.scene import Call, Scene  # noqa: E402
from benchmarks.stage import throwaway_database, web  # noqa: E402
from calendars import links  # noqa: E402

CLIENTS = 8
AWAY = 8  # seconds
LONGEST_ANSWER = 10  # seconds that a client may wait for a 503, on however slow a machine

_addresses = itertools.count(1)


@dataclass
class Answer:
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
        kind = "text/html; charset=utf-8" if self.call.path.startswith(PAGES) else "application/json"
        wanted = (503, "5", kind)
        return wanted == (self.status, self.headers.get("Retry-After"), self.headers.get("Content-Type"))


PAGES = ("/respond/", "/unsubscribe/", "/admin/")


def calls():
    """Return one call of each sort: read and write, API and pages, with a token and with a session."""
    scene = Scene()
    (invitation,) = scene.invited(1)
    scene.owner.is_staff = scene.owner.is_superuser = True
    scene.owner.save()
    browser = Client()
    browser.force_login(scene.owner)
    return [
        Call("GET", "/readyz"),
        scene.call("GET"),
        scene.call("PATCH", body={"name": "Talks"}),
        Call("GET", f"/respond/{links.token(invitation)}/"),
        Call("POST", urlsplit(links.unsubscribe_url(invitation.contact)).path),
        Call("GET", "/admin/", headers={"Cookie": browser.cookies.output(header="", attrs=[]).strip()}),
    ]


def ask(url, call):
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


def outage(url, cable):
    """Ask without a pause while the database goes and comes back."""
    is_over, kinds = Event(), calls()

    def client(_number):
        answers = []
        while not is_over.is_set():
            answers += [ask(url, call) for call in kinds]
        return answers

    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = pool.map(client, range(CLIENTS))
        time.sleep(4)
        cable.cut()
        cut = time.monotonic()
        time.sleep(AWAY)
        cable.mend()
        mended = time.monotonic()
        time.sleep(AWAY)
        is_over.set()
        answers = [answer for each in clients for answer in each]
    return judge(answers, cut, mended)


def judge(answers, cut, mended):
    before = [each for each in answers if each.ended < cut]
    away = [each for each in answers if each.begun > cut and each.ended < mended]
    bad = [each for each in answers if not (each.is_good or each.is_as_promised)]
    recovered = max([each.ended - mended for each in answers if not each.is_good], default=0)
    slowest = max(each.ended - each.begun for each in away)
    print(
        f"database away from web: {len(before)} answers before, {len(away)} meanwhile, {len(answers)} in all"
    )
    print(f"  slowest 503: {slowest:.1f} s; the last one {recovered:.1f} s after the return")
    for each in bad[:10]:
        print(f"  {each.call.method} {each.call.path} was answered {each.status} {each.headers}")
    is_complete = {each.call.path for each in before} == {each.call.path for each in away}
    is_away = all(each.is_as_promised for each in away)
    return not bad and is_complete and is_away and slowest <= LONGEST_ANSWER and recovered <= AWAY / 2


def main():
    address = os.environ["DATABASE_URL"]
    cable, through = detour(address)
    with throwaway_database(address), TemporaryDirectory() as folder:
        product = {"DATABASE_URL": through, "NUM_PROXIES": "1", "LOG_LEVEL": "CRITICAL"}
        with web(f"{folder}/log", workers=2, **product) as url:
            is_right = outage(url, cable)
        connection.close()
    return not is_right


if __name__ == "__main__":
    sys.exit(main())
