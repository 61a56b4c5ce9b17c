"""What suggestions say in words."""

import pytest

from calendars import sentences
from calendars.tests.factories import at
from oneonone.tests.marked import BEGIN, END, marked, unmarked_text


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


SENTENCES = [
    (lambda: sentences.no_common_time("Ana 100%s"), "You and Ana 100%s have no time in common."),
    (lambda: sentences.contested(["Ana", "Ben"], 2, 1, 1), "Ana and Ben share only 1 possible time."),
    (lambda: sentences.contested(["Ana", "Ben"], 2, 2, 2), "Ana and Ben share only 2 possible times."),
    (
        lambda: sentences.contested(["Ana", "Ben"], 3, starts=3, room=2),
        "The times that Ana, Ben and 1 more share have room for only 2 meetings.",
    ),
    (
        lambda: sentences.contested(["Ana", "Ben"], 2, starts=2, room=1),
        "The times that Ana and Ben share have room for only 1 meeting.",
    ),
    (
        lambda: sentences.open_slot(at(11), at(11.5), "UTC", 1),
        "Open Mon 2 Mar 11:00–11:30: one more person fits.",
    ),
    (
        lambda: sentences.ask_invitee("Ana", at(23.75), at(24.25), "UTC", 1),
        "Ask Ana for Mon 2 Mar 23:45 – Tue 3 Mar 00:15: one more person fits.",
    ),
    (
        lambda: sentences.ask_invitee("Ana", at(11), at(11.5), "UTC", 2),
        "Ask Ana for Mon 2 Mar 11:00–11:30: 2 more people fit.",
    ),
    (lambda: sentences.shorter_buffer(1, 1), "Shorten the breaks to 1 minute: one more person fits."),
    (lambda: sentences.shorter_buffer(5, 2), "Shorten the breaks to 5 minutes: 2 more people fit."),
    (lambda: sentences.shorter_buffer(0, 1), "Leave no breaks between the meetings: one more person fits."),
    (lambda: sentences.shorter_duration(1, 1), "Shorten the meetings to 1 minute: one more person fits."),
    (lambda: sentences.shorter_duration(90, 2), "Shorten the meetings to 90 minutes: 2 more people fit."),
    (
        lambda: sentences.reminded("Ana", is_held=True),
        "The reminder to Ana waits until you have verified your own e-mail address.",
    ),
    (lambda: sentences.reminded("Ana", is_held=False), "Reminder email successfully sent to Ana"),
    (lambda: sentences.listed(["Ana", "Ben"], 2), "Ana and Ben"),
]


@pytest.mark.parametrize(("say", "expected"), SENTENCES, ids=[expected for _, expected in SENTENCES])
def test_sentence_reads_well_and_is_ready_for_translation(say, expected):
    with marked():
        told = say()

    assert unmarked_text(told) == []
    assert told.translate(dict.fromkeys(map(ord, (BEGIN, END)))) == say() == expected
