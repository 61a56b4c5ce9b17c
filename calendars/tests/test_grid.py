"""How the owner's times become rows, and an answer finds its rows again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.pages.grid import gaps_of, lay, rows
from calendars.pages.pieces import Piece, merge
from calendars.tests.factories import NOW, at

HALF_HOUR = timedelta(minutes=30)
NO_TIME = timedelta(0)


def piece(start, end, preference=0):
    return Piece(at(start), at(end), preference)


def cut(*offered, duration=HALF_HOUR, buffer=NO_TIME, now=NOW):
    return rows(offered, duration=duration, buffer=buffer, now=now)


pieces = st.builds(
    lambda start, length, preference: piece(start / 4, (start + length) / 4, preference),
    st.integers(0, 80),
    st.integers(1, 16),
    st.integers(1, 3),
)


def minutes_of(some):
    """Return the best preference of each quarter of an hour."""
    quarters = {}
    for one in some:
        start = one.start
        while start < one.end:
            quarters[start] = max(one.preference, quarters.get(start, 0))
            start += timedelta(minutes=15)
    return quarters


def test_a_row_for_each_meeting():
    assert cut(piece(9, 10.25)) == [piece(9, 9.5), piece(9.5, 10)]


def test_rows_leave_room_for_the_buffer():
    assert cut(piece(9, 10.5), buffer=HALF_HOUR) == [piece(9, 9.5), piece(10, 10.5)]


def test_slots_that_touch_or_overlap_are_one_stretch():
    assert cut(piece(9, 9.75, 1), piece(9.75, 10.5, 3), piece(10, 10.5, 2)) == [
        piece(9, 9.5),
        piece(9.5, 10),
        piece(10, 10.5),
    ]


def test_each_stretch_has_a_grid_of_its_own():
    assert cut(piece(9, 9.5), piece(10.25, 10.75)) == [piece(9, 9.5), piece(10.25, 10.75)]


def test_a_stretch_shorter_than_a_meeting_has_no_row():
    assert cut(piece(9, 9.25)) == []


def test_what_has_begun_is_not_offered():
    assert cut(piece(9, 10.5), now=at(9.5)) == [piece(9.5, 10), piece(10, 10.5)]


@pytest.mark.parametrize(
    ("days", "meeting", "row_count", "row_minutes"),
    [(10, 15, 960, 15), (11, 15, 528, 30), (500, 1, 704, 1024), (500, 1440, 500, 1440)],
)
def test_rows_grow_before_they_are_too_many(days, meeting, row_count, row_minutes):
    offered = [piece(24 * day, 24 * (day + 1)) for day in range(days)]

    made = cut(*offered, duration=timedelta(minutes=meeting))

    assert (len(made), made[0].end - made[0].start) == (row_count, timedelta(minutes=row_minutes))
    assert (made[0].start, made[-1].end) == (offered[0].start, offered[-1].end)


def test_an_answer_fills_its_rows_and_leaves_the_rest():
    laid, left = lay([piece(9, 10.25, 2), piece(12, 13, 1)], cut(piece(9, 11)))

    assert laid == [piece(9, 9.5, 2), piece(9.5, 10, 2), piece(10, 10.5), piece(10.5, 11)]
    assert left == [piece(10, 10.25, 2), piece(12, 13, 1)]


def test_a_row_has_its_lowest_preference_where_overlaps_count_the_higher():
    answer = [piece(9, 9.25, 3), piece(9.25, 10, 1), piece(9.25, 9.5, 2)]

    assert lay(answer, cut(piece(9, 10))) == ([piece(9, 9.5, 2), piece(9.5, 10, 1)], [])


def test_gaps_are_short_and_beside_something_chosen():
    chosen = [piece(9, 9.5, 3), piece(10, 10.5, 0)]

    gaps = gaps_of([piece(9.5, 9.75, 3), piece(10.5, 10.75, 3), piece(8, 9, 3)], chosen, duration=HALF_HOUR)

    assert gaps == [piece(9.5, 9.75, 3)]


def test_pieces_are_joined_up_to_a_day():
    assert merge([piece(12, 24, 2), piece(0, 12, 2), piece(24, 36, 2), piece(36, 40, 1)]) == [
        piece(0, 24, 2),
        piece(24, 36, 2),
        piece(36, 40, 1),
    ]


@given(st.lists(pieces, max_size=12), st.lists(pieces, max_size=6))
def test_nothing_is_lost_between_rows_and_the_rest(answer, offered):
    laid, left = lay(answer, cut(*offered))

    chosen = [row for row in laid if row.preference]
    kept = minutes_of(chosen + left)
    given_times = minutes_of(answer)
    assert kept.keys() == given_times.keys()
    assert all(kept[quarter] <= given_times[quarter] for quarter in kept)


@given(st.lists(pieces, max_size=12), st.lists(pieces, max_size=6))
def test_what_was_laid_once_is_laid_the_same_again(answer, offered):
    grid = cut(*offered)
    laid, left = lay(answer, grid)

    again = lay([row for row in laid if row.preference] + left, grid)

    assert again == (laid, left)
