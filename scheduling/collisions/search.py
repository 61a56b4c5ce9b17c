"""Close the gap between the best packing found and the bound: prices first, then branch and bound."""

from collections import Counter
from dataclasses import dataclass, field

from scheduling.collisions.relaxation import FREE, NOBODY, Node, Relaxed, relax, sweep
from scheduling.collisions.seating import Seating
from scheduling.collisions.timeline import Timeline

SCALE = 256  # prices are integers this much finer than weights
UNIT = 64  # fixed point of the directions
FINE = 16  # bits of fixed point of a step
PATIENCE = 20
ROUND_EVERY = 5
FULL_STEP, LEAST_STEP = 100, 8  # percent of the way to the goal
MEMORY = 80  # percent of the last direction kept in the next one


@dataclass(slots=True)
class Meter:
    """Count the work done against a budget."""

    budget: int
    steps: int = 0

    def spent(self) -> bool:
        return self.steps >= self.budget


@dataclass(slots=True)
class Incumbent:
    """Hold the best packing found: invitee → start, and its value."""

    weights: dict[int, dict[int, int]]  # start → invitee → weight
    starts: dict[int, int] = field(default_factory=dict)
    value: int = 0

    def offer(self, starts: dict[int, int]) -> None:
        value = sum(self.weights[start][invitee] for invitee, start in starts.items())
        if value > self.value:
            self.value, self.starts = value, starts


