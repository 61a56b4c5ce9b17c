import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from scheduling import Booking, Interval, Invitee, Problem, Slot
from scheduling.tests.build import MINUTE, NINE, booking, problem, slot


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (datetime(2026, 3, 2, 9), NINE, "start: "),  # noqa: DTZ001 - what is refused
        (NINE, datetime(2026, 3, 2, 10), "end: "),  # noqa: DTZ001 - what is refused
        (NINE, datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=1))), "end: "),
        (NINE, NINE, "end: "),
        (NINE, NINE - MINUTE, "end: "),
    ],
)
def test_interval_refuses_nonsense(start, end, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        Interval(start, end)


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("UTC"), timezone(timedelta(0), "Z")])
def test_interval_accepts_utc_by_any_name(zone):
    assert Interval(datetime(2026, 3, 2, 9, tzinfo=zone), NINE + MINUTE).start == NINE


@pytest.mark.parametrize("preference", [0, 4, True, 2.0, "3", None])
def test_slot_refuses_a_preference_other_than_1_2_3(preference):
    with pytest.raises(ValueError, match=r"^preference: "):
        Slot(NINE, NINE + MINUTE, preference)


def test_slot_refuses_an_end_before_its_start():
    with pytest.raises(ValueError, match=r"^end: "):
        Slot(NINE, NINE - MINUTE, 3)


def test_invitee_refuses_a_key_that_is_not_hashable():
    with pytest.raises(ValueError, match=r"^key: "):
        Invitee([], [])


def test_booking_refuses_a_naive_start():
    with pytest.raises(ValueError, match=r"^start: "):
        Booking("ann", datetime(2026, 3, 2, 9))  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"duration": 0}, "duration: 0:00:00 is not positive"),
        ({"buffer": -1}, "buffer: -1 day, 23:59:00 is negative"),
        ({"step": 0}, "step: 0:00:00 is not positive"),
        ({"pinned": [booking("eve", 0)]}, "pinned: 'eve' is not an invitee"),
        ({"pinned": [booking("ann", 0), booking("ann", 90)]}, "pinned: the key 'ann' is repeated"),
        (
            {"pinned": [booking("ann", 29), booking("bob", 0)]},
            "pinned: 'bob' and 'ann' are too close to each other",
        ),
        (
            {"buffer": 5, "pinned": [booking("ann", 0), booking("bob", 34)]},
            "pinned: 'ann' and 'bob' are too close to each other",
        ),
    ],
)
def test_problem_refuses_nonsense_and_names_the_field(given, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        problem([], {"ann": [], "bob": []}, **given)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (["ann", "ann"], "invitees: the key 'ann' is repeated"),
        (["ann", 1], "invitees: the keys cannot be sorted: "),
    ],
)
def test_problem_refuses_keys_that_are_repeated_or_cannot_be_sorted(keys, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        Problem([], [Invitee(key, []) for key in keys], MINUTE)


def test_problem_takes_any_iterable_and_keeps_invitees_in_the_order_of_their_keys():
    ann, bob = Invitee("ann", iter([slot(0, 30)])), Invitee("bob", (slot(0, 30) for _ in range(1)))

    assert Problem(iter([slot(0, 30)]), {bob, ann}, MINUTE) == Problem([slot(0, 30)], [ann, bob], MINUTE)
