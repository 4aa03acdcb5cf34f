"""Sweeps: what a plan asks for and the folder does not hold yet is run and stored, and in the end joined."""

import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from experiments.runner import fingerprints, provenance
from experiments.runner.batch import Runner, Task, peak_memory, run_point
from experiments.runner.execution import InThisProcess, Start, execute, kept_open
from experiments.runner.plan import SEEDS_APART, Pending, Plan, Question
from experiments.runner.rows import DONE
from experiments.storage import merging, parts, stored_plan, sweep_folder
from experiments.storage.lock import only_driver
from experiments.storage.manifest import FileNote, Manifest, RulesNote, differences, listed
from experiments.storage.packing import RUNS, Files, packed, tables_of
from experiments.storage.stored_plan import PLAN
from experiments.terminal.progress import Report, silence
from simulation import DataError, compile_field_rules, compile_rules


class OtherRunsError(DataError):
    """A folder with other runs than those asked for.

    Args:
        message: what differs.
        question: what is asked with those that are there.
    """

    def __init__(self, message: str, question: Question) -> None:
        super().__init__(message)
        self.question = question


@dataclass(frozen=True, slots=True)
class SweepResult:
    """How a sweep went.

    Attributes:
        manifest: which sweep it is.
        computed: how many runs were new.
        kept: how many lay in the folder before.
        failed: how many of all of them have no outcome.
        disputed: names of runs that were made twice with different rows, which must not happen.
    """

    manifest: Manifest
    computed: int
    kept: int
    failed: int
    disputed: frozenset[str] = frozenset()


class Means(NamedTuple):
    """With what a sweep is run; see `run_sweep`."""

    start: Start
    prepare: Callable[[], object]
    runner: Runner
    report: Report


def run_sweep(
    plan: Plan,
    folder: Path,
    *,
    start: Start = InThisProcess,
    command: str = "",
    prepare: Callable[[], object] | None = None,
    report: Report = silence,
    runner: Runner = run_point,
) -> SweepResult:
    """Run what the folder does not hold yet, and store it batch by batch.

    Args:
        plan: what to run.
        folder: where the rows go; it is made, or holds this sweep or one that is part of it, finished or not.
        start: starts the workers.
        command: how a user asks for this sweep; the manifest keeps it.
        prepare: gets the rules ready before the first run, so that workers find them compiled; None to do so silently.
        report: is told after every batch how far the sweep has come.
        runner: runs one point; a plain top-level function.

    Raises:
        DataError: where another driver works on the folder, or it holds another sweep, or cannot be written.
        WorkerError: where workers cannot go on. Whatever stops a sweep, what was stored before is kept.
    """
    with only_driver(folder):
        parts.remove_unfinished(folder)
        asked, there = describe(plan, command), sweep_folder.read_manifest(folder)
        if there is not None and there.is_finished and _is_same(there, asked):
            if there.asked != asked.asked:
                there = sweep_folder.write_manifest(folder, there.model_copy(update={"asked": asked.asked}))
            return SweepResult(there, computed=0, kept=plan.total, failed=failures(folder))
        is_done = _done_before(plan, folder, there, asked)
        manifest = asked if there is None else asked.going_on_from(there)
        manifest = manifest.model_copy(update={"plan": stored_plan.write_points(folder, plan)})
        sweep_folder.write_manifest(folder, manifest)
        started = time.perf_counter()
        try:
            means = Means(start, prepare or partial(_compile, plan), runner, report)
            disputed = _run_pending(plan, folder, is_done, means)
            disputed |= merging.join_all(folder, plan)
        finally:
            manifest = manifest.after(time.perf_counter() - started)
            with suppress(DataError):  # where the disk is full, that has been said already
                sweep_folder.write_manifest(folder, manifest)
        manifest = _finish(folder, manifest)
        kept = int(is_done.sum())
        return SweepResult(manifest, plan.total - kept, kept, failures(folder), frozenset(disputed))


def run_anew(plan: Plan, folder: Path, **means: Any) -> SweepResult:
    """Do as `run_sweep`, but remove runs of the same question first that are not among those asked for."""
    try:
        return run_sweep(plan, folder, **means)
    except OtherRunsError as other:
        if other.question != plan.question:
            raise
        shutil.rmtree(folder)
        return run_sweep(plan, folder, **means)


def run_sweeps(
    plans: Mapping[Path, Plan], *, start: Start = InThisProcess, report: Report = silence, **means: Any
) -> Iterator[SweepResult]:
    """Run several plans one after another with the same workers, and yield how each went as soon as it is done.

    Args:
        plans: by the folder of each.
        start: starts the workers.
        report: is told how far all of them have come together.
        means: as for `run_sweep`.

    Raises:
        DataError, WorkerError: as `run_sweep` does.
    """
    before, after = 0, sum(plan.total for plan in plans.values())
    with kept_open(start) as same:
        for folder, plan in plans.items():
            after -= plan.total
            yield run_sweep(plan, folder, start=same, report=counted_on(report, before, after), **means)
            before += plan.total


def counted_on(report: Report, before: int, after: int) -> Report:
    """Return a report for one plan of several, with so many runs before and after it."""

    def told(done: int, total: int, *, failed: int = 0, memory: int = 0) -> None:
        report(before + done, before + total + after, failed=failed, memory=memory)

    return told


