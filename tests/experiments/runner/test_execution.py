"""Execution: every run once, in batches of the right size, and never ended by a run that raises or kills."""

import math
import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments.runner import fingerprints, lazy_pool
from experiments.runner.batch import Batch, Parcel, Task, WorkerError, work
from experiments.runner.execution import (
    BATCH_SECONDS,
    FIRST_BATCH,
    WINDOW,
    Arrived,
    InThisProcess,
    Lost,
    Pace,
    Start,
    execute,
    kept_open,
)
from experiments.runner.lazy_pool import LazyPool
from experiments.runner.plan import Plan
from experiments.runner.pool import LocalPool
from experiments.storage.packing import RUNS, Files
from experiments.sweeps.sweep import task_of
from simulation import Outcome, Scenario
from tests.experiments.made_up import (
    BEST_SIZE,
    FAILING_SEED,
    FATAL_SEED,
    Point,
    everything,
    failing,
    fatal,
    fatal_once,
    outcome,
    plan,
    slow,
    task_for,
)

TWO: Start = partial(LocalPool, workers=2)


def rows_of(parcels: Iterator[Parcel[Files]]) -> list[dict[str, object]]:
    tables = [pq.read_table(pa.BufferReader(parcel.content[RUNS])) for parcel in parcels]
    rows: list[dict[str, object]] = pa.concat_tables(tables).to_pylist()
    return rows


def runs_of(rows: list[dict[str, object]]) -> list[tuple[object, object]]:
    return sorted((row["invitation.size"], row["run"]) for row in rows)


def executed(planned: Plan, start: Start = InThisProcess, **task: object) -> list[dict[str, object]]:
    return rows_of(execute(task_for(planned, **task), everything(planned), start))  # type: ignore[arg-type]


@pytest.mark.parametrize("start", [InThisProcess, TWO])
def test_every_run_is_done_once(start: Start) -> None:
    planned = plan("invitation.size=2,8,20", runs=37)
    assert runs_of(executed(planned, start)) == [(size, run) for size in (2, 8, 20) for run in range(37)]


def test_outcomes_stay_with_the_runs_they_belong_to() -> None:
    def name_seeds(_scenario: Scenario, point: Point, seeds: Sequence[int]) -> Iterator[Outcome]:
        return (outcome(members_max=point["invitation.size"], exits=seed) for seed in seeds)

    for row in executed(plan("invitation.size=2,8", runs=50), runner=name_seeds):
        assert (row["members_max"], row["exits"]) == (row["invitation.size"], row["seed"])


# --- the size of batches --------------------------------------------------------------------------------


def test_batches_grow_towards_the_wanted_time_and_not_in_one_leap() -> None:
    pace = Pace()
    assert pace.size == FIRST_BATCH
    pace.learn(FIRST_BATCH, seconds=1e-9)
    assert FIRST_BATCH < pace.size <= 10 * FIRST_BATCH
    pace.learn(100, seconds=1.0)
    assert pace.size == pytest.approx(100 * BATCH_SECONDS)
    pace.learn(1, seconds=60.0)
    assert pace.size == 1


def test_towards_the_end_batches_shrink_so_that_workers_end_together() -> None:
    pace = Pace()
    pace.learn(1000, seconds=1.0)
    assert pace.next_size(left=10**6, workers=4) == pace.size
    assert pace.next_size(left=800, workers=4) == 100
    assert pace.next_size(left=3, workers=4) == FIRST_BATCH
    assert pace.next_size(left=800, workers=1) == 800


class Watched:
    """A backend of three workers that notes how many batches wait at the most."""

    workers = 3

    def __init__(self, task: Task[Files]) -> None:
        self._task = task
        self._waiting: deque[tuple[int, Batch]] = deque()
        self.most = 0

    def submit(self, key: int, batch: Batch) -> None:
        self._waiting.append((key, batch))
        self.most = max(self.most, len(self._waiting))

    def wait(self) -> Arrived:
        key, batch = self._waiting.popleft()
        return Arrived(key, work(self._task, batch))

    def close(self) -> None:
        pass


def test_no_more_batches_wait_than_the_window_holds() -> None:
    planned = plan("invitation.size=2", runs=500)
    started: list[Watched] = []

    def start(task: Task[Files]) -> Watched:
        started.append(Watched(task))
        return started[-1]

    batches = len(list(execute(task_for(planned, slow), everything(planned), start)))
    assert batches > WINDOW * Watched.workers
    assert started[0].most == WINDOW * Watched.workers


# --- runs that fail -------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", [InThisProcess, TWO])
def test_a_run_that_raises_is_a_row_with_the_reason(start: Start) -> None:
    rows = executed(plan("invitation.size=8,12", runs=20), start, runner=failing)
    assert len(rows) == 40
    [row] = [row for row in rows if row["status"] != "done"]
    assert (row["invitation.size"], row["seed"], row["status"]) == (BEST_SIZE, FAILING_SEED, "failed")
    assert row["message"] == "ZeroDivisionError: nobody came"
    assert row["impact"] is None
    assert all(r["impact"] is not None and r["message"] == "" for r in rows if r is not row)


def stopped_in_compiled_code(*_given: object) -> Iterator[Outcome]:
    """Stand for a run that Ctrl-C meets where the interpreter tells it as another exception."""
    yield from ()
    try:
        raise KeyboardInterrupt
    except KeyboardInterrupt as stop:
        raise SystemError("returned a result with an exception set") from stop


def test_ctrl_c_is_no_failure_of_a_run_wherever_it_arrives() -> None:
    planned = plan("invitation.size=8,12", runs=3)
    with pytest.raises(KeyboardInterrupt):
        work(task_of(planned, runner=stopped_in_compiled_code), planned.batch(np.arange(3)))


