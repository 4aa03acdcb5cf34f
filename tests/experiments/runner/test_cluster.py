"""A Dask cluster on this machine: the same rows as from one process, and the same answers when things go wrong."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import distributed
import pytest

from experiments.runner import cluster
from experiments.runner.batch import WorkerError
from experiments.runner.cluster import DaskCluster
from experiments.storage import parts
from experiments.storage.packing import RUNS
from experiments.storage.sweep_folder import load_sweep
from experiments.sweeps.sweep import run_sweep
from tests.experiments.made_up import fatal, fatal_once, hump, plan, task_for


@pytest.fixture(scope="module")
def scheduler() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as running:
        yield running


def rows_in(folder: Path) -> bytes:
    return parts.whole(folder, RUNS).read_bytes()


def test_a_cluster_of_two_workers_writes_the_same_bytes_as_one_process(tmp_path: Path, scheduler: Any) -> None:
    planned = plan("invitation.size=2,5", runs=15, weeks=30)
    run_sweep(planned, tmp_path / "here")
    run_sweep(planned, tmp_path / "there", start=partial(DaskCluster, address=scheduler.scheduler_address))
    assert rows_in(tmp_path / "here") == rows_in(tmp_path / "there")


def test_a_worker_of_a_cluster_that_is_killed_costs_no_run(tmp_path: Path, scheduler: Any) -> None:
    planned = plan("invitation.size=8,12", runs=1500)
    start = partial(DaskCluster, address=scheduler.scheduler_address)
    run_sweep(planned, tmp_path / "killed", start=start, runner=partial(fatal_once, tmp_path / "was killed"))
    assert (tmp_path / "was killed").exists()
    run_sweep(planned, tmp_path / "undisturbed", runner=hump)
    assert rows_in(tmp_path / "killed") == rows_in(tmp_path / "undisturbed")


@pytest.mark.long
def test_a_run_that_kills_its_workers_does_not_end_a_sweep_on_a_cluster(tmp_path: Path) -> None:
    planned = plan("invitation.size=8,12", runs=30)
    result = run_sweep(planned, tmp_path, start=partial(DaskCluster, address="local:2"), runner=fatal)
    assert (result.computed, result.failed) == (60, 1)
    assert load_sweep(tmp_path).left_out == 2


def test_workers_are_counted_and_there_is_room_for_one_at_least(scheduler: Any) -> None:
    backend = DaskCluster(task_for(plan("weeks=20")), address=scheduler.scheduler_address)
    assert backend.workers == 2
    backend.close()


def test_a_cluster_that_does_not_answer_is_an_error_of_the_family(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_SECONDS_TO_REACH", 0.2)
    with pytest.raises(WorkerError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        DaskCluster(task_for(plan("weeks=20")), address="tcp://127.0.0.1:9")


@pytest.mark.parametrize("address", ["local:", "local:0", "local:two"])
def test_an_address_that_is_none_is_answered(address: str) -> None:
    with pytest.raises(WorkerError, match="write local:N"):
        DaskCluster(task_for(plan("weeks=20")), address=address)
