"""The replay and the export: what is shown of an agreement is what its file gives when anybody runs it."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import csv

from seminar.agreement_form import Value, agreed, questions
from seminar.classroom.classroom import Classroom
from seminar.classroom.export import agreement_as_toml, outcomes_as_csv
from seminar.classroom.replay import Replay, batches, from_parquet, joined, replay
from simulation import NUMBERS, load_scenario, shipped_scenarios, simulate
from simulation.language.translation import LANGUAGES, language
from tests.seminar.classroom import made_up_class

DECIDED: dict[str, Value] = {
    "agreements.decision_rule": "majority",
    "goal.demands.Demand 4": False,
    "agreements.office_hours": 20.0,
}


@pytest.fixture(scope="module")
def of(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    return made_up_class.classroom(tmp_path_factory.mktemp("class"))


@pytest.fixture(scope="module")
def played(of: Classroom) -> Replay:
    return joined([replay(of.scenario_text, DECIDED, seeds) for seeds in ([3, 4], [1, 2])])


def test_a_pair_is_one_seed_without_the_agreement_and_with_it(of: Classroom, played: Replay) -> None:
    scenario = of.opening.scenario
    assert played.pairs == 4
    for k, seed in enumerate((1, 2, 3, 4)):
        for name in ("impact", "weeks_to_agreement", "exits_red_line"):
            without, with_it = simulate(scenario, seed), simulate(agreed(scenario, DECIDED), seed)
            assert np.array_equal(played.without(name)[k], getattr(without, name), equal_nan=True)
            assert np.array_equal(played.with_it(name)[k], getattr(with_it, name), equal_nan=True)


def test_an_agreement_that_changes_nothing_makes_no_difference(of: Classroom) -> None:
    as_it_is = {one.field: one.as_it_is for one in questions(of.opening.scenario)}
    alike = replay(of.scenario_text, as_it_is, range(1, 4))
    compared = [alike.compared(name) for name in NUMBERS]
    assert all(one.better == one.worse == 0 and one.same + one.missing == 3 for one in compared)


def test_better_is_what_is_better_of_an_outcome() -> None:
    columns = {"impact": [0.2, 0.4, 0.3, None], "weeks_to_agreement": [20.0, 30.0, None, 9.0]}
    with_it = {"impact_with": [0.3, 0.2, 0.3, 0.1], "weeks_to_agreement_with": [10.0, 40.0, 9.0, 9.0]}
    made_up = Replay(pa.table({**columns, **with_it}))
    assert made_up.compared("impact") == (1, 1, 1, 1)
    assert made_up.compared("weeks_to_agreement") == (1, 1, 1, 1)
    sooner = Replay(pa.table({"weeks_to_agreement": [20.0], "weeks_to_agreement_with": [10.0]}))
    assert sooner.compared("weeks_to_agreement") == (1, 0, 0, 0)


def test_batches_are_all_seeds_once() -> None:
    assert [seed for some in batches(33) for seed in some] == list(range(1, 34))


def test_a_replay_is_the_same_when_it_was_kept(played: Replay) -> None:
    assert from_parquet(played.as_parquet()).table.equals(played.table)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_of_an_agreement_is_the_scenario_that_was_replayed(of: Classroom, tmp_path: Path, lang: str) -> None:
    file = tmp_path / "agreement.toml"
    file.write_text(agreement_as_toml(of.opening, DECIDED, language(lang)), encoding="utf-8")
    read = load_scenario(file)
    assert read == agreed(of.opening.scenario, DECIDED)
    assert simulate(read, 5) == simulate(agreed(of.opening.scenario, DECIDED), 5)
    comments = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert len([line for line in comments if line.startswith("# - ")]) == len(DECIDED)


def test_an_agreement_on_nothing_is_the_scenario_as_it_was(of: Classroom, tmp_path: Path) -> None:
    file = tmp_path / "agreement.toml"
    file.write_text(agreement_as_toml(of.opening, {}, language("en")), encoding="utf-8")
    assert load_scenario(file) == of.opening.scenario


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_scenario_can_be_written_as_a_file(name: str, tmp_path: Path) -> None:
    scenario = load_scenario(name)
    file = tmp_path / "agreement.toml"
    opening = made_up_class.opening().model_copy(update={"scenario": scenario})
    file.write_text(agreement_as_toml(opening, {}, language("de")), encoding="utf-8")
    assert load_scenario(file) == scenario


def test_outcomes_open_in_a_spreadsheet(played: Replay, tmp_path: Path) -> None:
    file = tmp_path / "outcomes.csv"
    file.write_bytes(outcomes_as_csv(played))
    read = csv.read_csv(file)
    assert read.column("seed").to_pylist() == [1, 2, 3, 4]
    assert read.column("impact_with").to_pylist() == played.with_it("impact").tolist()
