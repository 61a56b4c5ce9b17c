"""Mails, in whichever of their branches, say nothing that is not translated, and nor do their files."""

import re

import icalendar
import pytest
from django.conf import settings

from accounts import emails as account_emails
from accounts.tests.factories import UserFactory
from calendars import emails
from calendars.tests.factories import NOW, CalendarFactory, invite
from mail.lookups import NOTHING, look_up
from mail.rendering import render
from oneonone.tests.mail_stories import Story
from oneonone.tests.marked import marked, messages_of, unmarked, unmarked_text
from oneonone.tests.test_overtaken_mails import MAILS

pytestmark = pytest.mark.django_db

NAMES = ["Alice", "Able", "Ana", "Thesis talks", "UTC"]

TEMPLATES = sorted(
    f"emails/{path.name}" for path in (settings.BASE_DIR / "templates/emails").iterdir() if path.is_file()
)


def moved(story):
    story.meeting.sequence = 1
    return emails.meeting(story.meeting, now=NOW)


def bare(story):
    return emails.invitation(invite(CalendarFactory(owner=story.owner)), now=NOW)


def nobody_met(story):
    story.finalized()
    story.meeting.delete()
    return emails.owner_summary(story.calendar, [], [], now=NOW)


SCENES = {kind: write for kind, (write, _) in MAILS.items()} | {
    "invitation without a deadline": bare,
    "meeting, moved": moved,
    "owner_summary of nobody": nobody_met,
    "proposal_answered to the invitee, yes": lambda story: story.reply("invitee", "accepted"),
    "password_changed": lambda story: account_emails.password_changed(story.owner, now=NOW),
    "address_changed": lambda story: account_emails.address_changed(story.owner, former="", now=NOW),
}


def play(kind, owner):
    """Return a mail and what its reader sees."""
    story = Story(owner)
    mail = SCENES[kind](story)
    return mail, render(mail, fresh=look_up(mail, now=story.now) or NOTHING)


@pytest.mark.parametrize("kind", SCENES)
def test_mail_says_nothing_that_is_not_translated(alice, kind):
    with marked():
        mail, rendered = play(kind, alice)

    links = re.findall(r"https?://\S+", rendered.text)
    assert unmarked_text(rendered.subject, NAMES) == []
    assert unmarked_text(rendered.text, [*NAMES, *links]) == []
    assert unmarked(rendered.html, NAMES) == []
    assert unmarked_text(descriptions(mail), NAMES) == []


def descriptions(mail):
    """Return the texts in a mail's calendar file."""
    events = icalendar.Calendar.from_ical(mail.calendar_file).events if mail.calendar_file else []
    return "\n".join(event.get("description", "") for event in events)


def test_scenes_say_every_message_of_the_mails():
    with marked() as language:
        for kind in SCENES:
            play(kind, UserFactory(verified=True))

    messages = {message for name in TEMPLATES for message in messages_of(name)}
    assert sorted(messages - language.said) == []
    assert len(messages) > 80
