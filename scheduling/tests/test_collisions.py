import random
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.collisions import Packing, pack
from scheduling.collisions.prices import MUST, Node
from scheduling.collisions.search import Incumbent, Meter, Search
from scheduling.collisions.timeline import Timeline


def best_value(candidates, gap):
    """Try every set of invitees at every start: the oracle."""
    starts = sorted({start for choices in candidates for start, _ in choices})
    weights = [{} for _ in candidates]
    for who, choices in enumerate(candidates):
        for start, weight in choices:
            weights[who][start] = max(weight, weights[who].get(start, 0))

    @cache
    def best(position, met):
        if position == len(starts):
            return 0
        start = starts[position]
        over = next((k for k in range(position, len(starts)) if starts[k] >= start + gap), len(starts))
        takers = [who for who, mine in enumerate(weights) if start in mine and not met >> who & 1]
        taken = [weights[who][start] + best(over, met | 1 << who) for who in takers]
        return max([best(position + 1, met), *taken])

    return best(0, 0)


def is_valid(packing, candidates, gap):
    """Say whether a packing keeps the gap and its figures are those of its choice."""
    chosen = [
        choices[index] for choices, index in zip(candidates, packing.chosen, strict=True) if index is not None
    ]
    starts = sorted(start for start, _ in chosen)
    apart = all(later - earlier >= gap for earlier, later in pairwise(starts))
    figures = sum(weight for _, weight in chosen) == packing.value <= packing.bound
    return apart and figures and packing.optimal == (packing.value == packing.bound)


def weigh(count, owner, invitee):
    """Weigh a meeting as the objectives do: first that it is, then the preferences, then fairness."""
    fairness = count + 1
    preference = count * fairness + 1
    penalty = {1: fairness, 2: 1, 3: 0}[invitee]
    return (6 * count + 1) * preference + (owner + invitee) * preference - penalty


def scheduled(seed, count, starts, choices, step=15):
    """Build candidates with the weights of meetings, every owner's preference fixed by the start."""
    rng = random.Random(seed)
    owner = [rng.randint(1, 3) for _ in range(starts)]
    return [
        [
            (step * k, weigh(count, owner[k], rng.randint(1, 3)))
            for k in sorted(rng.sample(range(starts), rng.randint(0, min(choices, starts))))
        ]
        for _ in range(count)
    ]


def tiny(seed):
    """Build a few candidates of any weights."""
    rng = random.Random(seed)
    return [
        [(rng.randrange(16), rng.randint(1, 9)) for _ in range(rng.randint(0, 5))]
        for _ in range(rng.randint(0, 5))
    ], rng.randint(1, 6)


def test_pack_finds_the_best_value_of_two_thousand_tiny_instances():
    instances = [tiny(seed) for seed in range(2000)]

    packings = [pack(candidates, gap) for candidates, gap in instances]

    assert all(map(is_valid, packings, *zip(*instances, strict=True)))
    assert [packing.bound for packing in packings] == [packing.value for packing in packings]
    assert [packing.value for packing in packings] == [best_value(*instance) for instance in instances]


def test_pack_finds_the_best_value_of_a_thousand_small_schedules():
    instances = [(scheduled(seed, seed % 7, 14, 6), 15 * (1 + seed % 4)) for seed in range(1000)]

    packings = [pack(candidates, gap) for candidates, gap in instances]

    assert all(map(is_valid, packings, *zip(*instances, strict=True)))
    assert [packing.value for packing in packings] == [best_value(*instance) for instance in instances]


@pytest.mark.parametrize("seed", range(40))
def test_pack_finds_the_best_value_of_crowded_schedules(seed):
    candidates = scheduled(seed, 10, 26, 8)

    packing = pack(candidates, 40)

    assert packing.optimal
    assert packing.value == best_value(candidates, 40)


@pytest.mark.parametrize("seed", range(20))
def test_pack_finds_the_best_value_where_weights_are_far_apart(seed):
    rng = random.Random(seed)
    candidates = [
        [(15 * k, rng.randint(1, 1000)) for k in sorted(rng.sample(range(24), 7))] for _ in range(9)
    ]

    packing = pack(candidates, 40)

    assert packing.optimal
    assert packing.value == best_value(candidates, 40)


pairs = st.tuples(st.integers(-20, 20), st.integers(1, 30) | st.integers(1000, 1010))
instances = st.lists(st.lists(pairs, max_size=6), max_size=6)
gaps = st.integers(1, 15)
unhurried = settings(derandomize=True, deadline=None, max_examples=200, database=None)


@unhurried
@given(instances, gaps)
def test_pack_is_valid_and_optimal(candidates, gap):
    packing = pack(candidates, gap)

    assert is_valid(packing, candidates, gap)
    assert packing.value == packing.bound == best_value(candidates, gap)


@unhurried
@given(instances, gaps, st.integers(0, 300))
def test_pack_with_any_budget_is_valid_and_bounds_the_best(candidates, gap, budget):
    packing = pack(candidates, gap, budget)

    assert is_valid(packing, candidates, gap)
    assert packing.bound >= best_value(candidates, gap)


