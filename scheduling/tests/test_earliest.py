import random

import pytest

from scheduling.assignment import assign
from scheduling.earliest import earliest, first_finish, shared_out


def drawn(seed):
    """Draw up to eight invitees and starts; a meeting outweighs all that can be gained without it."""
    rng = random.Random(seed)
    starts = range(rng.randint(1, 8))
    return [
        [(start, 100 + rng.randint(0, 2)) for start in starts if rng.random() < 0.5]
        for _ in range(rng.randint(1, 8))
    ]


def used(chosen):
    return sorted(start for start in chosen if start is not None)


def total(rows, chosen):
    """Weigh a choice; a start that is chosen twice or by somebody who cannot have it is an error."""
    assert len(set(used(chosen))) == len(used(chosen))
    return sum(dict(row)[start] for row, start in zip(rows, chosen, strict=True) if start is not None)


@pytest.mark.parametrize("seed", range(500))
def test_earliest_is_the_best_assignment_with_the_least_sum(seed):
    rows = drawn(seed)
    proof = assign(rows)

    chosen = earliest(rows, proof)

    exact = assign([[(start, 100 * weight + 8 - start) for start, weight in row] for row in rows]).chosen
    assert total(rows, chosen) == proof.value
    assert used(chosen) == used(exact)


@pytest.mark.parametrize("seed", range(200))
def test_first_finish_is_the_first_time_by_which_so_many_can_start(seed):
    rows = drawn(seed)
    placed = len(used(assign(rows).chosen))

    def by(last):
        return len(used(assign([[one for one in row if one[0] <= last] for row in rows]).chosen))

    for count in range(1, placed + 1):
        assert first_finish(rows, count) == next(last for last in range(8) if by(last) == count)
    assert (first_finish(rows, 0), first_finish(rows, placed + 1)) == (None, None)


def test_nobody_who_is_in_falls_out_for_somebody_later():
    partners = {1: [7], 2: [7, 8], 3: [7, 8], 4: [8, 9]}

    assert shared_out([3, 1, 2, 4], partners) == {3: 8, 1: 7, 4: 9}
