"""Sobol indices: known ones are found, noise adds nothing to them, and what does nothing has none."""

import numpy as np
import pytest
import SALib.analyze.sobol

from experiments.analysis.statistics import Numbers
from experiments.sensitivity.blocks import Blocks, saltelli
from experiments.sensitivity.chance import expected_product
from experiments.sensitivity.factors import factors_of
from experiments.sensitivity.indices import sobol_indices
from simulation import load_scenario
from tests.experiments.sensitivity.made_up_outcomes import (
    ISHIGAMI_FIRST,
    ISHIGAMI_TOTAL,
    NOISE,
    UNIT,
    ishigami,
)


@pytest.fixture(scope="module")
def blocks() -> Blocks:
    return saltelli(factors_of(load_scenario("baseline"), UNIT).factors, 1024, 3)


@pytest.fixture(scope="module")
def values(blocks: Blocks) -> Numbers:
    scenario, points = load_scenario("baseline"), blocks.points()
    impacts = [next(ishigami(scenario, point, [1])).impact for point in points]
    return np.array(impacts).reshape(blocks.count, blocks.length, 1)


def test_known_indices_lie_in_their_intervals(values: Numbers) -> None:
    found = sobol_indices(values)
    for seen, true in zip((*found.first, *found.total), (*ISHIGAMI_FIRST, *ISHIGAMI_TOTAL), strict=True):
        assert seen.low - 1e-12 <= true <= seen.high + 1e-12
        assert seen.value == pytest.approx(true, abs=0.07)


def test_without_noise_they_are_those_of_salib(values: Numbers) -> None:
    problem = {"num_vars": 4, "names": list("abcd"), "bounds": [[0, 1]] * 4}
    theirs = SALib.analyze.sobol.analyze(problem, values.ravel(), calc_second_order=False, seed=1)
    ours = sobol_indices(values)
    assert [one.value for one in ours.first] == pytest.approx(theirs["S1"], abs=0.01)
    assert [one.value for one in ours.total] == pytest.approx(theirs["ST"], abs=0.01)


def test_what_does_nothing_has_exactly_no_index(values: Numbers) -> None:
    found = sobol_indices(values)
    assert found.first[3] == found.total[3] == (0, 0, 0)


def test_noise_of_single_runs_adds_nothing(values: Numbers) -> None:
    noise = np.random.default_rng(5).normal(0, NOISE, (*values.shape[:2], 4))
    found = sobol_indices(values + noise)
    for seen, true in zip(found.total, ISHIGAMI_TOTAL, strict=True):
        assert seen.low <= true <= seen.high
        assert seen.value == pytest.approx(true, abs=0.09)
    assert found.noise == pytest.approx((NOISE**2 / 4) / (NOISE**2 / 4 + values.var()), abs=0.03)
    # From means alone, as if they were exact, even what does nothing seems to have a part in the variance.
    assert sobol_indices((values + noise).mean(axis=2, keepdims=True)).total[3].low > 0.05


def test_a_product_of_expectations_has_no_bias() -> None:
    outcomes = np.random.default_rng(1).normal(2, 3, (20_000, 3))
    assert expected_product(outcomes, outcomes).mean() == pytest.approx(4, abs=0.15)
    assert (outcomes.mean(axis=1) ** 2).mean() > 6


def test_the_same_everywhere_has_no_indices(values: Numbers) -> None:
    found = sobol_indices(np.ones_like(values))
    assert np.isnan(found.first[0].value)
    assert np.isnan(found.noise)


def test_intervals_shrink_as_the_sample_grows(values: Numbers) -> None:
    widths = [(one := sobol_indices(values[:count]).total[1]).high - one.low for count in (64, 256, 1024)]
    assert widths == sorted(widths, reverse=True)
