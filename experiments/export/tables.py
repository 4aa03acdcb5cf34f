"""Tables: what a folder holds that can be exported, read in slices that are small however large it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.compare.comparison_folder import PAIRS, read_comparison
from experiments.storage import parts, sweep_folder
from experiments.storage.merging import Merge
from simulation import DataError

OF_A_SWEEP = ("runs", "series", "events")
OF_A_COMPARISON = "pairs"
TABLES = (*OF_A_SWEEP, OF_A_COMPARISON)


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
        folder: of a sweep, finished or not, whose rows come in the order of the plan; or of a comparison.
        name: one of `TABLES`; None for the one that every such folder has.

    Raises:
        DataError: where the folder holds neither, or not that table.
    """
    comparison = read_comparison(folder)
    if comparison is None:
        return _of_sweep(folder, name or OF_A_SWEEP[0])
    if name not in (None, OF_A_COMPARISON):
        raise DataError(f"{folder} holds a comparison; of that there are {OF_A_COMPARISON} and no {name}.")
    pairs = pq.read_table(folder / PAIRS)
    return Table(OF_A_COMPARISON, comparison.title, pairs.schema, iter([pairs]))


def _of_sweep(folder: Path, name: str) -> Table:
    manifest = sweep_folder.manifest_of(folder)
    paths = parts.files_of(folder, name)
    if not paths:
        kept = {"runs": ".", OF_A_COMPARISON: "; those are kept by `alliance compare --out`."}
        raise DataError(f"{folder} holds no {name}{kept.get(name, '; `alliance sweep --series` keeps them.')}")
    merge = Merge(sweep_folder.load_plan(folder, manifest), name, paths)
    return Table(name, manifest.title, merge.schema, merge.slices())
