"""Choose a start for each invitee of an instance so that the weights add up to the most."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scheduling.assignment import Assignment, Candidate, assign
from scheduling.candidates import Instance
from scheduling.collisions import pack
from scheduling.effort import Effort

Weigh = Callable[[int, int], int]
"""What gives the weight of a meeting from its owner's and its invitee's preference."""

Starts = tuple[int | None, ...]
"""A start, or None, for each invitee of an instance."""

BUDGET = 6_000_000
"""Steps that the search for the best packing may take."""

TRIAL = 100_000
"""Steps that a search for another packing may take, when many are tried."""

COLLIDING = 10
"""How often a candidate is looked at before the search for a packing begins."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold the starts chosen, their total weight, and the proven limit of such totals.

    Where starts do not collide, the potentials of `proof` are what proves it.
    """

    starts: Starts
    value: int
    bound: int
    proof: Assignment | None = None

    @property
    def placed(self) -> int:
        """Count the invitees who have a start."""
        return len(self.starts) - self.starts.count(None)


def weighted(read: Instance, weigh: Weigh) -> list[list[Candidate]]:
    """Weigh every option of an instance."""
    weight = {4 * owner + invitee: weigh(owner, invitee) for owner in (1, 2, 3) for invitee in (1, 2, 3)}
    return [[(start, weight[grade]) for start, grade in options] for options in read.options]


def choose(candidates: Sequence[Sequence[Candidate]], read: Instance, effort: Effort) -> Choice:
    """Choose among weighted candidates: by assignment or, where starts collide, by packing."""
    effort.spend(cost(candidates, read))
    if not read.collide:
        found = assign(candidates)
        return Choice(found.chosen, found.value, found.value, found)
    packing = pack(candidates, read.gap, effort.left)
    effort.spend(packing.steps)
    starts = tuple(
        None if position is None else row[position][0]
        for row, position in zip(candidates, packing.chosen, strict=True)
    )
    return Choice(starts, packing.value, packing.bound)


def cost(candidates: Sequence[Sequence[Candidate]], read: Instance) -> int:
    """Count the steps that choosing takes at least."""
    return sum(map(len, candidates)) * (COLLIDING if read.collide else 1)


def loose_bound(read: Instance, weigh: Weigh) -> int:
    """Bound the weight of any choice, starts left out included: to each their best, while room lasts."""
    best = sorted(
        (max(weigh(*divmod(grade, 4)) for grade in grades) for grades in read.grades if grades), reverse=True
    )
    return sum(best[: read.room])
