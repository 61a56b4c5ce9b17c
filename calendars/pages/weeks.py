"""Group rows by the reader's weeks and days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from calendars.pages.grid import lay
from calendars.pages.pieces import Piece

# Weeks after the first are folded when all of them together are longer than a few screens.
_EASILY_SEEN = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A time to choose, and how well it suits the owner."""

    piece: Piece
    wish: int


@dataclass(frozen=True, slots=True)
class Day:
    """The rows that begin on one day."""

    date: date
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Week:
    """The days of one week, from Monday."""

    monday: date
    days: list[Day]
    is_open: bool

    @property
    def row_count(self) -> int:
        """How many rows it has."""
        return sum(len(day.rows) for day in self.days)

    @property
    def chosen_count(self) -> int:
        """How many of them suit the invitee."""
        return sum(row.piece.preference > 0 for day in self.days for row in day.rows)


def weeks(times: Iterable[Piece], offered: Iterable[Piece], zone: str) -> list[Week]:
    """Return the weeks that have rows, which lie in the owner's times; those to look at first are open."""
    times = list(times)
    rows = [Row(time, wish.preference) for time, wish in zip(times, lay(offered, times)[0], strict=True)]
    tz = ZoneInfo(zone)
    days = [
        Day(day, list(some)) for day, some in groupby(rows, lambda row: row.piece.start.astimezone(tz).date())
    ]
    grouped = [(monday, list(some)) for monday, some in groupby(days, lambda day: _monday(day.date))]
    return [
        Week(monday, some, is_open=place == 0 or len(rows) <= _EASILY_SEEN or _is_chosen(some))
        for place, (monday, some) in enumerate(grouped)
    ]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _is_chosen(days: list[Day]) -> bool:
    return any(row.piece.preference for day in days for row in day.rows)
