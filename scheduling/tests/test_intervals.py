import random

from scheduling.intervals import subtract, union


def random_spans(rng):
    starts = [rng.randrange(30) for _ in range(rng.randrange(6))]
    return [(start, start + rng.randint(1, 8)) for start in starts]


def points(spans):
    return {point for start, end in spans for point in range(start, end)}


def test_union_and_subtract_agree_with_sets_of_points():
    rng = random.Random(0)
    for _ in range(500):
        spans, holes = union(random_spans(rng)), union(random_spans(rng))

        rest = subtract(spans, holes)

        assert points(rest) == points(spans) - points(holes)
        assert rest == sorted(rest)


def test_union_leaves_no_two_spans_touching():
    assert union([(2, 3), (0, 1), (1, 2), (5, 6)]) == [(0, 3), (5, 6)]
