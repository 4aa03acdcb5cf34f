"""Checks of a sweep's folder: manifest, files, plan and rows agree with one another and are as they were written."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from experiments.runner import identity, rows
from experiments.runner.plan import Plan, Positions
from experiments.runner.planning import lay_out
from experiments.storage import parts, stored_plan
from experiments.storage.manifest import MANIFEST, Manifest
from experiments.storage.merging import Merge, unlike
from experiments.storage.packing import tables_of

_SHOWN = 3


class Check(NamedTuple):
    """What was checked, and what is wrong with it; nothing is where the problem is empty."""

    subject: str
    problem: str


def of_the_files(folder: Path, manifest: Manifest) -> Iterator[Check]:
    """Compare the manifest with its seals, and the content of every file with its hash."""
    fields = manifest.changed_fields()
    changed = f"changed since: {', '.join(fields)}" if fields else ""
    yield Check(f"{MANIFEST} is as it was written", changed)
    for table in tables_of(manifest.returns):
        if loose := parts.loose(folder, table):
            damaged = [path.name for path in loose if path.stem != f"{table}-{parts.digest(path)}"]
            yield Check(f"{len(loose):,} parts of {table} are as they were written", some(damaged))
    digests = {stored_plan.PLAN: manifest.plan} | {name: note.digest for name, note in manifest.files.items()}
    for name, digest in digests.items():
        path = folder / name
        is_same = path.exists() and parts.digest(path) == digest
        yield Check(f"{name} is as it was written", "" if is_same else "it is missing, or was changed since")


def of_the_plan(plan: Plan) -> Check:
    """Compare the points with those that the design gives; listed ones are given by nothing else."""
    subject = f"the plan has the {len(plan.points):,} points of its design"
    if plan.design.kind == "listed":
        return Check(subject, "")
    laid_out = lay_out(plan.scenario, plan.design)
    names = identity.point_names(plan.model, plan.scenario.model_dump(mode="json"), laid_out)
    return Check(subject, "" if np.array_equal(names, plan.point_names) else "it has others")


def of_the_order(folder: Path, merges: Mapping[str, Merge]) -> Check:
    """Compare the order of rows with that of the plan; parts are in none, as they are stored as they come."""
    wrong = []
    for table, merge in merges.items():
        whole = parts.whole(folder, table)
        chunks = [located.positions for located in merge.located if located.chunk.path == whole]
        if chunks and (np.diff(np.concatenate(chunks)) < 0).any():
            wrong.append(whole.name)
    return Check("rows are in the order of the plan", some(wrong))


def of_the_runs(manifest: Manifest, plan: Plan, runs: pa.Table) -> Iterator[Check]:
    """Compare the rows of all runs that are there with the plan and with themselves."""
    is_short = manifest.is_finished and len(runs) < manifest.total
    yield Check(f"{len(runs):,} of {manifest.total:,} runs are there", "it was finished before" if is_short else "")
    yield Check("points, replicates and seeds are those of the plan", some(_not_as_planned(plan, runs)))
    yield Check("every run has an outcome or says why not", some(_contradictory(runs, plan.returns.columns)))


def positions_of(plan: Plan, table: pa.Table) -> Positions:
    """Return where the runs of a table stand in the plan."""
    return plan.positions(identity.read(table[rows.RUN_ID].to_pylist()))


def some(names: Collection[str]) -> str:
    """Name the first few of what is wrong."""
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(sorted(names)[:_SHOWN]) + more


def _not_as_planned(plan: Plan, stored: pa.Table) -> list[str]:
    points, runs = np.divmod(positions_of(plan, stored), plan.runs)
    columns = {**rows.point_columns(plan.starts.labels, points), "run": runs, "seed": runs + plan.starts.seeds[points]}
    planned = pa.table({**columns, rows.RUN_ID: stored[rows.RUN_ID]})
    return unlike(planned, stored.select(planned.column_names))


def _contradictory(stored: pa.Table, outcomes: Sequence[str]) -> list[str]:
    """Return the names of the runs that have both an outcome and a failure, or neither."""
    is_done = pc.fill_null(pc.equal(stored["status"], rows.DONE), False)
    has_outcome = reduce(pc.or_, (pc.is_valid(stored[name]) for name in outcomes))
    has_message = pc.fill_null(pc.not_equal(stored["message"], ""), True)
    is_wrong = pc.or_(pc.xor(is_done, has_outcome), pc.invert(pc.xor(is_done, has_message)))
    names: list[str] = stored[rows.RUN_ID].filter(is_wrong).to_pylist()
    return names
