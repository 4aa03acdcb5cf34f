"""Main effects and response surfaces: what was put in comes out."""

import numpy as np
import pytest

from experiments.analysis.axis import sampled_axis
from experiments.analysis.main_effects import SLICES, MainEffect, main_effect, slices_of
from experiments.analysis.response_surface import response_surface
from experiments.design.points import Points, Value, coded

POINTS, RUNS = 200, 30
POINT = Points({"arena.salience": coded(["a", "b"])}, 2)  # one for each word


def effect(values: list[Value], slope: float) -> MainEffect:
    """Return the effect of a field on an outcome that rises with it by a slope, beside noise over points and runs."""
    random = np.random.default_rng(3)
    points = Points({"arena.salience": coded(values)}, len(values))
    at = np.array([float(value) if isinstance(value, float) else float(value == "b") for value in values])
    rows = slope * at[:, None] + random.normal(0, 0.05, (len(values), 1)) + random.normal(0, 0.1, (len(values), RUNS))
    axis = sampled_axis(points, "arena.salience", is_log=False)
    return main_effect(axis, points.columns["arena.salience"], rows)


def test_the_means_of_slices_follow_the_field() -> None:
    found = effect(list(map(float, np.linspace(0, 1, POINTS))), slope=0.5)
    assert len(found.means) == SLICES
    for place, mean in zip(found.slices, found.means, strict=True):
        assert mean.low < 0.5 * place < mean.high
    assert found.difference.low < 0.4 < found.difference.high  # from the middle of the first fifth to that of the last


def test_a_field_that_does_nothing_has_no_effect_beyond_chance() -> None:
    found = effect([float(value) for value in np.random.default_rng(2).uniform(0, 1, POINTS)], slope=0.0)
    assert found.difference.low < 0 < found.difference.high


def test_words_are_compared_from_the_lowest_to_the_highest() -> None:
    found = effect(["b", "a"] * 50, slope=0.5)
    assert found.ends == (1, 0)  # b stands first
    assert found.difference.low < 0.5 < found.difference.high


def test_intervals_of_few_points_hold_what_they_promise() -> None:
    random, held, samples = np.random.default_rng(5), 0, 200
    points = Points({"arena.salience": coded(["a", "b"] * 6)}, 12)
    axis = sampled_axis(points, "arena.salience", is_log=False)
    for _ in range(samples):
        rows = random.normal(0, 1, (12, 1)) + np.zeros(8)  # all that varies is drawn with the points
        low, high = main_effect(axis, points.columns["arena.salience"], rows).means[0][1:]
        held += low < 0 < high
    assert held >= 0.93 * samples


def test_one_point_with_one_run_has_no_interval() -> None:
    found = main_effect(
        sampled_axis(POINT, "arena.salience", is_log=False), POINT.columns["arena.salience"], np.array([[0.3], [0.4]])
    )
    assert [mean.value for mean in found.means] == [0.3, 0.4]
    assert np.isnan([(mean.low, mean.high) for mean in found.means]).all()


def test_slices_hold_as_many_and_split_no_value() -> None:
    numbers = np.array([1.0, 1, 1, 1, 2, 3, 4, 5, 6, 7])
    first, *others = slices_of(numbers, 5)
    assert set(numbers[first]) == {1.0}
    assert sorted(np.concatenate([first, *others])) == list(range(10))


def test_a_quadratic_surface_is_found_again() -> None:
    x, y = np.random.default_rng(4).uniform(-1, 1, (2, 40))
    surface = response_surface(x, y, 0.3 + 0.2 * x - 0.4 * y**2)
    assert surface is not None
    assert surface.explained == pytest.approx(1)
    assert surface.at(np.array(0.5), np.array(-0.5)) == pytest.approx(0.3)


def test_too_few_points_have_no_surface() -> None:
    x = np.linspace(-1, 1, 11)
    assert response_surface(x, x**2, x) is None
    assert response_surface(np.linspace(-1, 1, 20), np.linspace(1, -1, 20) ** 3, np.ones(20)) is None
