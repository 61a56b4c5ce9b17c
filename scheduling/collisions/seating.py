"""Give a chain of starts to invitees, the best way there is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from scheduling.collisions.timeline import Offer


@dataclass(slots=True)
class Seating:
    """Hold a matching of rows to invitees that grows by one row at a time.

    Shortest augmenting paths over the sparse offers, after Jonker and Volgenant (1987). With prices near the
    optimum most rows find their invitee free at once. The result is the best one of its rows when the prices of
    those left out are zero, and a good one otherwise.
    """

    rows: Sequence[Sequence[Offer]]
    prices: list[int]
    takers: dict[int, int] = field(default_factory=dict)  # row → invitee
    owners: dict[int, int] = field(default_factory=dict)  # invitee → row
    gains: dict[int, int] = field(default_factory=dict)  # row → its dual
    steps: int = 0

    def insert(self, row: int) -> None:
        """Give `row` to somebody, moving others, or to nobody when that is worth more."""
        gain, taker = 0, -1
        for invitee, worth in self.rows[row]:
            if worth - self.prices[invitee] > gain:
                gain, taker = worth - self.prices[invitee], invitee
        self.gains[row] = gain
        self.steps += len(self.rows[row])
        if taker in self.owners:
            self._augment(row)
        elif taker >= 0:
            self.takers[row] = taker
            self.owners[taker] = row

    def _augment(self, row: int) -> None:
        ends = self.gains[row]
        end: tuple[int, int | None] = (row, None)
        distances = {row: 0}
        origins: dict[int, tuple[int, int]] = {}
        queue = [(0, row)]
        while queue:
            distance, near = heappop(queue)
            if distance >= ends:
                break
            if distance > distances[near]:
                continue
            if distance + self.gains[near] < ends:
                ends, end = distance + self.gains[near], (near, None)
            base = distance + self.gains[near]
            self.steps += len(self.rows[near])
            for invitee, worth in self.rows[near]:
                reach = base - worth + self.prices[invitee]
                if reach >= ends:
                    continue
                owner = self.owners.get(invitee)
                if owner is None:
                    ends, end = reach, (near, invitee)
                elif reach < distances.get(owner, ends):
                    distances[owner] = reach
                    origins[owner] = (near, invitee)
                    heappush(queue, (reach, owner))
        self._reprice(distances, ends)
        self._flip(row, end, origins)

    def _reprice(self, distances: dict[int, int], ends: int) -> None:
        for row, distance in distances.items():
            if distance < ends:
                self.gains[row] -= ends - distance
                if row in self.takers:
                    self.prices[self.takers[row]] += ends - distance

    def _flip(self, row: int, end: tuple[int, int | None], origins: dict[int, tuple[int, int]]) -> None:
        near, taker = end
        while True:
            if taker is None:
                self.takers.pop(near, None)
            else:
                self.takers[near] = taker
                self.owners[taker] = near
            if near == row:
                return
            near, taker = origins[near]
