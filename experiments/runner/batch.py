"""Batches: what a worker is given, what it does with it, and what it sends back."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from math import ceil
from typing import Any, NamedTuple

import pyarrow as pa

from experiments.runner import fingerprints
from experiments.runner.identity import Names
from experiments.runner.returns import Returns
from experiments.runner.rows import FAILED, Failure, Place, RunResult
from experiments.terminal.interruption import interrupt_behind
from simulation import AllianceError, OrganisationalField, RulesFile, Scenario, changed
from simulation.scenario.definition import Setting

LONGEST_MESSAGE = 500

type Changes = Mapping[str, object]
# Most runners yield outcomes; one that has further tables of its runs at hand yields `Run`s.
type Runner = Callable[..., Iterable[Any]]
type Tables = Mapping[str, pa.Table]
type Trace = Callable[..., Tables]
type Pack[Content] = Callable[[Batch, Sequence[Run]], Content]


class WorkerError(AllianceError):
    """Workers that cannot be reached, or cannot do the work they are given."""

    exit_code = 1


def run_point(scenario: Setting, point: Changes, seeds: Sequence[int], rules: RulesFile | None = None) -> Iterable[Any]:
    """Run a scenario with the values of a point, once for every seed; rules of the model may be replaced."""
    # With these come the rules, which whoever only reads results does without.
    if isinstance(scenario, OrganisationalField):
        from simulation.field_run import live_fields

        return (run.outcome() for run in live_fields(scenario, seeds, point))
    from simulation import replicate

    assert isinstance(scenario, Scenario)  # as it is no field
    return replicate(scenario, seeds, rules and rules.rules, point)


class Run(NamedTuple):
    """What came of a run, and what it leaves beside that: further tables by name, none where none are asked for."""

    result: RunResult
    tables: Tables


@dataclass(frozen=True, slots=True)
class Task[Content]:
    """What all batches have in common.

    Attributes:
        model: fingerprint of the behaviour with which they are to be run.
        pack: makes of a batch and its runs, in the same order, what is sent back; a plain top-level function.
        trace: gives further tables of a run; None where they are not asked for.
        runner: runs one point; a plain top-level function.
        rules: what replaces rules of the model; None for its own. Runner and trace are given it, where there is some.
    """

    model: str
    pack: Pack[Content]
    trace: Trace | None = None
    runner: Runner = run_point
    rules: RulesFile | None = None


class Stretch(NamedTuple):
    """Consecutive replicates of one point of a design.

    Attributes:
        scenario: what is run, before the changes of the point.
        point: the changes.
        labels: what rows say of the point, which most often are the changes.
        runs: numbers of the replicates.
        seeds: their seeds.
    """

    scenario: Setting
    point: Changes
    labels: Changes
    runs: range
    seeds: range

    def places(self) -> Iterator[Place]:
        """Yield its runs one by one."""
        return (Place(self.labels, run, seed) for run, seed in zip(self.runs, self.seeds, strict=True))

    def single(self) -> "Iterator[Stretch]":
        """Yield a stretch of one run for each of its runs."""
        for run, seed in zip(self.runs, self.seeds, strict=True):
            yield self._replace(runs=range(run, run + 1), seeds=range(seed, seed + 1))


@dataclass(frozen=True, slots=True)
class Batch:
    """Work for a second or two.

    Attributes:
        stretches: what to run.
        names: the names of these runs, in the same order.
        returns: what they return.
        kinds: for every label of a point, the kind of its column.
        deaths: how many workers have died over it.
    """

    stretches: tuple[Stretch, ...]
    names: Names
    returns: Returns
    kinds: Mapping[str, type]
    deaths: int = 0

    def __len__(self) -> int:
        return len(self.names)

    def places(self) -> list[Place]:
        """Return its runs one by one."""
        return [place for stretch in self.stretches for place in stretch.places()]

    def after_a_death(self) -> "Batch":
        """Return the same batch, with one more death to its name."""
        return replace(self, deaths=self.deaths + 1)

    def emptied(self) -> "Batch":
        """Return a batch without any runs."""
        return replace(self, stretches=(), names=self.names[:0])

    def pieces(self, most: int) -> list["Batch"]:
        """Return its runs in at most so many batches, each as suspicious as this one."""
        size = ceil(len(self) / most)
        single = [one for stretch in self.stretches for one in stretch.single()]
        starts = range(0, len(self), size)
        return [
            replace(self, stretches=stretches, names=self.names[start : start + size])
            for start, stretches in zip(starts, batched(single, size), strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Parcel[Content]:
    """What comes back from a batch.

    Attributes:
        content: the runs, as the task packs them.
        runs: how many runs they hold.
        failed: how many of these have no outcome.
        seconds: how long the batch took.
        memory: the most memory that the worker has used since it began, in bytes.
    """

    content: Content
    runs: int
    failed: int
    seconds: float
    memory: int


def work[Content](task: Task[Content], batch: Batch) -> Parcel[Content]:
    """Run a batch; a run that raises is a row like the others, with the reason instead of an outcome.

    Raises:
        WorkerError: where this process has another version of the model than the driver.
    """
    if fingerprints.behaviour_with(task.rules, batch.returns) != task.model:
        raise WorkerError("A worker has another version of the model than the driver; give both the same code.")
    started = time.perf_counter()
    runs = [run for stretch in batch.stretches for run in _runs(task, stretch)]
    return _packed(task, batch, runs, time.perf_counter() - started)


def given_up[Content](task: Task[Content], batch: Batch, failure: Failure) -> Parcel[Content]:
    """Return what is kept of runs that cannot be run."""
    return _packed(task, batch, [Run(failure, {})] * len(batch), 0.0)


def peak_memory() -> int:
    """Return the most memory that this process has used since it began, in bytes; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak


def _runs(task: Task[Any], stretch: Stretch) -> Iterator[Run]:
    """Yield one run for every seed; after one that raises, the runner begins anew with the next."""
    scenario, seeds = stretch.scenario, stretch.seeds
    while seeds:
        done = 0
        try:
            for made in task.runner(scenario, stretch.point, seeds, **_own(task)):
                yield made if isinstance(made, Run) else Run(made, _traced(task, stretch, seeds[done]))
                done += 1
        except Exception as error:  # noqa: BLE001 - whatever one run raises, the others go on
            if stop := interrupt_behind(error):
                raise stop from None
            yield Run(Failure(FAILED, f"{type(error).__name__}: {error}"[:LONGEST_MESSAGE]), {})
            done += 1
        seeds = seeds[done:]


def _traced(task: Task[Any], stretch: Stretch, seed: int) -> Tables:
    if task.trace is None:
        return {}
    return task.trace(changed(stretch.scenario, stretch.point), seed, **_own(task))


def _own(task: Task[Any]) -> dict[str, RulesFile]:
    return {} if task.rules is None else {"rules": task.rules}


def _packed[Content](task: Task[Content], batch: Batch, runs: Sequence[Run], seconds: float) -> Parcel[Content]:
    failed = sum(isinstance(run.result, Failure) for run in runs)
    return Parcel(task.pack(batch, runs), len(runs), failed, seconds, peak_memory())
