"""What the client of the mail soak asks for, again and again until it is answered.

Some errands invite people to a calendar, the others finalize one. Each writes ten mails, and each mail has a
recipient of its own.
"""

import http.client
import json
import time
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Exists
from rest_framework_simplejwt.tokens import AccessToken

from accounts.models import User
from benchmarks.scene import Scene, booking
from calendars import emails
from calendars.models import Calendar
from mail.models import OutgoingMail

SIZE = 10  # mails that an errand writes
PATIENCE = 30  # seconds until a request counts as unanswered
GIVE_UP = 300  # seconds of asking in vain


@dataclass
class Errand:
    """A request, and where it finalizes, the calendar; ``halves`` counts how often half a change was seen."""

    owner: User
    path: str
    body: object
    status: int
    calendar: Calendar | None = None
    answers: Counter = field(default_factory=Counter)
    halves: int = 0

    def run(self, port):
        """Ask until there is the right answer. Raises RuntimeError for a wrong one, or none for long."""
        until = time.monotonic() + GIVE_UP
        while not self.answers[self.status]:
            answer = self.ask(port)
            self.answers[answer] += 1
            if answer not in {0, 503, self.status} or time.monotonic() > until:
                raise RuntimeError(f"{self.path}: {answer}")
            if self.calendar:
                self.halves += look(self.calendar) not in WHOLE

    def ask(self, port):
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        headers = {
            "Authorization": f"Bearer {AccessToken.for_user(self.owner)}",
            "Content-Type": "application/json",
            "Idempotency-Key": "the same each time",
        }
        try:
            client.request("POST", self.path, json.dumps(self.body), headers)
            return client.getresponse().status
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
            return 0
        finally:
            client.close()


def invite():
    scene = Scene()
    contacts = [contact.pk for contact in scene.contacts(SIZE)]
    return Errand(scene.owner, f"{path_of(scene)}invitations/", {"contacts": contacts}, 201)


def finalize():
    scene = Scene()
    invitations = scene.invited(SIZE - 1)  # the last mail is the owner's
    bookings = [booking(each, scene.at(number / 2)) for number, each in enumerate(invitations)]
    return Errand(scene.owner, f"{path_of(scene)}finalize/", {"meetings": bookings}, 200, scene.calendar)


def path_of(scene):
    return f"/api/v1/calendars/{scene.calendar.pk}/"


WHOLE = {("open", 0, False), ("finalized", SIZE - 1, True)}


def look(calendar):
    """Return the state of a calendar, how many meetings it has, and whether its owner is mailed."""
    summary = OutgoingMail.objects.filter(subject_key=emails.subject_of_summary(calendar))
    seen = Calendar.objects.filter(pk=calendar.pk).annotate(met=Count("meetings"), is_told=Exists(summary))
    return seen.values_list("status", "met", "is_told").get()
