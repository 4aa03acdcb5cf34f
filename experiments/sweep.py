"""Sweeps: plan every run of a design, execute what is missing, store it; a plan gives the same rows again."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from experiments import provenance, storage
from experiments.design import Design, Point
from experiments.execution import Batch, Runner, Stretch, WorkerError, execute, run_point
from experiments.manifest import Manifest
from simulation import DataError, Outcome, Scenario, changed, compile_rules, load_scenario

SEEDS_APART = 1_000_000
SHOWN_DIFFERENCES = 6

type Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """All runs of a sweep in their order: point by point, and at each point replicate by replicate.

    Attributes:
        source: the scenario's name or path, as given.
        scenario: what is run, before the changes of each point.
        design: what varies.
        points: the points of the design, in order.
        runs: replicates at every point.
        seed: base seed; at every point replicate k has the seed `seed * 1,000,000 + k`, so runs are paired.
    """

    source: str
    scenario: Scenario
    design: Design
    points: tuple[Point, ...]
    runs: int
    seed: int

    @property
    def total(self) -> int:
        """Number of runs."""
        return len(self.points) * self.runs

    @property
    def seeds(self) -> range:
        """Seeds of the replicates, the same at every point; other base seeds share none of them."""
        first = self.seed * SEEDS_APART
        return range(first, first + self.runs)

    def batch(self, positions: range) -> Batch:
        """Return the runs at consecutive positions of the plan."""
        return Batch(positions, self.scenario, tuple(self._stretches(positions)))

    def _stretches(self, positions: range) -> Iterable[Stretch]:
        position = positions.start
        while position < positions.stop:
            point, run = divmod(position, self.runs)
            count = min(self.runs - run, positions.stop - position)
            yield Stretch(self.points[point], self.seeds[run : run + count])
            position += count


class Pending:
    """What is still to be run, handed out in order."""

    def __init__(self, plan: Plan, done: Sequence[range]) -> None:
        """Start with all positions of the plan that do not lie in `done` (ranges in rising order)."""
        self._plan = plan
        self._gaps = deque(_gaps(plan.total, done))

    def take(self, most: int) -> Batch | None:
        """Hand out the next batch of at most so many runs; None when nothing is left."""
        if not self._gaps:
            return None
        gap = self._gaps.popleft()
        if len(gap) > most:
            self._gaps.appendleft(gap[most:])
        return self._plan.batch(gap[:most])


@dataclass(frozen=True, slots=True)
class Result:
    """How a sweep went: its manifest, and how many runs were new and how many lay in the folder before."""

    manifest: Manifest
    computed: int
    kept: int


def plan_sweep(source: str, design: Design, *, changes: Mapping[str, object], runs: int, seed: int) -> Plan:
    """Plan a sweep; every point is checked before the first run.

    Args:
        source: shipped name or path of the scenario, or "-".
        design: the fields that vary.
        changes: fields set to another value at all points, by dotted path.
        runs: replicates at every point.
        seed: base seed.

    Raises:
        AllianceError: where the scenario or one of the points is not valid.
    """
    if both := sorted(set(changes) & set(design.fields)):
        raise DataError(f"{both[0]} is varied and set to one value; choose one of the two.")
    scenario = load_scenario(source, changes)
    points = tuple(design.points())
    for point in points:
        changed(scenario, point)
    return Plan(source, scenario, design, points, runs, seed)


def _say_nothing(done: int, total: int) -> None:
    pass


def run_sweep(
    plan: Plan,
    folder: Path,
    *,
    workers: int = 1,
    command: str = "",
    report: Report = _say_nothing,
    runner: Runner = run_point,
) -> Result:
    """Run what the folder does not hold yet, and store it batch by batch.

    Args:
        plan: what to run.
        folder: where the rows go; it is made, or holds the same sweep, finished or not.
        workers: processes that work at once.
        command: how a user asks for this sweep; the manifest keeps it.
        report: is told after every batch how many runs are done, and of how many.
        runner: runs one point; a plain top-level function.

    Raises:
        DataError: where the folder holds another sweep, or cannot be written.
        WorkerError: where a worker process ended; what was finished before is kept.
    """
    manifest = _same_or_new(folder, describe(plan, command))
    if storage.is_complete(folder):
        storage.remove_parts(folder)
        return Result(manifest, computed=0, kept=plan.total)
    storage.write_manifest(folder, manifest)
    kept = kept_runs(folder)
    started = time.perf_counter()
    try:
        compile_rules()  # once here, so that worker processes find the compiled rules
        _run_pending(plan, folder, workers, report, runner)
        storage.compact(folder)
    except WorkerError as error:
        state = f"{kept_runs(folder):,} of {plan.total:,} runs are kept in {folder}"
        raise WorkerError(f"{error} {state}; the same command goes on from there.") from error
    finally:
        spent = (manifest.duration_seconds or 0.0) + time.perf_counter() - started
        manifest = manifest.model_copy(update={"duration_seconds": round(spent, 3)})
        storage.write_manifest(folder, manifest)
    return Result(manifest, computed=plan.total - kept, kept=kept)


def kept_runs(folder: Path) -> int:
    """Return how many runs of an unfinished sweep lie in its folder."""
    return sum(map(len, storage.stored(folder)))


def describe(plan: Plan, command: str) -> Manifest:
    """Return the manifest of a sweep that starts now."""
    seeds: dict[str, int | str] = {
        "first": plan.seeds[0],
        "last": plan.seeds[-1],
        "rule": f"replicate k has the seed {SEEDS_APART} x {plan.seed} + k at every point",
    }
    return Manifest(
        source=plan.source,
        scenario=plan.scenario.model_dump(mode="json"),
        design={path: list(values) for path, values in plan.design.fields.items()},
        runs=plan.runs,
        seed=plan.seed,
        seeds=seeds,
        model=provenance.model_fingerprint(),
        versions=provenance.versions(),
        commit=provenance.commit(),
        command=command,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _run_pending(plan: Plan, folder: Path, workers: int, report: Report, runner: Runner) -> None:
    done = kept_runs(folder)
    report(done, plan.total)
    pending = Pending(plan, storage.stored(folder))
    for batch, outcomes in execute(pending.take, workers=workers, runner=runner):
        storage.write_part(folder, batch.positions, _rows(plan, batch, outcomes))
        done += len(batch.positions)
        report(done, plan.total)


def _rows(plan: Plan, batch: Batch, outcomes: Sequence[Outcome]) -> pa.Table:
    points = [stretch.changes for stretch in batch.stretches for _ in stretch.seeds]
    seeds = [seed for stretch in batch.stretches for seed in stretch.seeds]
    runs = [seed - plan.seeds[0] for seed in seeds]
    return storage.tabulate(plan.design.fields, points, runs, seeds, outcomes)


def _same_or_new(folder: Path, manifest: Manifest) -> Manifest:
    """Return the manifest in the folder if it is of the same sweep, or this one if there is none."""
    there = storage.read_manifest(folder)
    if there is None:
        if storage.is_complete(folder) or storage.stored(folder):
            raise DataError(f"{folder} holds runs without a manifest; choose another folder.")
        return manifest
    if differences := _differences(there.identity(), manifest.identity()):
        raise DataError(f"{folder} holds another sweep; choose another folder. What differs:\n{_listed(differences)}")
    return there


def _differences(there: Mapping[str, Any], asked: Mapping[str, Any]) -> list[str]:
    absent = object()
    return [
        f"  {key}: {_shown(there.get(key))} there, {_shown(asked.get(key))} asked for"
        for key in dict.fromkeys([*there, *asked])
        if there.get(key, absent) != asked.get(key, absent)
    ]


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _listed(lines: Sequence[str]) -> str:
    more = len(lines) - SHOWN_DIFFERENCES
    return "\n".join([*lines[:SHOWN_DIFFERENCES], *([f"  and {more} more"] if more > 0 else [])])


def _gaps(total: int, done: Sequence[range]) -> Iterable[range]:
    position = 0
    for positions in done:
        if positions.start > position:
            yield range(position, positions.start)
        position = max(position, positions.stop)
    if position < total:
        yield range(position, total)
