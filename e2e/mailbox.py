"""The mails that arrive, and the calendar files in them."""

import re
import time
from email import message_from_bytes, policy

from icalendar import Calendar

PATIENCE = 30  # seconds


class Mailbox:
    """Every mail that the mail server took, the oldest first."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, address, subject=""):
        """Wait for a mail to somebody, and return the latest whose subject contains some words."""
        return wait_for(lambda: self.found(address, subject)[-1:], f"a mail to {address}")[0]

    def found(self, address, subject=""):
        return [mail for mail in self.mails if address in mail["To"] and subject in mail["Subject"]]

    def link_to(self, address, path, subject=""):
        """Return the link to a part of the product that somebody was mailed."""
        text = self.to(address, subject).get_body(("plain",)).get_content()
        return re.search(rf"https?://\S+{path}\S+", text)[0]


def event_of(mail):
    """Return the method and the event of the calendar file that a mail carries."""
    calendar = Calendar.from_ical(_file_of(mail))
    return calendar["METHOD"], calendar.walk("VEVENT")[0]


def _file_of(mail):
    return next(part.get_content() for part in mail.walk() if part.get_content_type() == "text/calendar")


def wait_for(ask, what):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"Waited {PATIENCE} seconds for {what}.")
