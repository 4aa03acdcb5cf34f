"""Series and events: kept on request, in files of their own, with the name of the run to which they belong."""

from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from experiments.runner.plan import Plan
from experiments.runner.pool import LocalPool
from experiments.runner.returns import Returns
from experiments.storage.packing import tables_of
from experiments.storage.sweep_folder import load_sweep
from experiments.storage.tracing import series_and_events
from experiments.sweeps.study import Study
from experiments.sweeps.sweep import run_sweep
from experiments.sweeps.verification import verify
from simulation import Scenario, changed

SEVERAL_ALLIANCES = "ttip-ceta"


def traced_plan(source: str = "baseline", runs: int = 6, **changes: object) -> Plan:
    fields = {"invitation.size": [4, 8]}
    return Study(scenario=source, vary=fields, set={"weeks": 25, **changes}, runs=runs, series=True).plan()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    there = tmp_path_factory.mktemp("traced")
    run_sweep(traced_plan(), there)
    return there


def test_every_run_has_a_row_for_every_week_that_it_lasted(folder: Path) -> None:
    runs, series = load_sweep(folder).runs, pd.read_parquet(folder / "series.parquet")
    weeks = series.groupby("run_id")["week"].apply(list)
    assert set(weeks.index) == set(runs["run_id"])
    for run_id, lifetime in zip(runs["run_id"], runs["lifetime"], strict=True):
        assert weeks[run_id] == list(range(lifetime))


@pytest.mark.parametrize("source", ["baseline", SEVERAL_ALLIANCES])
def test_rows_are_those_of_the_trace_of_the_run(source: str, tmp_path: Path) -> None:
    planned = traced_plan(source, runs=2)
    run_sweep(planned, tmp_path)
    run = load_sweep(tmp_path).runs.iloc[3]
    scenario = planned.scenario
    assert isinstance(scenario, Scenario)
    traced = series_and_events(changed(scenario, planned.points[1]), int(run["seed"]))
    for table, rows in traced.items():
        stored = pq.read_table(tmp_path / f"{table}.parquet", filters=[("run_id", "=", run["run_id"])])
        assert stored.drop_columns("run_id").equals(rows)
    assert len(set(traced["series"]["alliance"].to_pylist())) == len(scenario.ventures)


def test_tables_lie_in_the_order_of_the_plan(folder: Path) -> None:
    runs = list(load_sweep(folder).runs["run_id"])
    for table in Returns.OF_ALLIANCES.tables:
        seen = list(dict.fromkeys(pd.read_parquet(folder / f"{table}.parquet")["run_id"]))
        assert seen == [run_id for run_id in runs if run_id in set(seen)]


def test_the_bytes_do_not_depend_on_workers_or_on_how_often_it_was_stopped(folder: Path, tmp_path: Path) -> None:
    def stop(done: int, *_: int, **__: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_sweep(traced_plan(), tmp_path, report=stop)
    run_sweep(traced_plan(), tmp_path, start=partial(LocalPool, workers=2))
    for table in tables_of(Returns.OF_ALLIANCES):
        name = f"{table}.parquet"
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_series_come_out_the_same_again(folder: Path) -> None:
    assert [finding for finding in verify(folder, None) if finding.problem] == []


def test_a_series_that_was_changed_is_found(tmp_path: Path) -> None:
    run_sweep(traced_plan(runs=2), tmp_path)
    path = tmp_path / "series.parquet"
    rows = pd.read_parquet(path)
    rows.assign(tension=rows["tension"] + 0.001 * (rows.index == 3)).to_parquet(path, index=False)
    [problem] = [finding.problem for finding in verify(tmp_path, None) if "same again" in finding.subject]
    assert problem == rows.loc[3, "run_id"]
