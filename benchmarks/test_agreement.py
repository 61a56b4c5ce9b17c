import pytest

from benchmarks.scheduling_instances import adversarial_instances, colliding_instance, grid_instance
from benchmarks.scheduling_rivals import cp_sat, scipy_matrix, scipy_value
from scheduling.assignment import assign
from scheduling.collisions import pack


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("count", [10, 25, 40, 60])
def test_pack_reaches_the_value_of_cp_sat(count, seed):
    candidates, gap = colliding_instance(seed, count)

    packing = pack(candidates, gap)

    assert (packing.value, packing.optimal) == cp_sat(candidates, gap)


@pytest.mark.parametrize("step", [5, 30])
@pytest.mark.parametrize("seed", range(4))
def test_pack_reaches_the_value_of_cp_sat_in_other_steps(seed, step):
    candidates, gap = colliding_instance(100 + seed, 20, step)

    packing = pack(candidates, gap)

    assert (packing.value, packing.optimal) == cp_sat(candidates, gap)


@pytest.mark.parametrize("name", adversarial_instances())
def test_pack_reaches_the_value_of_cp_sat_on_adversarial_instances(name):
    candidates, gap = adversarial_instances()[name]

    packing = pack(candidates, gap)

    assert (packing.value, packing.optimal) == cp_sat(candidates, gap)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("density", [0.02, 0.05, 0.2])
@pytest.mark.parametrize(("invitees", "starts"), [(30, 80), (80, 30), (150, 300), (300, 600)])
def test_assign_reaches_the_value_of_scipy(invitees, starts, density, seed):
    candidates = grid_instance(seed, invitees, starts, density)

    assert assign(candidates).value == scipy_value(scipy_matrix(candidates, starts))


@pytest.mark.parametrize("seed", range(5))
def test_pack_without_collisions_is_an_assignment(seed):
    candidates = grid_instance(seed, 60, 70, 0.1)

    packing = pack(candidates, 1)

    assert (packing.value, packing.optimal) == (assign(candidates).value, True)
