import random

from scheduling.components import components


def test_components_hold_the_nodes_that_can_reach_each_other():
    for seed in range(200):
        rng = random.Random(seed)
        arcs = {node: {rng.randrange(7) for _ in range(rng.randrange(3))} for node in range(7)}

        reach = {node: {node} for node in arcs}
        for _ in arcs:
            for seen in reach.values():
                seen.update(*(arcs[node] for node in seen))

        together = {
            frozenset(one for one in arcs if one in reach[node] and node in reach[one]) for node in arcs
        }
        assert {frozenset(part) for part in components(arcs)} == together
