"""What suggestions say in words."""

import pytest

from calendars import sentences
from calendars.tests.factories import at


@pytest.mark.parametrize(
    ("names", "count", "expected"),
    [
        (["Ana"], 1, "Ana"),
        (["Ana", "Ben"], 2, "Ana and Ben"),
        (["Ana", "Ben", "Cy", "Di"], 4, "Ana, Ben, Cy and Di"),
        (["Ana", "Ben", "Cy", "Di", "Ed"], 5, "Ana, Ben, Cy, Di and 1 more"),
        (["Ana", "Ben"], 7, "Ana, Ben and 5 more"),
    ],
)
def test_listed_names_four_at_most(names, count, expected):
    assert sentences.listed(names, count) == expected


@pytest.mark.parametrize(
    ("start", "zone", "expected"),
    [
        (at(11), "UTC", "Mon 2 Mar 11:00–11:30"),
        (at(11), "Australia/Lord_Howe", "Mon 2 Mar 22:00–22:30"),
        (at(22.75), "Europe/Berlin", "Mon 2 Mar 23:45 – Tue 3 Mar 00:15"),
        (at(6.75, days=6), "America/New_York", "Sun 8 Mar 01:45 UTC-5–03:15 UTC-4"),
        (at(24 * 237 + 0.5), "Europe/Berlin", "Sun 25 Oct 02:30 UTC+2–02:00 UTC+1"),
    ],
)
def test_span_names_days_and_tells_equal_hours_apart(start, zone, expected):
    assert sentences.span(start, start + (at(0.5) - at(0)), zone) == expected


def test_contested_tells_room_where_times_collide():
    assert (
        sentences.contested(["Ana", "Ben"], 2, starts=3, room=1)
        == "The times that Ana and Ben share have room for only 1 meeting."
    )


def test_open_slot_counts_who_fits():
    assert sentences.open_slot(at(11), at(11.5), "UTC", 2) == "Open Mon 2 Mar 11:00–11:30: 2 more people fit."
