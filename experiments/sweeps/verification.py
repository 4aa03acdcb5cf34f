"""Verification: does a folder hold what its plan asks for, and do its runs come out the same again?"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from experiments.runner import fingerprints, rows
from experiments.runner.batch import Parcel, Runner, run_point
from experiments.runner.execution import InThisProcess, Start, execute
from experiments.runner.plan import Pending, Plan, Positions
from experiments.storage import parts, stored_plan, sweep_folder
from experiments.storage.manifest import Manifest
from experiments.storage.merging import Merge, unlike
from experiments.storage.packing import RUNS, Files, parquet, tables_of, unpacked
from experiments.sweeps.folder_checks import (
    Check,
    of_the_files,
    of_the_order,
    of_the_plan,
    of_the_runs,
    positions_of,
    some,
)
from experiments.sweeps.sweep import task_of
from simulation import AllianceError, RulesFile

SAMPLE = 20
_WIDENING = MappingProxyType({"promote_options": "permissive"})


def verify(
    folder: Path,
    sample: int | None = SAMPLE,
    start: Start = InThisProcess,
    runner: Runner = run_point,
    rules: RulesFile | None = None,
) -> Iterator[Check]:
    """Check a sweep's folder, finished or not, and yield what was found.

    Args:
        folder: where the sweep lies.
        sample: how many runs, spread over the plan, are run again; None for all.
        start: starts the workers.
        runner: runs one point.
        rules: what replaced rules of the model.

    Raises:
        DataError: where the folder holds no sweep, or its manifest cannot be read.
    """
    manifest = sweep_folder.manifest_of(folder)
    yield from of_the_files(folder, manifest)
    try:
        plan = stored_plan.load_plan(folder, manifest, rules)
        yield of_the_plan(plan)
        tables = {table: parts.files_of(folder, table) for table in tables_of(plan.returns)}
        merges = {table: Merge(plan, table, paths) for table, paths in tables.items() if paths}
        yield of_the_order(folder, merges)
        stored = _all_runs(plan, merges)
        yield from of_the_runs(manifest, plan, stored)
    except AllianceError as error:
        yield Check("plan and rows can be read", str(error))
        return
    if not len(stored):
        return
    yield Check("no run was made twice with different rows", some(merges[RUNS].disputed))
    if plan.model != fingerprints.behaviour_with(rules, plan.returns):
        yield Check("runs come out the same again", _other_model(manifest, rules))
        return
    chosen = _chosen(plan, stored, sample)
    try:
        yield _made_again(plan, merges, chosen, execute(task_of(plan, runner), _supply(plan, chosen), start))
    except pa.ArrowException as error:
        yield Check("runs come out the same again", f"their columns are of other kinds: {error}")


def _all_runs(plan: Plan, merges: Mapping[str, Merge]) -> pa.Table:
    slices = merges[RUNS].slices() if RUNS in merges else ()
    return pa.concat_tables([rows.schema(plan.returns, plan.kinds).empty_table(), *slices])


def _chosen(plan: Plan, stored: pa.Table, sample: int | None) -> Positions:
    """Choose runs to be made again, spread over all that are there; not those that end their workers."""
    safe = positions_of(plan, stored.filter(pc.not_equal(stored["status"], rows.KILLED)))
    if sample is None or sample >= len(safe):
        return safe
    return safe[np.linspace(0, len(safe) - 1, sample).astype(np.int64)]


def _supply(plan: Plan, chosen: Positions) -> Pending:
    is_done = np.ones(plan.total, bool)
    is_done[chosen] = False
    return Pending(plan, is_done)


def _made_again(plan: Plan, merges: Mapping[str, Merge], chosen: Positions, parcels: Iterator[Parcel[Files]]) -> Check:
    """Compare the rows of runs that were made again with those that are stored, table by table."""
    others: set[str] = set()
    for parcel in parcels:
        again = {table: unpacked(content) for table, content in parcel.content.items()}
        stretches = _stretches(positions_of(plan, again[RUNS]))
        for table, rows_again in again.items():
            before = [merges[table].between(*stretch) for stretch in stretches] if table in merges else []
            others.update(
                _others(pa.concat_tables([rows_again.schema.empty_table(), *before], **_WIDENING), rows_again)
            )
    return Check(f"{len(chosen):,} runs come out the same again, byte for byte", some(others))


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


def _other_model(manifest: Manifest, rules: RulesFile | None) -> str:
    """Say what is not as it was when the runs were made."""
    before = manifest.rules and manifest.rules.fingerprint
    if before != (rules and rules.rules.fingerprint):
        made = f"the rules of {manifest.rules.file}" if manifest.rules else "the model's own rules"
        return f"they were made with {made}; give the same rules with --rules, or none"
    return f"the model is another one now; they were made with {_model(manifest)}"


def _model(manifest: Manifest) -> str:
    return f"commit {manifest.commit}" if manifest.commit else f"version {next(iter(manifest.versions.values()))}"
