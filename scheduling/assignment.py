"""Assign each invitee to at most one start, no start twice, with the greatest total weight.

Shortest augmenting paths with potentials over the sparse edges, after Jonker and Volgenant, "A shortest
augmenting path algorithm for dense and sparse linear assignment problems", Computing 38 (1987).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from operator import itemgetter

Candidate = tuple[int, int]
"""A start and the positive weight of meeting then."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Hold a best assignment and the potentials which prove it.

    `chosen[i]` is the start of invitee i or None, `value` the sum of the weights chosen. `rows[i]` and
    `columns[start]` (0 where not named) are never negative, no candidate weighs more than the two of its ends, and
    they sum to `value`: so no assignment has a greater one.
    """

    chosen: tuple[int | None, ...]
    value: int
    rows: tuple[int, ...]
    columns: dict[int, int]


def assign(candidates: Sequence[Sequence[Candidate]]) -> Assignment:
    """Give the assignment of greatest weight.

    `candidates[i]` are the (start, weight) pairs of invitee i, weights positive, starts different.

    >>> assign([[(9, 5), (10, 4)], [(9, 5)]]).chosen
    (10, 9)
    """
    search = _Search(candidates)
    for row in search.greedy():
        search.augment(row)
    return search.result()


class _Search:
    """Keep the matching and the potentials, and improve them one row at a time.

    Reduced costs `row + column - weight` are never negative and 0 on matched edges; free columns and free rows that
    were tried have potential 0.
    """

    __slots__ = ("edges", "holder", "price", "start", "worth")

    def __init__(self, candidates: Sequence[Sequence[Candidate]]) -> None:
        heaviest_first = itemgetter(1)
        self.edges = [sorted(row, key=heaviest_first, reverse=True) for row in candidates]
        self.worth = [row[0][1] if row else 0 for row in self.edges]
        self.start: list[int | None] = [None] * len(self.edges)
        self.holder: dict[int, int] = {}
        self.price: dict[int, int] = {}

    def greedy(self) -> list[int]:
        """Give each row a free start of its greatest weight; give back the rows that found none."""
        left = []
        holder, start = self.holder, self.start
        for row, edges in enumerate(self.edges):
            best = self.worth[row]
            for time, weight in edges:
                if weight < best:
                    left.append(row)
                    break
                if time not in holder:
                    holder[time] = row
                    start[row] = time
                    break
            else:
                if edges:
                    left.append(row)
        return left

    def augment(self, root: int) -> None:
        """Bring a row in along the cheapest path, which ends at a free start or at a row that gives way."""
        edges, worth, price, holder = self.edges, self.worth, self.price, self.holder
        distance = {root: 0}
        parent: dict[int, int] = {}
        best, end_row, end_time = worth[root], root, None
        heap = [(0, root)]
        settled: list[tuple[int, int]] = []
        while heap:
            here, row = heappop(heap)
            if here >= best:
                break
            if here > distance[row]:
                continue
            settled.append((here, row))
            base = here + worth[row]
            if base < best:
                best, end_row, end_time = base, row, None
            for time, weight in edges[row]:
                if base - weight >= best:
                    break
                there = base - weight + price.get(time, 0)
                if there >= best:
                    continue
                other = holder.get(time)
                if other is None:
                    best, end_row, end_time = there, row, time
                elif there < distance.get(other, best):
                    distance[other] = there
                    parent[other] = row
                    heappush(heap, (there, other))
        self._raise_prices(settled, best)
        self._flip(root, end_row, end_time, parent)

    def _raise_prices(self, settled: list[tuple[int, int]], best: int) -> None:
        for here, row in settled:
            if here < best:
                self.worth[row] -= best - here
                time = self.start[row]
                if time is not None:
                    self.price[time] = self.price.get(time, 0) + best - here

    def _flip(self, root: int, row: int, time: int | None, parent: dict[int, int]) -> None:
        """Move every row of the path to the start of the next one; the last takes `time`, or nothing."""
        while True:
            before, self.start[row] = self.start[row], time
            if time is not None:
                self.holder[time] = row
            if row == root:
                return
            row, time = parent[row], before

    def result(self) -> Assignment:
        value = sum(self.worth) + sum(self.price.values())
        return Assignment(tuple(self.start), value, tuple(self.worth), self.price)
