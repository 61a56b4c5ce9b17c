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


@pytest.fixture(autouse=True)
def known_lease(settings):
    settings.MAIL_LEASE_SECONDS = LEASE.total_seconds()


def begun(**kwargs):
    """Return a mail in the middle of an attempt."""
    MailFactory(**kwargs)
    (mail,) = leases.claim(1, now=NOW)
    leases.begin(mail, now=NOW)
    return mail


def test_claim_takes_the_oldest_due_mails():
    MailFactory(dedupe_key="later", due_at=NOW + timedelta(seconds=1))
    MailFactory(dedupe_key="third", due_at=NOW)
    MailFactory(dedupe_key="first", due_at=NOW - timedelta(hours=2))
    MailFactory(dedupe_key="second", due_at=NOW - timedelta(hours=1))

    mails = leases.claim(2, now=NOW)

    assert [mail.dedupe_key for mail in mails] == ["first", "second"]
    assert {(mail.state, mail.lease_until) for mail in mails} == {(State.LEASED, NOW + LEASE)}


@pytest.mark.parametrize("state", [State.SENT, State.FAILED, State.SUPERSEDED])
def test_claim_leaves_what_is_done(state):
    MailFactory(state=state)

    assert leases.claim(10, now=NOW) == []


def test_a_claimed_mail_can_be_claimed_again_only_when_its_lease_ran_out():
    mail = MailFactory()
    leases.claim(1, now=NOW)

    during = leases.claim(1, now=NOW + LEASE - timedelta(seconds=1))
    after = leases.claim(1, now=NOW + LEASE)

    assert (during, after) == ([], [mail])


def test_beginning_counts_the_attempt_and_renews_the_lease():
    MailFactory()
    (mail,) = leases.claim(1, now=NOW)

    is_ours = leases.begin(mail, now=NOW + timedelta(seconds=70))

    assert (is_ours, mail.attempts) == (True, 1)
    assert leases.claim(1, now=NOW + timedelta(seconds=70) + LEASE - timedelta(seconds=1)) == []


def test_a_mail_that_killed_its_worker_goes_behind_the_others():
    MailFactory.create_batch(2)
    deadly, innocent = leases.claim(2, now=NOW)
    leases.begin(deadly, now=NOW + timedelta(seconds=1))

    mails = leases.claim(2, now=NOW + timedelta(seconds=1) + LEASE)

    assert mails == [innocent, deadly]


def test_a_worker_that_was_too_slow_has_no_say_any_more():
    mail = begun()
    (taken_over,) = leases.claim(1, now=NOW + LEASE)

    assert not leases.begin(mail, now=NOW + LEASE)
    assert not leases.mark_sent(mail, now=NOW + LEASE)
    assert not leases.mark_failed(mail, error="550 no")
    assert not leases.postpone(mail, error="timeout", now=NOW + LEASE, jitter=0)
    assert OutgoingMail.objects.values_list("state", "lease_id", "sent_at", "last_error").get() == (
        State.LEASED,
        taken_over.lease_id,
        None,
        "",
    )


def test_a_superseded_mail_is_not_begun():
    MailFactory(subject_key="meeting:1")
    (mail,) = leases.claim(1, now=NOW)
    outbox.post([MailFactory.build(subject_key="meeting:1")])

    assert not leases.begin(mail, now=NOW)


def test_a_mail_superseded_while_it_was_sent_counts_as_sent():
    mail = begun(subject_key="meeting:1")
    outbox.post([MailFactory.build(subject_key="meeting:1")])

    assert leases.mark_sent(mail, now=NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.sent_at) == (State.SENT, NOW)


def test_a_mail_superseded_while_it_failed_is_not_tried_again():
    mail = begun(subject_key="meeting:1")
    outbox.post([MailFactory.build(subject_key="meeting:1")])

    assert not leases.postpone(mail, error="timeout", now=NOW, jitter=0)

    mail.refresh_from_db()
    assert mail.state == State.SUPERSEDED


@pytest.mark.parametrize(
    ("attempts", "seconds"), [*enumerate([10, 30, 60, 300, 900, 3600, 14400, 14400]), (30, 14400)]
)
def test_each_failure_postpones_a_mail_further(attempts, seconds):
    mail = begun(attempts=attempts)

    leases.postpone(mail, error="timeout", now=NOW, jitter=0)

    mail.refresh_from_db()
    assert (mail.state, mail.due_at, mail.last_error) == (
        State.QUEUED,
        NOW + timedelta(seconds=seconds),
        "timeout",
    )


def test_jitter_lengthens_a_delay_by_up_to_a_fifth():
    mail = begun()

    leases.postpone(mail, error="timeout", now=NOW, jitter=0.5)

    mail.refresh_from_db()
    assert mail.due_at == NOW + timedelta(seconds=11)


def test_a_mail_is_given_up_when_the_next_attempt_would_be_too_late():
    mail = begun(give_up_at=NOW + timedelta(seconds=9))

    leases.postpone(mail, error="timeout", now=NOW, jitter=0)

    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (State.FAILED, "timeout")


def test_an_old_mail_is_still_tried_once():
    mail = begun(now=NOW - timedelta(days=30))

    assert leases.mark_sent(mail, now=NOW)


def test_an_error_is_kept_short_and_without_credentials():
    mail = begun()

    leases.mark_failed(mail, error="550 spam: http://x/respond/AAAAAAAABqR7b2m9c3d4e5f6a7b8/ " + "x" * 1000)

    mail.refresh_from_db()
    assert mail.last_error == "550 spam: http://x/respond/***/ " + "x" * 468


def test_released_mails_can_be_claimed_at_once():
    MailFactory.create_batch(2)
    mails = leases.claim(2, now=NOW)

    leases.release(mails)

    assert leases.claim(2, now=NOW) == mails


@pytest.mark.django_db(transaction=True)
def test_workers_claim_in_parallel_and_never_the_same_mail():
    MailFactory.create_batch(60)
    together = Barrier(4)

    def claim_all():
        claimed = []
        together.wait(timeout=5)
        while mails := leases.claim(3, now=NOW):
            claimed += [mail.pk for mail in mails]
        connection.close()
        return claimed

    with ThreadPoolExecutor(4) as pool:
        claims = [future.result() for future in [pool.submit(claim_all) for _ in range(4)]]

    assert sorted(pk for claim in claims for pk in claim) == sorted(
        OutgoingMail.objects.values_list("pk", flat=True)
    )
