"""Verification: does a folder hold what its plan asks for, and do its runs come out the same again?"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from experiments.runner import fingerprints, identity, rows
from experiments.runner.batch import Parcel, Runner, run_point
from experiments.runner.execution import InThisProcess, Start, execute
from experiments.runner.plan import Pending, Plan, Positions, lay_out
from experiments.storage import parts, sweep_folder
from experiments.storage.manifest import Manifest
from experiments.storage.merging import Merge, unlike
from experiments.storage.packing import RUNS, TABLES, Files, parquet, unpacked
from experiments.sweeps.sweep import task_of

SAMPLE = 20
_SHOWN = 3
_WIDENING = MappingProxyType({"promote_options": "permissive"})


class Finding(NamedTuple):
    """What was checked, and what is wrong with it; nothing is where the problem is empty."""

    subject: str
    problem: str


def verify(
    folder: Path, sample: int | None = SAMPLE, start: Start = InThisProcess, runner: Runner = run_point
) -> Iterator[Finding]:
    """Check a sweep's folder, finished or not, and yield what was found.

    Args:
        folder: where the sweep lies.
        sample: how many runs, spread over the plan, are run again; None for all.
        start: starts the workers.
        runner: runs one point.

    Raises:
        DataError: where the folder holds no sweep, or its plan or its rows cannot be read.
    """
    manifest = sweep_folder.manifest_of(folder)
    plan = sweep_folder.load_plan(folder, manifest)
    yield _the_plan(plan)
    yield from _the_files(folder, manifest)
    merges = {table: Merge(plan, table, paths) for table in TABLES if (paths := parts.files_of(folder, table))}
    if RUNS not in merges:
        yield _number_of_rows(manifest, 0)
        return
    stored = pa.concat_tables([merges[RUNS].schema.empty_table(), *merges[RUNS].slices()])
    yield Finding("no run was made twice with different rows", _some(merges[RUNS].disputed))
    yield _number_of_rows(manifest, len(stored))
    yield _what_was_run(plan, stored)
    if plan.model != fingerprints.behaviour():
        yield Finding(
            "runs come out the same again", f"the model is another one now; they were made with {_model(manifest)}"
        )
        return
    chosen = _chosen(plan, stored, sample)
    yield _made_again(plan, merges, chosen, execute(task_of(plan, runner), _supply(plan, chosen), start))


def _the_plan(plan: Plan) -> Finding:
    """Compare the points with those that the design gives; listed ones are given by nothing else."""
    subject = f"the plan has the {len(plan.points):,} points of its design"
    if plan.design.kind == "listed":
        return Finding(subject, "")
    laid_out = lay_out(plan.scenario, plan.design)
    names = identity.point_names(plan.model, plan.scenario.model_dump(mode="json"), laid_out)
    return Finding(subject, "" if np.array_equal(names, plan.point_names) else "it has others")


def _the_files(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    """Compare the content of every file with its hash, in the manifest or in its name."""
    for table in TABLES:
        if loose := parts.loose(folder, table):
            damaged = [path.name for path in loose if path.stem != f"{table}-{parts.digest(path)}"]
            yield Finding(f"{len(loose):,} parts of {table} are as they were written", _some(damaged))
    for name, note in manifest.files.items():
        path = folder / name
        is_same = path.exists() and parts.digest(path) == note.digest
        yield Finding(f"{name} is as it was written", "" if is_same else "it is missing, or was changed since")


def _number_of_rows(manifest: Manifest, there: int) -> Finding:
    is_short = manifest.is_finished and there < manifest.total
    return Finding(f"{there:,} of {manifest.total:,} runs are there", "it was finished before" if is_short else "")


def _what_was_run(plan: Plan, stored: pa.Table) -> Finding:
    """Compare points, replicates and seeds of all rows with the plan."""
    points, runs = np.divmod(_positions(plan, stored), plan.runs)
    columns = {**rows.point_columns(plan.points, points), "run": runs, "seed": runs + plan.seeds.start}
    planned = pa.table({**columns, rows.RUN_ID: stored[rows.RUN_ID]})
    others = unlike(planned, stored.select(planned.column_names))
    return Finding("points, replicates and seeds are those of the plan", _some(others))


def _chosen(plan: Plan, stored: pa.Table, sample: int | None) -> Positions:
    """Choose runs to be made again, spread over all that are there; not those that end their workers."""
    safe = _positions(plan, stored.filter(pc.not_equal(stored["status"], rows.KILLED)))
    if sample is None or sample >= len(safe):
        return safe
    return safe[np.linspace(0, len(safe) - 1, sample).astype(np.int64)]


def _supply(plan: Plan, chosen: Positions) -> Pending:
    is_done = np.ones(plan.total, bool)
    is_done[chosen] = False
    return Pending(plan, is_done)


def _made_again(
    plan: Plan, merges: Mapping[str, Merge], chosen: Positions, parcels: Iterator[Parcel[Files]]
) -> Finding:
    """Compare the rows of runs that were made again with those that are stored, table by table."""
    others: set[str] = set()
    for parcel in parcels:
        again = {table: unpacked(content) for table, content in parcel.content.items()}
        stretches = _stretches(_positions(plan, again[RUNS]))
        for table, rows_again in again.items():
            before = [merges[table].between(*stretch) for stretch in stretches] if table in merges else []
            others.update(
                _others(pa.concat_tables([rows_again.schema.empty_table(), *before], **_WIDENING), rows_again)
            )
    return Finding(f"{len(chosen):,} runs come out the same again, byte for byte", _some(others))


def _others(before: pa.Table, again: pa.Table) -> Collection[str]:
    """Return the names of the runs whose rows are others than before."""
    again = pa.concat_tables([before.schema.empty_table(), again], **_WIDENING)
    if parquet(before.combine_chunks()) == parquet(again.combine_chunks()):
        return set()
    if len(before) == len(again):
        return unlike(before, again)
    counts = [Counter(table[rows.RUN_ID].to_pylist()) for table in (before, again)]
    return {name for name in counts[0].keys() | counts[1].keys() if counts[0][name] != counts[1][name]}


def _stretches(positions: Positions) -> list[tuple[int, int]]:
    """Return where the plan is covered without gaps, as first positions and those behind the last."""
    pieces = np.split(positions, np.flatnonzero(np.diff(positions) != 1) + 1)
    return [(int(piece[0]), int(piece[-1]) + 1) for piece in pieces]


def _positions(plan: Plan, table: pa.Table) -> Positions:
    return plan.positions(identity.read(table[rows.RUN_ID].to_pylist()))


def _model(manifest: Manifest) -> str:
    return f"commit {manifest.commit}" if manifest.commit else f"version {next(iter(manifest.versions.values()))}"


def _some(names: Collection[str]) -> str:
    """Name the first few of what is wrong."""
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(sorted(names)[:_SHOWN]) + more
