"""Storage: what was written is read back, in order and once, and what is damaged is said to be."""

import errno
import math
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments.design.points import kind_of
from experiments.runner.batch import Runner, work
from experiments.runner.plan import Plan
from experiments.runner.pool import LocalPool
from experiments.runner.returns import Returns
from experiments.runner.rows import Failure, Place, RunResult, tabulate
from experiments.storage import merging, parts, stored_plan, sweep_folder
from experiments.storage.lock import LOCK, SIGNATURE, driver_of, only_driver
from experiments.storage.manifest import MANIFEST
from experiments.storage.merging import Merge, done, join_all, join_parts
from experiments.storage.packing import RUNS
from experiments.storage.stored_plan import load_plan
from experiments.storage.sweep_folder import RunError, load_sweep, load_whole
from experiments.sweeps.sweep import describe, run_sweep
from simulation import OUTCOMES, DataError, load_scenario
from tests.experiments.made_up import (
    BEST_SIZE,
    FAILING_SEED,
    FATAL_SEED,
    failing,
    fatal,
    hump,
    made_up_sweep,
    outcome,
    plan,
    task_for,
)

LAST = ["status", "message", "run_id"]


def table_of(values: list[Any], **outcomes: Any) -> pd.DataFrame:
    places = [Place({"x": value}, k, k) for k, value in enumerate(values)]
    names = np.arange(len(values)).astype(np.uint64)
    rows = tabulate(Returns.OF_ALLIANCES, {"x": kind_of(values)}, places, names, [outcome(**outcomes)] * len(values))
    frame: pd.DataFrame = rows.to_pandas()
    return frame


def row_of(result: RunResult) -> pa.Table:
    return tabulate(Returns.OF_ALLIANCES, {}, [Place({}, 0, 0)], np.zeros(1, np.uint64), [result])


def store(folder: Path, planned: Plan, positions: range) -> None:
    """Store some runs of a plan as one part."""
    parts.store(folder, work(task_for(planned), planned.batch(np.array(positions))).content)


def stored(folder: Path, planned: Plan) -> tuple[pd.DataFrame, set[str]]:
    merge = Merge(planned, RUNS, parts.files_of(folder, RUNS))
    return pd.concat([table.to_pandas() for table in merge.slices()], ignore_index=True), merge.disputed


# --- rows -------------------------------------------------------------------------------------------------


def test_columns_are_the_varied_fields_the_replicate_the_outcome_and_what_became_of_it() -> None:
    table = table_of([2], impact=0.25, end="goal reached")
    assert list(table.columns) == ["x", "run", "seed", *OUTCOMES, *LAST]
    assert table.loc[0, "impact"] == 0.25
    assert table.loc[0, "end"] == "goal reached"
    assert table.loc[0, "status"] == "done"


def test_what_never_came_about_is_missing() -> None:
    rows = tabulate(
        Returns.OF_ALLIANCES, {}, [Place({}, 0, 0)], np.zeros(1, np.uint64), [outcome(weeks_to_agreement=math.nan)]
    )
    assert rows["weeks_to_agreement"].null_count == 1


def test_a_run_without_an_outcome_has_none_and_says_why() -> None:
    row = tabulate(
        Returns.OF_ALLIANCES, {}, [Place({}, 0, 0)], np.zeros(1, np.uint64), [Failure("failed", "no luck")]
    ).to_pylist()[0]
    assert {row[name] for name in OUTCOMES} == {None}
    assert (row["status"], row["message"]) == ("failed", "no luck")


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ([True, False], [True, False]),
        ([2, 5], [2, 5]),
        ([1, 2.5], [1.0, 2.5]),
        (["consensus", "majority"], ["consensus", "majority"]),
        ([[1, 2], [3]], ["[1, 2]", "[3]"]),
        ([0, "none"], ["0", "none"]),
    ],
)
def test_varied_values_keep_their_kind_or_become_text(values: list[Any], kept: list[Any]) -> None:
    assert list(table_of(values)["x"]) == kept


# --- parts ------------------------------------------------------------------------------------------------


