from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from mail import leases, outbox
from mail.models import OutgoingMail
from mail.tests.factories import NOW, MailFactory

pytestmark = pytest.mark.django_db

State = OutgoingMail.State
LEASE = timedelta(seconds=80)
AGAIN = NOW + LEASE + timedelta(seconds=10)  # when a first attempt of which nothing was heard is repeated


@pytest.fixture(autouse=True)
def known_lease(settings):
    settings.MAIL_LEASE_SECONDS = LEASE.total_seconds()


def claimed(**kwargs):
    """Return a mail in the middle of an attempt."""
    MailFactory(**kwargs)
    return leases.claim(now=NOW)


def test_claim_takes_the_oldest_due_mail():
    MailFactory(dedupe_key="later", due_at=NOW + timedelta(seconds=1))
    MailFactory(dedupe_key="third", due_at=NOW)
    MailFactory(dedupe_key="first", due_at=NOW - timedelta(hours=2))
    MailFactory(dedupe_key="second", due_at=NOW - timedelta(hours=1))

    mails = [leases.claim(now=NOW) for _ in range(3)]

    assert [mail.dedupe_key for mail in mails] == ["first", "second", "third"]
    assert {(mail.state, mail.lease_until, mail.attempts) for mail in mails} == {
        (State.LEASED, NOW + LEASE, 1)
    }
    assert leases.claim(now=NOW) is None


def test_a_claim_is_stored():
    mail = claimed()

    stored = OutgoingMail.objects.get()
    assert [(each.state, each.lease_id, each.lease_until, each.attempts) for each in (stored, mail)] == [
        (State.LEASED, mail.lease_id, NOW + LEASE, 1)
    ] * 2


@pytest.mark.parametrize("state", [State.SENT, State.FAILED, State.SUPERSEDED])
def test_claim_leaves_what_is_done(state):
    MailFactory(state=state)

    assert leases.claim(now=NOW) is None


def test_a_claimed_mail_can_be_claimed_again_only_a_pause_after_its_lease_ran_out():
    mail = claimed()

    during = leases.claim(now=AGAIN - timedelta(seconds=1))
    after = leases.claim(now=AGAIN)

    assert (during, after, after.attempts) == (None, mail, 2)


def test_a_mail_that_killed_its_worker_goes_behind_the_others():
    MailFactory(due_at=NOW - timedelta(hours=1))
    deadly = leases.claim(now=NOW)
    innocent = MailFactory(due_at=NOW - timedelta(minutes=1))

    assert [leases.claim(now=AGAIN) for _ in range(2)] == [innocent, deadly]


def test_a_mail_of_which_nothing_is_heard_is_tried_ever_more_rarely_and_given_up():
    mail, now, pauses = MailFactory(), NOW, []
    while leases.claim(now=now):
        mail.refresh_from_db()
        pauses.append((mail.due_at - mail.lease_until).total_seconds())
        now = mail.due_at

    mail.refresh_from_db()
    assert pauses[:8] == [10, 30, 60, 300, 900, 3600, 14400, 14400]
    assert len(pauses) == 18
    assert (mail.state, mail.lease_id, mail.last_error[:17]) == (State.FAILED, None, "Nothing was heard")
    assert now - NOW > outbox.PATIENCE


def test_claim_passes_over_what_it_gives_up():
    MailFactory(attempts=1, last_error="451 later", give_up_at=NOW - timedelta(seconds=1))
    innocent = MailFactory()

    assert leases.claim(now=NOW) == innocent
    assert OutgoingMail.objects.filter(state=State.FAILED, last_error="451 later").count() == 1


def test_a_worker_that_was_too_slow_has_no_say_any_more():
    mail = claimed()
    taken_over = leases.claim(now=AGAIN)

    assert not leases.mark_sent(mail, now=NOW + LEASE)
    assert not leases.mark_failed(mail, error="550 no")
    assert not leases.postpone(mail, error="timeout", now=NOW + LEASE, jitter=0)
    assert OutgoingMail.objects.values_list("state", "lease_id", "sent_at", "last_error").get() == (
        State.LEASED,
        taken_over.lease_id,
        None,
        "",
    )


def test_a_superseded_mail_is_not_claimed():
    MailFactory(subject_key="meeting:1", due_at=NOW - timedelta(hours=1))
    outbox.post([newer := MailFactory.build(subject_key="meeting:1")])

    assert leases.claim(now=NOW).message_id == newer.message_id


def test_a_mail_superseded_while_it_was_sent_counts_as_sent():
    mail = claimed(subject_key="meeting:1")
    outbox.post([MailFactory.build(subject_key="meeting:1")])

    assert leases.mark_sent(mail, now=NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.sent_at) == (State.SENT, NOW)


def test_a_mail_superseded_while_it_failed_is_not_tried_again():
    mail = claimed(subject_key="meeting:1")
    outbox.post([MailFactory.build(subject_key="meeting:1")])

    assert not leases.postpone(mail, error="timeout", now=NOW, jitter=0)

    mail.refresh_from_db()
    assert mail.state == State.SUPERSEDED


@pytest.mark.parametrize(
    ("attempts", "seconds"), [*enumerate([10, 30, 60, 300, 900, 3600, 14400, 14400]), (30, 14400)]
)
def test_each_failure_postpones_a_mail_further(attempts, seconds):
    mail = claimed(attempts=attempts)

    leases.postpone(mail, error="timeout", now=NOW, jitter=0)

    mail.refresh_from_db()
    assert (mail.state, mail.due_at, mail.last_error) == (
        State.QUEUED,
        NOW + timedelta(seconds=seconds),
        "timeout",
    )


def test_jitter_lengthens_a_delay_by_up_to_a_fifth():
    mail = claimed()

    leases.postpone(mail, error="timeout", now=NOW, jitter=0.5)

    mail.refresh_from_db()
    assert mail.due_at == NOW + timedelta(seconds=11)


def test_a_mail_is_given_up_when_the_next_attempt_would_be_too_late():
    mail = claimed(give_up_at=NOW + timedelta(seconds=9))

    leases.postpone(mail, error="timeout", now=NOW, jitter=0)

    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (State.FAILED, "timeout")


def test_an_old_mail_is_still_tried_once():
    mail = claimed(now=NOW - timedelta(days=30))

    assert leases.mark_sent(mail, now=NOW)


def test_an_error_is_kept_short_and_without_credentials():
    mail = claimed()

    leases.mark_failed(mail, error="550 spam: http://x/respond/AAAAAAAABqR7b2m9c3d4e5f6a7b8/ " + "x" * 1000)

    mail.refresh_from_db()
    assert mail.last_error == "550 spam: http://x/respond/***/ " + "x" * 468


@pytest.mark.django_db(transaction=True)
def test_workers_claim_in_parallel_and_never_the_same_mail():
    MailFactory.create_batch(60)
    together = Barrier(4)

    def claim_all():
        ours = []
        together.wait(timeout=5)
        while mail := leases.claim(now=NOW):
            ours.append(mail.pk)
        connection.close()
        return ours

    with ThreadPoolExecutor(4) as pool:
        claims = [future.result() for future in [pool.submit(claim_all) for _ in range(4)]]

    assert sorted(pk for claim in claims for pk in claim) == sorted(
        OutgoingMail.objects.values_list("pk", flat=True)
    )
