import random

import pytest

from scheduling.assignment import assign, assign_without


def random_candidates(seed, rows, columns, heaviest=9):
    rng = random.Random(seed)
    return [
        [
            (start, rng.randint(1, heaviest))
            for start in sorted(rng.sample(range(columns), rng.randint(0, columns)))
        ]
        for _ in range(rows)
    ]


def weight(candidates, chosen):
    return sum(dict(row)[start] for row, start in zip(candidates, chosen, strict=True) if start is not None)


def best_weight(candidates, taken=frozenset()):
    if not candidates:
        return 0
    rest = best_weight(candidates[1:], taken)
    for start, worth in candidates[0]:
        if start not in taken:
            rest = max(rest, worth + best_weight(candidates[1:], taken | {start}))
    return rest


@pytest.mark.parametrize("heaviest", [2, 9, 1000])
@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (1, 3), (3, 4), (4, 3), (5, 5), (5, 2)])
def test_assign_is_as_good_as_trying_everything(rows, columns, heaviest):
    for seed in range(60):
        candidates = random_candidates(seed, rows, columns, heaviest)

        found = assign(candidates)

        assert found.value == weight(candidates, found.chosen) == best_weight(candidates)
        taken = [start for start in found.chosen if start is not None]
        assert len(taken) == len(set(taken))


@pytest.mark.parametrize(("rows", "columns"), [(30, 60), (40, 40), (60, 30)])
def test_assign_proves_its_value_by_potentials(rows, columns):
    candidates = random_candidates(rows, rows, columns)

    found = assign(candidates)

    assert min(found.rows) >= 0
    assert min(found.columns.values()) >= 0
    assert found.value == sum(found.rows) + sum(found.columns.values())
    assert all(
        worth + found.columns.get(start, 0) >= weight
        for row, worth in zip(candidates, found.rows, strict=True)
        for start, weight in row
    )


@pytest.mark.parametrize(("rows", "columns"), [(4, 5), (5, 3)])
def test_assign_without_is_the_best_that_leaves_each_start_unused(rows, columns):
    for seed in range(60):
        candidates = random_candidates(seed, rows, columns)

        for start, chosen in enumerate(assign_without(candidates, range(columns))):
            rest = [[one for one in row if one[0] != start] for row in candidates]
            assert start not in chosen
            assert weight(candidates, chosen) == best_weight(rest)