def test_a_part_is_named_by_its_content_so_that_writing_it_twice_does_no_harm(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,8")
    store(tmp_path, planned, range(10))
    store(tmp_path, planned, range(10))
    [part] = parts.loose(tmp_path, RUNS)
    assert part.stem == f"runs-{parts.digest(part)}"
    store(tmp_path, planned, range(10, 20))
    assert len(parts.loose(tmp_path, RUNS)) == 2


def test_runs_are_stored_after_what_belongs_to_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop_at_runs(folder: Path, table: str, write: parts.Write) -> Path:
        if table == RUNS:
            raise KeyboardInterrupt
        return written(folder, table, write)

    written = parts.write_part
    monkeypatch.setattr(parts, "write_part", stop_at_runs)
    with pytest.raises(KeyboardInterrupt):
        parts.store(tmp_path, {"series": b"1", "events": b"2", RUNS: b"3"})
    assert len(parts.loose(tmp_path, "series")) == len(parts.loose(tmp_path, "events")) == 1


def full(_file: int) -> None:
    raise OSError(28, "No space left on device")


def test_when_the_disk_is_full_what_is_there_stays_and_nothing_half_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = plan("invitation.size=2,8")
    store(tmp_path, planned, range(10))
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DataError, match="disk is full"):
        store(tmp_path, planned, range(10, 20))
    assert [path.suffix for path in (tmp_path / parts.PARTS).iterdir()] == [".parquet"]
    assert done(planned, tmp_path).sum() == 10


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = describe(plan("invitation.size=2,8"), "first")
    sweep_folder.write_manifest(tmp_path, manifest)
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DataError, match="disk is full"):
        sweep_folder.write_manifest(tmp_path, manifest.model_copy(update={"command": "second"}))
    assert sweep_folder.read_manifest(tmp_path) == manifest.sealed()


def test_what_a_killed_driver_left_half_written_is_removed_and_nothing_else(tmp_path: Path) -> None:
    store(tmp_path, plan("invitation.size=2,8"), range(10))
    half = [tmp_path / ".runs.parquet.0.writing", tmp_path / parts.PARTS / ".runs.0.writing"]
    for path in half:
        path.write_bytes(b"PAR1")
    parts.remove_unfinished(tmp_path)
    assert not any(path.exists() for path in half)
    assert len(parts.loose(tmp_path, RUNS)) == 1


def test_files_can_be_read_by_those_who_may_read_the_folder(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        store(tmp_path, plan("invitation.size=2,8"), range(10))
    finally:
        os.umask(before)
    [part] = parts.loose(tmp_path, RUNS)
    assert part.stat().st_mode & 0o777 == 0o644


# --- merging ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slice_rows", [1, 7, 1000])
def test_rows_come_in_the_order_of_the_plan_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slice_rows: int
) -> None:
    monkeypatch.setattr(merging, "SLICE_ROWS", slice_rows)
    planned = plan("invitation.size=2,8", runs=10)
    for positions in (range(12, 20), range(5), range(3, 9), range(9, 12), range(9, 13)):
        store(tmp_path, planned, positions)
    rows, disputed = stored(tmp_path, planned)
    assert list(zip(rows["invitation.size"], rows["run"], strict=True)) == [(s, k) for s in (2, 8) for k in range(10)]
    assert not disputed


