"""Lay candidates out along time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Offer: TypeAlias = tuple[int, int]
"""An invitee and what a meeting with them is worth."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Hold who could be met at each start, the starts in order.

    Of the starts, the first `before[k]` end before start `k` begins, and those from `after[k]` on begin when it is over.

    >>> Timeline.of({0: [(0, 5)], 20: [(1, 5)], 30: [(0, 4)]}, gap=30).after
    [2, 3, 3]
    """

    gap: int
    starts: list[int]
    offers: list[list[Offer]]
    before: list[int]
    after: list[int]
    size: int

    @classmethod
    def of(cls, offers: dict[int, list[Offer]], gap: int) -> "Timeline":
        starts = sorted(offers)
        return cls(
            gap=gap,
            starts=starts,
            offers=[offers[start] for start in starts],
            before=[bisect_right(starts, start - gap) for start in starts],
            after=[bisect_left(starts, start + gap) for start in starts],
            size=len(starts) + sum(map(len, offers.values())),
        )

    def only(self, kept: Iterable[Sequence[Offer]]) -> "Timeline":
        """Return the timeline with these offers alone, given for each start; starts without any are dropped."""
        pairs = zip(self.starts, kept, strict=True)
        return Timeline.of({start: list(offers) for start, offers in pairs if offers}, self.gap)
