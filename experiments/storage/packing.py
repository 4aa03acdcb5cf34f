"""Packing: the runs of a batch as the Parquet files of a sweep, ready to be stored."""

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from experiments.runner import identity
from experiments.runner.batch import Batch, Run
from experiments.runner.returns import Returns
from experiments.runner.rows import named, tabulate

RUNS = "runs"

type Files = Mapping[str, bytes]


def packed(batch: Batch, runs: Sequence[Run]) -> Files:
    """Return the files of a batch by table, in the order in which they are to be stored.

    Args:
        batch: what was run.
        runs: what came of it, in the same order.
    """
    written = identity.written(batch.names)
    files = {}
    for table in batch.returns.tables:
        kept = [named(name, run.tables[table]) for name, run in zip(written, runs, strict=True) if table in run.tables]
        if any(map(len, kept)):
            files[table] = parquet(pa.concat_tables(kept))
    results = [run.result for run in runs]
    files[RUNS] = parquet(tabulate(batch.returns, batch.kinds, batch.places(), batch.names, results))
    return files


def tables_of(returns: Returns) -> tuple[str, ...]:
    """Return the tables of a sweep in the order in which they are stored: the runs mark that the others are whole."""
    return (*returns.tables, RUNS)


def parquet(table: pa.Table) -> bytes:
    """Return a table as a Parquet file; the same table gives the same bytes."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def unpacked(content: bytes) -> pa.Table:
    """Return the table of a Parquet file that is not stored yet."""
    # `pq.read_table` leaves threads behind, with which a process that ends at once may abort.
    return pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False)
