"""Batches: what a worker is given, what it does with it, and what it sends back."""

import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from math import ceil
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from experiments import identity, provenance
from experiments.identity import Names
from experiments.points import Point
from experiments.rows import FAILED, Failure, Place, Result, tabulate, trace_rows
from simulation import AllianceError, Outcome, Scenario, changed, replicate

# In the order in which they are stored: the runs come last, as the mark that the others are whole.
RUNS = "runs"
TABLES = ("series", "events", RUNS)

LONGEST_MESSAGE = 500

type Runner = Callable[[Scenario, Point, Sequence[int]], Iterator[Outcome]]
type Rows = list[dict[str, Any]]
type Trace = Callable[[Scenario, int], tuple[Rows, Rows]]


class WorkerError(AllianceError):
    """Workers that cannot be reached, or cannot do the work they are given."""

    exit_code = 1


def run_point(scenario: Scenario, point: Point, seeds: Sequence[int]) -> Iterator[Outcome]:
    """Run the scenario with the values of a point, once for every seed."""
    return replicate(changed(scenario, point), seeds)


@dataclass(frozen=True, slots=True)
class Task:
    """What all batches of a sweep have in common.

    Attributes:
        scenario: what is run, before the changes of each point.
        kinds: for every varied field, the kind of its column.
        model: fingerprint of the model's code with which it is to be run.
        trace: gives the weekly series and the events of a run; None where they are not asked for.
        runner: runs one point.
    """

    scenario: Scenario
    kinds: Mapping[str, type]
    model: str
    trace: Trace | None = None
    runner: Runner = run_point


class Stretch(NamedTuple):
    """Consecutive replicates of one point of a design, with their seeds."""

    point: Point
    runs: range
    seeds: range

    def places(self) -> Iterator[Place]:
        """Yield its runs one by one."""
        return (Place(self.point, run, seed) for run, seed in zip(self.runs, self.seeds, strict=True))


@dataclass(frozen=True, slots=True)
class Batch:
    """Work for a second or two: runs of a plan.

    Attributes:
        stretches: what to run.
        names: the names of these runs, in the same order.
        deaths: how many workers have died over it.
    """

    stretches: tuple[Stretch, ...]
    names: Names
    deaths: int = 0

    def __len__(self) -> int:
        return len(self.names)

    def places(self) -> list[Place]:
        """Return its runs one by one."""
        return [place for stretch in self.stretches for place in stretch.places()]

    def after_a_death(self) -> "Batch":
        """Return the same batch, with one more death to its name."""
        return replace(self, deaths=self.deaths + 1)

    def pieces(self, most: int) -> list["Batch"]:
        """Return its runs in at most so many batches, each as suspicious as this one."""
        size = ceil(len(self) / most)
        single = [Stretch(p.point, range(p.run, p.run + 1), range(p.seed, p.seed + 1)) for p in self.places()]
        starts = range(0, len(self), size)
        return [
            replace(self, stretches=stretches, names=self.names[start : start + size])
            for start, stretches in zip(starts, batched(single, size), strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What comes back from a batch.

    Attributes:
        files: the Parquet files to be stored, by table, in the order in which they are to be stored.
        runs: how many runs they hold.
        failed: how many of these have no outcome.
        seconds: how long the batch took.
        memory: the most memory that the worker has used since it began, in bytes.
    """

    files: Mapping[str, bytes]
    runs: int
    failed: int
    seconds: float
    memory: int


class _Run(NamedTuple):
    result: Result
    series: Rows
    events: Rows


def work(task: Task, batch: Batch) -> Parcel:
    """Run a batch; a run that raises is a row like the others, with the reason instead of an outcome.

    Raises:
        WorkerError: where this process has another version of the model than the driver.
    """
    if provenance.model_fingerprint() != task.model:
        raise WorkerError("A worker has another version of the model than the driver; give both the same code.")
    started = time.perf_counter()
    runs = [run for stretch in batch.stretches for run in _runs(task, stretch)]
    return _packed(task, batch, runs, time.perf_counter() - started)


def given_up(task: Task, batch: Batch, failure: Failure) -> Parcel:
    """Return what is stored of runs that cannot be run."""
    return _packed(task, batch, [_Run(failure, [], [])] * len(batch), 0.0)


def peak_memory() -> int:
    """Return the most memory that this process has used since it began, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak


def parquet(table: pa.Table) -> bytes:
    """Return a table as a Parquet file; the same table gives the same bytes."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _runs(task: Task, stretch: Stretch) -> Iterator[_Run]:
    """Yield one run for every seed; after one that raises, the runner begins anew with the next."""
    seeds = stretch.seeds
    while seeds:
        done = 0
        try:
            for outcome in task.runner(task.scenario, stretch.point, seeds):
                yield _Run(outcome, *_traced(task, stretch.point, seeds[done]))
                done += 1
        except Exception as error:  # noqa: BLE001 - whatever one run raises, the others go on
            yield _Run(Failure(FAILED, f"{type(error).__name__}: {error}"[:LONGEST_MESSAGE]), [], [])
            done += 1
        seeds = seeds[done:]


def _traced(task: Task, point: Point, seed: int) -> tuple[Rows, Rows]:
    return ([], []) if task.trace is None else task.trace(changed(task.scenario, point), seed)


def _packed(task: Task, batch: Batch, runs: Sequence[_Run], seconds: float) -> Parcel:
    files = {}
    written = identity.written(batch.names)
    for table in TABLES[:-1]:
        rows = [row for name, run in zip(written, runs, strict=True) for row in trace_rows(name, getattr(run, table))]
        if rows:
            files[table] = parquet(pa.Table.from_pylist(rows))
    results = [run.result for run in runs]
    files[RUNS] = parquet(tabulate(task.kinds, batch.places(), batch.names, results))
    failed = sum(isinstance(result, Failure) for result in results)
    return Parcel(files, len(runs), failed, seconds, peak_memory())
