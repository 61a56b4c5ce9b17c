from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mail import leases, outbox
from mail.models import OutgoingMail
from mail.tests.factories import NOW, MailFactory

pytestmark = pytest.mark.django_db

State = OutgoingMail.State
LATER = NOW + timedelta(days=30)


def states():
    return dict(OutgoingMail.objects.values_list("dedupe_key", "state"))


def test_a_mail_with_a_hold_key_is_held():
    outbox.post(
        [MailFactory.build(dedupe_key="held", hold_key="user:1"), MailFactory.build(dedupe_key="free")]
    )

    assert states() == {"held": State.HELD, "free": State.QUEUED}


def test_a_held_mail_is_neither_sent_nor_late():
    MailFactory(hold_key="user:1")

    assert leases.claim(now=LATER) is None
    assert OutgoingMail.objects.lag(LATER) == timedelta(0)


def test_release_queues_what_is_held_under_the_key_alone():
    MailFactory(dedupe_key="ours", hold_key="user:1")
    MailFactory(dedupe_key="theirs", hold_key="user:12")
    MailFactory(dedupe_key="done", hold_key="user:1", state=State.SUPERSEDED)

    outbox.release("user:1", now=NOW)

    assert states() == {"ours": State.QUEUED, "theirs": State.HELD, "done": State.SUPERSEDED}


@pytest.mark.parametrize("release", [outbox.release, outbox.release_sequels])
def test_a_released_mail_is_due_at_once_with_the_patience_of_a_new_one(release):
    MailFactory(dedupe_key="told", subject_key="meeting:1", state=State.SENT)
    mail = MailFactory(subject_key="meeting:1", hold_key="user:1")

    release("user:1", now=LATER)

    mail.refresh_from_db()
    assert (mail.due_at, mail.give_up_at) == (LATER, LATER + timedelta(hours=48))


def test_a_released_mail_for_later_keeps_its_time():
    mail = MailFactory(hold_key="user:1", due_at=LATER)

    outbox.release("user:1", now=NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.due_at, mail.give_up_at) == (State.QUEUED, LATER, LATER + timedelta(hours=48))


@pytest.mark.parametrize("hold_key", ["", "user:1"])
def test_a_newer_mail_supersedes_a_held_one_about_the_same_thing(hold_key):
    MailFactory(dedupe_key="old", subject_key="meeting:1", hold_key="user:1")

    outbox.post([MailFactory.build(dedupe_key="new", subject_key="meeting:1", hold_key=hold_key)])

    assert states() == {"old": State.SUPERSEDED, "new": State.HELD if hold_key else State.QUEUED}


def test_the_database_holds_no_mail_for_nothing():
    with pytest.raises(IntegrityError), transaction.atomic():
        MailFactory(state=State.HELD)


def test_a_sequel_is_what_is_held_about_something_that_was_told_before():
    MailFactory(dedupe_key="told", subject_key="meeting:1", state=State.SENT)
    MailFactory(dedupe_key="sequel", subject_key="meeting:1", hold_key="user:1")
    MailFactory(dedupe_key="of another", subject_key="meeting:1", hold_key="user:2")
    MailFactory(dedupe_key="never told", subject_key="meeting:2", hold_key="user:1")
    MailFactory(dedupe_key="sent", state=State.SENT)
    MailFactory(dedupe_key="about nothing", hold_key="user:1")

    outbox.release_sequels("user:1", now=NOW)

    assert states() == {
        "told": State.SENT,
        "sequel": State.QUEUED,
        "of another": State.HELD,
        "never told": State.HELD,
        "sent": State.SENT,
        "about nothing": State.HELD,
    }
