"""Storage: a sweep's folder as a whole: its manifest, its plan, and its rows once all are there."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pydantic import ValidationError

from experiments.design.designs import Design
from experiments.design.forbidden import parse_forbidden
from experiments.design.points import Column, Points, coded, column_value, identity, kind_of
from experiments.design.scenario_paths import ScenarioPaths
from experiments.design.variation import parse_values
from experiments.runner import rows
from experiments.runner.plan import Plan, Starts
from experiments.runner.returns import read_setting
from experiments.storage import parts
from experiments.storage.manifest import Manifest
from experiments.storage.packing import RUNS
from simulation import DataError, RulesFile
from simulation.scenario.definition import Setting

if TYPE_CHECKING:
    import pandas as pd

MANIFEST = "manifest.json"
PLAN = "plan.parquet"
POINT, SCENARIO, SEED = "point", "scenario", "seed"
_SCENARIOS, _JSON = b"scenarios", b"is JSON"
_SHOWN = 6


class RunError(DataError):
    """A run that must have an outcome and has none."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Sweep:
    """A finished sweep as read back.

    Attributes:
        folder: where it lies.
        manifest: which sweep it is.
        points: the points of its design, in the order of the plan.
        runs: its runs in the order of the plan. Where a run has no outcome, the runs of its replicate are missing
            at all points, so that those that are left are in pairs.
        left_out: how many runs are missing for that reason.
    """

    folder: Path
    manifest: Manifest
    points: Points
    runs: "pd.DataFrame"
    left_out: int = 0


def write_manifest(folder: Path, manifest: Manifest) -> Manifest:
    """Write (or replace) the manifest with its seals, and return it so; makes the folder where needed."""
    sealed = manifest.sealed()
    parts.write_text(folder / MANIFEST, sealed.model_dump_json(indent=2) + "\n")
    return sealed


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a folder; None where the folder has none.

    Raises:
        DataError: where the file is damaged, or describes something else.
    """
    path = folder / MANIFEST
    try:
        return Manifest.model_validate_json(path.read_text(encoding="utf-8"), strict=True)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValidationError, UnicodeDecodeError, OSError) as error:
        fields = _fields_of(error) if isinstance(error, ValidationError) else ""
        raise DataError(f"{path} is damaged, or not the manifest of a sweep of this version{fields}.") from error


@contextmanager
def kept_in(folder: Path | None) -> Iterator[Path]:
    """Yield the folder; where there is none, one that is gone afterwards."""
    if folder is not None:
        yield folder
        return
    with TemporaryDirectory(prefix="alliance-") as there:
        yield Path(there)


def folders_in(folder: Path) -> list[Path]:
    """Return the folder itself if it holds runs, and else the folders in it that do, by name."""
    if (folder / MANIFEST).exists():
        return [folder]
    return sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))


def manifest_of(folder: Path) -> Manifest:
    """Read the manifest of a folder that holds a sweep.

    Raises:
        DataError: where it holds none, or the manifest is damaged.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        inside = ", ".join(str(one) for one in folders_in(folder)[:_SHOWN])
        told = f"choose one of those in it: {inside}" if inside else f"`alliance sweep ... --out {folder}` makes one"
        raise DataError(f"{folder} holds no sweep; {told}.")
    return manifest


def write_points(folder: Path, plan: Plan) -> str:
    """Write the plan, a row a point, in order, and return the file's hash.

    Rows have the values of the varied fields; where points start from more than the scenario, they have their labels,
    then what they start from, and then the fields, those that are no plain values as JSON.
    """
    numbers = np.arange(len(plan.points))

    def write(file: BinaryIO) -> None:
        table = pa.table({POINT: numbers, **rows.point_columns(plan.starts.labels, numbers)})
        if plan.own_starts is not None:
            table = _with_starts(table, plan)
        pq.write_table(table, file, compression="zstd")

    parts.write_whole(folder / PLAN, write)
    pa.default_memory_pool().release_unused()  # there may be a million points, and many hours to come
    return parts.digest(folder / PLAN)


