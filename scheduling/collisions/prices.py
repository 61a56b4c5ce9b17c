"""Move the prices of a relaxed problem towards its least bound."""

from dataclasses import dataclass, field

from scheduling.collisions.chains import NEVER, Chain
from scheduling.collisions.timeline import Timeline

UNIT = 64  # directions are integers in units of 1/64
FINE = 16  # strides are integers in units of 2**-16
MEMORY = 80  # percent of the last direction that the next one keeps

MUST = NEVER
"""The floor of an invitee that has to be met: none."""


@dataclass(slots=True)
class Node:
    """Hold a restricted problem with the best prices known for it.

    The price of an invitee is at least their floor: zero, or `MUST`. `charge` is the price of a meeting as
    such, for where their number is fixed. No solution of the node exceeds `bound`.
    """

    timeline: Timeline
    floors: list[int]
    prices: list[int]
    charge: int
    bound: int


@dataclass(slots=True)
class Descent:
    """Walk downhill from a node: Polyak's strides along directions that remember the ones before.

    The method is that of M. Held and R. Karp, "The traveling-salesman problem and minimum spanning trees:
    part II", Mathematical Programming 1 (1971) 6-25; the memory that of P. Camerini, L. Fratta and F.
    Maffioli, "On improving relaxation methods by modified gradient techniques", Mathematical Programming
    Study 3 (1975) 26-34. The goal is the value of the best solution known; a stride covers `percent` of the
    way to it that the direction promises.
    """

    node: Node
    count: int | None
    prices: list[int]
    charge: int
    drift: list[int]
    charge_drift: int = 0
    percent: int = 100
    stalled: int = 0
    turns: int = 0
    swept: int | None = None  # the gap at the last sweep
    chains: list[Chain] = field(default_factory=list)  # since then, by start instead of position

    @classmethod
    def of(cls, node: Node, count: int | None) -> "Descent":
        return cls(node, count, node.prices, node.charge, [0] * len(node.prices))

    def charged(self) -> list[int]:
        """Return what a meeting with each invitee costs."""
        return [price + self.charge for price in self.prices] if self.charge else self.prices

    def fixed(self) -> int:
        """Return what the prices add to the total of a chain to make it a bound."""
        return sum(self.prices) + (self.count or 0) * self.charge

    def note(self, bound: int, goal: int) -> None:
        """Keep the prices if their bound is the least so far; to gain below 1 % of the gap is to stall."""
        node = self.node
        self.turns += 1
        self.stalled = 0 if 100 * (node.bound - bound) > node.bound - goal else self.stalled + 1
        if bound < node.bound:
            node.bound, node.prices, node.charge = bound, self.prices, self.charge

    def step(self, chain: Chain, excess: int) -> None:
        """Move the prices against the subgradient of `chain`, whose bound lies `excess` above the goal."""
        missing = [UNIT] * len(self.prices)
        for _, invitee in chain:
            missing[invitee] -= UNIT
        self.drift = [MEMORY * old // 100 + new for old, new in zip(self.drift, missing, strict=True)]
        moves = list(zip(self.drift, self.prices, self.node.floors, strict=True))
        square = sum(move * move for move, price, floor in moves if move < 0 or price > floor)
        if self.count is not None:
            self.charge_drift = MEMORY * self.charge_drift // 100 + UNIT * (self.count - len(chain))
            square += self.charge_drift**2
        stride = (self.percent * excess * UNIT << FINE) // (100 * square or 1)
        self.prices = [max(floor, price - (stride * move >> FINE)) for move, price, floor in moves]
        self.charge -= stride * self.charge_drift >> FINE
