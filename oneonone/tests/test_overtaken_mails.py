"""A mail that waits, or failed and is tried again by an operator, is not sent once it is no longer so."""

import icalendar
import pytest
from django.conf import settings

from accounts import emails as account_emails
from accounts.models import User
from calendars import emails
from calendars.tests.factories import NOW, at
from mail import outbox
from mail.models import OutgoingMail
from mail.worker import Worker
from oneonone.tests.mail_stories import EVENTS, Story, called_off, complete, left_out, overdue, summary

pytestmark = pytest.mark.django_db

SENT, UNSENT = True, False
GONE = {"is deleted": UNSENT, "owner leaves": UNSENT}
ASKED = GONE | {"moves": UNSENT, "is cancelled": UNSENT, "met one is removed": UNSENT, "time passes": UNSENT}
TOLD = ASKED | {"asks again": SENT, "met one unsubscribes": SENT}


def password(story):
    return account_emails.reset_password(story.owner, now=NOW)


def proof(story):
    User.objects.update(email_verified_at=None)
    story.owner.refresh_from_db()
    return account_emails.verify_address(story.owner, now=NOW)


MAILS = {
    "invitation": (
        lambda story: emails.invitation(story.ben, now=NOW),
        GONE
        | dict.fromkeys(["answers", "promises", "declines"], SENT)  # the link is for changing it, too
        | dict.fromkeys(["is removed", "gets a new link", "unsubscribes", "is finalized"], UNSENT),
    ),
    "reminder": (
        lambda story: emails.reminder(story.ben, now=NOW),
        GONE
        | {"promises": SENT}
        | dict.fromkeys(["answers", "owner answers for", "declines", "is removed", "time passes"], UNSENT)
        | dict.fromkeys(["gets a new link", "unsubscribes", "is finalized"], UNSENT),
    ),
    "all_answered": (
        complete,
        GONE | {"promises": UNSENT, "another is invited": UNSENT, "is finalized": UNSENT},
    ),
    "deadline_passed": (
        overdue,
        GONE
        | dict.fromkeys(["answers", "declines", "is removed", "more time", "deadline moves"], UNSENT)
        | {"promises": SENT, "is finalized": UNSENT},
    ),
    "meeting": (
        lambda story: emails.meeting(story.meeting, now=NOW),
        ASKED | {"met one declines": UNSENT, "met one unsubscribes": SENT, "is finalized": SENT},
    ),
    "meeting_cancelled": (
        lambda story: emails.meeting_cancelled(story.meeting, now=NOW),
        {"met one unsubscribes": SENT, "is finalized": SENT, "time passes": UNSENT},
    ),
    "meeting_declined": (called_off, GONE | {"answers": SENT, "time passes": UNSENT}),
    "no_meeting": (left_out, GONE | dict.fromkeys(["is reopened", "is mended", "unsubscribes"], UNSENT)),
    "owner_summary": (summary, GONE | {"is reopened": UNSENT, "moves": SENT}),
    "proposal of the invitee": (
        lambda story: story.ask("invitee"),
        ASKED | dict.fromkeys(["owner accepts", "owner declines", "invitee withdraws"], UNSENT),
    ),
    "proposal of the owner": (
        lambda story: story.ask("owner"),
        ASKED
        | {"met one unsubscribes": UNSENT}
        | dict.fromkeys(["invitee accepts", "invitee declines", "owner withdraws"], UNSENT),
    ),
    "proposal_answered to the owner, yes": (lambda story: story.reply("owner", "accepted"), TOLD),
    "proposal_answered to the owner, no": (lambda story: story.reply("owner", "declined"), TOLD),
    "proposal_answered to the invitee, no": (lambda story: story.reply("invitee", "declined"), TOLD),
    "reset_password": (
        password,
        {
            "owner leaves": UNSENT,
            "owner moves house": UNSENT,
            "owner is barred": UNSENT,
            "owner proves": SENT,
        },
    ),
    "verify_address": (
        proof,
        dict.fromkeys(["owner leaves", "owner moves house", "owner is barred", "owner proves"], UNSENT),
    ),
}
# Of these a user is told whatever happened since: it may have been somebody else.
NEWS_OF_WHAT_WAS_DONE = {"address_changed", "password_changed"}

CASES = [
    (kind, event, is_sent)
    for kind, (_, events) in MAILS.items()
    for event, is_sent in ({"nothing": SENT} | events).items()
]


@pytest.fixture
def story(alice):
    return Story(alice)


@pytest.mark.parametrize("way", ["waits", "failed"])
@pytest.mark.parametrize(("kind", "event", "is_sent"), CASES)
def test_mail_is_sent_while_it_is_so(story, mailoutbox, kind, event, is_sent, way):
    write, _ = MAILS[kind]
    mail = story.post(write(story))
    posted = OutgoingMail.objects.filter(message_id=mail.message_id)
    assert posted.update(state="failed" if way == "failed" else "queued") == 1

    EVENTS[event](story)
    outbox.retry(posted, now=story.now)
    Worker(clock=lambda: story.now, chance=lambda: 0.0, interval=0).drain()

    ids = {each.extra_headers["Message-ID"] for each in mailoutbox}
    assert (mail.message_id in ids) == is_sent


def test_summary_that_waits_tells_the_schedule_as_it_is_by_then(story, mailoutbox):
    posted = story.post(MAILS["owner_summary"][0](story))
    EVENTS["moves"](story)

    Worker(clock=lambda: story.now, chance=lambda: 0.0, interval=0).drain()

    [mail] = [each for each in mailoutbox if each.extra_headers["Message-ID"] == posted.message_id]
    [event] = icalendar.Calendar.from_ical(mail.attachments[0].content).events
    assert event.start == at(12)
    assert "12:00" in mail.body
    assert "09:00" not in mail.body


def test_every_kind_of_mail_is_tried():
    kinds = {
        path.name.split(".")[0] for path in (settings.BASE_DIR / "templates/emails").glob("*.subject.txt")
    }

    assert {name.split()[0] for name in MAILS} | NEWS_OF_WHAT_WAS_DONE == kinds
