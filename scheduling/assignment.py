"""Assign each invitee to at most one start, no start twice, with the greatest total weight.

Shortest augmenting paths with potentials over the sparse edges, after R. Jonker and A. Volgenant, "A shortest
augmenting path algorithm for dense and sparse linear assignment problems", Computing 38 (1987) 325-340.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from operator import itemgetter

Candidate = tuple[int, int]
"""A start and the positive weight of meeting then."""

_start, _weight = itemgetter(0), itemgetter(1)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Hold a best assignment and the potentials which prove that it is one.

    `chosen[i]` is the start of invitee i or None, `value` the sum of the chosen weights. The potentials
    `rows[i]` and `columns[start]` (0 where not named) are never negative, no candidate weighs more than
    those of its two ends together, and all of them sum to `value`: so no assignment has a greater one.
    """

    chosen: tuple[int | None, ...]
    value: int
    rows: tuple[int, ...]
    columns: dict[int, int]


def assign(candidates: Sequence[Sequence[Candidate]]) -> Assignment:
    """Give an assignment of greatest weight.

    `candidates[i]` are the (start, weight) pairs of invitee i: weights positive, starts different.

    >>> assign([[(9, 5), (10, 4)], [(9, 5)]]).chosen
    (10, 9)
    """
    starts: set[int] = set()
    for row in candidates:
        starts.update(map(_start, row))
        if len(starts) >= len(candidates):
            return _solved(candidates)
    by_start = _turned(candidates)
    return _turn_back(list(by_start), _solved(list(by_start.values())), len(candidates))


def assign_without(
    candidates: Sequence[Sequence[Candidate]], starts: Iterable[int]
) -> Iterator[tuple[int | None, ...]]:
    """Give, for each of some starts in turn, the choice of a best assignment that leaves it unused.

    Each takes one search, from the best assignment of all.

    >>> list(assign_without([[(9, 5), (10, 4)], [(9, 6)]], [9, 10]))
    [(10, None), (None, 9)]
    """
    found = assign(candidates)
    holder = {start: row for row, start in enumerate(found.chosen) if start is not None}
    above_all = 1 + 2 * max((weight for row in candidates for _, weight in row), default=0)
    for start in starts:
        search = _Search(candidates, list(found.chosen), dict(holder), list(found.rows), dict(found.columns))
        if start in holder:
            search.start[holder[start]] = None
            search.price[start] = above_all
            search.enter(search.holder.pop(start))
        yield tuple(search.start)


def _turned(candidates: Sequence[Sequence[Candidate]]) -> dict[int, list[Candidate]]:
    """Give the (row, weight) pairs of each start."""
    by_start: dict[int, list[Candidate]] = {}
    for row, edges in enumerate(candidates):
        for time, weight in edges:
            by_start.setdefault(time, []).append((row, weight))
    return dict(sorted(by_start.items()))


def _turn_back(starts: Sequence[int], found: Assignment, count: int) -> Assignment:
    """Read an assignment of starts to rows as one of rows to starts."""
    chosen: list[int | None] = [None] * count
    for start, row in zip(starts, found.chosen, strict=True):
        if row is not None:
            chosen[row] = start
    rows = tuple(found.columns.get(row, 0) for row in range(count))
    return Assignment(tuple(chosen), found.value, rows, dict(zip(starts, found.rows, strict=True)))


def _solved(candidates: Sequence[Sequence[Candidate]]) -> Assignment:
    nothing: list[int | None] = [None] * len(candidates)
    search = _Search(candidates, nothing, {}, [0] * len(candidates), {})
    for row in search.greedy():
        search.enter(row)
    value = sum(search.worth) + sum(search.price.values())
    return Assignment(tuple(search.start), value, tuple(search.worth), search.price)


@dataclass(slots=True)
class _Search:
    """Keep the matching and its potentials, and bring the rows in one by one.

    The reduced cost `worth + price - weight` is never negative, and 0 where a row holds its start. A start
    without a holder is priced 0, a row that was brought in and has no start is worth 0.
    """

    candidates: Sequence[Sequence[Candidate]]
    start: list[int | None]
    holder: dict[int, int]
    worth: list[int]
    price: dict[int, int]
    heavy: dict[int, tuple[int, list[Candidate]]] = field(default_factory=dict)

    def greedy(self) -> list[int]:
        """Give each row a free start of its greatest weight; give back the rows that found none."""
        holder, start, worth = self.holder, self.start, self.worth
        left = []
        for row, candidates in enumerate(self.candidates):
            if not candidates:
                continue
            best = worth[row] = max(map(_weight, candidates))
            for time, weight in candidates:
                if weight == best and time not in holder:
                    holder[time] = row
                    start[row] = time
                    break
            else:
                left.append(row)
        return left

    def enter(self, root: int) -> None:
        """Bring a row in: to a free start if none would be better, or along the cheapest path."""
        price, holder = self.price, self.holder
        most = found = 0
        free = None
        for time, weight in self.candidates[root]:
            if weight > found:
                gain = weight - price.get(time, 0)
                if gain > most:
                    most = gain
                if gain > found and time not in holder:
                    found, free = gain, time
        self.worth[root] = most
        if found < most:
            self._search(root, free, most - found)
        elif free is not None:
            self.start[root] = free
            holder[free] = root

    def _search(self, root: int, free: int | None, best: int) -> None:
        """Find the cheapest path to a start without a holder or to a row that gives way, and move along it.

        Dijkstra's search; only edges that can still beat the best path known are looked at.
        """
        worth, price, holder = self.worth, self.price, self.holder
        last = root
        distance, parent, settled = {root: 0}, dict[int, int](), list[tuple[int, int]]()
        heap = [(0, root)]
        while heap and heap[0][0] < best:
            here, row = heappop(heap)
            if here > distance[row]:
                continue
            settled.append((here, row))
            base = here + worth[row]
            if base < best:
                best, last, free = base, row, None
            for time, weight in self._heaviest(row, base - best):
                there = base - weight
                if there >= best:
                    break
                there += price.get(time, 0)
                other = holder.get(time, -1)
                if there < distance.get(other, best):
                    if other < 0:
                        best, last, free = there, row, time
                    else:
                        distance[other] = there
                        parent[other] = row
                        heappush(heap, (there, other))
        self._reprice(settled, best)
        self._shift(root, last, free, parent)

    def _heaviest(self, row: int, least: int) -> list[Candidate]:
        """Give the candidates of a row above a weight, and perhaps more, the heaviest first.

        Each time that more are wanted, twice the range of weights is prepared.
        """
        if row in self.heavy:
            prepared, edges = self.heavy[row]
            if prepared <= least:
                return edges
            least -= edges[0][1] - least if edges else least
        edges = [candidate for candidate in self.candidates[row] if candidate[1] > least]
        edges.sort(key=_weight, reverse=True)
        self.heavy[row] = least, edges
        return edges

    def _reprice(self, settled: list[tuple[int, int]], best: int) -> None:
        for here, row in settled:
            self.worth[row] -= best - here
            time = self.start[row]
            if time is not None:
                self.price[time] = self.price.get(time, 0) + best - here

    def _shift(self, root: int, row: int, time: int | None, parent: dict[int, int]) -> None:
        """Move each row of the path to the start of the row after it; the last one takes `time`."""
        while True:
            before, self.start[row] = self.start[row], time
            if time is not None:
                self.holder[time] = row
            if row == root:
                return
            row, time = parent[row], before
