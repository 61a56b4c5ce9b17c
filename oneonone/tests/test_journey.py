"""The product's main job as people live it: over HTTP, with a worker process and a mail server.

The clock is the real one, as the worker's is.
"""

import json
import re
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import icalendar
import pytest
from django.conf import settings as current

from calendars.tests.browser import Page
from mail.tests.smtp import environment, server

__all__ = ["server"]

PATIENCE = 30  # seconds for a mail to arrive
PASSWORD = "correct horse battery staple"
NINE = (datetime.now(UTC) + timedelta(days=7)).replace(hour=9, minute=0, second=0, microsecond=0)
HALF_PAST, TEN, ELEVEN = (NINE + timedelta(minutes=minutes) for minutes in (30, 60, 120))


def zulu(moment):
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def slot(start, end, preference):
    return {"start": zulu(start), "end": zulu(end), "preference": preference}


class Site:
    """The running product, called as a program and as a browser would."""

    def __init__(self, url):
        self.url, self.token = url, None
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def call(self, method, path, body=None):
        """Return the status and the JSON of an answer."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        content = None if body is None else json.dumps(body).encode()
        status, answer = self.send(Request(f"{self.url}/api/v1/{path}", content, headers, method=method))
        return status, json.loads(answer or "null")

    def browse(self, url, fields=None):
        """Return a page, having sent a form when there are fields."""
        content = None if fields is None else urlencode(fields, doseq=True).encode()
        status, answer = self.send(Request(url, content))
        assert status == 200
        return Page(SimpleNamespace(content=answer))

    def send(self, request):
        try:
            with self.opener.open(request) as response:
                return response.status, response.read()
        except HTTPError as error:
            with error:
                return error.code, error.read()


class Mailbox:
    """What the mail server accepted and nobody has read yet."""

    def __init__(self, server):
        self.server, self.read = server, 0

    def take(self, count):
        """Wait for so many new mails and return them by recipient."""
        waiting = time.monotonic() + PATIENCE
        while len(self.server.accepted) < self.read + count and time.monotonic() < waiting:
            time.sleep(0.05)
        new = self.server.messages[self.read :]
        self.read += len(new)
        taken = {message["To"].addresses[0].addr_spec: message for message in new}
        assert (len(new), len(taken)) == (count, count)
        return taken


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def link_in(message):
    return re.search(r"https?://\S+/(?:respond|verify-email)/\S+", text_of(message))[0]


def event_of(message):
    """Return what the calendar file of a mail says."""
    (part, *_) = (part for part in message.walk() if part.get_content_type() == "text/calendar")
    file = icalendar.Calendar.from_ical(part.get_content())
    (event,) = file.events
    return {
        "method": str(file["METHOD"]),
        "sequence": event["SEQUENCE"],
        "start": event["DTSTART"].dt,
        "end": event["DTEND"].dt,
        "attendee": str(event["ATTENDEE"]),
        "uid": str(event["UID"]),
    }


@pytest.fixture
def site(live_server, settings):
    settings.PUBLIC_URL = live_server.url
    settings.REQUIRE_VERIFIED_EMAIL = True
    return Site(live_server.url)


@pytest.fixture
def mailbox(site, server):
    command = [sys.executable, "manage.py", "run_worker", "--interval", "0.05"]
    variables = environment(PUBLIC_URL=site.url, REQUIRE_VERIFIED_EMAIL="true")
    with subprocess.Popen(command, env=variables, cwd=current.BASE_DIR, stderr=subprocess.DEVNULL) as worker:
        yield Mailbox(server)
        worker.terminate()


def sign_up(site, mailbox):
    """Make alice an account, prove her address by the mailed link, and log in."""
    alice = {"username": "alice", "email": "alice@example.org", "first_name": "Alice", "last_name": "Able"}
    assert (
        site.call("POST", "accounts/signup/", alice | {"password": PASSWORD, "password2": PASSWORD})[0] == 201
    )
    link = link_in(mailbox.take(1)["alice@example.org"])
    (form,) = site.browse(link).forms
    site.browse(link, form.sent())
    _, tokens = site.call("POST", "accounts/login/", {"username": "alice", "password": PASSWORD})
    site.token = tokens["access"]
    assert site.call("GET", "accounts/profile/")[1]["email_verified"] is True


def invite(site, mailbox):
    """Make a calendar for three contacts; return its path and everybody's link."""
    contacts = [
        site.call("POST", "contacts/", {"first_name": name, "last_name": "", "email": f"{name}@example.org"})[
            1
        ]
        for name in ("ana", "ben", "cy")
    ]
    status, calendar = site.call(
        "POST",
        "calendars/",
        {
            "name": "Thesis talks",
            "invitees": [contact["id"] for contact in contacts],
            "availability": [slot(NINE, ELEVEN, 3)],
        },
    )
    assert status == 201
    links = {email.partition("@")[0]: link_in(message) for email, message in mailbox.take(3).items()}
    return f"calendars/{calendar['id']}/", links


