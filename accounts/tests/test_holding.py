from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.db import connection, transaction

from accounts.models import User
from accounts.services import accounts, addresses
from accounts.tests.factories import UserFactory
from mail import outbox
from mail.models import OutgoingMail
from mail.tests.factories import MailFactory
from mail.worker import Worker

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PROFILE = "/api/v1/accounts/profile/"
State = OutgoingMail.State


@pytest.fixture(autouse=True)
def _proof_is_asked_for(settings):
    settings.REQUIRE_VERIFIED_EMAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def dora(db):
    return UserFactory(username="dora", first_name="Dora")


def post(user, **kwargs):
    """Write a mail to somebody else in the user's name and return it."""
    mail = MailFactory.build(hold_key=addresses.hold_key(user), now=NOW, **kwargs)
    outbox.post([mail])
    return OutgoingMail.objects.get(message_id=mail.message_id)


def states():
    return dict(OutgoingMail.objects.values_list("dedupe_key", "state"))


def test_mails_of_an_unproved_address_are_held_and_of_a_proved_one_go(alice, dora):
    post(alice, dedupe_key="of alice")
    post(dora, dedupe_key="of dora")

    assert states() == {"of alice": State.QUEUED, "of dora": State.HELD}


def test_mails_go_where_no_proof_is_asked_for(dora, settings):
    settings.REQUIRE_VERIFIED_EMAIL = False

    assert post(dora).state == State.QUEUED


def test_profile_counts_the_held_mails(alice, dora, api_as):
    for user in (alice, dora, dora):
        post(user)

    assert [api_as(user).get(PROFILE).json()["mails_held"] for user in (alice, dora)] == [0, 2]


@pytest.mark.parametrize("count", [1, 3, 100])
def test_profile_costs_one_query_more_while_mails_are_held(dora, api_as, count, django_assert_num_queries):
    outbox.post(MailFactory.build_batch(count, hold_key=addresses.hold_key(dora)))

    with django_assert_num_queries(2):
        api_as(dora).get(PROFILE)


def test_proving_the_address_releases_what_is_held(dora, bob, api_as):
    other = UserFactory()
    for name, user in {"of dora": dora, "of another": other}.items():
        post(user, dedupe_key=name)

    addresses.mark_verified(user=dora, now=NOW + timedelta(days=9))

    assert states() == {"of dora": State.QUEUED, "of another": State.HELD}
    assert api_as(dora).get(PROFILE).json()["mails_held"] == 0


def test_new_address_holds_what_follows(alice):
    accounts.change(user=alice, email="able@example.org", now=NOW)

    assert post(alice).state == State.HELD


def test_closed_account_leaves_no_mail_held(dora):
    other = UserFactory()
    for name, user in {"of dora": dora, "of another": other}.items():
        post(user, dedupe_key=name)

    accounts.close(user=dora, now=NOW)

    assert states() == {"of dora": State.SUPERSEDED, "of another": State.HELD}


def test_closed_account_still_tells_the_end_of_what_was_told(dora):
    MailFactory(dedupe_key="told", subject_key="meeting:1", state=State.SENT)
    post(dora, dedupe_key="cancelled", subject_key="meeting:1")

    accounts.close(user=dora, now=NOW)

    assert states() == {"told": State.SENT, "cancelled": State.QUEUED}


def test_worker_leaves_held_mails_alone(dora):
    mail = post(dora)

    assert Worker(clock=lambda: NOW).drain() == 0
    mail.refresh_from_db()
    assert mail.state == State.HELD


def test_worker_releases_what_a_proof_has_missed(dora, settings):
    mail = post(dora)
    User.objects.update(email_verified_at=NOW)

    Worker(clock=lambda: NOW).drain()

    mail.refresh_from_db()
    assert (mail.hold_key, mail.attempts) == (f"user:{dora.pk}", 1)


def test_worker_releases_everything_when_no_proof_is_asked_for_any_more(dora, settings):
    mail = post(dora)
    settings.REQUIRE_VERIFIED_EMAIL = False

    Worker(clock=lambda: NOW).drain()

    mail.refresh_from_db()
    assert mail.attempts == 1


@pytest.mark.django_db(transaction=True)
def test_mail_written_while_the_address_is_proved_is_not_held_for_ever(dora):
    is_posted, is_proved = Event(), Event()

    def write():
        with transaction.atomic():
            post(User.objects.get(pk=dora.pk), dedupe_key="late")
            is_posted.set()
            is_proved.wait(timeout=0.5)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        is_posted.wait(timeout=5)
        with transaction.atomic():
            addresses.mark_verified(user=dora, now=NOW)
        is_proved.set()
        writing.result()
    before_the_sweep = states()
    addresses.release_mails(now=NOW)

    # SQLite has one writer at a time: there the proof waits for the mail and sees it.
    missed = State.HELD if connection.vendor == "postgresql" else State.QUEUED
    assert (before_the_sweep, states()) == ({"late": missed}, {"late": State.QUEUED})
