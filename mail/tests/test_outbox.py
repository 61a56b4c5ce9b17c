from datetime import timedelta

import pytest
from django.db import connection, transaction

from mail import leases, outbox
from mail.models import OutgoingMail
from mail.outbox import Recipient
from mail.tests.factories import NOW, MailFactory

pytestmark = pytest.mark.django_db

State = OutgoingMail.State


def states():
    return dict(OutgoingMail.objects.values_list("dedupe_key", "state"))


def test_a_draft_is_due_now_and_given_up_after_two_days():
    mail = MailFactory.build()

    assert (mail.created_at, mail.due_at, mail.give_up_at) == (NOW, NOW, NOW + timedelta(hours=48))


def test_a_draft_for_later_is_given_up_two_days_after_it_is_due():
    mail = MailFactory.build(due_at=NOW + timedelta(days=7))

    assert (mail.due_at, mail.give_up_at) == (NOW + timedelta(days=7), NOW + timedelta(days=9))


def test_a_draft_has_its_own_message_id_at_our_host(settings):
    settings.PUBLIC_URL = "https://bücher.example:8443"

    first, second = MailFactory.build_batch(2)

    assert first.message_id.endswith("@xn--bcher-kva.example>")
    assert first.message_id != second.message_id


def test_post_stores_what_was_drafted():
    draft = MailFactory.build(
        dedupe_key="final:1",
        subject_key="meeting:1",
        calendar_file="BEGIN:VCALENDAR\r\n",
        calendar_method="REQUEST",
        reply_to=Recipient("Alice", "alice@example.org"),
    )

    outbox.post([draft])

    columns = "template", "to_email", "reply_to_email", "context", "calendar_file", "message_id", "state"
    assert OutgoingMail.objects.values_list(*columns).get() == (
        "note",
        "bob@example.org",
        "alice@example.org",
        {"name": "Bob"},
        "BEGIN:VCALENDAR\r\n",
        draft.message_id,
        State.QUEUED,
    )


def test_a_mail_disappears_with_the_transaction_of_its_fact():
    with transaction.atomic():
        outbox.post([MailFactory.build()])
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()


def test_the_same_fact_is_posted_once():
    first, again = MailFactory.build_batch(2, dedupe_key="final:1", subject_key="meeting:1")

    outbox.post([first])
    outbox.post([again])

    mail = OutgoingMail.objects.get()
    assert (mail.message_id, mail.state) == (first.message_id, State.QUEUED)


@pytest.mark.parametrize("state", [State.QUEUED, State.LEASED])
def test_a_newer_mail_supersedes_an_unsent_one_about_the_same_thing(state):
    MailFactory(dedupe_key="final:1", subject_key="meeting:1")
    if state == State.LEASED:
        leases.claim(now=NOW)

    outbox.post([MailFactory.build(dedupe_key="final:2", subject_key="meeting:1")])

    assert states() == {"final:1": State.SUPERSEDED, "final:2": State.QUEUED}


def test_a_newer_mail_leaves_sent_mails_and_other_subjects_alone():
    MailFactory(dedupe_key="sent", subject_key="meeting:1", state=State.SENT)
    MailFactory(dedupe_key="other", subject_key="meeting:2")
    MailFactory(dedupe_key="none")

    outbox.post(
        [
            MailFactory.build(dedupe_key="new", subject_key="meeting:1"),
            MailFactory.build(dedupe_key="new, none"),
        ]
    )

    assert states() == {
        "sent": State.SENT,
        "other": State.QUEUED,
        "none": State.QUEUED,
        "new": State.QUEUED,
        "new, none": State.QUEUED,
    }


def test_a_repeat_of_an_old_fact_does_not_supersede_the_newer_one():
    outbox.post([MailFactory.build(dedupe_key="final:1", subject_key="meeting:1")])
    outbox.post([MailFactory.build(dedupe_key="final:2", subject_key="meeting:1")])

    outbox.post([MailFactory.build(dedupe_key="final:1", subject_key="meeting:1")])

    assert states() == {"final:1": State.SUPERSEDED, "final:2": State.QUEUED}


def test_mails_posted_together_do_not_supersede_each_other():
    outbox.post(MailFactory.build_batch(2, subject_key="meeting:1"))

    assert set(states().values()) == {State.QUEUED}


def test_posting_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        outbox.post([])


def test_posting_costs_the_same_for_many_mails(django_assert_num_queries):
    # Django splits inserts on SQLite, which takes so many parameters in one statement.
    size = 500 if connection.vendor == "postgresql" else 40
    with django_assert_num_queries(2):
        outbox.post([MailFactory.build(subject_key="meeting:0")])

    with django_assert_num_queries(2):
        outbox.post([MailFactory.build(subject_key=f"meeting:{number}") for number in range(size)])


def test_retry_queues_a_failed_mail_as_if_it_were_new():
    mail = MailFactory(state=State.FAILED, attempts=9, last_error="550 no")
    later = NOW + timedelta(days=3)

    count = outbox.retry(OutgoingMail.objects.all(), now=later)

    mail.refresh_from_db()
    assert count == 1
    assert (mail.state, mail.attempts, mail.due_at, mail.give_up_at) == (
        State.QUEUED,
        0,
        later,
        later + timedelta(hours=48),
    )


def test_retry_leaves_alone_what_did_not_fail_or_has_been_overtaken():
    MailFactory(dedupe_key="sent", state=State.SENT)
    MailFactory(dedupe_key="old", subject_key="meeting:1", state=State.FAILED)
    MailFactory(dedupe_key="new", subject_key="meeting:1", state=State.SENT)

    count = outbox.retry(OutgoingMail.objects.all(), now=NOW)

    assert count == 0
    assert states() == {"sent": State.SENT, "old": State.FAILED, "new": State.SENT}


def test_lag_is_the_age_of_the_oldest_due_unsent_mail():
    MailFactory(now=NOW - timedelta(hours=2), state=State.SENT)
    MailFactory(now=NOW - timedelta(minutes=5))
    MailFactory(due_at=NOW + timedelta(days=1))

    assert OutgoingMail.objects.lag(NOW) == timedelta(minutes=5)


def test_mail_of_whose_attempts_nothing_was_heard_lags_since_it_was_first_due():
    mail = MailFactory()
    leases.claim(now=NOW)
    OutgoingMail.objects.update(attempts=6)
    second = leases.claim(now=NOW + timedelta(minutes=10))

    during = OutgoingMail.objects.lag(second.lease_until - timedelta(seconds=1))
    paused = OutgoingMail.objects.lag(second.lease_until)

    assert (second, during) == (mail, timedelta(0))
    assert paused == second.lease_until - NOW


def test_mail_that_a_server_put_off_does_not_lag_while_it_waits():
    MailFactory()
    leases.postpone(leases.claim(now=NOW), error="451 later", now=NOW, jitter=0)
    again = leases.claim(now=NOW + timedelta(minutes=10))

    assert OutgoingMail.objects.lag(again.lease_until) == timedelta(0)


def test_there_is_no_lag_without_due_mails():
    MailFactory(due_at=NOW + timedelta(days=1))

    assert OutgoingMail.objects.lag(NOW) == timedelta(0)
