"""Heterogeneity: whom organisations are drawn towards, and how far."""

import numpy as np
import pytest

from simulation.start.heterogeneity import draw_together, mean_in_lanes, mean_in_turn


@pytest.mark.parametrize("count", [1, 7, 8, 30, 128])
def test_sums_are_taken_as_numpy_takes_them(count: int) -> None:
    values = np.random.default_rng(count).random((200, 3))
    rows = np.random.default_rng(1).permutation(200)[:count]
    assert mean_in_lanes(values[:, 0], rows) == values[rows, 0].mean()
    assert mean_in_turn(values[:, 0], rows) == values[rows].mean(axis=0)[0]


def test_a_share_of_1_leaves_all_as_they_are_and_0_makes_them_alike() -> None:
    values = np.array([0.0, 0.5, 1.0])
    draw_together(values, 0.25, 1.0)
    assert values.tolist() == [0.0, 0.5, 1.0]
    draw_together(values, 0.25, 0.0)
    assert values.tolist() == [0.25] * 3