def _with_starts(table: pa.Table, plan: Plan) -> pa.Table:
    table = table.append_column(SCENARIO, [plan.starts.scenario_of]).append_column(SEED, [plan.starts.seeds])
    for path, column in rows.point_columns(plan.points, np.arange(len(plan.points))).items():
        is_json = column.type == pa.string() and not all(
            isinstance(level, str | None) for level in plan.points.columns[path].levels
        )
        table = table.append_column(pa.field(path, column.type, metadata={_JSON: str(is_json)}), column)
    scenarios = [scenario.model_dump(mode="json") for scenario in plan.starts.scenarios]
    return table.replace_schema_metadata({_SCENARIOS: json.dumps(scenarios)})


def _read_starts(path: Path, table: pa.Table, labels: Points) -> tuple[Points, Starts]:
    """Read back points that start from more than one scenario and one seed."""
    try:
        scenarios = [read_setting(one) for one in json.loads(table.schema.metadata[_SCENARIOS])]
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"The scenarios in {path} are none of this version.") from error
    fields = table.schema.names[table.schema.get_field_index(SEED) + 1 :]
    points = {name: _field(table.schema.field(name), table[name]) for name in fields}
    starts = Starts(tuple(scenarios), table[SCENARIO].to_numpy(), table[SEED].to_numpy(), labels)
    return Points(points, table.num_rows), starts


def _field(field: pa.Field, stored: pa.ChunkedArray) -> Column:
    encoded = stored.combine_chunks().dictionary_encode("encode")
    levels = encoded.dictionary.to_pylist()
    if field.metadata[_JSON] == b"True":
        levels = [None if level is None else json.loads(level) for level in levels]
    return Column(tuple(levels), encoded.indices.to_numpy().astype(np.int32))


def load_plan(folder: Path, manifest: Manifest, rules: RulesFile | None = None) -> Plan:
    """Read back the plan of a sweep.

    Args:
        folder: where the sweep lies.
        manifest: of the sweep.
        rules: what replaced rules of the model, for whoever runs more of it; the folder keeps only their fingerprint.

    Raises:
        DataError: where it is missing, damaged, or not that of the manifest.
    """
    try:
        scenario = read_setting(manifest.scenario)
    except ValidationError as error:
        raise DataError(f"The scenario in {folder / MANIFEST} is not one of this version.") from error
    points, starts = _read_points(folder / PLAN, manifest)
    return Plan(
        source=manifest.source,
        scenario=scenario,
        design=_design(scenario, manifest),
        points=points,
        runs=manifest.runs,
        seed=manifest.seed,
        has_series=manifest.series,
        model=manifest.model,
        question=manifest.question,
        asked=manifest.asked,
        rules=rules,
        own_starts=starts,
    )


def _design(scenario: Setting, manifest: Manifest) -> Design:
    """Read back what varies."""
    number = ScenarioPaths(scenario).number
    fields = {
        path: parse_values(path, v, number(path)) if isinstance(v, str) else tuple(v)
        for path, v in manifest.design.items()
    }
    forbidden = tuple(parse_forbidden(text, fields) for text in manifest.forbidden)
    return Design(fields, manifest.layout, manifest.size, manifest.seed, forbidden)


