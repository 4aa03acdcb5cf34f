"""Heterogeneity: whom organisations are drawn towards, and how far."""

import numpy as np
import pytest

from simulation.start.heterogeneity import draw_together


@pytest.mark.parametrize(
    ("share", "drawn"), [(1.0, [0.0, 0.5, 1.0]), (0.5, [0.125, 0.375, 0.625]), (0.0, [0.25, 0.25, 0.25])]
)
def test_all_are_drawn_towards_the_mean_of_those_who_are_asked(share: float, drawn: list[float]) -> None:
    values = np.array([0.0, 0.5, 1.0])
    draw_together(values, np.array([1, 0]), share)
    assert values.tolist() == drawn
