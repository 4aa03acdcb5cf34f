"""Sentences under figures: pairs, optima only of what somebody chooses, and the right numbers."""

from pathlib import Path

import numpy as np
import pytest

from experiments.analysis.replicates import replicates
from experiments.figures.captions import caption
from experiments.figures.field_axis import axis_label
from experiments.figures.findings import findings
from experiments.figures.view import View
from experiments.figures.wording import signed
from simulation.language.translation import language
from tests.experiments.figures.awkward import DESIGNS, Design, awkward_sweep
from tests.experiments.made_up import BEST_SIZE, made_up_sweep

ENGLISH = language("en")


def told(folder: Path, design: Design) -> str:
    return " ".join(findings(View(awkward_sweep(folder, design))))


def test_the_sentence_tells_the_known_best(tmp_path: Path) -> None:
    sweep = made_up_sweep(tmp_path, "invitation.size=2,6,12,24,45", runs=400)
    [sentence] = findings(View(sweep))
    assert sentence.startswith(f"Impact is best at {BEST_SIZE} organisations invited")
    assert "an inner optimum" in sentence


def test_points_are_compared_in_pairs_and_the_sentence_says_so(tmp_path: Path) -> None:
    view = View(awkward_sweep(tmp_path, DESIGNS["yes or no"]))
    [sentence] = findings(view)
    without, with_them = replicates(view.sweep, "impact")
    assert "in pairs of runs with the same seed" in sentence
    assert f"differs by {signed(ENGLISH, float((with_them - without).mean()))}" in sentence
    assert f"higher in {100 * np.mean(with_them - without >= 0.005):.0f} %" in sentence


def test_an_optimum_is_looked_for_only_where_somebody_chooses(tmp_path: Path) -> None:
    assert "optimum" not in told(tmp_path / "given", DESIGNS["given, not chosen"])
    assert "optimum" in told(tmp_path / "chosen", DESIGNS["all sizes"])


@pytest.mark.parametrize("design", ["nothing differs", "always missing"])
def test_where_nothing_differs_no_difference_is_told(tmp_path: Path, design: str) -> None:
    words = told(tmp_path, DESIGNS[design])
    assert "differs nowhere" in words
    assert "show no optimum" in words


@pytest.mark.parametrize("design", [design for design in DESIGNS if design != "one value"])
def test_every_design_has_something_to_say(tmp_path: Path, design: str) -> None:
    assert told(tmp_path, DESIGNS[design])


def test_settings_are_compared_where_they_differ_most(tmp_path: Path) -> None:
    assert "At 60 organisations invited, where they differ most: core group of 17" in told(
        tmp_path, DESIGNS["size and core"]
    )


def test_who_is_asked_is_said_where_the_number_decides_it(tmp_path: Path) -> None:
    by_lot = View(awkward_sweep(tmp_path / "by lot", DESIGNS["all sizes"]))
    assert by_lot.own("invitation.order") == "random"
    assert "order" not in caption(by_lot, []) + axis_label(by_lot, by_lot.axis)

    listed = View(awkward_sweep(tmp_path / "listed", DESIGNS["in an order"]))
    assert "their number also decides who is asked" in caption(listed, [])
    assert axis_label(listed, listed.axis) == "Organisations invited, in the scenario's order, by ratio"
