"""Choose a start for each invitee, and prove how good the choice is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scheduling.collisions.chains import filled, loose_best
from scheduling.collisions.prices import MUST, Node
from scheduling.collisions.search import SCALE, Incumbent, Meter, Search
from scheduling.collisions.timeline import Offer, Timeline, parts, thinned, undominated

BUDGET = 10_000_000
"""Steps: two to four seconds in CPython."""


@dataclass(frozen=True, slots=True)
class Packing:
    """Hold who is met when, and the proof.

    `chosen` has for each invitee an index into their candidates, or None; `value` is the sum of their
    weights. No packing is worth more than `bound`, which equals `value` when `optimal`. `steps` counts the
    work.
    """

    chosen: tuple[int | None, ...]
    value: int
    bound: int
    optimal: bool
    steps: int


def pack(candidates: Sequence[Sequence[tuple[int, int]]], gap: int, budget: int = BUDGET) -> Packing:
    """Choose at most one candidate of each invitee, starts at least `gap` apart, for the greatest weight.

    `candidates[i]` are the (start, weight) pairs of invitee i: starts and `gap` in one unit, gap and weights
    positive integers. Stops soon after `budget` steps: the packing is then valid, and `bound` says how far it
    may be from the best. Raises ValueError when the gap or a weight is not positive.

    >>> pack([[(0, 10), (30, 9)], [(15, 10)], [(0, 7)]], gap=30)
    Packing(chosen=(1, None, 0), value=16, bound=16, optimal=True, steps=...)
    """
    if gap < 1 or any(weight < 1 for pairs in candidates for _, weight in pairs):
        raise ValueError("gap and weights must be positive")
    best = [_best(pairs) for pairs in candidates]
    offers: dict[int, list[Offer]] = {}
    for invitee, choices in enumerate(best):
        for start, (weight, _) in choices.items():
            offers.setdefault(start, []).append((invitee, weight))
    meter = Meter(budget)
    starts: dict[int, int] = {}
    value = bound = 0
    timeline = undominated(thinned(Timeline.of(offers, gap)))
    for part in sorted(parts(timeline), key=lambda part: part.size):
        found, limit = _pack(part, meter)
        starts |= found.starts
        value += found.value
        bound += limit
    chosen = tuple(choices[starts[i]][1] if i in starts else None for i, choices in enumerate(best))
    return Packing(chosen, value, bound, bound == value, meter.steps)


def _best(pairs: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Return start → (weight, index), the heaviest where a start is given twice."""
    best: dict[int, tuple[int, int]] = {}
    for index, (start, weight) in enumerate(pairs):
        if start not in best or weight > best[start][0]:
            best[start] = (weight, index)
    return best


def _pack(part: Timeline, meter: Meter) -> tuple[Incumbent, int]:
    """Return the best packing found of one part, and a bound."""
    names = sorted(part.invitees())
    numbers = {name: number for number, name in enumerate(names)}
    part = part.only([(numbers[name], weight) for name, weight in offers] for offers in part.offers)
    tops = [0] * len(names)
    for offers in part.offers:
        for invitee, weight in offers:
            tops[invitee] = max(tops[invitee], weight)
    incumbent = Incumbent(dict(zip(part.starts, part.offers, strict=True)), meter)
    limit, chain = loose_best(part, [0] * len(names))
    limit = min(limit, sum(tops))
    incumbent.seat(filled(part, chain))
    if incumbent.value < limit:
        lightest = min(weight for offers in part.offers for _, weight in offers)
        outweighs = len(names) * max(tops) < (len(names) + 1) * lightest
        find = _most_meetings_first if outweighs else _most_weight
        limit = min(limit, find(part, incumbent, tops, limit))
    incumbent.starts = {names[number]: start for number, start in incumbent.starts.items()}
    return incumbent, limit


def _most_weight(part: Timeline, incumbent: Incumbent, tops: list[int], limit: int) -> int:
    """Find the heaviest packing where more meetings may well weigh less."""
    free = [0] * len(tops)
    root = Node(_scaled(part, lambda weight: weight), free, free, 0, limit * SCALE)
    return Search(0, 1, None, incumbent).run(root)


def _most_meetings_first(part: Timeline, incumbent: Incumbent, tops: list[int], limit: int) -> int:
    """Find how many meetings there can be, then the heaviest so many.

    For where one meeting more outweighs all else: prices on two scales at once are hard to find. With the
    number known, what is common to all weights need not be priced, and solutions between two numbers are cut
    off.
    """
    free = [0] * len(tops)
    root = Node(_scaled(part, lambda _: 1), free, free, 0, len(tops) * SCALE)
    most = Search(1, 0, None, incumbent).run(root)
    count = len(incumbent.starts)
    lightest = min(weight for offers in part.offers for _, weight in offers)
    heaviest = sorted(tops, reverse=True)
    worths = _scaled(part, lambda weight: weight - lightest)
    bound = (min(limit, sum(heaviest[:count])) - count * lightest) * SCALE
    spread = (heaviest[0] - lightest) * SCALE
    if count == len(tops):
        root = Node(worths, [MUST] * count, [spread // 2] * count, 0, bound)
        search = Search(-lightest, 1, None, incumbent)
    else:
        root = Node(worths, free, free, -spread, bound)
        search = Search(-lightest, 1, count, incumbent)
    best = search.run(root) + count * lightest
    return best if most == count else sum(heaviest[:most])


def _scaled(part: Timeline, worth: Callable[[int], int]) -> Timeline:
    return part.only(
        [(invitee, worth(weight) * SCALE) for invitee, weight in offers] for offers in part.offers
    )
