"""Take the database away from a real server amid requests, and give it back.

    make outage

First its connections are cut, then they go silent. Exits with 1 unless every request meanwhile is answered
503 with Retry-After, in time and as the page or the JSON that the client expects, and unless the server
recovers by itself.
"""

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from tempfile import TemporaryDirectory
from threading import Event
from urllib.parse import urlsplit

import django

os.environ.setdefault("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/oneonone_outage")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneonone.settings")
django.setup()

from django.db import connection  # noqa: E402 - only after the set-up
from django.test import Client  # noqa: E402

from benchmarks.asking import ask  # noqa: E402
from benchmarks.cable import detour  # noqa: E402
from benchmarks.scene import Call, Scene  # noqa: E402
from benchmarks.stage import throwaway_database, web  # noqa: E402
from calendars import links  # noqa: E402

CLIENTS = 8
# Seconds until an answer, on however slow a machine. In silence a request may wait DATABASE_SILENCE_SECONDS
# for a connection that was open before, and for a thread that does so.
LONGEST_ANSWER = {"cut": 20, "silent": 55}
PATIENCE = 60  # seconds until everything must have recovered, on however slow a machine


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


def outage(url, cable, manner):
    """Let clients ask without a pause while the database goes and comes back; return whether all is right."""
    is_over, kinds, take_away = Event(), calls(), {"cut": cable.cut, "silent": cable.hush}[manner]

    def ask_all():
        return [ask(url, call) for call in kinds]

    def client(_number):
        answers = []
        while not is_over.is_set():
            answers += ask_all()
        return answers

    with ThreadPoolExecutor(CLIENTS) as pool, ExitStack() as ended:
        ended.callback(is_over.set)
        clients = pool.map(client, range(CLIENTS))
        before = ask_all()
        take_away()
        meanwhile = ask_all()
        cable.mend()
        mended = time.monotonic()
        while not (is_recovered := all(each.is_good for each in ask_all())):
            if time.monotonic() - mended > PATIENCE:
                break
        is_over.set()
        crowd = [answer for each in clients for answer in each]
    wrong = [each for each in crowd + meanwhile if is_bad(each, LONGEST_ANSWER[manner])]
    report(f"database {manner}", crowd + meanwhile, wrong, mended)
    is_right = all(each.is_good for each in before) and all(each.is_as_promised for each in meanwhile)
    return is_right and is_recovered and not wrong


def is_bad(answer, longest):
    """Whether an answer is neither what it always is nor the promised 503, or comes too late."""
    is_late = answer.ended - answer.begun > longest
    return is_late or not (answer.is_good or answer.is_as_promised)


def report(title, answers, wrong, mended):
    refused = [each for each in answers if each.is_as_promised]
    slowest = max(each.ended - each.begun for each in refused)
    last = max(0.0, *(each.ended - mended for each in refused))
    print(f"{title}: {len(answers)} answers, {len(refused)} of them 503")
    print(f"  slowest 503: {slowest:.1f} s; the last one {last:.1f} s after the return")
    for each in wrong:
        print(f"  {each.call.method} {each.call.path} was answered {each.status} {each.headers}")


def main():
    address = os.environ["DATABASE_URL"]
    cable, through = detour(address)
    with throwaway_database(address), TemporaryDirectory() as folder:
        product = {"DATABASE_URL": through, "NUM_PROXIES": "1", "LOG_LEVEL": "CRITICAL"}
        with web(f"{folder}/log", workers=2, **product) as url:
            is_right = outage(url, cable, "cut") and outage(url, cable, "silent")
        connection.close()
    return not is_right


if __name__ == "__main__":
    sys.exit(main())
