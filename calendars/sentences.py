"""Say in plain words why somebody is left out, what would help, and what was done."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext, ngettext, pgettext

from calendars.templatetags import times

MOST_NAMES = 4


def no_common_time(name: str) -> str:
    """Say that no time of an invitee suits the owner."""
    return gettext("You and %(name)s have no time in common.") % {"name": name}


def contested(names: Sequence[str], count: int, starts: int, room: int) -> str:
    """Say that ``count`` people, of whom ``names`` are the first, have too few times.

    Only ``room`` meetings fit, which may be fewer than the starts that they have.

    >>> contested(["Ana", "Ben", "Cy"], 3, 2, 2)
    'Ana, Ben and Cy share only 2 possible times.'
    """
    people = listed(names, count)
    if room < starts:
        sentence = ngettext(
            "The times that %(people)s share have room for only %(count)s meeting.",
            "The times that %(people)s share have room for only %(count)s meetings.",
            room,
        )
        return sentence % {"people": people, "count": room}
    sentence = ngettext(
        "%(people)s share only %(count)s possible time.",
        "%(people)s share only %(count)s possible times.",
        starts,
    )
    return sentence % {"people": people, "count": starts}


def open_slot(start: datetime, end: datetime, zone: str, gain: int) -> str:
    """Propose that the owner opens a time."""
    sentence = ngettext(
        "Open %(time)s: one more person fits.", "Open %(time)s: %(count)s more people fit.", gain
    )
    return sentence % {"time": span(start, end, zone), "count": gain}


def ask_invitee(name: str, start: datetime, end: datetime, zone: str, gain: int) -> str:
    """Propose to ask somebody for one more time."""
    sentence = ngettext(
        "Ask %(name)s for %(time)s: one more person fits.",
        "Ask %(name)s for %(time)s: %(count)s more people fit.",
        gain,
    )
    return sentence % {"name": name, "time": span(start, end, zone), "count": gain}


def shorter_buffer(minutes: int, gain: int) -> str:
    """Propose shorter breaks.

    >>> shorter_buffer(0, 2)
    'Leave no breaks between the meetings: 2 more people fit.'
    """
    if minutes:
        sentence = ngettext(
            "Shorten the breaks to %(length)s: one more person fits.",
            "Shorten the breaks to %(length)s: %(count)s more people fit.",
            gain,
        )
    else:
        sentence = ngettext(
            "Leave no breaks between the meetings: one more person fits.",
            "Leave no breaks between the meetings: %(count)s more people fit.",
            gain,
        )
    return sentence % {"length": times.counted_minutes(minutes), "count": gain}


def shorter_duration(minutes: int, gain: int) -> str:
    """Propose shorter meetings."""
    sentence = ngettext(
        "Shorten the meetings to %(length)s: one more person fits.",
        "Shorten the meetings to %(length)s: %(count)s more people fit.",
        gain,
    )
    return sentence % {"length": times.counted_minutes(minutes), "count": gain}


def reminded(name: str, *, is_held: bool) -> str:
    """Say that a reminder was written, and whether it waits for the proof of the owner's address."""
    if is_held:
        sentence = gettext("The reminder to %(name)s waits until you have verified your own e-mail address.")
    else:
        sentence = gettext("Reminder email successfully sent to %(name)s")
    return sentence % {"name": name}


def listed(names: Sequence[str], count: int) -> str:
    """List ``count`` people, of whom ``names`` are the first.

    >>> listed(["Ana", "Ben", "Cy", "Di", "Ed"], 7)
    'Ana, Ben, Cy, Di and 3 more'
    """
    *shown, last = names[:MOST_NAMES]
    more = count - len(shown) - 1
    if more > 0:
        people = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more)
        return people % {"names": ", ".join([*shown, last]), "count": more}
    return gettext("%(names)s and %(last)s") % {"names": ", ".join(shown), "last": last} if shown else last


def span(start: datetime, end: datetime, zone: str) -> str:
    """Say briefly from when to when.

    >>> from datetime import UTC
    >>> span(datetime(2026, 3, 3, 22, tzinfo=UTC), datetime(2026, 3, 3, 23, 30, tzinfo=UTC), "Europe/Berlin")
    'Tue 3 Mar 23:00 – Wed 4 Mar 00:30'
    """
    first, last = (moment.astimezone(ZoneInfo(zone)) for moment in (start, end))
    begins, ends = times.both_clocks(first, last)
    words = {"day": _brief_day(first), "begin": begins, "last_day": _brief_day(last), "end": ends}
    if first.date() == last.date():
        return gettext("%(day)s %(begin)s–%(end)s") % words
    return gettext("%(day)s %(begin)s – %(last_day)s %(end)s") % words


def _brief_day(local: datetime) -> str:
    return date_format(local, pgettext("a weekday and a date, briefly, in Django's date format", "D j M"))
