"""Whatever is typed as a name or a text: mails, calendar files and tables have the structure that was meant.

The rows are stored past all checks, as if one of them were missing.
"""

import csv
import io
from collections import Counter
from email import message_from_bytes, policy
from html.parser import HTMLParser

import icalendar
import pytest
from django.urls import reverse

from accounts.tests.factories import UserFactory
from calendars import emails
from calendars.models import Proposal
from calendars.tests.factories import NOW, CalendarFactory, MeetingFactory, SlotFactory, at, invite
from contacts.tests.factories import ContactFactory
from mail import delivery
from mail.lookups import NOTHING, look_up
from oneonone.tests.hostile import TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]

TYPED = [text for text in TEXTS if "\x00" not in text and text.strip()]  # PostgreSQL stores no NUL


class Tags(HTMLParser):
    """Counts what a browser would see: elements with the names of their attributes, and comments."""

    def __init__(self):
        super().__init__()
        self.found = Counter()

    def handle_starttag(self, tag, attrs):
        self.found[tag, *(name for name, _ in attrs)] += 1

    def handle_comment(self, _data):
        self.found["comment"] += 1


def rows(text, number=0):
    owner = UserFactory(first_name=text[:150], last_name=text[:150])
    calendar = CalendarFactory(owner=owner, name=text[:150], description=text[:5000])
    SlotFactory(calendar=calendar)
    contact = ContactFactory(owner=owner, first_name=text[:150], last_name=text[:150])
    invitation = invite(calendar, (9, 10, 2), contact=contact, comment=text[:2000])
    meeting = MeetingFactory(invitation=invitation, confirmed=True)
    proposal = Proposal.objects.create(
        meeting=meeting, side="invitee", message=text[:2000], start=at(9.5), end=at(10), created_at=NOW
    )
    return calendar, invitation, meeting, proposal


def mails(text):
    calendar, invitation, meeting, proposal = rows(text)
    return [
        emails.invitation(invitation, now=NOW),
        emails.reminder(invitation, now=NOW),
        emails.meeting(meeting, now=NOW),
        emails.meeting_cancelled(meeting, now=NOW),
        emails.no_meeting(invitation, now=NOW),
        emails.proposal(proposal, now=NOW),
        emails.deadline_passed(calendar, [invitation], now=NOW),
        emails.owner_summary(calendar, [meeting], [invitation], now=NOW),
    ]


def structure(mail):
    """Return what a mail consists of, without its words."""
    fresh = look_up(mail, now=NOW) or NOTHING
    message = message_from_bytes(
        delivery.build(mail, fresh=fresh).message().as_bytes(linesep="\r\n"), policy=policy.default
    )
    return (
        sorted(message.keys()),
        [len(message[name].addresses) for name in ("From", "To", "Reply-To") if name in message],
        [(part.get_content_type(), part.get_filename(), *map(str, part.defects)) for part in message.walk()],
        elements(message.get_body(("html",)).get_content()),
        [
            properties(part.get_content())
            for part in message.walk()
            if part.get_content_type() == "text/calendar"
        ],
    )


def elements(html):
    tags = Tags()
    tags.feed(html)
    # A text of several lines has as many of these.
    return {tag: count for tag, count in tags.found.items() if tag[0] not in {"p", "br"}}


def properties(text):
    calendar = icalendar.Calendar.from_ical(text)
    return [(part.name, sorted(part.keys())) for part in calendar.walk()]


@pytest.mark.parametrize("text", TYPED, ids=ascii)
def test_mails_have_the_structure_that_was_meant(text):
    found = [structure(mail) for mail in mails(text)]

    assert found == [structure(mail) for mail in mails("Ana")]


@pytest.mark.parametrize("text", TYPED, ids=ascii)
def test_exports_have_the_structure_that_was_meant(api_as, text):
    (calendar, *_), (plain, *_) = rows(text), rows("Ana")

    table, meant = (read(api_as, each, "export-csv", table_of) for each in (calendar, plain))
    events, meant_events = (read(api_as, each, "export-ics", properties) for each in (calendar, plain))

    assert [len(row) for row in table] == [len(row) for row in meant]
    assert [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert events == meant_events


def read(api_as, calendar, name, parse):
    path = reverse(name, kwargs={"calendar_pk": calendar.pk})
    return parse(api_as(calendar.owner).get(path).content.decode())


def table_of(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
