"""Screening: effects of a known function, and none of what does nothing."""

import numpy as np
import pytest
import SALib.analyze.morris

from experiments.analysis.statistics import Numbers
from experiments.sensitivity.blocks import GRID, Blocks, trajectories
from experiments.sensitivity.factors import factors_of
from experiments.sensitivity.screening import effects
from simulation import load_scenario
from tests.experiments.sensitivity.made_up_outcomes import UNIT

_MOVE = 2 / 3


@pytest.fixture(scope="module")
def blocks() -> Blocks:
    return trajectories(factors_of(load_scenario("baseline"), UNIT).factors, 12, 3)


def _linear(blocks: Blocks) -> Numbers:
    values: Numbers = blocks.shares @ np.array([3.0, -1.5, 0.3, 0.0])
    return values[..., None]


def test_effects_of_a_straight_line(blocks: Blocks) -> None:
    found = effects(blocks, _linear(blocks))
    assert [one.size.value for one in found] == pytest.approx([3 * _MOVE, 1.5 * _MOVE, 0.3 * _MOVE, 0])
    assert [one.mean for one in found] == pytest.approx([3 * _MOVE, -1.5 * _MOVE, 0.3 * _MOVE, 0])
    assert [one.spread for one in found] == pytest.approx([0, 0, 0, 0], abs=1e-12)
    assert [one.does_nothing for one in found] == [False, False, False, True]


def test_they_are_those_of_salib(blocks: Blocks) -> None:
    values = np.sin(3 * blocks.shares[..., 0]) * blocks.shares[..., 1] + blocks.shares[..., 2] ** 2
    problem = {"num_vars": 4, "names": list("abcd"), "bounds": [[0, 1]] * 4}
    theirs = SALib.analyze.morris.analyze(problem, blocks.shares.reshape(-1, 4), values.ravel(), num_levels=GRID)
    ours = effects(blocks, values[..., None])
    assert [one.size.value / _MOVE for one in ours] == pytest.approx(list(theirs["mu_star"]))
    assert [one.mean / _MOVE for one in ours] == pytest.approx(list(theirs["mu"]))
    assert [one.spread / _MOVE for one in ours] == pytest.approx(list(theirs["sigma"]))


def test_what_does_nothing_is_no_more_than_noise(blocks: Blocks) -> None:
    noise = np.random.default_rng(2).normal(0, 0.5, (*blocks.shares.shape[:2], 6))
    *strong, nothing = effects(blocks, _linear(blocks) + noise)
    assert strong[0].is_beyond_noise
    assert not nothing.is_beyond_noise
    assert nothing.size.value == pytest.approx(nothing.noise, rel=0.5)


def test_each_factor_moves_once_in_a_trajectory(blocks: Blocks) -> None:
    moved = np.abs(np.diff(blocks.shares, axis=1))
    assert moved.sum(axis=1) == pytest.approx(np.full((12, 4), _MOVE))
    assert (np.count_nonzero(moved, axis=2) == 1).all()
