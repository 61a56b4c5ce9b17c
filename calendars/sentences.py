"""Say in plain words why somebody is left out, what would help, and what was done."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from calendars.templatetags import times

MOST_NAMES = 4


def no_common_time(name: str) -> str:
    """Say that no time of an invitee suits the owner."""
    return f"You and {name} have no time in common."


def contested(names: Sequence[str], count: int, starts: int, room: int) -> str:
    """Say that ``count`` people, of whom ``names`` are the first, have too few times.

    Only ``room`` meetings fit, which may be fewer than the starts that they have.

    >>> contested(["Ana", "Ben", "Cy"], 3, 2, 2)
    'Ana, Ben and Cy share only 2 possible times.'
    """
    people = listed(names, count)
    if room < starts:
        return f"The times that {people} share have room for only {_counted(room, 'meeting')}."
    return f"{people} share only {_counted(starts, 'possible time')}."


def open_slot(start: datetime, end: datetime, zone: str, gain: int) -> str:
    """Propose that the owner opens a time."""
    return f"Open {span(start, end, zone)}: {_gained(gain)}."


def ask_invitee(name: str, start: datetime, end: datetime, zone: str, gain: int) -> str:
    """Propose to ask somebody for one more time."""
    return f"Ask {name} for {span(start, end, zone)}: {_gained(gain)}."


def shorter_buffer(minutes: int, gain: int) -> str:
    """Propose shorter breaks.

    >>> shorter_buffer(0, 2)
    'Leave no breaks between the meetings: 2 more people fit.'
    """
    change = f"Shorten the breaks to {_counted(minutes, 'minute')}"
    return f"{change if minutes else 'Leave no breaks between the meetings'}: {_gained(gain)}."


def shorter_duration(minutes: int, gain: int) -> str:
    """Propose shorter meetings."""
    return f"Shorten the meetings to {_counted(minutes, 'minute')}: {_gained(gain)}."


def reminded(name: str, *, is_held: bool) -> str:
    """Say that a reminder was written, and whether it waits for the proof of the owner's address."""
    if is_held:
        return f"The reminder to {name} waits until you have verified your own e-mail address."
    return f"Reminder email successfully sent to {name}"


def listed(names: Sequence[str], count: int) -> str:
    """List ``count`` people, of whom ``names`` are the first.

    >>> listed(["Ana", "Ben", "Cy", "Di", "Ed"], 7)
    'Ana, Ben, Cy, Di and 3 more'
    """
    shown = list(names[:MOST_NAMES])
    last = f"{count - len(shown)} more" if count > len(shown) else shown.pop()
    return f"{', '.join(shown)} and {last}" if shown else last


def span(start: datetime, end: datetime, zone: str) -> str:
    """Say briefly from when to when.

    >>> from datetime import UTC
    >>> span(datetime(2026, 3, 3, 22, tzinfo=UTC), datetime(2026, 3, 3, 23, 30, tzinfo=UTC), "Europe/Berlin")
    'Tue 3 Mar 23:00 – Wed 4 Mar 00:30'
    """
    clocks = times.clocks(start, end, zone).replace(f"{times.day(end, zone)},", _short_day(end, zone))
    return f"{_short_day(start, zone)} {clocks}"


def _short_day(moment: datetime, zone: str) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _gained(gain: int) -> str:
    return "one more person fits" if gain == 1 else f"{gain} more people fit"
