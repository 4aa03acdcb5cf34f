"""The optimum: found where it is, and not claimed where the data do not show one."""

import numpy as np
import numpy.typing as npt

from experiments.analysis.optimum import find_optimum, sentence

SIZES = (2, 8, 14, 20)


def in_words(size: float) -> str:
    return f"{size:g} organisations invited"


def runs_around(levels: tuple[float, ...], noise: float) -> npt.NDArray[np.float64]:
    """Return paired runs: each replicate has the same luck at every size, and some of its own."""
    random = np.random.default_rng(11)
    shared = random.normal(0, 0.05, 200)
    return np.array([level + shared + random.normal(0, noise, 200) for level in levels])


def test_a_clear_hump_is_an_inner_optimum() -> None:
    optimum = find_optimum(SIZES, runs_around((0.1, 0.3, 0.2, 0.1), noise=0.01))
    assert (optimum.best, optimum.alike) == (8, (8,))
    assert sentence(optimum, in_words, "everyone at one table") == (
        f"Everyone at one table: mean impact is highest at 8 organisations invited ({optimum.mean:.3f}), "
        "an inner optimum."
    )


def test_neighbours_within_chance_are_named() -> None:
    optimum = find_optimum(SIZES, runs_around((0.1, 0.3, 0.3, 0.1), noise=0.01))
    assert optimum.alike == (8, 14)
    assert sentence(optimum, in_words, "").endswith("from 8 to 14 the difference to it is within chance.")


def test_the_best_at_the_edge_is_no_inner_optimum() -> None:
    optimum = find_optimum(SIZES, runs_around((0.1, 0.2, 0.3, 0.4), noise=0.01))
    assert optimum.best == 20
    assert not optimum.is_inner
    told = sentence(optimum, in_words, "")
    assert told.startswith("Mean impact is highest at 20 organisations invited")
    assert "edge of what was tried" in told
    assert "no inner optimum" in told


def test_an_edge_that_does_as_well_is_admitted() -> None:
    optimum = find_optimum(SIZES, runs_around((0.1, 0.3, 0.3, 0.3), noise=0.01))
    assert 20 in optimum.alike
    assert "no inner optimum" in sentence(optimum, in_words, "")


def test_where_nothing_differs_no_optimum_is_claimed() -> None:
    optimum = find_optimum(SIZES, np.zeros((4, 50)))
    assert optimum.is_flat
    assert sentence(optimum, in_words, "").endswith("so the data show no optimum.")


def test_pairs_tell_apart_what_single_intervals_cannot() -> None:
    luck = np.random.default_rng(5).uniform(0, 1, 40)
    optimum = find_optimum((2, 8, 14), np.array([luck, luck + 0.02, luck]))
    assert optimum.alike == (8,)
