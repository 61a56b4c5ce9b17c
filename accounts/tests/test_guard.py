"""Guessing passwords is stopped before they are hashed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection

from accounts.models import AttemptCount
from accounts.services import guard
from accounts.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

URL = "/api/v1/accounts/login/"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ATTEMPT = guard.Attempt(account="alice", address="192.0.2.1")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def no_hashing(monkeypatch):
    monkeypatch.delattr(MD5PasswordHasher, "encode")


def guess(api, name="alice", password="wrong", **headers):
    return api.post(URL, {"username": name, "password": password}, headers=headers)


def fail(attempt, times, now=NOW):
    return [guard.admit(attempt, now=now) for _ in range(times)]


def test_account_takes_ten_guesses_from_one_network_whatever_the_spelling(api, alice):
    names = ["alice", "ALICE", " alice", "alice@example.org"] * 3

    statuses = [guess(api, name).status_code for name in names]

    assert statuses == [401] * 10 + [429] * 2


def test_refusal_says_when_to_come_back(api, alice, clock):
    for _ in range(10):
        guess(api)
    clock.shift(timedelta(seconds=60))

    response = guess(api)

    assert (response.status_code, response["Retry-After"]) == (429, "240")


def test_refusal_ends_with_its_window(api, alice, clock):
    for _ in range(11):
        guess(api)
    clock.shift(guard.HERE.window)

    assert guess(api, password=PASSWORD).status_code == 200


def test_refusal_concerns_the_right_password_too_and_hashes_none(api, alice, no_hashing):
    fail(guard.Attempt(f"user {alice.pk}", "127.0.0.1"), 10)

    assert guess(api, password=PASSWORD).status_code == 429


def test_refusal_survives_a_lost_cache(api, alice):
    for _ in range(10):
        guess(api)
    cache.clear()

    assert guess(api).status_code == 429


def test_refusal_of_one_account_leaves_others_alone(api, alice, bob):
    for _ in range(10):
        guess(api)

    assert guess(api, "bob", PASSWORD).status_code == 200


def test_account_is_not_locked_for_other_networks(api, alice):
    fail(guard.Attempt(f"user {alice.pk}", "192.0.2.1"), 20)

    assert guess(api, password=PASSWORD).status_code == 200


def test_account_takes_a_hundred_guesses_from_everywhere(api, alice):
    for n in range(100):
        fail(guard.Attempt(f"user {alice.pk}", f"192.0.2.{n}"), 1)

    assert guess(api, password=PASSWORD).status_code == 429


def test_network_takes_sixty_guesses_at_any_name(api, db):
    statuses = [guess(api, f"user{n}").status_code for n in range(61)]

    assert statuses == [401] * 60 + [429]


def test_forwarded_address_is_not_believed_without_a_proxy(api, alice):
    statuses = [guess(api, **{"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in range(11)]

    assert statuses == [401] * 10 + [429]


def test_right_passwords_are_not_counted(api, alice):
    statuses = {guess(api, password=PASSWORD).status_code for _ in range(70)}

    assert statuses == {200}
    assert set(AttemptCount.objects.values_list("count", flat=True)) == {0}


def test_admin_login_is_guarded_too(client, alice, no_hashing):
    alice.is_staff = True
    alice.save()
    fail(guard.Attempt(f"user {alice.pk}", "127.0.0.1"), 10)

    response = client.post("/admin/login/", {"username": "alice", "password": PASSWORD})

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_wait_is_over_when_attempts_are_left():
    fail(ATTEMPT, 9)

    assert guard.wait(ATTEMPT, now=NOW) == 0


def test_calls_are_counted_by_kind_and_network_whatever_the_process(clock):
    calls = [guard.Call("signup", address) for address in ("2001:db8::1", "2001:db8::2")] * 30
    verdicts = [guard.admit(call, now=NOW) for call in calls]
    cache.clear()

    others = [guard.Call("signup", "2001:db8:0:1::1"), guard.Call("password reset", "2001:db8::1")]
    assert verdicts == [True] * 60
    assert [guard.admit(call, now=NOW) for call in [calls[0], *others]] == [False, True, True]
    assert guard.admit(calls[0], now=NOW + timedelta(minutes=1))


def test_one_subscribers_ipv6_addresses_are_one_network():
    fail(guard.Attempt("alice", "2001:db8:0:1::1"), 10)

    assert guard.wait(guard.Attempt("alice", "2001:db8:0:1:ffff::2"), now=NOW) == 300
    assert guard.wait(guard.Attempt("alice", "2001:db8:0:2::1"), now=NOW) == 0


def test_address_may_be_any_text():
    assert fail(guard.Attempt("alice", "unknown, \x00"), 11) == [True] * 10 + [False]


def test_counters_tell_neither_account_nor_address():
    fail(ATTEMPT, 1)

    keys = "".join(AttemptCount.objects.values_list("key", flat=True))
    assert ("alice" in keys, "192.0.2.1" in keys, len(keys)) == (False, False, 3 * 64)


def test_old_counters_are_forgotten():
    fail(ATTEMPT, 1, now=NOW - guard.FORGET_AFTER)

    fail(guard.Attempt("bob", "192.0.2.2"), 1)

    assert AttemptCount.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_parallel_attempts_are_all_counted():
    def attempt(_):
        try:
            return guard.admit(ATTEMPT, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        admitted = list(pool.map(attempt, range(40)))

    assert sorted(admitted) == [False] * 30 + [True] * 10
