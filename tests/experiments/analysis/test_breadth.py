"""What goes with breadth: differences between broad and middling alliances, and how sure they are."""

import numpy as np
import pytest

from experiments.analysis.breadth import FEWEST, along


def test_a_step_between_middling_and_broad_alliances_is_found() -> None:
    breadth = np.arange(1.0, 101)
    depth = np.where(breadth > 80, 0.4, 0.6)
    found = along(breadth, depth, np.arange(100) % 20)
    assert found is not None
    assert [mean.value for mean in found.means] == pytest.approx([0.6, 0.6, 0.6, 0.6, 0.4])
    assert found.change == pytest.approx((-0.2, -0.2, -0.2))
    assert found.places == (10.5, 30.5, 50.5, 70.5, 90.5)


def test_alliances_of_one_run_say_no_more_than_one_of_them() -> None:
    draws = np.random.default_rng(1)
    breadth, depth = np.tile(np.arange(1.0, 31), 20), np.repeat(draws.random((20, 1)), 30, axis=1).ravel()
    once, twice = (
        along(np.tile(breadth, copies), np.tile(depth, copies), np.tile(np.repeat(np.arange(20), 30), copies))
        for copies in (1, 2)
    )
    assert once is not None
    assert twice is not None
    assert np.array(twice.means) == pytest.approx(np.array(once.means))
    assert once.means[0].high - once.means[0].low > 0.1


def test_of_few_alliances_nothing_is_said() -> None:
    assert along(np.arange(FEWEST - 1.0), np.ones(FEWEST - 1), np.zeros(FEWEST - 1, np.int64)) is None
