"""Breadth in a sample: which kinds of alliance are told apart, and what is said of their limits."""

from pathlib import Path

import pytest

from experiments.figures.breadth import draw_front, draw_limits, kinds_of
from experiments.figures.style import theme
from experiments.figures.view import View
from experiments.storage.sweep_folder import load_sweep
from experiments.sweeps.study import Combining, Study, typed_fields
from experiments.sweeps.sweep import run_sweep
from simulation.language.translation import language
from tests.experiments.figures.looking import lies_outside, texts_of
from tests.experiments.made_up import BEST_SIZE, hump

_FIELDS = ("invitation.size=2..40", "agreements.core_size=8,100000", "arena.polarisation=0..1")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    folder: Path = tmp_path_factory.mktemp("breadth")
    design = Combining(kind="sobol", points=256)
    study = Study(scenario="baseline", runs=3, vary=typed_fields(_FIELDS), design=design)
    run_sweep(study.plan(), folder, runner=hump)
    return View(load_sweep(folder))


def test_every_other_field_makes_kinds(view: View) -> None:
    kinds = kinds_of(view)
    assert [kind.name for kind in kinds] == [
        "all points",
        "Core group of 8 plus supporters",
        "All in the core group",
        "lowest third",
        "highest third",
    ]
    assert len(kinds[1].points) + len(kinds[2].points) == len(kinds[0].points)


def test_a_known_hump_is_told_as_a_limit(view: View) -> None:
    with theme():
        figure = draw_limits(view)
        assert not lies_outside(figure)
    told = " ".join(figure.texts_around.sentences)
    falls = told.partition("Beyond a best size, impact falls with:")[2].partition(". It")[0]
    assert "All in the core group (best near" in falls
    best = int(falls.partition("All in the core group (best near ")[2].partition(";")[0])
    assert abs(best - BEST_SIZE) <= 6


def test_the_front_is_drawn_in_german_too(view: View) -> None:
    with theme():
        figure = draw_front(View(view.sweep, spoken=language("de")))
    assert any(text == "unterstes Drittel" for text, _ in texts_of(figure))
