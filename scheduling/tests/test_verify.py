from dataclasses import replace

import pytest

from scheduling import Meeting, solve, violations
from scheduling.tests.build import at, booking, interval, problem, slot

ASKED = problem(
    [slot(0, 60), slot(60, 120, 2)],
    {"ann": [slot(0, 120)], "bob": [slot(0, 120, 1)], "eve": []},
    step=30,
    busy=[interval(95, 100)],
    pinned=[booking("eve", 60)],
)


def meeting(key, start, owner=3, invitee=3, length=30):
    return Meeting(key, at(start), at(start + length), owner, invitee)


GOOD = [meeting("ann", 0), meeting("bob", 30, 3, 1), meeting("eve", 60, 2, 0)]


def judged(*meetings):
    return violations(ASKED, replace(solve(ASKED), meetings=meetings))


def test_violations_of_a_valid_schedule_are_none():
    assert judged(*GOOD) == []


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        (
            [meeting("joe", 0)],
            ["'joe' is not an invitee", "'ann' is named 0 times", "'joe' meets outside their slots"],
        ),
        ([meeting("ann", 0), meeting("ann", 90)], None),
        ([meeting("ann", 5)], ["'ann' starts off the grid", "'ann' and 'bob' are too close to each other"]),
        ([meeting("ann", 90, 2)], ["'ann' meets in a busy time"]),
        (
            [meeting("ann", -30, 0, 0)],
            ["'ann' meets outside the owner's slots", "'ann' meets outside their slots"],
        ),
        ([meeting("ann", 0, 2)], ["'ann' has another preference for the owner"]),
        ([meeting("ann", 0, 3, 1)], ["'ann' has another preference for the invitee"]),
        ([meeting("ann", 0, length=20)], ["'ann' does not take 0:30:00"]),
    ],
)
def test_violations_names_every_fault(changed, faults):
    if faults is None:
        faults = [
            "'ann' is named 2 times",
            "'ann' meets in a busy time",
            "'ann' has another preference for the owner",
        ]

    found = judged(*changed, *GOOD[1:])

    assert found[: len(faults)] == faults


def test_violations_of_a_pinned_meeting_are_that_it_moved_or_is_missing():
    assert judged(*GOOD[:2], meeting("eve", 90, 2, 0)) == [f"'eve' was moved from {at(60)}"]
    assert judged(*GOOD[:2]) == ["'eve' is named 0 times", "'eve' must be met"]
