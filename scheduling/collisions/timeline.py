"""Lay candidates out along time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import TypeAlias

Offer: TypeAlias = tuple[int, int]
"""An invitee, numbered from 0, and what a meeting with them is worth."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Hold who could be met at each start, the starts in order.

    The first `before[k]` starts lie at least `gap` before start `k`, those from `after[k]` on at least `gap`
    after it. `size` measures the work of one pass.

    >>> line = Timeline.of({0: [(0, 5)], 20: [(1, 5)], 30: [(0, 4)]}, gap=30)
    >>> line.before, line.after
    ([0, 0, 1], [2, 3, 3])
    """

    gap: int
    starts: list[int]
    offers: list[list[Offer]]
    before: list[int]
    after: list[int]
    size: int

    @classmethod
    def of(cls, offers: dict[int, list[Offer]], gap: int) -> "Timeline":
        """Return the timeline of these offers at each start; starts without any are dropped."""
        starts = sorted(start for start in offers if offers[start])
        return cls(
            gap=gap,
            starts=starts,
            offers=[offers[start] for start in starts],
            before=[bisect_right(starts, start - gap) for start in starts],
            after=[bisect_left(starts, start + gap) for start in starts],
            size=len(starts) + sum(map(len, offers.values())),
        )

    def only(self, offers: Iterable[list[Offer]]) -> "Timeline":
        """Return the timeline with these offers instead, given for each start."""
        return Timeline.of(dict(zip(self.starts, offers, strict=True)), self.gap)

    def reversed(self) -> "Timeline":
        """Return the timeline as it looks to one who walks from its end to its beginning."""
        return Timeline.of(
            {-start: offers for start, offers in zip(self.starts, self.offers, strict=True)}, self.gap
        )

    def positions(self, invitee: int) -> list[int]:
        """Return where an invitee could be met."""
        return [k for k, offers in enumerate(self.offers) if any(who == invitee for who, _ in offers)]

    def invitees(self) -> set[int]:
        """Return those who could be met at all."""
        return {invitee for offers in self.offers for invitee, _ in offers}


def thinned(timeline: Timeline) -> Timeline:
    """Drop the offers of a start beyond as many as there can be meetings.

    Whoever takes such an offer could be replaced: of the heavier ones at that start, at least one is not
    needed elsewhere.
    """
    meetings = position = 0
    while position < len(timeline.starts):
        meetings += 1
        position = timeline.after[position]
    return timeline.only(
        nsmallest(meetings, offers, key=lambda offer: (-offer[1], offer[0]))
        if len(offers) > meetings
        else offers
        for offers in timeline.offers
    )


def undominated(timeline: Timeline) -> Timeline:
    """Drop the offers that another one of the same invitee can always stand in for.

    Of starts with the same starts before them, the earliest leaves most room; of starts with the same ones
    after them, the latest. Dropping starts makes more of them alike, so this is repeated while it
    drops more than an eighth.
    """
    while True:
        smaller = timeline.only(_leading(timeline.offers, timeline.before))
        mirrored = smaller.reversed()
        smaller = mirrored.only(_leading(mirrored.offers, mirrored.before)).reversed()
        if 8 * smaller.size >= 7 * timeline.size:
            return smaller
        timeline = smaller


def _leading(offers: Sequence[Sequence[Offer]], before: Sequence[int]) -> list[list[Offer]]:
    leading: list[list[Offer]] = []
    most: dict[int, int] = {}
    room = -1
    for here, behind in zip(offers, before, strict=True):
        if behind != room:
            most, room = {}, behind
        leading.append([offer for offer in here if offer[1] > most.get(offer[0], -1)])
        most |= leading[-1]
    return leading


def parts(timeline: Timeline) -> list[Timeline]:
    """Split a timeline into those that share neither an invitee nor a time.

    >>> line = Timeline.of({0: [(0, 1)], 1: [(1, 1)], 5: [(2, 1)], 9: [(0, 1)]}, gap=3)
    >>> [part.starts for part in parts(line)]
    [[0, 1, 9], [5]]
    """
    leaders: dict[int, int] = {}

    def leader(invitee: int) -> int:
        while leaders.setdefault(invitee, invitee) != invitee:
            leaders[invitee] = invitee = leaders[leaders[invitee]]
        return invitee

    here = -1
    for position, offers in enumerate(timeline.offers):
        if timeline.before[position] == position:  # nothing so far reaches this start
            here = offers[0][0]
        for invitee, _ in offers:
            leaders[leader(invitee)] = leader(here)
    groups: dict[int, dict[int, list[Offer]]] = {}
    for start, offers in zip(timeline.starts, timeline.offers, strict=True):
        groups.setdefault(leader(offers[0][0]), {})[start] = offers
    return [Timeline.of(group, timeline.gap) for group in groups.values()]
