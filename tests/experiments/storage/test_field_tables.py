"""Sweeps of a field: outcomes, alliances, memberships and searches are stored, and are those of single runs."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from experiments.cli.main import main
from experiments.design.designs import Design
from experiments.design.variation import DesignError
from experiments.runner.fingerprints import FOR_FIELDS, MODEL, behaviour
from experiments.runner.plan import Plan
from experiments.runner.planning import plan_sweep
from experiments.runner.returns import MEASURES, Returns
from experiments.storage.stored_plan import load_plan
from experiments.storage.sweep_folder import load_sweep, manifest_of
from experiments.sweeps.sweep import run_sweep
from experiments.sweeps.verification import verify
from simulation import FIELD_OUTCOMES, OUTCOMES, FieldOutcome
from simulation.replacement.rules_file import read_rules
from tests.fields import lived_field, small_field

LOOKS = "search.looks"


def planned(runs: int = 2, *, has_series: bool = True) -> Plan:
    return plan_sweep("small", small_field(weeks=80), Design({LOOKS: (2, 8)}), runs=runs, seed=1, has_series=has_series)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("field") / "sweep"
    run_sweep(planned(), path)
    return path


def test_no_two_outcomes_of_different_meaning_have_one_name() -> None:
    assert not OUTCOMES.keys() & FIELD_OUTCOMES.keys()
    assert list(MEASURES) == [*OUTCOMES, *FIELD_OUTCOMES]


def test_what_figures_show_is_returned() -> None:
    for returns in Returns:
        assert {*returns.main, *returns.in_pairs, *returns.distributed, *returns.headlines} <= returns.numbers.keys()


def test_a_row_is_the_run_with_its_seed_and_values(folder: Path) -> None:
    row = load_sweep(folder).runs.iloc[3]
    alone = lived_field(int(row["seed"]), weeks=80, search__looks=8)
    assert row[LOOKS] == 8
    assert alone.outcome() == FieldOutcome(*(row[name] for name in FIELD_OUTCOMES))


def test_tables_hold_what_the_outcome_counts(folder: Path) -> None:
    runs = load_sweep(folder).runs.set_index("run_id")
    alliances, spells, searches = (pd.read_parquet(folder / f"{name}.parquet") for name in Returns.OF_FIELDS.tables)
    formed = alliances[alliances["members_max"] >= 2]
    assert alliances.groupby("run_id").size().to_dict() == runs["founded"].to_dict()
    assert formed.groupby("run_id")["members_max"].max().to_dict() == runs["largest"].to_dict()
    found = spells[spells["by"] != ""]
    asked = searches[searches["verdict"].isin(["asked", "asked to be let in"])]
    assert len(asked[asked["alliance"] != ""]) == len(found)
    assert searches["allied"].sum() <= found["joined"].notna().sum()
    at_risk = searches[searches["at_risk"]]
    chance = at_risk[at_risk["joint_work"] > 0].groupby("run_id")["allied"].mean()
    assert chance.to_dict() == pytest.approx(runs["ally_again"].dropna().to_dict())


def test_without_series_searches_are_left_out(tmp_path: Path) -> None:
    run_sweep(planned(1, has_series=False), tmp_path)
    assert {path.stem for path in tmp_path.glob("*.parquet")} == {"plan", "runs", "alliances", "memberships"}


def test_a_plan_is_read_back_and_its_runs_come_out_the_same_again(folder: Path) -> None:
    assert load_plan(folder, manifest_of(folder)).scenario == planned().scenario
    assert not [check for check in verify(folder) if check.problem]


def test_what_was_stopped_is_kept_and_resumed(folder: Path, tmp_path: Path) -> None:
    def stop(done: int, *_: int, **__: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_sweep(planned(), tmp_path, report=stop)
    assert run_sweep(planned(), tmp_path).computed == 0
    for table in ("runs", *Returns.OF_FIELDS.tables):
        assert (tmp_path / f"{table}.parquet").read_bytes() == (folder / f"{table}.parquet").read_bytes()


def test_rules_of_a_field_cannot_be_replaced(tmp_path: Path) -> None:
    file = tmp_path / "rules.py"
    file.write_text("def joins(net, deviation):\n    return True\n", "utf-8")
    with pytest.raises(DesignError, match="cannot be replaced in a field"):
        plan_sweep("small", small_field(), Design({}), runs=1, seed=1, rules=read_rules(file))


def test_columns_of_a_field_have_a_meaning_elsewhere(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "runs.csv"
    assert CliRunner().invoke(main, ["export", str(folder), "--out", str(file)]).exit_code == 0
    labels = pd.read_csv(tmp_path / "runs.labels.csv").set_index("column")["meaning"]
    assert labels["formed"] == FIELD_OUTCOMES["formed"].meaning
    assert labels[LOOKS].startswith("Organisations that come to mind")


# --- fingerprints -------------------------------------------------------------------------------------


def modules_outside_fields() -> Iterator[Path]:
    paths = (path.relative_to(MODEL) for path in MODEL.rglob("*.py"))
    yield from (path for path in paths if not any(path.is_relative_to(part) for part in FOR_FIELDS))


def test_what_only_fields_use_leaves_given_alliances_their_behaviour() -> None:
    assert behaviour(MODEL, Returns.OF_ALLIANCES) != behaviour(MODEL, Returns.OF_FIELDS)
    assert all((MODEL / part).exists() for part in FOR_FIELDS)


def test_nothing_that_given_alliances_run_by_imports_what_only_fields_use() -> None:
    """Loading, warming up, the face of the model and what is told of runs may know both kinds."""
    knows_both = {"__init__.py", "warm_up.py", "scenario/loading.py", "scenario/field_reference.py"}
    knows_both |= {"engine/state_reference.py"}
    names = [part.removesuffix(".py").replace("/", ".") for part in FOR_FIELDS]
    importing = {
        path.as_posix()
        for path in modules_outside_fields()
        if any(f"simulation.{name}" in (MODEL / path).read_text("utf-8") for name in names)
    }
    assert {path for path in importing if not path.startswith("story/")} <= knows_both
