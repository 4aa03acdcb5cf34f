"""Storage: a sweep's folder, in which everything appears whole or not at all.

While a sweep runs, its rows lie in `parts/`, one file a batch, named by the positions in the plan that it
holds. When all are there they become the one file `runs.parquet`, in the order of the plan.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from experiments.manifest import Manifest
from simulation import DataError, Outcome

if TYPE_CHECKING:
    import pandas as pd

MANIFEST = "manifest.json"
RUNS = "runs.parquet"
PARTS = "parts"
COLUMNS = tuple(field.name for field in fields(Outcome))

_TYPES = {int: pa.int64(), float: pa.float64(), str: pa.string(), bool: pa.bool_()}
_PART_NAME = re.compile(r"(\d+)-(\d+)\.parquet")


@dataclass(frozen=True, slots=True)
class Sweep:
    """A finished sweep as read back: its manifest, and its runs in the order of the plan."""

    folder: Path
    manifest: Manifest
    runs: "pd.DataFrame"


def tabulate(
    design: Mapping[str, Sequence[Any]],
    points: Sequence[Mapping[str, Any]],
    runs: Sequence[int],
    seeds: Sequence[int],
    outcomes: Sequence[Outcome],
) -> pa.Table:
    """Lay out runs as rows: the varied fields by dotted path, `run`, `seed`, and the outcome's columns.

    Args:
        design: every varied field with all its values, which settle the type of its column.
        points: for each row, the value of every varied field.
        runs: for each row, the number of the replicate.
        seeds: for each row, the seed.
        outcomes: for each row, what the run returned; what never came about is stored as null.
    """
    columns = {path: _varied_column([p[path] for p in points], design[path]) for path in design}
    columns |= {"run": pa.array(runs, pa.int64()), "seed": pa.array(seeds, pa.int64())}
    hints = get_type_hints(Outcome)
    for name in COLUMNS:
        values = map(attrgetter(name), outcomes)
        columns[name] = pa.array(list(values), _TYPES[hints[name]], from_pandas=True)
    return pa.table(columns)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write (or replace) the manifest; makes the folder where needed."""
    text = manifest.model_dump_json(indent=2) + "\n"
    write_whole(folder / MANIFEST, lambda file: file.write(text.encode()))


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a folder; None where the folder has none.

    Raises:
        DataError: where the file is damaged, or describes something else.
    """
    path = folder / MANIFEST
    try:
        return Manifest.model_validate_json(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValidationError, UnicodeDecodeError, OSError) as error:
        raise DataError(f"{path} is damaged, or not the manifest of a sweep.") from error


def write_part(folder: Path, positions: range, rows: pa.Table) -> None:
    """Store the rows of consecutive positions of the plan."""
    path = folder / PARTS / f"{positions.start:09}-{positions.stop - 1:09}.parquet"
    write_whole(path, lambda file: pq.write_table(rows, file, compression="zstd"))


def stored(folder: Path) -> list[range]:
    """Return the positions that lie in parts, in rising order."""
    return sorted(_parts(folder), key=lambda positions: positions.start)


def is_complete(folder: Path) -> bool:
    """Tell whether all rows of the sweep are there."""
    return (folder / RUNS).exists()


def compact(folder: Path) -> None:
    """Join all parts into one file in the order of the plan, then remove them."""
    parts = _parts(folder)
    tables, position = [], 0
    for positions in stored(folder):
        # Parts overlap only where two drivers worked on one folder; their rows are then the same.
        tables.append(_read_part(parts[positions], positions).slice(max(0, position - positions.start)))
        position = max(position, positions.stop)
    rows = pa.concat_tables(tables).combine_chunks()
    write_whole(folder / RUNS, lambda file: pq.write_table(rows, file, compression="zstd"))
    remove_parts(folder)


def remove_parts(folder: Path) -> None:
    """Remove the parts, once they are in `runs.parquet`."""
    for path in _parts(folder).values():
        path.unlink()
    with suppress(OSError):
        (folder / PARTS).rmdir()


def load_sweep(folder: Path) -> Sweep:
    """Read a finished sweep.

    Raises:
        DataError: where the folder holds no sweep, or an unfinished or damaged one.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise DataError(f"{folder} holds no sweep; `alliance sweep ... --out {folder}` makes one.")
    if not is_complete(folder):
        done = sum(map(len, stored(folder)))
        raise DataError(
            f"The sweep in {folder} is not finished ({done:,} of {manifest.total:,} runs). "
            f"This command goes on with it: {manifest.command}"
        )
    table = _read_table(folder / RUNS)
    if set(table.column_names) != {*manifest.design, "run", "seed", *COLUMNS}:
        raise DataError(f"The columns of {folder / RUNS} are not those of its manifest.")
    if table.num_rows != manifest.total:
        raise DataError(f"{folder / RUNS} has {table.num_rows:,} rows instead of {manifest.total:,}.")
    return Sweep(folder, manifest, table.to_pandas())


def column_value(value: Any, values: Iterable[Any]) -> Any:
    """Return a varied value as its column holds it: as text where the values are not of one kind."""
    return value if _kind(values) is not str or isinstance(value, str) else json.dumps(value)


def _kind(values: Iterable[Any]) -> type:
    kinds = {type(value) for value in values}
    if len(kinds) == 1 and (kind := kinds.pop()) in _TYPES:
        return kind
    return float if kinds == {int, float} else str


def _varied_column(values: Sequence[Any], all_values: Sequence[Any]) -> pa.Array:
    return pa.array([column_value(value, all_values) for value in values], _TYPES[_kind(all_values)])


def _parts(folder: Path) -> dict[range, Path]:
    found = {}
    for path in sorted((folder / PARTS).glob("*.parquet")):
        if name := _PART_NAME.fullmatch(path.name):
            found[range(int(name[1]), int(name[2]) + 1)] = path
    return found


def _read_part(path: Path, positions: range) -> pa.Table:
    rows = _read_table(path)
    if rows.num_rows != len(positions):
        raise DataError(f"{path} has {rows.num_rows:,} rows instead of {len(positions):,}.")
    return rows


def _read_table(path: Path) -> pa.Table:
    try:
        return pq.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise DataError(f"{path} is damaged: it is not a whole Parquet file.") from error


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file beside, make sure it is on the disk, then rename: a reader sees all of it or nothing.

    Raises:
        DataError: where it cannot be written.
    """
    beside = path.with_name(f".{path.name}.writing")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise DataError(f"Cannot write {path}: {error.strerror or error}.") from error
