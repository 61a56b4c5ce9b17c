"""Bound a packing from above: forget that an invitee is met once, and charge for each meeting instead.

What is left is weighted interval scheduling along time, which one pass solves. There are two forms. The loose
one minds nothing but the gap. The strict one also refuses to meet somebody twice in direct succession, as
vehicle routing eliminates 2-cycles (N. Christofides, A. Mingozzi and P. Toth, "State-space relaxation
procedures for the computation of bounds to routing problems", Networks 11 (1981) 145-164): twice the work,
and it closes most gaps that the loose one leaves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

from scheduling.collisions.timeline import Offer, Timeline

NOBODY = -1
NEVER = -(1 << 200)

Chain: TypeAlias = list[tuple[int, int]]
"""Positions on the timeline and who is met there, in order."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Name a form of the relaxed problem: its best chain, a sweep by it, and what a pass costs."""

    best: Callable[[Timeline, list[int]], tuple[int, Chain]]
    sweep: Callable[[Timeline, list[int], int], Timeline]
    cost: int


def loose_best(timeline: Timeline, prices: list[int]) -> tuple[int, Chain]:
    """Return the highest total of worth less price, and the chain of meetings that has it.

    >>> loose_best(Timeline.of({0: [(0, 5)], 20: [(1, 9)], 50: [(0, 4)]}, gap=30), prices=[1, 2])
    (10, [(1, 1), (2, 0)])
    """
    total = 0
    totals, takers = [0], []
    for offers, before in zip(timeline.offers, timeline.before, strict=True):
        most, taker = 0, NOBODY
        for invitee, worth in offers:
            gain = worth - prices[invitee]
            if gain > most:
                most, taker = gain, invitee
        if totals[before] + most > total:
            total = totals[before] + most
            takers.append(taker)
        else:
            takers.append(NOBODY)
        totals.append(total)
    return total, _trace(timeline, takers)


def _trace(timeline: Timeline, takers: list[int]) -> Chain:
    chain = []
    position = len(takers)
    while position:
        position -= 1
        if takers[position] != NOBODY:
            chain.append((position, takers[position]))
            position = timeline.before[position]
    return chain[::-1]


def loose_sweep(timeline: Timeline, prices: list[int], needed: int) -> Timeline:
    """Drop every offer through which no chain reaches `needed`.

    The best chain through an offer is the best before it, its gain, and the best after it.
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


State: TypeAlias = "tuple[int, int, int, State | None]"
"""A chain as its total, its last invitee, the position of that meeting, and the state before it."""

EMPTY: State = (0, NOBODY, NOBODY, None)
IMPOSSIBLE: State = (NEVER, NOBODY, NOBODY, None)

_total = itemgetter(0)


def strict_best(timeline: Timeline, prices: list[int]) -> tuple[int, Chain]:
    """Return the same where nobody is met twice in direct succession.

    >>> strict_best(Timeline.of({0: [(0, 5)], 20: [(1, 9)], 50: [(0, 4)]}, gap=50), prices=[0, 8])
    (5, [(0, 0)])
    """
    best, invitee, position, earlier = _prefixes(timeline, prices)[0][-1]
    chain = []
    while earlier is not None:
        chain.append((position, invitee))
        _, invitee, position, earlier = earlier
    return best, chain[::-1]


def _prefixes(timeline: Timeline, prices: list[int]) -> tuple[list[State], list[State]]:
    """Return for each length of prefix its best state, and the best one that ends with somebody else.

    Two are enough: whoever comes next differs from the last one of either.
    """
    first, second = EMPTY, IMPOSSIBLE
    firsts, seconds = [first], [second]
    for position, (offers, before) in enumerate(zip(timeline.offers, timeline.before, strict=True)):
        usual, other = firsts[before], seconds[before]
        last = usual[1]
        for total, invitee in _ends(offers, prices, usual, other[0], second[0]):
            if total > second[0]:
                state = (total, invitee, position, other if invitee == last else usual)
                if invitee == first[1]:
                    first = max(first, state, key=_total)
                elif total > first[0]:
                    first, second = state, first
                else:
                    second = state
        firsts.append(first)
        seconds.append(second)
    return firsts, seconds


def _ends(
    offers: list[Offer], prices: list[int], usual: State, other: int, least: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the two best totals that end with one of the offers, and whose they are, if above `least`.

    An offer follows the state `usual`, or one of total `other` where `usual` ends with the same invitee.
    """
    free, last = usual[0], usual[1]
    most = next_most = least
    taker = runner_up = NOBODY
    for invitee, worth in offers:
        total = (other if invitee == last else free) + worth - prices[invitee]
        if total > next_most:
            if total > most:
                most, next_most, taker, runner_up = total, most, invitee, taker
            else:
                next_most, runner_up = total, invitee
    return (most, taker), (next_most, runner_up)


def strict_sweep(timeline: Timeline, prices: list[int], needed: int) -> Timeline:
    """Drop every offer through which no chain of the strict form reaches `needed`."""
    firsts, seconds = _prefixes(timeline, prices)
    lasts, others = (states[::-1] for states in _prefixes(timeline.reversed(), prices))
    kept = []
    for offers, before, after in zip(timeline.offers, timeline.before, timeline.after, strict=True):
        ahead, friend, *_ = firsts[before]
        behind, next_friend, *_ = lasts[after]
        ahead_else, behind_else = seconds[before][0], others[after][0]
        kept.append(
            [
                (invitee, worth)
                for invitee, worth in offers
                if (ahead_else if invitee == friend else ahead)
                + (behind_else if invitee == next_friend else behind)
                + (worth - prices[invitee])
                >= needed
            ]
        )
    return timeline.only(kept)


LOOSE = Relaxation(loose_best, loose_sweep, cost=1)
STRICT = Relaxation(strict_best, strict_sweep, cost=2)


def filled(timeline: Timeline, chain: Chain) -> list[int]:
    """Return the starts of a chain and those that fit between them, the earliest possible.

    >>> filled(Timeline.of({0: [(0, 5)], 20: [(1, 9)], 50: [(0, 4)]}, gap=30), [(1, 1)])
    [20, 50]
    """
    positions: list[int] = []
    free = 0
    for position in [*(position for position, _ in chain), len(timeline.starts)]:
        while free < position and timeline.after[free] <= position:
            positions.append(free)
            free = timeline.after[free]
        if position < len(timeline.starts):
            positions.append(position)
            free = timeline.after[position]
    return [timeline.starts[position] for position in positions]
