"""What has happened before a test begins, told to the API: it is quicker than a browser."""

import itertools
import json
from datetime import datetime, timedelta
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

PASSWORD = "three plus four"
ZONE = "Europe/Berlin"
TODAY = datetime.now(ZoneInfo(ZONE)).date()
MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())
_numbers = itertools.count(1)


def at(hour, days=0):
    """Return an hour of the next Monday on the calendar's clock, or of a later day."""
    return f"{MONDAY + timedelta(days=days)}T{int(hour):02}:{int(hour % 1 * 60):02}"


def slots(*spans, days=0):
    return [
        {"start": at(start, days), "end": at(end, days), "preference": best} for start, end, best in spans
    ]


class Account:
    """Somebody with an account."""

    def __init__(self, stage, first_name="Maria", last_name="Roth", number=None):
        self.stage, self.token = stage, None
        self.username = f"{first_name.lower()}{next(_numbers) if number is None else number}"
        self.email = f"{self.username}@example.org"
        names = {"first_name": first_name, "last_name": last_name, "time_zone": ZONE}
        login = {"username": self.username, "password": PASSWORD}
        self.call("POST", "accounts/signup/", names | login | {"email": self.email, "password2": PASSWORD})
        self.token = self.call("POST", "accounts/login/", login)["access"]

    def call(self, method, path, body=None):
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        content = None if body is None else json.dumps(body).encode()
        with urlopen(Request(f"{self.stage.url}/api/v1/{path}", content, headers, method=method)) as response:
            return json.loads(response.read() or "null")

    def confirm_address(self):
        """Follow the mailed link."""
        *_, uid, token = self.stage.mailbox.link_to(self.email, "/verify-email/").strip("/").split("/")
        self.call("POST", "accounts/email/verify/", {"uid": uid, "token": token})

    def befriend(self, other):
        """Ask another account to be a contact, which agrees; return the number of the contact."""
        request = self.call("POST", "contacts/requests/", {"username": other.username})
        other.call("POST", f"contacts/requests/{request['id']}/accept/")
        return self.call("GET", "contacts/")["results"][-1]["id"]

    def invite(self, name, *people, offered=((9, 12, 3),), **settings):
        """Open a calendar of half hours for people; those without a last name are Lees."""
        contacts = [self.call("POST", "contacts/", self._person(each))["id"] for each in people]
        body = {"name": name, "time_zone": ZONE, "meeting_minutes": 30, "invitees": contacts}
        body |= {"availability": slots(*offered)} | settings
        return Calendar(self, self.call("POST", "calendars/", body)["id"], name)

    def address_of(self, first_name):
        """Return the address of one of the people invited."""
        return f"{first_name.lower()}@{self.username}.example"

    def _person(self, name):
        first_name, _, last_name = name.partition(" ")
        return {
            "first_name": first_name,
            "last_name": last_name or "Lee",
            "email": self.address_of(first_name),
        }


class Calendar:
    """A calendar of somebody's."""

    def __init__(self, owner, pk, name):
        self.owner, self.pk, self.name = owner, pk, name

    @property
    def path(self):
        return f"/app/calendars/{self.pk}"

    def call(self, method, path="", body=None):
        return self.owner.call(method, f"calendars/{self.pk}/{path}", body)

    def link_of(self, first_name):
        return self.owner.stage.link_of(self.owner.address_of(first_name))

    def answer(self, first_name, *spans):
        """Let somebody answer with ``(start, end, preference)`` in hours of that Monday."""
        self.give(first_name, slots(*spans))

    def give(self, first_name, times):
        """Enter somebody's times."""
        invitation = self._invitation_of(first_name)
        self.call("PUT", f"invitations/{invitation}/availability/", {"availability": times})

    def draft(self, **hours):
        """Keep a draft: who is met at which hour of that Monday."""
        meetings = [{"invitation": self._invitation_of(name), "start": at(hours[name])} for name in hours]
        self.call("PUT", "schedule/", {"meetings": meetings})

    def finalize(self, **hours):
        """Set the meetings, at hours of that Monday."""
        self.draft(**hours)
        self.call("POST", "finalize/")

    def cancel(self, first_name):
        """Call somebody's meeting off."""
        self.call("DELETE", f"meetings/{self._meeting_of(first_name)}/")

    def ask(self, first_name, hour):
        """Ask somebody whose meeting is set for another hour of that Monday."""
        self.call("POST", f"meetings/{self._meeting_of(first_name)}/proposals/", {"start": at(hour)})

    def be_asked(self, first_name, hour):
        """Let somebody whose meeting is set ask for another hour of that Monday."""
        token = self.link_of(first_name).rstrip("/").split("/")[-1]
        self.owner.call("POST", f"respond/{token}/proposals/", {"start": at(hour), "message": "A train."})

    def _meeting_of(self, first_name):
        meetings = self.call("GET", "meetings/?status=confirmed")["results"]
        return next(each["id"] for each in meetings if each["contact"]["first_name"] == first_name)

    def _invitation_of(self, first_name):
        invitations = self.call("GET")["invitations"]
        return next(each["id"] for each in invitations if each["contact"]["first_name"] == first_name)
