"""Bound a packing from above: let an invitee be met more than once, at a price."""

from dataclasses import dataclass, replace
from itertools import compress

from scheduling.collisions.timeline import Timeline

NOBODY = -1
FREE = -(1 << 200)  # the least price of an invitee that must be met: as good as none


@dataclass(slots=True)
class Node:
    """Hold a restricted problem with the best prices known for it.

    An invitee's price is at least their floor: zero, or `FREE` for one that must be met. `charge` is the price of a meeting
    as such, used when the number of meetings is known. `bound` is what no solution of the node exceeds.
    """

    timeline: Timeline
    floors: list[int]
    prices: list[int]
    charge: int
    bound: int


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Hold the best chain of starts at some prices: (position, invitee or `NOBODY`), the latest first."""

    value: int
    chain: list[tuple[int, int]]


def relax(timeline: Timeline, prices: list[int]) -> Relaxed:
    """Pick starts far enough apart for the highest sum of worth less price, whoever they go to.

    Weighted interval scheduling: at each start only the invitee who gains most matters. Starts that gain nothing are taken too
    where they fit, so that rounding has room.
    """
    total = 0
    totals, takers = [0], []
    for offers, before in zip(timeline.offers, timeline.before, strict=True):
        most, taker = 0, NOBODY
        for invitee, worth in offers:
            gain = worth - prices[invitee]
            if gain > most:
                most, taker = gain, invitee
        with_it = totals[before] + most
        if with_it >= total:
            total = with_it
            takers.append(taker)
        else:
            takers.append(None)
        totals.append(total)
    return Relaxed(total, _trace(timeline, takers))


def _trace(timeline: Timeline, takers: list[int | None]) -> list[tuple[int, int]]:
    chain = []
    position = len(takers)
    while position:
        position -= 1
        taker = takers[position]
        if taker is not None:
            chain.append((position, taker))
            position = timeline.before[position]
    return chain


def sweep(timeline: Timeline, prices: list[int], needed: int) -> Timeline:
    """Drop every offer that no chain of total `needed` or more goes through.

    The best chain through an offer is the best one before it, its gain, and the best one after it.
    """
    gains = [max(worth - prices[invitee] for invitee, worth in offers) for offers in timeline.offers]
    ahead = [0]
    for gain, before in zip(gains, timeline.before, strict=True):
        ahead.append(max(ahead[-1], ahead[before] + gain))
    behind = [0] * (len(gains) + 1)
    for position in range(len(gains) - 1, -1, -1):
        behind[position] = max(behind[position + 1], behind[timeline.after[position]] + gains[position])
    kept = []
    for offers, before, after in zip(timeline.offers, timeline.before, timeline.after, strict=True):
        least = needed - ahead[before] - behind[after]
        kept.append([offer for offer in offers if offer[1] - prices[offer[0]] >= least])
    return timeline.only(kept)
