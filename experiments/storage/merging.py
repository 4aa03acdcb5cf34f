"""Merging: many parts become one file in the order of the plan, in which every run stands once."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.runner import identity, rows
from experiments.runner.plan import Plan, Positions
from experiments.storage import parts
from experiments.storage.packing import RUNS, tables_of
from experiments.storage.parts import Chunk
from simulation import DataError

# Rows in memory at once: enough to be read fast, few enough for a driver that must stay small.
SLICE_ROWS = 25_000
MOST_PARTS = 500
LARGE_PART = 64 * 2**20


class ForeignRunsError(DataError):
    """A file with runs that are not in the plan."""


class Located(NamedTuple):
    """A chunk with the position in the plan of the run to which each of its rows belongs."""

    chunk: Chunk
    positions: Positions

    def within(self, start: int, stop: int) -> NDArray[np.bool_]:
        """Tell which rows lie in a stretch of the plan."""
        return (self.positions >= start) & (self.positions < stop)


def locate(plan: Plan, paths: Sequence[Path]) -> Iterator[Located]:
    """Yield all chunks of some files with the positions of their rows.

    Raises:
        ForeignRunsError: where a file holds runs that are not in the plan.
        DataError: where a file is damaged.
    """
    for chunk in parts.chunks_of(paths):
        names = parts.read(chunk, [rows.RUN_ID])[rows.RUN_ID].combine_chunks().dictionary_encode("encode")
        positions = plan.positions(_names(chunk.path, names.dictionary))
        if (positions < 0).any():
            raise ForeignRunsError(f"{chunk.path} holds runs that are not of this sweep.")
        yield Located(chunk, positions[names.indices.to_numpy()])


def done(plan: Plan, folder: Path) -> NDArray[np.bool_]:
    """Tell for every run of a plan whether its row is stored."""
    is_done = np.zeros(plan.total, bool)
    for located in locate(plan, parts.files_of(folder, RUNS)):
        is_done[located.positions] = True
    return is_done


def join_parts(folder: Path, plan: Plan) -> set[str]:
    """Join the parts of a table where they have become many, and return the runs whose rows differ.

    A driver that is killed on the way leaves rows twice, which does no harm.
    """
    disputed: set[str] = set()
    for table in tables_of(plan.returns):
        small = [path for path in parts.loose(folder, table) if path.stat().st_size < LARGE_PART]
        if len(small) >= MOST_PARTS:
            merge = Merge(plan, table, small)
            joined = parts.write_part(folder, table, merge.write)
            parts.remove(path for path in small if path != joined)
            disputed |= merge.disputed
    return disputed


def join_all(folder: Path, plan: Plan) -> set[str]:
    """Join all parts of every table into one file each, and return the runs whose rows differ."""
    disputed: set[str] = set()
    for table in tables_of(plan.returns):
        if paths := parts.files_of(folder, table):
            merge = Merge(plan, table, paths)
            parts.write_whole(parts.whole(folder, table), merge.write)
            disputed |= merge.disputed
    return disputed


class Merge:
    """The rows of a table that lie in several files, in the order of the plan and without duplicates.

    Attributes:
        located: the chunks of the files, with the positions of their rows.
        disputed: names of runs that were stored twice with rows that differ, as far as they have been met.
    """

    def __init__(self, plan: Plan, table: str, paths: Sequence[Path]) -> None:
        self._plan = plan
        self._table = table
        self._paths = paths
        self.located = list(locate(plan, paths))
        self.disputed: set[str] = set()

    def write(self, file: BinaryIO) -> None:
        """Write all rows as a Parquet file."""
        with pq.ParquetWriter(file, self.schema, compression="zstd") as writer:
            for table in self.slices():
                writer.write_table(table)
                pa.default_memory_pool().release_unused()  # a driver that runs for days stays as small as it began

    @cached_property
    def schema(self) -> pa.Schema:
        """The columns; those of a table whose rows are not known beforehand are the columns of all its files."""
        if self._table == RUNS:
            return rows.schema(self._plan.returns, self._plan.kinds)
        return pa.unify_schemas([parts.schema_of(path) for path in self._paths], promote_options="permissive")

    def slices(self) -> Iterator[pa.Table]:
        """Yield the rows, so many at once as are easily held in memory.

        Raises:
            DataError: where a file is damaged.
        """
        counts = np.zeros(self._plan.total, np.int64)
        for _, positions in self.located:
            np.add.at(counts, positions, 1)
        for start, stop in _stretches(counts):
            yield self.between(start, stop)

    def between(self, start: int, stop: int) -> pa.Table:
        """Return the rows of a stretch of the plan."""
        tables, positions, sources = [], [], []
        for number, located in enumerate(self.located):
            inside = located.within(start, stop)
            if inside.any():
                tables.append(parts.read(located.chunk).filter(pa.array(inside)))
                positions.append(located.positions[inside])
                sources.append(np.full(len(positions[-1]), number))
        if not tables:
            return self.schema.empty_table()
        return self._once(self._aligned(tables), np.concatenate(positions), np.concatenate(sources))

    def _aligned(self, tables: Sequence[pa.Table]) -> pa.Table:
        """Put tables under one another whose columns are the same, but may be of a narrower or a wider type."""
        folder = self._paths[0].parent
        try:
            table = pa.concat_tables([self.schema.empty_table(), *tables], promote_options="permissive")
            if table.schema.names == self.schema.names:
                return table.cast(self.schema).combine_chunks()
        except pa.ArrowException as error:
            raise DataError(f"The columns of {self._table} in {folder} do not agree: {error}") from error
        raise DataError(f"The columns of {self._table} in {folder} are not those of its manifest.")

    def _once(self, table: pa.Table, positions: Positions, sources: NDArray[np.int64]) -> pa.Table:
        """Sort rows by position and keep, of a run that is there several times, the rows from one source."""
        order = np.lexsort((sources, positions))
        table, positions, sources = table.take(order), positions[order], sources[order]
        firsts = _firsts(positions)
        is_kept = sources == sources[firsts]
        if not is_kept.all():
            # Each further copy, row by row beside the one that is kept.
            copies = np.flatnonzero(~is_kept)
            within = np.arange(len(sources)) - _firsts(positions * (sources.max() + 1) + sources)
            kept = np.minimum((firsts + within)[copies], len(sources) - 1)
            self.disputed.update(unlike(table.take(copies), table.take(kept)))
        return table.filter(pa.array(is_kept))


def _firsts(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for every row of a sorted column the place of the first row that is in the same group."""
    is_first = np.diff(groups, prepend=-1) != 0
    firsts: NDArray[np.int64] = np.flatnonzero(is_first)[np.cumsum(is_first) - 1]
    return firsts


