"""Verification and status: what a folder says of itself, finished or not."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from experiments.design.designs import KINDS, SAMPLED, Kind
from experiments.storage import parts, stored_plan, sweep_folder
from experiments.storage.manifest import MANIFEST, Manifest
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
    path = tmp_path / stored_plan.PLAN
    pd.read_parquet(path).iloc[::-1].assign(point=range(4)).to_parquet(path, index=False)
    assert any("points of its design" in problem for problem in problems(tmp_path))


def test_any_value_of_the_plan_that_was_changed_is_found(tmp_path: Path) -> None:
    run_sweep(plan(*DESIGN, runs=10), tmp_path, runner=hump)
    path = tmp_path / stored_plan.PLAN
    rows = pd.read_parquet(path)
    rows.assign(point=[0, 1, 2, 2]).to_parquet(path, index=False)
    changed, other = problems(tmp_path)
    assert changed == "plan.parquet is as it was written: it is missing, or was changed since"
    assert other.endswith("plan.parquet is not the plan of its manifest.")


OTHERS = {
    "question": "history",
    "asked": {"something": "else"},
    "size": 16,
    "scenario": {"weeks": 100},
    "design": {"invitation.size": [8, 2], "agreements.core_size": [4, 100000]},
    "layout": "listed",
    "forbidden": ["invitation.size = 2"],
    "rules": {"file": "my_rules.py", "replaced": ["joins"], "fingerprint": "0123456789abcdef"},
    "seeds": {"first": 7},
    "versions": {"numpy": "1.0"},
    "files": {},
    "seals": {},
    "series": True,
    "duration_seconds": 0.5,
}


@pytest.mark.parametrize("field", [field for field in Manifest.model_fields if field != "kind"])
def test_any_field_of_the_manifest_that_was_changed_is_named(tmp_path: Path, field: str) -> None:
    run_sweep(plan(*DESIGN, runs=3), tmp_path, runner=hump)
    path = tmp_path / MANIFEST
    told = json.loads(path.read_text())
    there = told[field]
    told[field] = OTHERS.get(field, there + 1 if isinstance(there, int) else f"{there} or so")
    path.write_text(json.dumps(told))
    first, *_ = problems(tmp_path, sample=0)
    assert first.startswith("manifest.json is as it was written: changed since: ")
    assert field in first or field == "seals"


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "alliance comparison"), ("kind", None), ("points", "4"), ("seed", 10**30), ("layout", "x"), ("model", 1)],
)
def test_a_manifest_that_can_be_none_is_refused_and_the_field_named(tmp_path: Path, field: str, value: object) -> None:
    run_sweep(plan(*DESIGN, runs=3), tmp_path, runner=hump)
    path = tmp_path / MANIFEST
    told = json.loads(path.read_text()) | {field: value}
    path.write_text(json.dumps({name: one for name, one in told.items() if one is not None or name != field}))
    with pytest.raises(DataError, match=rf"not the manifest of a sweep of this version \({field}\)"):
        problems(tmp_path)


def test_columns_of_another_kind_are_told(tmp_path: Path) -> None:
    run_sweep(plan(*DESIGN, runs=3), tmp_path, runner=hump)
    path = parts.whole(tmp_path, RUNS)
    rows = pd.read_parquet(path)
    rows.assign(impact="much").to_parquet(path, index=False)
    assert any("do not agree" in problem for problem in problems(tmp_path))
    rows.assign(status=pd.Series([[1]] * len(rows))).to_parquet(path, index=False)
    with pytest.raises(DataError, match="are not those of a sweep"):
        status_of(tmp_path)


def in_other_order(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.iloc[[1, 0, *range(2, len(rows))]]


def failed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(status=rows["status"].where(rows.index != 5, "failed"))


def with_a_reason(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(message=rows["message"].where(rows.index != 5, "no reason"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (in_other_order, "rows are in the order of the plan: runs.parquet"),
        (failed, "every run has an outcome or says why not: {name}"),
        (with_a_reason, "every run has an outcome or says why not: {name}"),
        (elsewhere, "points, replicates and seeds are those of the plan: {name}"),
        (fewer, "39 of 40 runs are there: it was finished before"),
    ],
)
def test_rows_that_were_changed_are_found_under_a_new_hash_too(
    tmp_path: Path, change: Callable[[pd.DataFrame], pd.DataFrame], told: str
) -> None:
    run_sweep(plan(*DESIGN, runs=10), tmp_path, runner=hump)
    name = load_sweep(tmp_path).runs["run_id"][5]
    rewritten(tmp_path, change)
    manifest, path = sweep_folder.manifest_of(tmp_path), parts.whole(tmp_path, RUNS)
    note = manifest.files[path.name].model_copy(update={"digest": parts.digest(path)})
    sweep_folder.write_manifest(tmp_path, manifest.model_copy(update={"files": {path.name: note}}))
    assert problems(tmp_path, sample=0) == [told.format(name=name)]


@pytest.mark.parametrize("name", [None, "", "no name", "0" * 15, "0" * 17])
def test_a_run_without_a_name_is_told(tmp_path: Path, name: str | None) -> None:
    def nameless(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.assign(run_id=rows["run_id"].where(rows.index != 5, name))

    run_sweep(plan(*DESIGN, runs=10), tmp_path, runner=hump)
    rewritten(tmp_path, nameless)
    assert any("not all of its rows have the name of a run" in problem for problem in problems(tmp_path))


@pytest.mark.parametrize("table", ["plan.parquet", "runs.parquet"])
def test_a_file_that_is_no_table_any_more_is_told(tmp_path: Path, table: str) -> None:
    run_sweep(plan(*DESIGN, runs=10), tmp_path, runner=hump)
    whole = (tmp_path / table).read_bytes()
    for content in (b"", whole[: len(whole) // 2], b"rubbish"):
        (tmp_path / table).write_bytes(content)
        found = problems(tmp_path)
        assert f"{table} is as it was written: it is missing, or was changed since" in found
        assert any(f"{table} is damaged" in problem for problem in found)


def test_with_another_model_runs_are_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_sweep(plan(*DESIGN, runs=10), tmp_path, runner=hump)
    monkeypatch.setattr("experiments.runner.fingerprints.behaviour", lambda *_: "another")
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
    seen, rates = [], []

    def look(*_: int, **__: int) -> None:
        there = parts.loose(tmp_path, RUNS)
        for second, part in enumerate(there):
            os.utime(part, (second, second))  # a part was written every second
        if sweep_folder.read_manifest(tmp_path):
            seen.append(status_of(tmp_path))
            rates.append(sum(map(parts.rows_in, there[1:])) / (len(there) - 1) if len(there) > 1 else None)

    run_sweep(plan("invitation.size=8,12", runs=300), tmp_path, report=look, runner=failing)
    assert {status.driver.process for status in seen if status.driver} == {os.getpid()}
    assert [status.done for status in seen] == sorted(status.done for status in seen)
    assert [status.rate for status in seen] == rates
    assert rates[-1]
    assert seen[-1].failed == 1


def test_a_folder_without_a_sweep_has_no_status(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no sweep"):
        status_of(tmp_path)
