"""Choose the earliest starts that can be shared out, where starts do not collide.

The sets of starts that different invitees can have are the independent sets of a matroid, so the greedy way
leads to the best one: J. Edmonds and D. R. Fulkerson, "Transversals and matroid partition", Journal of
Research of the National Bureau of Standards 69B (1965) 147-153.
"""

from collections.abc import Iterable, Mapping, Sequence

from scheduling.assignment import Assignment, Candidate


def earliest(candidates: Sequence[Sequence[Candidate]], proof: Assignment) -> tuple[int | None, ...]:
    """Give a best assignment whose starts have the least sum, of all that use as many starts as any can.

    The potentials of `proof` are best ones for these candidates: only candidates that weigh as much as their
    two ends can be chosen; who has a worth and what has a price is in every best assignment.

    >>> from scheduling.assignment import assign
    >>> rows = [[(10, 5), (9, 5)], [(11, 5), (10, 5)]]
    >>> earliest(rows, assign(rows))
    (9, 10)
    """
    price = proof.columns
    tight = [
        [start for start, weight in row if weight == worth + price.get(start, 0)]
        for row, worth in zip(candidates, proof.rows, strict=True)
    ]
    used = shared_out(_needed_first(sorted(takers := _takers(tight)), price), takers)
    rows = {who: [start for start in row if start in used] for who, row in enumerate(tight)}
    chosen = shared_out(_needed_first(rows, dict(enumerate(proof.rows))), rows)
    return tuple(chosen.get(who) for who in rows)


def first_finish(candidates: Sequence[Sequence[Candidate]], count: int) -> int | None:
    """Give the earliest time by which `count` invitees can start, each at another time; None if they cannot.

    >>> first_finish([[(10, 1), (9, 1)], [(11, 1), (10, 1)]], 2)
    10
    """
    takers = _takers([[start for start, _ in row] for row in candidates])
    used = sorted(shared_out(sorted(takers), takers))
    return used[count - 1] if 0 < count <= len(used) else None


def shared_out(entering: Iterable[int], partners: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Bring in one after the other whoever can still have a partner of their own; give who has whom.

    Nobody who is in falls out again: others move along the shortest chain of exchanges. What a search in vain
    has seen no later one needs to enter, as no chain leads out of it.
    """
    partner: dict[int, int] = {}
    holder: dict[int, int] = {}
    closed: set[int] = set()
    for root in entering:
        reached: dict[int, int] = {}
        found = _free(root, partners, holder, reached, closed)
        if found is None:
            closed.update(reached)
        while found is not None:
            taker = holder[found] = reached[found]
            partner[taker], found = found, partner.get(taker)
    return partner


def _free(
    root: int,
    partners: Mapping[int, Sequence[int]],
    holder: Mapping[int, int],
    reached: dict[int, int],
    closed: set[int],
) -> int | None:
    """Find a partner that nobody holds, and note by whom each partner on the way is reached."""
    queue = [root]
    for taker in queue:
        for other in partners[taker]:
            if other not in reached and other not in closed:
                reached[other] = taker
                if other not in holder:
                    return other
                queue.append(holder[other])
    return None


def _takers(rows: Iterable[Iterable[int]]) -> dict[int, list[int]]:
    takers: dict[int, list[int]] = {}
    for who, row in enumerate(rows):
        for start in row:
            takers.setdefault(start, []).append(who)
    return takers


def _needed_first(nodes: Iterable[int], needed: Mapping[int, int]) -> list[int]:
    return sorted(nodes, key=lambda node: not needed.get(node))