def describe(plan: Plan, command: str) -> Manifest:
    """Return the manifest of a sweep that starts now."""
    rule = f"replicate k has the seed {SEEDS_APART} x {plan.seed} + k at every point"
    seeds: dict[str, int | str] = {
        "first": int(plan.starts.seeds.min()),
        "last": int(plan.starts.seeds.max()) + plan.runs - 1,
        "rule": rule if plan.own_starts is None else f"replicate k has the seed of its point in {PLAN}, plus k",
    }
    return Manifest(
        kind="alliance sweep",
        question=plan.question,
        source=plan.source,
        scenario=plan.scenario.model_dump(mode="json"),
        design=plan.values,
        layout=plan.design.kind,
        size=plan.design.size,
        forbidden=[combination.text for combination in plan.design.forbidden],
        points=len(plan.points),
        runs=plan.runs,
        seed=plan.seed,
        seeds=seeds,
        series=plan.has_series,
        asked=dict(plan.asked),
        model=plan.model,
        rules=RulesNote.of(plan.rules),
        code=fingerprints.source(),
        versions=provenance.versions(),
        commit=provenance.commit(),
        command=command,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def failures(folder: Path) -> int:
    """Return how many runs of a finished sweep have no outcome."""
    statuses = (parts.read(chunk, ["status"])["status"] for chunk in parts.chunks_of([parts.whole(folder, RUNS)]))
    return sum(pc.sum(pc.not_equal(status, DONE)).as_py() or 0 for status in statuses)


def task_of(plan: Plan, runner: Runner = run_point) -> Task[Files]:
    """Return what all batches of a plan have in common."""
    if plan.returns.are_of_fields and runner is run_point:
        from experiments.storage.field_tables import run_field, run_field_with_searches

        return Task(plan.model, packed, runner=run_field_with_searches if plan.has_series else run_field)
    if not plan.has_series:
        return Task(plan.model, packed, runner=runner, rules=plan.rules)
    from experiments.storage.tracing import series_and_events

    return Task(plan.model, packed, series_and_events, runner, plan.rules)


def _is_same(there: Manifest, asked: Manifest) -> bool:
    return there.fixed() == asked.fixed() and there.extent() == asked.extent()


def _done_before(plan: Plan, folder: Path, there: Manifest | None, asked: Manifest) -> NDArray[np.bool_]:
    """Tell which runs of the plan lie in the folder, which must not hold any others."""
    if there is None:
        if parts.files_of(folder, RUNS):
            raise DataError(f"{folder} holds runs without a manifest; choose another folder.")
        return np.zeros(plan.total, bool)
    lines = differences(there.extent(), asked.extent())
    if others := differences(there.fixed(), asked.fixed()):
        raise _another(there, folder, [*others, *lines])
    # Numbers cannot become texts afterwards, as a column has one kind.
    if any(kind is str and there.column_kind(path) is not str for path, kind in plan.kinds.items()):
        raise _another(there, folder, lines)
    try:
        return merging.done(plan, folder)
    except merging.ForeignRunsError as error:
        raise _another(there, folder, lines or [f"  {error}"]) from error


def _another(there: Manifest, folder: Path, lines: Sequence[str]) -> OtherRunsError:
    question = there.question
    told = (
        f"{folder} holds another {question}; choose another folder. A {question} can grow, but what is asked for "
        f"must contain all runs that are there. What differs:\n{listed(lines)}"
    )
    return OtherRunsError(told, question)


def _compile(plan: Plan) -> None:
    if plan.returns.are_of_fields:
        compile_field_rules()
    else:
        compile_rules(rules=plan.rules and plan.rules.rules)


def _run_pending(plan: Plan, folder: Path, is_done: NDArray[np.bool_], means: Means) -> set[str]:
    """Run and store what is not done, and return the names of runs that are disputed."""
    pending, disputed = Pending(plan, is_done), merging.join_parts(folder, plan)
    if not pending.left:
        return disputed
    means.prepare()
    done, failed = plan.total - pending.left, 0
    means.report(done, plan.total, failed=failed, memory=peak_memory())
    for count, parcel in enumerate(execute(task_of(plan, means.runner), pending, means.start), start=1):
        parts.store(folder, parcel.content)
        if count % merging.MOST_PARTS == 0:  # looking is slow on some file systems
            disputed |= merging.join_parts(folder, plan)
        done, failed = done + parcel.runs, failed + parcel.failed
        means.report(done, plan.total, failed=failed, memory=max(parcel.memory, peak_memory()))
    return disputed


def _finish(folder: Path, manifest: Manifest) -> Manifest:
    """Note the joined files in the manifest, and only then remove the parts."""
    paths = [path for table in tables_of(manifest.returns) if (path := parts.whole(folder, table)).exists()]
    notes = {
        path.name: FileNote(rows=parts.rows_in(path), bytes=path.stat().st_size, digest=parts.digest(path))
        for path in paths
    }
    manifest = sweep_folder.write_manifest(folder, manifest.model_copy(update={"files": notes}))
    for table in tables_of(manifest.returns):
        parts.remove(parts.loose(folder, table))
    return manifest