@dataclass(slots=True)
class Walk:
    """Walk the prices downhill: Polyak's step along a direction that remembers the ones before."""

    node: Node
    count: int | None
    drift: list[int]
    charge_drift: int = 0
    percent: int = FULL_STEP

    def step(self, relaxed: Relaxed, excess: int) -> None:
        """Move the node's prices against the subgradient; `excess` is how far the bound lies above the goal."""
        node = self.node
        missing = [UNIT] * len(node.prices)
        met = 0
        for _, invitee in relaxed.chain:
            if invitee != NOBODY:
                missing[invitee] -= UNIT
                met += 1
        drift = self.drift = [MEMORY * old // 100 + new for old, new in zip(self.drift, missing, strict=True)]
        square = sum(
            move * move
            for move, price, floor in zip(drift, node.prices, node.floors, strict=True)
            if move < 0 or price > floor
        )
        if self.count is not None:
            self.charge_drift = MEMORY * self.charge_drift // 100 + UNIT * (self.count - met)
            square += self.charge_drift**2
        if square:
            stride = (self.percent * excess * UNIT << FINE) // (100 * square)
            node.prices = [
                max(floor, price - (stride * move >> FINE))
                for move, price, floor in zip(drift, node.prices, node.floors, strict=True)
            ]
            node.charge -= stride * self.charge_drift >> FINE


@dataclass(slots=True)
class Search:
    """Maximise `per_meeting` × meetings + `per_weight` × weight, all meetings counted if `count` is None."""

    timeline: Timeline  # worth is scaled
    per_meeting: int
    per_weight: int
    count: int | None
    incumbent: Incumbent
    meter: Meter
    open: list[Node] = field(default_factory=list)

    @property
    def score(self) -> int:
        found = self.incumbent
        return self.per_meeting * len(found.starts) + self.per_weight * found.value

    def closed(self, bound: int) -> bool:
        return bound < (self.score + 1) * SCALE

    def run(self, root: Node) -> int:
        """Return a bound on the score; it equals the score when the search was finished."""
        self.open = [root]
        while self.open and not self.meter.spent():
            node = self.open.pop()
            if not self.closed(node.bound):
                self.open += self.explore(node)
        return max([self.score] + [node.bound // SCALE for node in self.open])

    def explore(self, node: Node) -> list[Node]:
        picks = self.lower(node)
        if self.closed(node.bound):
            return []
        if picks is None:  # out of budget
            return [node]
        return self.branch(node, picks)

    def lower(self, node: Node) -> Counter | None:
        walk = Walk(node, self.count, [0] * len(node.prices))
        picks: Counter = Counter()
        best = (node.prices, node.charge)
        stalled = turn = 0
        swept = None
        while walk.percent >= LEAST_STEP:
            if self.meter.spent():
                return None
            charged = [price + node.charge for price in node.prices]
            relaxed = relax(node.timeline, charged)
            self.meter.steps += node.timeline.size
            bound = relaxed.value + sum(node.prices) + (self.count or 0) * node.charge
            goal = self.score * SCALE
            stalled += 1
            if bound < node.bound - (node.bound - goal) // 100:
                stalled = 0
            if bound < node.bound:
                node.bound = bound
                best = (node.prices, node.charge)
            if turn % ROUND_EVERY == 0:
                self.round(node, relaxed)
                goal = self.score * SCALE
            if self.closed(node.bound):
                return picks
            turn += 1
            picks.update((node.timeline.starts[k], i) for k, i in relaxed.chain)
            if stalled >= PATIENCE or (turn % 10 == 0 and (swept is None or 2 * (node.bound - goal) < swept)):
                if stalled >= PATIENCE:
                    stalled = 0
                    walk.percent //= 2
                swept = node.bound - goal
                if not self.sweep(node, *best):
                    node.bound = goal
                    return picks
                if walk.percent >= LEAST_STEP:
                    picks = Counter()
                continue
            walk.step(relaxed, bound - goal)
        node.prices, node.charge = best
        return picks

    def sweep(self, node: Node, prices: list[int], charge: int) -> bool:
        needed = (self.score + 1) * SCALE - sum(prices) - (self.count or 0) * charge
        node.timeline = sweep(node.timeline, [price + charge for price in prices], needed)
        self.meter.steps += 3 * node.timeline.size
        alive = {invitee for offers in node.timeline.offers for invitee, _ in offers}
        if len(alive) < (self.count or 0):
            return False
        return all(i in alive for i, floor in enumerate(node.floors) if floor == FREE)

    def round(self, node: Node, relaxed: Relaxed) -> None:
        weights = self.incumbent.weights
        starts = [node.timeline.starts[position] for position, _ in relaxed.chain]
        rows = [[(i, w * SCALE) for i, w in weights[start].items()] for start in starts]
        seating = Seating(rows, [max(0, x) for x in node.prices])
        for row in range(len(rows)):
            seating.insert(row)
        self.meter.steps += seating.steps
        self.incumbent.offer({invitee: starts[row] for row, invitee in seating.takers.items()})

    def branch(self, node: Node, picks: Counter) -> list[Node]:
        by: dict[int, list[tuple[int, int]]] = {}
        for (start, invitee), times in picks.items():
            if invitee != NOBODY:
                by.setdefault(invitee, []).append((start, times))
        has: dict[int, int] = {}
        for o in node.timeline.offers:
            for x in o:
                has[x[0]] = has.get(x[0], 0) + 1
        by = {i: x for i, x in by.items() if i in has and (has[i] > 1 or node.floors[i] != FREE)} or {i: [(0, 1)] for i in has}
        who, places = max(by.items(), key=lambda e: (sum(t for _, t in e[1]) - max(t for _, t in e[1]), -e[0]))
        starts = [s for s, o in zip(node.timeline.starts, node.timeline.offers) if any(x[0] == who for x in o)]
        half = sum(t for _, t in places) / 2
        acc = 0
        places.sort()
        cut = starts[0]
        for start, times in places:
            if starts[0] <= start < starts[-1]:
                cut = start
            acc += times
            if acc >= half:
                break
        floors = node.floors.copy()
        floors[who] = FREE
        if len(starts) < 2:
            right = node.timeline.offers
            cut = starts[0] - 1
        else:
            right = [o if k > cut else [x for x in o if x[0] != who] for k, o in zip(node.timeline.starts, node.timeline.offers)]
        left = [o if k <= cut else [x for x in o if x[0] != who] for k, o in zip(node.timeline.starts, node.timeline.offers)]
        a = Node(node.timeline.only(left), node.floors, node.prices, node.charge, node.bound)
        b = Node(node.timeline.only(right), floors, node.prices, node.charge, node.bound)
        return [a, b]
