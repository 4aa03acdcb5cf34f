"""Verification, status and export: what a folder says of itself, finished or not."""

import csv
import io
import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from experiments.design.designs import KINDS, SAMPLED, Kind
from experiments.storage import parts, sweep_folder
from experiments.storage.export import write_csv
from experiments.storage.packing import RUNS
from experiments.storage.sweep_folder import load_sweep
from experiments.sweeps.status import status_of
from experiments.sweeps.study import Combining, Study, typed_fields
from experiments.sweeps.sweep import run_sweep
from experiments.sweeps.verification import verify
from simulation import DataError
from tests.experiments.made_up import failing, hump, plan

DESIGN = ("invitation.size=2,8", "agreements.core_size=4,100000")


def problems(folder: Path, sample: int | None = None) -> list[str]:
    return [
        f"{finding.subject}: {finding.problem}" for finding in verify(folder, sample, runner=hump) if finding.problem
    ]


def stop_halfway(done: int, total: int, **_: int) -> None:
    if done > total / 2:
        raise KeyboardInterrupt


def half_a_sweep(folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_sweep(plan(*DESIGN, runs=100), folder, report=stop_halfway, runner=hump)


def rewritten(folder: Path, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    """Change rows as someone would who wants them otherwise."""
    path = parts.whole(folder, RUNS)
    schema = pq.read_schema(path)
    change(pd.read_parquet(path)).to_parquet(path, index=False, schema=schema)


# --- verification ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wrong_with_a_sweep_that_was_left_alone(tmp_path: Path, kind: Kind) -> None:
    salience = "0.1..0.9" if kind in SAMPLED else "0.5,0.7"
    fields = typed_fields(["invitation.size=2,8", f"arena.salience={salience}"])
    design = Combining(kind=kind, points=8 if kind in SAMPLED else None)
    run_sweep(Study(scenario="baseline", vary=fields, design=design, runs=10).plan(), tmp_path, runner=hump)
    assert problems(tmp_path) == []


def test_nothing_is_wrong_with_a_sweep_that_is_not_finished(tmp_path: Path) -> None:
    half_a_sweep(tmp_path)
    assert problems(tmp_path) == []


def test_runs_that_failed_fail_again(tmp_path: Path) -> None:
    run_sweep(plan("invitation.size=8,12", runs=10), tmp_path, runner=failing)
    assert [f.problem for f in verify(tmp_path, None, runner=failing) if f.problem] == []


def better(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(impact=rows["impact"].where(rows.index != 5, 0.99))


def elsewhere(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(**{"invitation.size": rows["invitation.size"].where(rows.index != 5, 3)})


def fewer(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.drop(index=5)


@pytest.mark.parametrize(
    ("change", "told"),
    [(better, "come out the same"), (elsewhere, "those of the plan"), (fewer, "39 of 40 runs are there")],
)
def test_a_row_that_was_changed_is_found(
    tmp_path: Path, change: Callable[[pd.DataFrame], pd.DataFrame], told: str
) -> None:
    run_sweep(plan(*DESIGN, runs=10), tmp_path, runner=hump)
    name = load_sweep(tmp_path).runs["run_id"][5]
    rewritten(tmp_path, change)
    found = problems(tmp_path)
    assert any("runs.parquet is as it was written" in problem for problem in found)
    [problem] = [problem for problem in found if told in problem]
    assert name in problem or change is fewer


def test_a_part_that_was_changed_is_found(tmp_path: Path) -> None:
    half_a_sweep(tmp_path)
    part = parts.loose(tmp_path, RUNS)[0]
    table = pq.read_table(part)
    pq.write_table(table.set_column(2, "run", table["seed"]), part)
    assert any(part.name in problem for problem in problems(tmp_path))


def test_a_plan_that_was_changed_is_found(tmp_path: Path) -> None:
    run_sweep(plan(*DESIGN, runs=10), tmp_path, runner=hump)
    path = tmp_path / sweep_folder.PLAN
    pd.read_parquet(path).iloc[::-1].to_parquet(path, index=False)
    assert any("points of its design" in problem for problem in problems(tmp_path))


def test_with_another_model_runs_are_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_sweep(plan(*DESIGN, runs=10), tmp_path, runner=hump)
    monkeypatch.setattr("experiments.runner.provenance.model_fingerprint", lambda: "another")
    [problem] = problems(tmp_path)
    assert "the model is another one now" in problem


def test_a_sample_is_as_large_as_asked_for(tmp_path: Path) -> None:
    run_sweep(plan(*DESIGN, runs=10), tmp_path, runner=hump)
    subjects = [finding.subject for finding in verify(tmp_path, 7, runner=hump)]
    assert any(subject.startswith("7 runs come out the same again") for subject in subjects)


# --- status ------------------------------------------------------------------------------------------------


def test_a_status_counts_what_is_stored(tmp_path: Path) -> None:
    half_a_sweep(tmp_path)
    seen = status_of(tmp_path)
    assert 200 < seen.done < 400
    assert (seen.driver, seen.rate, seen.failed) == (None, None, 0)
    run_sweep(plan(*DESIGN, runs=100), tmp_path, runner=hump)
    assert status_of(tmp_path).done == 400


def test_a_status_tells_who_is_at_work_and_how_fast(tmp_path: Path) -> None:
    seen = []

    def look(*_: int, **__: int) -> None:
        if sweep_folder.read_manifest(tmp_path):
            seen.append(status_of(tmp_path))

    run_sweep(plan("invitation.size=8,12", runs=300), tmp_path, report=look, runner=failing)
    assert {status.driver.process for status in seen if status.driver} == {os.getpid()}
    assert [status.done for status in seen] == sorted(status.done for status in seen)
    last = seen[-1]
    assert last.failed == 1
    assert last.rate is not None
    assert last.rate > 0


def test_a_folder_without_a_sweep_has_no_status(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no sweep"):
        status_of(tmp_path)


# --- export ------------------------------------------------------------------------------------------------


def exported(folder: Path, table: str = RUNS) -> list[dict[str, str]]:
    file = io.BytesIO()
    write_csv(folder, table, file)
    return list(csv.DictReader(io.StringIO(file.getvalue().decode())))


def test_an_export_has_all_rows_and_leaves_empty_what_is_missing(tmp_path: Path) -> None:
    run_sweep(plan(*DESIGN, runs=10), tmp_path, runner=hump)
    rows, stored = exported(tmp_path), load_sweep(tmp_path).runs
    assert [row["run_id"] for row in rows] == list(stored["run_id"])
    assert [float(row["impact"]) for row in rows] == list(stored["impact"])
    assert {row["weeks_to_effect"] for row in rows} == {""}


def test_what_is_not_finished_is_exported_as_far_as_it_is_there(tmp_path: Path) -> None:
    half_a_sweep(tmp_path)
    rows = exported(tmp_path)
    assert len(rows) == status_of(tmp_path).done
    places = [(int(row["invitation.size"]), int(row["agreements.core_size"]), int(row["run"])) for row in rows]
    assert places == sorted(places)


def test_a_table_that_was_not_kept_cannot_be_exported(tmp_path: Path) -> None:
    run_sweep(plan(*DESIGN, runs=10), tmp_path, runner=hump)
    with pytest.raises(DataError, match="holds no series; `alliance sweep --series` keeps them"):
        exported(tmp_path, "series")


def test_runs_without_an_outcome_are_exported_with_their_status(tmp_path: Path) -> None:
    run_sweep(plan("invitation.size=8,12", runs=10), tmp_path, runner=failing)
    assert [row["message"] for row in exported(tmp_path) if row["status"] == "failed"] == [
        "ZeroDivisionError: nobody came"
    ]