@unhurried
@given(instances, gaps, st.randoms(use_true_random=False))
def test_pack_is_worth_the_same_in_any_order_of_invitees(candidates, gap, rng):
    shuffled = [rng.sample(choices, len(choices)) for choices in rng.sample(candidates, len(candidates))]

    assert pack(shuffled, gap).value == pack(candidates, gap).value


@unhurried
@given(instances, gaps, st.lists(pairs, min_size=1, max_size=4))
def test_pack_is_never_worth_less_with_one_more_invitee(candidates, gap, choices):
    assert pack([*candidates, choices], gap).value >= pack(candidates, gap).value


@unhurried
@given(instances, gaps, st.integers(2, 60), st.integers(-(10**15), 10**15))
def test_pack_does_not_depend_on_unit_and_origin_of_time(candidates, gap, unit, origin):
    moved = [[(origin + unit * start, weight) for start, weight in choices] for choices in candidates]

    assert pack(moved, unit * gap) == pack(candidates, gap)


@pytest.mark.parametrize("budget", [0, 10_000, 100_000, 1_000_000])
@pytest.mark.parametrize("count", [20, 60])
def test_pack_stopped_by_its_budget_bounds_the_best_and_is_good(count, budget):
    candidates = scheduled(count, count, 2 * count, 10)

    packing = pack(candidates, 40, budget)

    assert is_valid(packing, candidates, 40)
    assert packing.bound >= pack(candidates, 40).value
    assert packing.value * 4 >= packing.bound * 3
    assert packing.steps <= budget + 60_000


def test_pack_of_nobody_is_empty():
    assert pack([], 30) == Packing(chosen=(), value=0, bound=0, optimal=True, steps=0)


def test_pack_leaves_out_who_has_no_candidate():
    assert pack([[], [(0, 7)]], 30).chosen == (None, 0)


def test_pack_takes_the_heavier_of_two_equal_starts():
    assert pack([[(0, 3), (0, 5), (0, 4)]], 30).chosen == (1,)


def test_pack_meets_people_back_to_back():
    assert pack([[(0, 1)], [(30, 1)], [(60, 1)]], 30).chosen == (0, 0, 0)


def test_pack_keeps_the_gap_to_the_last_unit():
    assert pack([[(0, 2)], [(29, 1)]], 30).chosen == (0, None)


def test_pack_prefers_two_meetings_to_a_heavier_one():
    assert pack([[(0, 10)], [(20, 11)], [(40, 10)]], 30).chosen == (0, None, 0)


@pytest.mark.parametrize(("candidates", "gap"), [([[(0, 1)]], 0), ([[(0, 1), (5, 0)]], 30)])
def test_pack_refuses_what_is_not_positive(candidates, gap):
    with pytest.raises(ValueError, match="gap and weights must be positive"):
        pack(candidates, gap)


@pytest.mark.parametrize("count", [5, 40, 100])
def test_pack_places_as_many_of_identical_invitees_as_there_is_room_for(count):
    candidates = [[(15 * k, weigh(count, 2, 2)) for k in range(60)] for _ in range(count)]

    packing = pack(candidates, 40)

    assert packing.optimal
    assert packing.value == min(count, 20) * weigh(count, 2, 2)


def test_pack_places_everybody_where_all_weights_are_equal():
    rng = random.Random(1)
    candidates = [[(15 * k, 1) for k in rng.sample(range(180), 20)] for _ in range(50)]

    packing = pack(candidates, 45)

    assert (packing.value, packing.optimal) == (50, True)


def test_pack_splits_days_that_share_nobody():
    days = [scheduled(day, 6, 14, 6) for day in range(8)]
    together = [
        [(start + 1440 * day, weight) for start, weight in choices]
        for day, candidates in enumerate(days)
        for choices in candidates
    ]

    assert pack(together, 40).value == sum(pack(candidates, 40).value for candidates in days)


def test_pack_of_one_minute_steps_is_proven():
    rng = random.Random(7)
    candidates = []
    for _ in range(15):
        first = rng.randrange(500)
        candidates.append([(minute, weigh(15, 2, rng.randint(1, 3))) for minute in range(first, first + 90)])

    packing = pack(candidates, 45)

    assert is_valid(packing, candidates, 45)
    assert packing.optimal


def test_pack_thins_a_crowd_to_what_can_matter():
    candidates = [
        [(start, weigh(200, 1 + start % 3, 1 + start * who % 3)) for start in range(0, 600, 2)]
        for who in range(200)
    ]

    packing = pack(candidates, 30)

    assert is_valid(packing, candidates, 30)
    assert (packing.optimal, len(packing.chosen) - packing.chosen.count(None)) == (True, 20)


def test_branch_takes_the_only_packing_where_everybody_has_one_start_left():
    line = Timeline.of({0: [(0, 5)], 30: [(1, 4)]}, gap=30)
    search = Search(0, 1, None, Incumbent(dict(zip(line.starts, line.offers, strict=True)), Meter(1000)))

    halves = search.branch(Node(line, [MUST, MUST], [0, 0], 0, 10_000), [])

    assert (halves, search.incumbent.starts) == ([], {0: 0, 1: 30})
