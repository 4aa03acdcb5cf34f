"""Trace files: a run's weekly series in one file, and its events, memberships and decisions in others beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq

from experiments.storage import write_whole
from simulation import DataError, Decision, Event, Scenario, Spell, Trace, trace
from simulation.state import Terms

_WRITERS = {".parquet": pq.write_table, ".csv": csv.write_csv}
_TYPES = {int: pa.int64(), float: pa.float64(), str: pa.string(), date: pa.date32()}


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
        write_whole(path, partial(_WRITERS[file.suffix], table))
    return files


def tabulated(kept: Trace) -> dict[str, pa.Table]:
    """Lay out a trace as tables, by what they hold; what is missing is null."""
    weekly = {name: type(value) for name, value in kept.weeks[0].items()}
    decided = _kinds(Decision) | dict.fromkeys(Terms._fields, float)
    return {
        "weeks": _table(kept.weeks, weekly),
        "events": _table(map(asdict, kept.events), _kinds(Event)),
        "memberships": _table(map(asdict, kept.memberships), _kinds(Spell)),
        "decisions": _table((row | row["terms"] for row in map(Decision.as_data, kept.decisions)), decided),
    }


def _kinds(row: type) -> dict[str, type]:
    """Return the types of those fields of a row that are columns; where one may be missing, its type otherwise."""
    hints = get_type_hints(row).items()
    kinds = {name: get_args(hint)[0] if isinstance(hint, UnionType) else hint for name, hint in hints}
    return {name: kind for name, kind in kinds.items() if kind in _TYPES}


def _table(rows: Iterable[Mapping[str, Any]], kinds: Mapping[str, type]) -> pa.Table:
    kept = list(rows)
    # What is missing in the first week is a number.
    types = {name: _TYPES.get(kind, pa.float64()) for name, kind in kinds.items()}
    return pa.table({name: pa.array([row[name] for row in kept], kind) for name, kind in types.items()})
