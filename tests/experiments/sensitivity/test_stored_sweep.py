"""Stored sweeps: what a grid and a sample tell, and why other designs tell nothing."""

from pathlib import Path

import numpy as np
import pytest

from experiments.design.variation import DesignError
from experiments.sensitivity.stored_sweep import answer_from, grid_shares, sample_shares
from experiments.storage.sweep_folder import load_sweep
from experiments.sweeps.study import Combining, Study, typed_fields
from experiments.sweeps.sweep import run_sweep
from tests.experiments.sensitivity.made_up_outcomes import ISHIGAMI_FIRST, UNIT, noisy_ishigami


def test_a_grid_has_the_indices_of_its_values() -> None:
    one, other = np.meshgrid([-1.0, 1.0], [-1.0, 1.0], indexing="ij")
    noise = np.random.default_rng(1).normal(0, 0.1, (2, 2, 4_000))
    first, total = grid_shares((2 * one + other + one * other)[..., None] + noise)
    assert first == pytest.approx([4 / 6, 1 / 6], abs=0.01)
    assert total == pytest.approx([5 / 6, 2 / 6], abs=0.01)


def test_a_sample_has_first_indices_free_of_noise() -> None:
    random = np.random.default_rng(2)
    slices = random.integers(0, 10, (4_000, 2)).astype(float)
    values = 2 * slices[:, 0] + slices[:, 1]
    found = sample_shares(values[:, None] + random.normal(0, 8, (4_000, 3)), slices)
    assert found == pytest.approx([0.8, 0.2], abs=0.04)


def _swept(folder: Path, vary: tuple[str, ...], design: Combining, runs: int = 3) -> Path:
    study = Study(scenario="baseline", runs=runs, vary=typed_fields(vary), design=design)
    run_sweep(study.plan(), folder, runner=noisy_ishigami)
    return folder


def test_a_stored_sample_tells_first_indices(tmp_path: Path) -> None:
    folder = _swept(tmp_path, UNIT, Combining(kind="sobol", points=256))
    answer = answer_from(load_sweep(folder))
    assert not answer.has_totals
    for found, true in zip(answer.indices().first, ISHIGAMI_FIRST, strict=True):
        assert found.value == pytest.approx(true, abs=0.12)


@pytest.mark.parametrize(
    ("vary", "design", "runs", "told"),
    [
        (UNIT, Combining(kind="sobol", points=16), 3, "has 16 points"),
        (("arena.salience=0,1",), Combining(), 3, "fewer than two fields"),
        (("arena.salience=0,1", "arena.polarisation=0,1"), Combining(), 2, "has 2 runs at a point"),
        (("arena.salience=0,1", "arena.polarisation=0,1"), Combining(kind="one-at-a-time"), 3, "one field at a time"),
        (("arena.salience=0,1", "arena.polarisation=0,1"), Combining(kind="listed"), 3, "lists its points"),
        (
            ("arena.salience=0,1", "arena.polarisation=0,1"),
            Combining(forbid=("arena.salience = arena.polarisation",)),
            3,
            "leaves out combinations",
        ),
    ],
)
def test_other_designs_are_refused_with_the_reason(
    tmp_path: Path, vary: tuple[str, ...], design: Combining, runs: int, told: str
) -> None:
    folder = _swept(tmp_path, vary, design, runs)
    with pytest.raises(DesignError, match=told):
        answer_from(load_sweep(folder))