def load_sweep(folder: Path) -> Sweep:
    """Read a finished sweep.

    Raises:
        DataError: where the folder holds no sweep, or an unfinished or damaged one, or one without any outcome.
    """
    manifest = manifest_of(folder)
    if not manifest.is_finished:
        done = sum(map(parts.rows_in, parts.files_of(folder, RUNS)))
        raise DataError(
            f"The {manifest.question} in {folder} is not finished ({done:,} of {manifest.total:,} runs). "
            f"This command resumes it: {manifest.command}"
        )
    path = parts.whole(folder, RUNS)
    table = _whole_table(path)
    if set(table.column_names) != {*manifest.design, *rows.schema(manifest.returns, {}).names}:
        raise DataError(f"The columns of {path} are not those of its manifest.")
    if table.num_rows != manifest.total:
        raise DataError(f"{path} has {table.num_rows:,} rows instead of {manifest.total:,}.")
    paired = _in_pairs(table)
    if not paired.num_rows:
        raise DataError(f"No replicate in {path} has an outcome at every point; `status` and `message` tell why.")
    points, starts = _read_points(folder / PLAN, manifest)
    points = points if starts is None else starts.labels
    return Sweep(folder, manifest, points, paired.to_pandas(), table.num_rows - paired.num_rows)


def load_whole(folder: Path) -> Sweep:
    """Read a finished sweep of which every run has an outcome; from fewer, some questions cannot be answered.

    Raises:
        RunError: naming the first run without an outcome.
        DataError: as `load_sweep` does.
    """
    sweep = load_sweep(folder)
    if sweep.left_out:
        table = _whole_table(parts.whole(folder, RUNS))
        first = table.filter(pc.not_equal(table["status"], rows.DONE)).slice(0, 1).to_pylist()[0]
        raise _without_outcome(sweep.manifest, first)
    return sweep


def read_table(folder: Path, table: str, columns: Sequence[str] | None = None) -> "pd.DataFrame":
    """Read a table of a finished sweep, or some columns of it."""
    read: pd.DataFrame = _whole_table(parts.whole(folder, table), columns).to_pandas()
    return read


def _without_outcome(manifest: Manifest, run: Mapping[str, Any]) -> RunError:
    changes = ", ".join(f"{path} = {run[path]}" for path in manifest.design if run[path] is not None)
    how = run["message"] if run["status"] == rows.KILLED else f"raised {run['message']}"
    return RunError(
        f"A run of {manifest.title} has no outcome, so nothing can be concluded: seed {run['seed']}, "
        f"{changes or 'nothing changed'}. It {how}."
    )


def _fields_of(error: ValidationError) -> str:
    names = ", ".join(dict.fromkeys(str(problem["loc"][0]) for problem in error.errors() if problem["loc"]))
    return f" ({names})" if names else ""


def _read_points(path: Path, manifest: Manifest) -> tuple[Points, Starts | None]:
    if not path.exists():
        raise DataError(f"{path} is missing.")
    table = _whole_table(path)
    is_numbered = table.column_names[:1] == [POINT] and table[POINT].to_pylist() == list(range(manifest.points))
    told = 1 + len(manifest.design)
    if not is_numbered or table.column_names[1:told] != list(manifest.design):
        raise DataError(f"{path} is not the plan of its manifest.")
    try:
        columns = {name: _column(table[name], values) for name, values in manifest.design.items()}
        labels = Points(columns, table.num_rows)
    except KeyError as error:
        raise DataError(f"{path} has a value that its manifest does not know: {error}.") from error
    return _read_starts(path, table, labels) if len(table.column_names) > told else (labels, None)


def _in_pairs(table: pa.Table) -> pa.Table:
    """Leave out, at all points, every replicate that has no outcome at one of them."""
    without = pc.unique(table["run"].filter(pc.not_equal(table["status"], rows.DONE)))
    return table.filter(pc.invert(pc.is_in(table["run"], without)))


def _column(stored: pa.ChunkedArray, values: list[Any] | str) -> Column:
    """Return a column of the plan with the values that were meant, which the table may hold as texts."""
    if isinstance(values, str):
        return coded(stored.to_pylist())
    kind = kind_of(values)
    meant = {identity(column_value(value, kind)): value for value in values}
    return coded(meant[identity(value)] for value in stored.to_pylist())


def _whole_table(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    chunks = [parts.read(chunk, columns) for chunk in parts.chunks_of([path])]
    return pa.concat_tables(chunks) if chunks else parts.schema_of(path).empty_table()