def unlike(ones: pa.Table, others: pa.Table) -> list[str]:
    """Return the names of the runs whose rows in two tables, beside one another, are not the same."""
    is_unlike = np.zeros(len(ones), bool)
    for one, other in zip(ones.columns, others.columns, strict=True):
        if pa.types.is_null(one.type):
            continue
        missing = (pc.is_null(one, nan_is_null=True), pc.is_null(other, nan_is_null=True))
        differs = pc.and_not(pc.fill_null(pc.not_equal(one, other), False), missing[0])
        is_unlike |= pc.or_(pc.xor(*missing), differs).to_numpy()
    names: list[str] = pc.unique(ones[rows.RUN_ID].filter(pa.array(is_unlike))).to_pylist()
    return names


def _stretches(counts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Cut the plan into stretches with about `SLICE_ROWS` rows, and with one run at least."""
    ends = np.cumsum(counts)
    start, taken = 0, 0
    while start < len(ends) and taken < ends[-1]:
        stop = max(start + 1, int(np.searchsorted(ends, taken + SLICE_ROWS, side="right")))
        if ends[stop - 1] > taken:
            yield start, stop
        start, taken = stop, int(ends[stop - 1])


def _names(path: Path, texts: pa.Array) -> identity.Names:
    try:
        return identity.read(texts.to_pylist())
    except (ValueError, TypeError) as error:
        raise DataError(f"{path} is damaged: not all of its rows have the name of a run.") from error
