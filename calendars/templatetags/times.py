"""Moments in words, in the reader's zone, which is always named.

A language has its own order of words and its own date formats, Django's; clocks show 24 hours in all of them.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext, ngettext, pgettext

register = template.Library()


@register.filter
def moment(value: datetime | str, zone: str) -> str:
    """Say when; ``value`` is a moment or its ISO form.

    >>> moment("2026-03-03T09:00:00Z", "Europe/Berlin")
    'Tuesday 3 March 2026, 10:00 (Europe/Berlin)'
    """
    local = _local(value, zone)
    return _when(local, _clock(local, with_offset=_is_ambiguous(local)), zone)


@register.simple_tag
def span(start: datetime | str, end: datetime | str, zone: str) -> str:
    """Say from when to when.

    >>> span("2026-03-03T09:00:00Z", "2026-03-03T09:30:00Z", "Europe/Berlin")
    'Tuesday 3 March 2026, 10:00–10:30 (Europe/Berlin)'
    >>> span("2026-03-03T22:45:00Z", "2026-03-03T23:15:00Z", "Europe/Berlin")
    'Tuesday 3 March 2026, 23:45 – Wednesday 4 March 2026, 00:15 (Europe/Berlin)'
    """
    return _when(_local(start, zone), clocks(start, end, zone), zone)


@register.simple_tag
def clocks(start: datetime | str, end: datetime | str, zone: str) -> str:
    """Say from when to when on a day that the reader knows.

    While the clocks change, offsets tell the two equal hours apart:

    >>> clocks("2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "Europe/Berlin")
    '02:30 UTC+2–02:00 UTC+1'
    """
    first, last = _local(start, zone), _local(end, zone)
    begins, ends = both_clocks(first, last)
    if first.date() == last.date():
        return f"{begins}–{ends}"
    return gettext("%(begin)s – %(day)s, %(end)s") % {"begin": begins, "day": _day(last), "end": ends}


def both_clocks(first: datetime, last: datetime) -> tuple[str, str]:
    """Say the two local times of a span."""
    is_changing = first.utcoffset() != last.utcoffset() or _is_ambiguous(first) or _is_ambiguous(last)
    return _clock(first, with_offset=is_changing), _clock(last, with_offset=is_changing)


@register.filter
def day(value: datetime | str, zone: str) -> str:
    """Say which day a moment falls on.

    >>> day("2026-03-03T23:00:00Z", "Europe/Berlin")
    'Wednesday 4 March 2026'
    """
    return _day(_local(value, zone))


@register.filter
def weekday(value: date) -> str:
    """Name a day of a year that the reader knows.

    >>> weekday(date(2026, 3, 3))
    'Tuesday 3 March'
    """
    return date_format(value, pgettext("a weekday and a date in Django's date format", "l j F"))


@register.filter
def full_date(value: date) -> str:
    """Name a day.

    >>> full_date(date(2026, 3, 3))
    '3 March 2026'
    """
    return date_format(value, pgettext("a date in Django's date format", "j F Y"))


@register.filter
def duration(minutes: int) -> str:
    """Say how long.

    >>> [duration(30), duration(60), duration(121)]
    ['30 minutes', '1 hour', '2 hours 1 minute']
    """
    whole, rest = divmod(minutes, 60)
    hours = ngettext("%(count)s hour", "%(count)s hours", whole) % {"count": whole}
    left = counted_minutes(rest)
    if whole and rest:
        return pgettext("how long", "%(hours)s %(minutes)s") % {"hours": hours, "minutes": left}
    return hours if whole else left


def counted_minutes(count: int) -> str:
    """Say how many minutes, of hours too."""
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


def _local(value: datetime | str, zone: str) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.astimezone(ZoneInfo(zone))


def _when(local: datetime, clock: str, zone: str) -> str:
    return gettext("%(day)s, %(clock)s (%(zone)s)") % {"day": _day(local), "clock": clock, "zone": zone}


def _day(local: datetime) -> str:
    return date_format(local, pgettext("a weekday and a full date in Django's date format", "l j F Y"))


def _clock(local: datetime, *, with_offset: bool) -> str:
    return f"{local:%H:%M} {_offset(local)}" if with_offset else f"{local:%H:%M}"


def _offset(local: datetime) -> str:
    sign, hours, minutes = (text := f"{local:%z}")[0], int(text[1:3]), text[3:5]
    return f"UTC{sign}{hours}{'' if minutes == '00' else f':{minutes}'}"


def _is_ambiguous(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