def test_rows_that_differ_are_a_broken_promise_and_one_of_them_is_kept(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,8", runs=10)
    store(tmp_path, planned, range(10))
    table = pq.read_table(parts.loose(tmp_path, RUNS)[0]).slice(4, 2)
    other = table.set_column(table.column_names.index("exits"), "exits", [[77, table["exits"][1].as_py()]])
    parts.write_part(tmp_path, RUNS, lambda file: pq.write_table(other, file))
    rows, disputed = stored(tmp_path, planned)
    assert disputed == {table["run_id"][0].as_py()}
    assert list(rows["run"]) == list(range(10))


def test_many_parts_become_one_and_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST_PARTS", 4)
    planned = plan("invitation.size=2,8", runs=10)
    for start in range(0, 18, 3):
        store(tmp_path, planned, range(start, start + 3))
        before = stored(tmp_path, planned)[0]
        join_parts(tmp_path, planned)
        pd.testing.assert_frame_equal(stored(tmp_path, planned)[0], before)
    assert len(parts.loose(tmp_path, RUNS)) == 3


def test_a_driver_killed_while_parts_are_joined_loses_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "MOST_PARTS", 3)
    planned = plan("invitation.size=2,8", runs=10)
    for start in range(0, 18, 6):
        store(tmp_path, planned, range(start, start + 6))
    before = stored(tmp_path, planned)[0]

    def stop(_paths: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(parts, "remove", stop)
    with pytest.raises(KeyboardInterrupt):
        join_parts(tmp_path, planned)
    rows, disputed = stored(tmp_path, planned)
    pd.testing.assert_frame_equal(rows, before)
    assert not disputed


def test_runs_of_another_sweep_are_not_taken_in(tmp_path: Path) -> None:
    store(tmp_path, plan("invitation.size=3"), range(10))
    with pytest.raises(DataError, match="not of this sweep"):
        done(plan("invitation.size=2,8"), tmp_path)


def test_the_bytes_of_the_whole_file_do_not_depend_on_its_parts(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,8", runs=10)
    store(tmp_path / "one", planned, range(20))
    for start in (10, 0, 5, 15):
        store(tmp_path / "four", planned, range(start, start + 5))
    join_all(tmp_path / "one", planned)
    join_all(tmp_path / "four", planned)
    one, four = (parts.whole(tmp_path / name, RUNS).read_bytes() for name in ("one", "four"))
    assert one == four


# --- the folder of a sweep --------------------------------------------------------------------------------


def test_a_sweep_is_read_back_as_it_was_run(tmp_path: Path) -> None:
    sweep = made_up_sweep(tmp_path, "invitation.size=2,8", runs=3)
    size, seeds = sweep.runs["invitation.size"], sweep.runs["seed"]
    scenario = load_scenario("baseline")
    expected = [next(hump(scenario, {"invitation.size": n}, [s])).impact for n, s in zip(size, seeds, strict=True)]
    assert list(sweep.runs["impact"]) == expected
    assert sweep.manifest.design == {"invitation.size": [2, 8]}
    assert sweep.manifest.duration_seconds is not None
    assert not (tmp_path / parts.PARTS).exists()


def test_a_plan_is_read_back_as_it_was_made(tmp_path: Path) -> None:
    planned = plan(
        "invitation.size=2,8", "agreements.moderation=true,false", "agreements.decision_rule=consensus,majority"
    )
    run_sweep(planned, tmp_path, runner=hump)
    manifest = sweep_folder.manifest_of(tmp_path)
    again = load_plan(tmp_path, manifest)
    assert list(again.points) == list(planned.points)
    assert (again.point_names == planned.point_names).all()
    assert again.scenario == planned.scenario


def test_a_plan_that_is_laid_out_in_slices_is_read_back_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planned = plan("invitation.size=2:12:1", "arena.salience=0.1,0.9", runs=1)
    whole = stored_plan.write_points(tmp_path, planned)
    assert stored_plan.write_points(tmp_path, planned) == whole
    monkeypatch.setattr(stored_plan, "_SLICE", 5)
    stored_plan.write_points(tmp_path, planned)
    points, _ = stored_plan.read_points(tmp_path, describe(planned, ""))
    assert list(points) == list(planned.points)


def test_a_replicate_that_failed_anywhere_is_left_out_everywhere(tmp_path: Path) -> None:
    planned = plan("invitation.size=8,12", runs=10)
    result = run_sweep(planned, tmp_path, runner=failing)
    sweep = load_sweep(tmp_path)
    assert result.failed == 1
    assert sweep.left_out == 2
    runs = sweep.runs.groupby("invitation.size")["seed"].apply(list)
    assert FAILING_SEED not in runs[8]
    assert runs[8] == runs[BEST_SIZE]
    assert sweep.runs["exits"].dtype == "int64"


@pytest.mark.parametrize(
    ("runner", "told"),
    [
        (failing, rf"seed {FAILING_SEED}, invitation.size = 12. It raised ZeroDivisionError: nobody came"),
        (fatal, rf"seed {FATAL_SEED}, invitation.size = 12. It ended its worker process"),
    ],
)
def test_where_every_run_must_have_an_outcome_one_without_is_named(tmp_path: Path, runner: Runner, told: str) -> None:
    run_sweep(plan("invitation.size=8,12"), tmp_path, runner=runner, start=partial(LocalPool, workers=2))
    with pytest.raises(RunError, match=told):
        load_whole(tmp_path)


def test_an_ordinary_folder_is_not_a_sweep(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no sweep"):
        load_sweep(tmp_path)
    with pytest.raises(DataError, match="holds no sweep"):
        load_sweep(tmp_path / "nowhere")


def test_an_unfinished_sweep_is_not_read_as_a_whole_one(tmp_path: Path) -> None:
    sweep_folder.write_manifest(tmp_path, describe(plan("invitation.size=2,8"), "alliance sweep baseline"))
    with pytest.raises(DataError, match=r"not finished \(0 of 40 runs\).*alliance sweep baseline"):
        load_sweep(tmp_path)


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def drop_a_row(path: Path) -> None:
    pd.read_parquet(path).iloc[1:].to_parquet(path, index=False)


def drop_a_column(path: Path) -> None:
    pd.read_parquet(path).drop(columns="impact").to_parquet(path, index=False)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cut_in_half, "not a whole Parquet file"),
        (drop_a_row, "39 rows instead of 40"),
        (drop_a_column, "columns"),
    ],
)
def test_damaged_rows_are_refused(tmp_path: Path, damage: Callable[[Path], None], message: str) -> None:
    made_up_sweep(tmp_path, "invitation.size=2,8", runs=20)
    damage(parts.whole(tmp_path, RUNS))
    with pytest.raises(DataError, match=message):
        load_sweep(tmp_path)


