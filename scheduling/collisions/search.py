"""Close the gap between the best packing found and the bound: prices first, then branch and bound."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scheduling.assignment import assign
from scheduling.collisions.branching import split, unsettled
from scheduling.collisions.chains import LOOSE, STRICT, Chain, Relaxation, filled
from scheduling.collisions.prices import MUST, Descent, Node
from scheduling.collisions.timeline import Offer

SCALE = 256  # worths and prices are integers this much finer than weights
ROUND_EVERY = 5  # turns
SWEEP_EVERY = 10  # turns
PROBES = 8  # invitees tried before one is branched on


@dataclass(frozen=True, slots=True)
class Pace:
    """Say how long a descent goes on: strides are halved down to `least` percent.

    That happens after turns in vain: `patience` and one for every `share` invitees.
    """

    relaxation: Relaxation
    least: int
    patience: int
    share: int


QUICK = Pace(LOOSE, least=60, patience=10, share=6)
THOROUGH = Pace(STRICT, least=8, patience=10, share=3)
PROBING = Pace(STRICT, least=60, patience=8, share=20)


@dataclass(slots=True)
class Meter:
    """Count the work done against a budget; a step is about one offer looked at."""

    budget: int
    steps: int = 0

    def spent(self) -> bool:
        return self.steps >= self.budget


@dataclass(slots=True)
class Incumbent:
    """Hold the best packing found, as the start of each invitee met."""

    offers: Mapping[int, Sequence[Offer]]  # start → invitees with their weights
    meter: Meter
    starts: dict[int, int] = field(default_factory=dict)
    value: int = 0
    seen: set[tuple[int, ...]] = field(default_factory=set)

    def seat(self, starts: list[int]) -> None:
        """Share these starts out as well as possible, and keep the outcome if it is the best so far."""
        if tuple(starts) in self.seen:
            return
        self.seen.add(tuple(starts))
        rows = [self.offers[start] for start in starts]
        self.meter.steps += 2 * sum(map(len, rows))
        shared = assign(rows)
        if shared.value > self.value:
            self.value = shared.value
            pairs = zip(starts, shared.chosen, strict=True)
            self.starts = {invitee: start for start, invitee in pairs if invitee is not None}


@dataclass(slots=True)
class Search:
    """Raise the incumbent's score: `per_meeting` for each meeting and `per_weight` times its weight.

    The worths of its nodes are that score, scaled. With a `count`, only packings of so many meetings matter.
    """

    per_meeting: int
    per_weight: int
    count: int | None
    incumbent: Incumbent

    @property
    def meter(self) -> Meter:
        return self.incumbent.meter

    def run(self, root: Node) -> int:
        """Return an upper bound of the score, equal to it unless the budget ran out."""
        self.lower(root, QUICK)
        nodes = [root]
        while nodes and not self.meter.spent():
            node = nodes.pop()
            chains = self.descend(node)
            if not self.closed(node):
                nodes += [node] if self.meter.spent() else self.branch(node, chains)
        return max([self.goal(), *(node.bound for node in nodes)]) // SCALE

    def goal(self) -> int:
        """Return the score of the incumbent, scaled."""
        found = self.incumbent
        return (self.per_meeting * len(found.starts) + self.per_weight * found.value) * SCALE

    def closed(self, node: Node) -> bool:
        """Tell whether a node has nothing better: scores are whole, so its bound may be above by less."""
        return node.bound < self.goal() + SCALE

    def descend(self, node: Node) -> list[Chain]:
        """Lower a node's bound while the gap shrinks by a quarter each time, and return the last chains."""
        while True:
            gap = node.bound - self.goal()
            chains = self.lower(node, THOROUGH)
            if self.closed(node) or 4 * (node.bound - self.goal()) > 3 * gap:
                return chains

    def lower(self, node: Node, pace: Pace) -> list[Chain]:
        """Lower a node's bound, rounding chains to packings and dropping hopeless offers on the way."""
        descent = Descent.of(node, self.count)
        while descent.percent >= pace.least and not self.closed(node) and not self.meter.spent():
            total, chain = pace.relaxation.best(node.timeline, descent.charged())
            self.meter.steps += pace.relaxation.cost * node.timeline.size
            bound = total + descent.fixed()
            if descent.turns % ROUND_EVERY == 0:
                self.incumbent.seat(filled(node.timeline, chain))
            descent.note(bound, self.goal())
            descent.chains.append([(node.timeline.starts[position], invitee) for position, invitee in chain])
            descent.step(chain, bound - self.goal())
            self.rest(descent, pace)
        return descent.chains

    def rest(self, descent: Descent, pace: Pace) -> None:
        """Halve the strides of a descent that is stuck, and sweep when that promises to drop something."""
        gap = descent.node.bound - self.goal()
        stuck = descent.stalled >= pace.patience + len(descent.prices) // pace.share
        if stuck:
            descent.percent //= 2
            descent.stalled = 0
        closer = descent.swept is None or 2 * gap < descent.swept
        if stuck or (closer and descent.turns % SWEEP_EVERY == 0):
            descent.swept = gap
            if descent.percent >= pace.least:
                descent.chains.clear()
            self.sweep(descent.node, pace.relaxation)

    def sweep(self, node: Node, relaxation: Relaxation) -> None:
        """Drop what cannot be part of a better packing; close the node when too little is left for one."""
        best = Descent.of(node, self.count)
        self.meter.steps += 2 * relaxation.cost * node.timeline.size
        needed = self.goal() + SCALE - best.fixed()
        node.timeline = relaxation.sweep(node.timeline, best.charged(), needed)
        left = node.timeline.invitees()
        musts = {invitee for invitee, floor in enumerate(node.floors) if floor == MUST}
        if len(left) < (self.count or 1) or not musts <= left:
            node.bound = self.goal()

    def branch(self, node: Node, chains: list[Chain]) -> list[Node]:
        """Split a node where both bounds go down most, or return the half that is left open."""
        best: list[Node] = []
        for invitee in unsettled(node, chains)[:PROBES]:
            halves = split(node, invitee, chains)
            for half in halves:
                self.lower(half, PROBING)
            halves = sorted((half for half in halves if not self.closed(half)), key=lambda half: half.bound)
            if len(halves) < 2:
                return halves
            if not best or halves[1].bound < best[1].bound:
                best = halves
        if not best:  # everybody left must be met at their only start: that is a packing, or impossible
            self.incumbent.seat(filled(node.timeline, []))
        return best
