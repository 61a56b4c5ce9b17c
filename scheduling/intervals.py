"""Compute with sets of half-open intervals of integers: sorted, disjoint, not touching."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

Span = tuple[int, int]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def ticks(length: timedelta) -> int:
    """Give a length of time in microseconds, exactly.

    >>> ticks(timedelta(seconds=2))
    2000000
    """
    return (length.days * 86_400 + length.seconds) * 1_000_000 + length.microseconds


def tick(moment: datetime) -> int:
    """Give an aware time in microseconds since the epoch.

    >>> tick(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
    1000000
    """
    return ticks(moment - EPOCH)


def moment(tick: int) -> datetime:
    """Give the time in UTC of a number of microseconds since the epoch.

    >>> moment(1_000_000)
    datetime.datetime(1970, 1, 1, 0, 0, 1, tzinfo=datetime.timezone.utc)
    """
    return EPOCH + tick * MICROSECOND


def union(spans: Iterable[Span]) -> list[Span]:
    """Merge spans that overlap or touch.

    >>> union([(4, 6), (0, 2), (2, 3)])
    [(0, 3), (4, 6)]
    """
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """Take the holes out of the spans; both are sorted and disjoint.

    >>> subtract([(0, 9)], [(2, 3), (8, 12)])
    [(0, 2), (3, 8)]
    """
    rest: list[Span] = []
    cuts = list(holes)
    first = 0
    for start, end in spans:
        while first < len(cuts) and cuts[first][1] <= start:
            first += 1
        left = start
        for hole_start, hole_end in cuts[first:]:
            if hole_start >= end:
                break
            if left < hole_start:
                rest.append((left, hole_start))
            left = hole_end
        if left < end:
            rest.append((left, end))
    return rest
