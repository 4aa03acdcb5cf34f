"""The optimum: found where it is, and not claimed where the data do not show one."""

import numpy as np
import numpy.typing as npt

from experiments.analysis.optimum import Optimum, find_optimum


def runs_around(levels: tuple[float, ...], noise: float) -> npt.NDArray[np.float64]:
    """Return paired runs: each replicate has the same shock at every place, and some noise of its own."""
    random = np.random.default_rng(11)
    shared = random.normal(0, 0.05, 200)
    return np.array([level + shared + random.normal(0, noise, 200) for level in levels])


def found(name: str, rows: npt.NDArray[np.float64]) -> Optimum:
    optimum = find_optimum(name, rows)
    assert optimum is not None
    return optimum


def test_a_clear_hump_is_an_inner_optimum() -> None:
    optimum = found("impact", runs_around((0.1, 0.3, 0.2, 0.1), noise=0.01))
    assert (optimum.best, optimum.alike) == (1, (1,))
    assert optimum.is_inner
    assert optimum.lags[0].mean.high < -0.15


def test_neighbours_within_chance_are_alike() -> None:
    optimum = found("impact", runs_around((0.1, 0.3, 0.3, 0.1), noise=0.01))
    assert optimum.alike == (1, 2)
    assert optimum.is_inner


def test_the_best_at_an_end_is_no_inner_optimum() -> None:
    optimum = found("impact", runs_around((0.1, 0.2, 0.3, 0.4), noise=0.01))
    assert optimum.best == 3
    assert optimum.is_at_an_end
    assert not optimum.is_inner


def test_an_end_that_does_as_well_leaves_no_inner_optimum() -> None:
    optimum = found("impact", runs_around((0.1, 0.3, 0.3, 0.3), noise=0.01))
    assert 3 in optimum.alike
    assert not optimum.is_inner


def test_where_nothing_differs_all_are_alike() -> None:
    assert found("impact", np.zeros((4, 50))).is_flat


def test_pairs_tell_apart_what_single_intervals_cannot() -> None:
    shared = np.random.default_rng(5).uniform(0, 1, 40)
    assert found("impact", np.array([shared, shared + 0.02, shared])).alike == (1,)


def test_what_is_too_little_to_count_is_alike_however_sure_it_is() -> None:
    shared = np.random.default_rng(5).uniform(0, 1, 40)
    assert found("impact", np.array([shared, shared + 0.002, shared])).is_flat


def test_of_what_is_better_lower_the_lowest_is_best() -> None:
    assert found("exits", np.array([[5.0, 6, 5], [1.0, 2, 1], [4.0, 4, 5]])).best == 1


def test_what_is_missing_in_all_runs_has_no_best() -> None:
    assert find_optimum("weeks_to_agreement", np.full((3, 5), np.nan)) is None


def test_runs_in_which_an_outcome_is_missing_count_neither_way() -> None:
    rows = np.array([[30.0, np.nan, 30], [10.0, 10, np.nan], [20.0, 20, 20]])
    assert found("weeks_to_agreement", rows).best == 1
