"""How many mails a user may have sent to others in a day."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.services import allowances
from accounts.services.allowances import MAILS_OF_USER, MAILS_TO_ADDRESS, TooManyMails

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def spend(user, *addresses, now=NOW):
    allowances.spend(user=user, addresses=addresses, now=now)


def crowd(count):
    return [f"{number}@example.org" for number in range(count)]


def test_address_gets_so_many_mails_a_day_of_one_user(alice, bob):
    for _ in range(MAILS_TO_ADDRESS):
        spend(alice, "ana@example.org")

    with pytest.raises(TooManyMails) as refusal:
        spend(alice, "ana@example.org", now=NOW + timedelta(hours=1))

    assert refusal.value.wait == timedelta(hours=23)
    spend(alice, "ben@example.org")
    spend(bob, "ana@example.org")
    spend(alice, "ana@example.org", now=NOW + timedelta(days=1))


def test_user_has_so_many_mails_sent_a_day(alice, bob):
    for _ in range(MAILS_OF_USER // 1000):
        spend(alice, *crowd(1000))

    with pytest.raises(TooManyMails):
        spend(alice, "ana@example.org")

    spend(bob, "ana@example.org")
    spend(alice, "ana@example.org", now=NOW + timedelta(days=1))


def test_several_mails_to_one_address_count_as_several(alice):
    spend(alice, *["ana@example.org"] * MAILS_TO_ADDRESS)

    with pytest.raises(TooManyMails):
        spend(alice, "ana@example.org")


def test_exhausted_addresses_are_named(alice):
    for _ in range(MAILS_TO_ADDRESS):
        spend(alice, "ana@example.org")
    addresses = ["ana@example.org", "ben@example.org"]

    assert allowances.exhausted(user=alice, addresses=addresses, now=NOW) == {"ana@example.org"}


@pytest.mark.parametrize("count", [1, 200])
def test_number_of_queries_does_not_depend_on_that_of_mails(alice, django_assert_num_queries, count):
    with django_assert_num_queries(4):
        spend(alice, *crowd(count))
