import pytest

from benchmarks.rounds import Cost, ratio, verdict


def test_ratio_is_the_median_over_rounds_and_not_of_medians():
    floors = [Cost(1, 10, 1), Cost(10, 1, 1), Cost(4, 4, 1)]
    costs = [Cost(2, 30, 8), Cost(30, 4, 8), Cost(4, 4, 8)]

    assert ratio(costs, floors) == Cost(2, 3, 8)


@pytest.mark.parametrize(
    ("ratios", "said"),
    [
        (Cost(1.7, 1.7, 9), "met"),
        (Cost(1.8, 1.7, 9), "missed in time"),
        (Cost(1.7, 1.8, 9), "missed in processor"),
        (Cost(1.8, 1.8, 9), "missed in time and processor"),
    ],
)
def test_verdict_names_what_is_beyond_the_goal(ratios, said):
    assert verdict(ratios, 1.7) == said
