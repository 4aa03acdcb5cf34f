"""Storage: the plan of a sweep as a file, a row a point."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
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
from experiments.storage.manifest import MANIFEST, Manifest
from simulation import DataError, RulesFile
from simulation.scenario.definition import Setting

PLAN = "plan.parquet"
POINT, SCENARIO, SEED = "point", "scenario", "seed"
_SCENARIOS, _JSON = b"scenarios", b"is JSON"
_SLICE = 100_000  # points


def write_points(folder: Path, plan: Plan) -> str:
    """Write the plan, a row a point, in order, and return the file's hash.

    Rows have the values of the varied fields; where points start from more than the scenario, they have their labels,
    then what they start from, and then the fields, those that are no plain values as JSON.
    """

    def write(file: BinaryIO) -> None:
        tables = (_table(plan, numbers) for numbers in _slices(len(plan.points)))
        first = next(tables)
        with pq.ParquetWriter(file, first.schema, compression="zstd") as writer:
            for table in chain([first], tables):
                writer.write_table(table)

    parts.write_whole(folder / PLAN, write)
    pa.default_memory_pool().release_unused()  # there may be a million points, and many hours to come
    return parts.digest(folder / PLAN)


def _slices(count: int) -> Iterator[NDArray[np.int64]]:
    """Cut the numbers of points into slices that are laid out one at a time, as all at once would take much memory."""
    yield from (np.arange(first, min(first + _SLICE, count)) for first in range(0, count, _SLICE))


def _table(plan: Plan, numbers: NDArray[np.int64]) -> pa.Table:
    """Lay out some points of a plan."""
    table = pa.table({POINT: numbers, **rows.point_columns(plan.starts.labels, numbers)})
    return table if plan.own_starts is None else _with_starts(table, plan, numbers)


def _with_starts(table: pa.Table, plan: Plan, numbers: NDArray[np.int64]) -> pa.Table:
    table = table.append_column(SCENARIO, [plan.starts.scenario_of[numbers]])
    table = table.append_column(SEED, [plan.starts.seeds[numbers]])
    for path, column in rows.point_columns(plan.points, numbers).items():
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
    points, starts = read_points(folder, manifest)
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


def read_points(folder: Path, manifest: Manifest) -> tuple[Points, Starts | None]:
    """Read the points of a plan, and what they start from where that is more than one scenario and one seed.

    Raises:
        DataError: where the file is missing, damaged, or not the plan of the manifest.
    """
    path = folder / PLAN
    if not path.exists():
        raise DataError(f"{path} is missing.")
    table = parts.read_whole(path)
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


def _column(stored: pa.ChunkedArray, values: list[Any] | str) -> Column:
    """Return a column of the plan with the values that were meant, which the table may hold as texts."""
    if isinstance(values, str):
        return coded(stored.to_pylist())
    kind = kind_of(values)
    meant = {identity(column_value(value, kind)): value for value in values}
    return coded(meant[identity(value)] for value in stored.to_pylist())