def collect(site, links):
    """Let ana answer by JSON, ben by the page, and cy decline by the page."""
    answer = {"availability": [slot(NINE, HALF_PAST, 3), slot(HALF_PAST, TEN, 1)], "time_zone": "UTC"}
    respond = links["ana"].removeprefix(f"{site.url}/")
    assert site.call("PUT", f"{respond}availability/", answer)[0] == 200

    form = site.browse(links["ben"]).form("answer")
    row = next(name for name in form.choices if name.startswith(f"at {zulu(TEN)}"))
    assert "Thank you" in site.browse(links["ben"], form.sent(**{row: "2"})).text

    declining = site.browse(links["cy"]).form("decline")
    site.browse(links["cy"], declining.sent(comment="Ill"))


@pytest.mark.django_db(transaction=True)
def test_journey_from_signing_up_to_a_cancelled_meeting(site, mailbox):
    sign_up(site, mailbox)
    path, links = invite(site, mailbox)
    assert site.call("GET", f"{path}suggestions/")[1]["ready"] is False

    collect(site, links)

    mailbox.take(1)  # which tells the owner that everybody has answered
    _, suggestions = site.call("GET", f"{path}suggestions/")
    best = suggestions["schedules"][0]["meetings"]
    assert suggestions["ready"] is True
    assert [(each["contact"]["first_name"], each["start"]) for each in best] == [
        ("ana", zulu(NINE)),
        ("ben", zulu(TEN)),
    ]

    schedule = {"meetings": [{name: each[name] for name in ("invitation", "start", "end")} for each in best]}
    status, rehearsal = site.call("POST", f"{path}finalize/?dry_run=true", schedule)
    everybody = ["ana@example.org", "ben@example.org", "alice@example.org"]
    assert (status, [mail["to"] for mail in rehearsal["emails"]]) == (200, everybody)

    status, final = site.call("POST", f"{path}finalize/", schedule)
    told = mailbox.take(3)
    first, second = event_of(told["ana@example.org"]), event_of(told["ben@example.org"])
    assert status == 200
    assert first == {
        "method": "REQUEST",
        "sequence": 0,
        "start": NINE,
        "end": HALF_PAST,
        "attendee": "mailto:ana@example.org",
        "uid": first["uid"],
    }
    assert (second["start"], second["attendee"]) == (TEN, "mailto:ben@example.org")
    assert [mail["text"] for mail in rehearsal["emails"]] == [
        text_of(told[email]).replace(links.get(email.partition("@")[0], "\0"), f"{site.url}/")
        for email in everybody
    ]
    assert site.call("POST", f"{path}finalize/", schedule)[0] == 409

    meeting = f"{path}meetings/{final['meetings'][0]['id']}/"
    assert site.call("PATCH", meeting, {"start": zulu(TEN)})[0] == 400
    assert site.call("PATCH", meeting, {"start": zulu(HALF_PAST)})[0] == 200
    moved = first | {"sequence": 1, "start": HALF_PAST, "end": TEN}
    assert event_of(mailbox.take(1)["ana@example.org"]) == moved

    assert site.call("DELETE", meeting)[0] == 204
    assert event_of(mailbox.take(1)["ana@example.org"]) == moved | {"method": "CANCEL", "sequence": 2}