def test_a_point_that_is_not_valid_is_rows_with_the_reason() -> None:
    planned = plan("invitation.size=8,12", runs=3)
    task = task_of(planned)
    batch = planned.batch(np.arange(3))
    spoiled = replace(batch, stretches=tuple(s._replace(point={"invitation.size": -1}) for s in batch.stretches))
    parcel = work(task, spoiled)
    assert (parcel.runs, parcel.failed) == (3, 3)
    assert "invitation.size" in str(rows_of(iter([parcel]))[0]["message"])


def test_a_run_that_kills_its_worker_is_found_and_all_others_are_done() -> None:
    rows = executed(plan("invitation.size=8,12", runs=30), TWO, runner=fatal)
    assert runs_of(rows) == [(size, run) for size in (8, 12) for run in range(30)]
    [row] = [row for row in rows if row["status"] != "done"]
    assert (row["invitation.size"], row["seed"], row["status"]) == (BEST_SIZE, FATAL_SEED, "killed")
    assert row["impact"] is None


class Dying(Watched):
    """A backend that loses the first batches it is given, whatever is in them."""

    deaths = 5

    def wait(self) -> Arrived | Lost:  # type: ignore[override]
        if Dying.deaths:
            Dying.deaths -= 1
            return Lost(self._waiting.popleft()[0])
        return super().wait()


def test_batches_that_lose_their_workers_by_chance_are_done_by_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Dying, "deaths", 5)
    planned = plan("invitation.size=8,12", runs=100)
    rows = executed(planned, Dying)
    assert len(runs_of(rows)) == len(set(runs_of(rows))) == 200
    assert {row["status"] for row in rows} == {"done"}


def test_plans_in_turn_have_the_same_workers_and_all_their_runs() -> None:
    seen = []

    class Seen(LocalPool):
        def __init__(self, task: Task[Files]) -> None:
            super().__init__(task, workers=2)
            seen.append("started")

        def close(self) -> None:
            super().close()
            seen.append("closed")

    with kept_open(Seen) as same:
        for planned in (plan("invitation.size=2,8", runs=9), plan("invitation.size=4", runs=20)):
            assert len(executed(planned, same)) == planned.total
        assert seen == ["started"]
    assert seen == ["started", "closed"]


class Alone(InThisProcess):
    """A backend in which one run kills its worker, and with it, as on a cluster, every batch that waits there."""

    workers = 2

    def wait(self) -> Arrived | Lost:  # type: ignore[override]
        key, _ = self._waiting[0]
        if any(p.seed == FATAL_SEED for _, other in self._waiting for p in other.places()):
            self._waiting.popleft()
            return Lost(key)
        return super().wait()


def test_who_only_stands_beside_a_killer_is_not_taken_for_one() -> None:
    rows = executed(plan("invitation.size=8", runs=40), Alone)
    assert [row["seed"] for row in rows if row["status"] == "killed"] == [FATAL_SEED]
    assert len(rows) == 40


class Hopeless(Watched):
    """A backend whose workers die over everything."""

    def wait(self) -> Lost:  # type: ignore[override]
        return Lost(self._waiting.popleft()[0])


def test_where_no_worker_lives_no_run_is_blamed() -> None:
    with pytest.raises(WorkerError, match="before they have done anything"):
        executed(plan("invitation.size=8", runs=40), Hopeless)


def test_a_worker_with_another_model_does_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    planned = plan("invitation.size=8")
    monkeypatch.setattr(fingerprints, "behaviour", lambda *_given: "another")
    with pytest.raises(WorkerError, match="another version of the model"):
        executed(planned)


# --- the local pool -------------------------------------------------------------------------------------


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(tmp_path: Path) -> None:
    planned = plan("invitation.size=8,12", runs=1500)
    rows = executed(planned, TWO, runner=partial(fatal_once, tmp_path / "killed"))
    assert (tmp_path / "killed").exists()
    assert runs_of(rows) == [(size, run) for size in (8, 12) for run in range(1500)]
    assert {row["status"] for row in rows} == {"done"}


def test_workers_end_with_the_sweep_even_in_the_middle_of_their_work() -> None:
    planned = plan("invitation.size=8", runs=100_000)
    parcels = execute(task_for(planned, slow), everything(planned), TWO)
    next(parcels)
    parcels.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_rows_are_the_same_from_every_process() -> None:
    planned = plan("invitation.size=8,12", runs=25)
    here, there = (sorted(executed(planned, start), key=str) for start in (InThisProcess, TWO))
    assert here == there


def test_no_worker_needs_what_imports_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("array", "repeat", "scalar"):
        monkeypatch.setattr(pa, name, None)
    assert len(executed(plan("invitation.size=2,8", runs=3))) == 6


# --- workers where they pay -----------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "workers"), [(math.inf, 0), (-1.0, 2)])
def test_workers_are_started_only_where_work_lasts(
    seconds: float, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lazy_pool, "SECONDS_ALONE", seconds)
    planned = plan("invitation.size=2,8", runs=50)
    parcels = execute(task_for(planned), everything(planned), partial(LazyPool, workers=2))
    first = next(parcels)
    assert len(multiprocessing.active_children()) == workers
    rows = rows_of(chain([first], parcels))
    assert runs_of(rows) == [(size, run) for size in (2, 8) for run in range(50)]
    assert not multiprocessing.active_children()


def test_workers_take_over_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lazy_pool, "SECONDS_ALONE", math.inf)
    planned = plan("invitation.size=8", runs=200)
    parcels = execute(task_for(planned), everything(planned), partial(LazyPool, workers=2))
    first = next(parcels)
    monkeypatch.setattr(lazy_pool, "SECONDS_ALONE", -1.0)
    assert runs_of(rows_of(chain([first], parcels))) == [(8, run) for run in range(200)]
