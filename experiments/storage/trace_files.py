"""Trace files: a run's weekly series in one file, and its events, memberships and decisions in others beside it."""

from functools import partial
from pathlib import Path

import pyarrow.csv as csv
import pyarrow.parquet as pq

from experiments.storage.output_file import write_out
from experiments.storage.tracing import tabulated
from simulation import DataError, Scenario, trace

_WRITERS = {".parquet": pq.write_table, ".csv": csv.write_csv}


def check_ending(file: Path) -> None:
    """Refuse a file of a kind that cannot be written.

    Raises:
        DataError: if its name ends neither in .parquet nor in .csv.
    """
    if file.suffix not in _WRITERS:
        raise DataError(f"--trace {file} is not allowed: its name must end in {' or '.join(_WRITERS)}.")


def write_trace(scenario: Scenario, seed: int, file: Path) -> list[Path]:
    """Run a scenario once and write all that can be known of the run.

    Args:
        scenario: what to run.
        seed: of all draws, from 0 to 2**63 - 1.
        file: for the weekly series, ending in .parquet or .csv; existing files are replaced.

    Returns:
        The files: `run.csv` for the series, and beside it `run.events.csv`, `run.memberships.csv` and
        `run.decisions.csv`.

    Raises:
        DataError: if a file cannot be written.
    """
    tables = tabulated(trace(scenario, seed))
    files = [file if name == "weeks" else file.with_suffix(f".{name}{file.suffix}") for name in tables]
    for path, table in zip(files, tables.values(), strict=True):
        write_out(path, partial(_WRITERS[file.suffix], table))
    return files
