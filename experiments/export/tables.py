"""Tables: what a folder holds that can be exported, read in slices that are small however large it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from experiments.runner import rows
from experiments.storage import parts, stored_plan, sweep_folder
from experiments.storage.manifest import Manifest
from experiments.storage.merging import Merge
from simulation import DataError

OF_RUNS = ("runs", "series", "events")
OF_A_COMPARISON = "pairs"
TABLES = (*OF_RUNS, OF_A_COMPARISON)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was stored.

    Attributes:
        name: one of `TABLES`.
        title: of the scenario it is about.
        schema: its columns.
        slices: its rows, some at a time; to be read once.
    """

    name: str
    title: str
    schema: pa.Schema
    slices: Iterator[pa.Table]


def table_in(folder: Path, name: str | None) -> Table:
    """Return a table of a folder; what is missing in it is null.

    Args:
        folder: of runs, finished or not, whose rows come in the order of the plan; pairs need a finished comparison.
        name: one of `TABLES`; None for pairs of a comparison and else for runs.

    Raises:
        DataError: where the folder holds neither, or not that table.
    """
    manifest = sweep_folder.manifest_of(folder)
    if manifest.question == "comparison" and name in (None, OF_A_COMPARISON):
        pairs = _pairs(folder)
        return Table(OF_A_COMPARISON, manifest.title, pairs.schema, iter([pairs]))
    return _of_runs(folder, manifest, name or OF_RUNS[0])


def _pairs(folder: Path) -> pa.Table:
    """Lay out pairs as rows: `change`, `run`, `seed`, each outcome without the change, and with it (`..._with`)."""
    from experiments.compare.comparison import pairs_in  # and with it the rules, which other tables do without

    tables = []
    for pairs in pairs_in(folder):
        plan = pairs.plan
        columns = {"change": [" ".join(pairs.change.typed)] * plan.runs, "run": range(plan.runs), "seed": plan.seeds}
        without, with_it = (rows.outcome_columns(plan.returns, arm) for arm in (pairs.without, pairs.with_it))
        tables.append(pa.table({**columns, **without, **{f"{name}_with": with_it[name] for name in with_it}}))
    return pa.concat_tables(tables)


def _of_runs(folder: Path, manifest: Manifest, name: str) -> Table:
    paths = parts.files_of(folder, name)
    if not paths:
        kept = {"runs": ".", OF_A_COMPARISON: "; those are kept by `alliance compare --out`."}
        raise DataError(f"{folder} holds no {name}{kept.get(name, '; `alliance sweep --series` keeps them.')}")
    merge = Merge(stored_plan.load_plan(folder, manifest), name, paths)
    return Table(name, manifest.title, merge.schema, merge.slices())