@pytest.mark.parametrize("text", ["", "{}", '{"kind": "alliance sweep"', '{"kind": "something else"}', "\udcff"])
def test_a_damaged_manifest_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(DataError, match="damaged, or not the manifest"):
        load_sweep(tmp_path)


def test_a_damaged_part_is_named_and_nothing_is_built_on_it(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,8")
    store(tmp_path, planned, range(4))
    [part] = parts.loose(tmp_path, RUNS)
    cut_in_half(part)
    with pytest.raises(DataError, match=part.name):
        done(planned, tmp_path)
    assert not parts.whole(tmp_path, RUNS).exists()


def test_a_folder_that_cannot_be_written_is_an_error_of_the_family(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="Cannot write"):
        run_sweep(plan("invitation.size=2"), tmp_path / "file", runner=hump)


# --- the lock ---------------------------------------------------------------------------------------------


def test_a_second_driver_is_refused_and_told_who_is_at_work(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,8")

    def begin_another(*_: int, **__: int) -> None:
        with pytest.raises(DataError, match=f"Another driver works on .*process {os.getpid()}"):
            run_sweep(planned, tmp_path, runner=hump)

    run_sweep(planned, tmp_path, runner=hump, report=begin_another)
    assert len(load_sweep(tmp_path).runs) == planned.total


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    drivers = []

    def work_and_fail() -> None:
        with only_driver(tmp_path):
            drivers.append(driver_of(tmp_path))
            raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            work_and_fail()
    assert [driver and driver.process for driver in drivers] == [os.getpid()] * 2
    assert driver_of(tmp_path) is None
    assert {path.name for path in tmp_path.iterdir()} <= {LOCK}


GONE = '{"host": "gone", "process": 1, "since": "2020-01-06T00:00:00+00:00"}'


def test_a_lock_that_a_killed_driver_left_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / LOCK).touch()
    (tmp_path / SIGNATURE).write_text(GONE)
    assert driver_of(tmp_path) is None
    with only_driver(tmp_path):
        pass


def test_where_nobody_ever_worked_nothing_is_left_by_looking(tmp_path: Path) -> None:
    assert driver_of(tmp_path) is None
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has locks on every file system")
def test_where_there_are_no_locks_a_killed_driver_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_file: object, _operation: int) -> None:
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", unknown)
    with only_driver(tmp_path):
        assert driver_of(tmp_path) is not None
        [mark] = [path for path in tmp_path.iterdir() if path.name not in (LOCK, SIGNATURE)]
    assert driver_of(tmp_path) is None
    mark.touch()
    (tmp_path / SIGNATURE).write_text(GONE)
    with pytest.raises(DataError, match=r"process 1 on gone.*delete .*driver\.at-work"), only_driver(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="Cannot write"), only_driver(tmp_path / "file"):
        pass
