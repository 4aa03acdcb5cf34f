"""A study: both stages are run, stored, resumed and read back, and told in words and data."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from experiments.analysis.labels import ENGLISH
from experiments.cli.main import main
from experiments.design.variation import DesignError
from experiments.runner.returns import Returns
from experiments.sensitivity.answer import answer_of
from experiments.sensitivity.factors import factors_of
from experiments.sensitivity.report import as_data
from experiments.sensitivity.sentences import headline, screening_sentences, sentences
from experiments.sensitivity.study import Effort, Study, run_study, study_in
from experiments.sweeps.sweep import OtherRunsError
from simulation import load_field
from tests.experiments.sensitivity.made_up_outcomes import (
    CAPACITY,
    IDLE,
    ISHIGAMI_TOTAL,
    POLARISATION,
    SALIENCE,
    UNIT,
    by_rule,
    ishigami,
    ishigami_in_a_field,
    noisy_ishigami,
    studied,
)

SCREENED = Effort(trajectories=6, points=32, kept=3, runs=2, seed=1)


def _stored(folder: Path, effort: Effort) -> Study:
    return studied(UNIT, effort, ishigami, folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("study")
    _stored(home, SCREENED)
    return home


def test_what_moves_impact_most_gets_indices(folder: Path) -> None:
    study = study_in(folder)
    assert set(study.indices.blocks.factors) == {SALIENCE, POLARISATION, CAPACITY}
    answer = answer_of(study)
    assert answer.without_effect() == [IDLE]
    for path, true in zip((SALIENCE, POLARISATION, CAPACITY), ISHIGAMI_TOTAL, strict=False):
        found = answer.indices().total[answer.place(path)]
        assert found.low <= true <= found.high


def test_through_storage_noise_is_told_from_what_factors_do() -> None:
    study = studied(UNIT, Effort(4, 64, 4, 2, 1), noisy_ishigami)
    answer = answer_of(study)
    for path, true in zip((SALIENCE, POLARISATION, CAPACITY, IDLE), ISHIGAMI_TOTAL, strict=True):
        found = answer.indices().total[answer.place(path)]
        assert found.low <= true <= found.high
    assert answer.screened == {}
    assert any("noise of single runs, of which the indices are free" in told for told in sentences(answer, ENGLISH))


def test_more_base_points_add_what_is_missing(folder: Path, tmp_path: Path) -> None:
    rows = (folder / "indices" / "runs.parquet").read_bytes()
    small = _stored(tmp_path, SCREENED._replace(points=16))
    large = _stored(tmp_path, SCREENED)
    for name, values in large.indices.values.items():
        assert np.array_equal(values[:16], small.indices.values[name])
    assert (tmp_path / "indices" / "runs.parquet").read_bytes() == rows


def test_other_factors_do_not_replace_those_that_are_there(folder: Path) -> None:
    with pytest.raises(OtherRunsError, match="holds another sensitivity"):
        _stored(folder, SCREENED._replace(seed=2))


def test_words_of_an_agreement_are_factors() -> None:
    study = studied(["agreements.decision_rule", "weeks=10..20"], Effort(4, 64, 2, 1, 1), by_rule)
    answer = answer_of(study)
    rule, weeks = (answer.place(path) for path in ("agreements.decision_rule", "weeks"))
    assert answer.indices().total[rule].value == pytest.approx(1, abs=0.05)
    assert answer.indices().total[weeks] == (0, 0, 0)
    assert answer.indices("lifetime").total[weeks].value == pytest.approx(1, abs=0.05)


def test_it_is_told_in_sentences_and_data(folder: Path) -> None:
    answer = answer_of(study_in(folder))
    first = answer.ranked()[0]
    leading = "salience" if first == SALIENCE else "polarisation"
    assert headline(answer, ENGLISH).startswith(f"Impact depends most on {leading}")
    assert any("not one run changed" in told.lower() for told in screening_sentences(answer, ENGLISH))
    data = json.loads(json.dumps(as_data(answer)))
    assert data["outcomes"]["impact"]["base_points"] == 32
    assert [part["base_points"] for part in data["outcomes"]["impact"]["from_fewer"]] == [16]
    assert data["factors"][first]["meaning"]


@pytest.mark.parametrize(
    ("specifications", "effort", "told"),
    [
        (["arena.salience"], SCREENED, "fewer than two vary"),
        (UNIT, SCREENED._replace(points=48), "take a power of two"),
        (UNIT, SCREENED._replace(points=8), "take a power of two from 16 on"),
    ],
)
def test_what_makes_no_sense_is_refused(specifications: list[str], effort: Effort, told: str) -> None:
    with pytest.raises(DesignError, match=told):
        studied(specifications, effort, ishigami)


def test_the_command_draws_a_stored_study_again(folder: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["sensitivity", str(folder), "--out", str(tmp_path), "--json"])
    assert told.exit_code == 0, told.output
    names = {path.name for path in tmp_path.iterdir()}
    assert {"sensitivity.json", "sensitivity.png", "convergence.svg", "screening.png"} <= names
    assert json.loads(told.stdout)["headline"].startswith("Impact depends most on")


def test_it_is_told_in_german(folder: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["sensitivity", str(folder), "--lang", "de", "--out", str(tmp_path)])
    assert told.exit_code == 0, told.output
    assert told.output.startswith("Wirkung hängt am stärksten")
    assert "Polarisierung" in told.output
    assert "sensitivity-de.png" in {path.name for path in tmp_path.iterdir()}


def test_in_a_field_what_does_nothing_has_an_index_of_exactly_nothing() -> None:
    field = load_field("field")
    chosen = factors_of(field, UNIT)
    answer = answer_of(run_study("field", field, chosen, Effort(4, 32, 4, 2, 1), runner=ishigami_in_a_field))
    assert list(answer.found) == list(Returns.OF_FIELDS.explained)
    assert set(answer.ranked()[:2]) == {SALIENCE, POLARISATION}
    idle = answer.place(IDLE)
    assert answer.indices().first[idle] == answer.indices().total[idle] == (0, 0, 0)


def test_of_a_stored_study_nothing_else_can_be_asked(folder: Path) -> None:
    told = CliRunner().invoke(main, ["sensitivity", str(folder), "--points", "32"])
    assert told.exit_code == 2
    assert "take back --points" in told.output
