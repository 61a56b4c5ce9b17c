"""Choose a start for each invitee."""
from collections.abc import Sequence
from dataclasses import dataclass

from scheduling.collisions.relaxation import FREE, Node
from scheduling.collisions.search import SCALE, Incumbent, Meter, Search
from scheduling.collisions.timeline import Timeline

BUDGET = 30_000_000


@dataclass(frozen=True, slots=True)
class Packing:
    chosen: tuple[int | None, ...]
    value: int
    bound: int
    optimal: bool
    steps: int


def pack(candidates: Sequence[Sequence[tuple[int, int]]], gap: int, budget: int = BUDGET) -> Packing:
    meter = Meter(budget)
    n = len(candidates)
    best = [dict() for _ in candidates]
    for i, row in enumerate(candidates):
        for idx, (s, w) in enumerate(row):
            if s not in best[i] or best[i][s][0] < w:
                best[i][s] = (w, idx)
    weights: dict[int, dict[int, int]] = {}
    for i, row in enumerate(best):
        for s, (w, _) in row.items():
            weights.setdefault(s, {})[i] = w
    inc = Incumbent(weights)
    live = [i for i in range(n) if best[i]]
    bound = 0
    log = []
    if live:
        wmin = min(w for r in best for w, _ in r.values())
        wmax = max(w for r in best for w, _ in r.values())
        def line(a, b):
            return Timeline.of({s: [(i, (a + b * w) * SCALE) for i, w in sorted(r.items())] for s, r in weights.items()}, gap)
        tops = sorted((max(w for w, _ in best[i].values()) for i in live), reverse=True)
        total = sum(tops)
        m = len(live)
        floors0 = [0] * n
        if m * wmax < (m + 1) * wmin:
            t = line(1, 0)
            se = Search(t, 1, 0, None, inc, meter)
            top = se.run(Node(t, floors0, [SCALE // 2 if best[i] else 0 for i in range(n)], 0, m * SCALE))
            log.append((m, top, len(inc.starts), meter.steps))
            k = len(inc.starts)
            t = line(-wmin, 1)
            D = (wmax - wmin) * SCALE
            if k == m:
                se = Search(t, -wmin, 1, None, inc, meter)
                fl = [FREE if best[i] else 0 for i in range(n)]
                b = se.run(Node(t, fl, [D // 2 if best[i] else 0 for i in range(n)], 0, D * m)) + k * wmin
            else:
                se = Search(t, -wmin, 1, k, inc, meter)
                b = se.run(Node(t, floors0, [0] * n, -D, D * m)) + k * wmin
            bound = b if top == k else sum(tops[:top])
            log.append(meter.steps)
        else:
            t = line(0, 1)
            se = Search(t, 0, 1, None, inc, meter)
            bound = se.run(Node(t, floors0, [0] * n, 0, total * SCALE))
    chosen = tuple(best[i][inc.starts[i]][1] if i in inc.starts else None for i in range(n))
    return Packing(chosen, inc.value, bound, bound == inc.value, meter.steps)
