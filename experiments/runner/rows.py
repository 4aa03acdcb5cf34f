"""Rows: runs laid out as tables, the same whoever made them and in whatever order."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, get_type_hints

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.design.points import Points, column_value
from experiments.runner import identity
from experiments.runner.columns import column
from experiments.runner.identity import Names
from experiments.runner.returns import Returns

RUN_ID = "run_id"

DONE = "done"
FAILED = "failed"
KILLED = "killed"

_TYPES = MappingProxyType({int: pa.int64(), float: pa.float64(), str: pa.string(), bool: pa.bool_()})


class Failure(NamedTuple):
    """A run without an outcome.

    Attributes:
        status: `failed` where it raised an error, `killed` where it ended its worker process again and again.
        message: what is known of the reason.
    """

    status: str
    message: str


# What runs return, or why one returned nothing.
type RunResult = Any | Failure


class Place(NamedTuple):
    """A run of a plan: what rows say of the point, the number of the replicate, and the seed."""

    labels: Mapping[str, object]
    run: int
    seed: int


def tabulate(
    returns: Returns, kinds: Mapping[str, type], places: Sequence[Place], names: Names, results: Sequence[RunResult]
) -> pa.Table:
    """Lay out runs as rows: labels of the point, `run`, `seed`, the outcome, `status`, `message`, `run_id`.

    Args:
        returns: what the runs return.
        kinds: for every label, the kind of its column.
        places: for each row, which run it is.
        names: for each row, the name of the run.
        results: for each row, what came of the run; what is missing is stored as null.
    """
    columns = {path: varied([place.labels.get(path) for place in places], kind) for path, kind in kinds.items()}
    columns |= {name: column([getattr(place, name) for place in places], pa.int64()) for name in ("run", "seed")}
    columns |= outcome_columns(returns, [None if isinstance(result, Failure) else result for result in results])
    failures = [result if isinstance(result, Failure) else Failure(DONE, "") for result in results]
    columns |= {name: column([getattr(f, name) for f in failures], pa.string()) for name in Failure._fields}
    return pa.table({**columns, RUN_ID: column(identity.written(names), pa.string())})


def schema(returns: Returns, kinds: Mapping[str, type]) -> pa.Schema:
    """Return the columns of the rows of a sweep, with their types."""
    return tabulate(returns, kinds, [], np.empty(0, np.uint64), []).schema


def outcome_columns(returns: Returns, outcomes: Sequence[Any | None]) -> dict[str, pa.Array]:
    """Lay out outcomes column by column; a run without an outcome has null in all of them."""
    hints = get_type_hints(returns.outcome)
    return {name: column([getattr(o, name, None) for o in outcomes], _TYPES[hints[name]]) for name in returns.columns}


def named(name: str, table: pa.Table) -> pa.Table:
    """Put the name of their run before the rows of another table."""
    return table.add_column(0, RUN_ID, column([name] * len(table), pa.string()))


def point_columns(points: Points, chosen: NDArray[np.int64]) -> dict[str, pa.Array]:
    """Lay out the varied fields of some points of a design, given by their numbers."""
    return {
        path: varied(column.levels, column.kind).take(pa.array(column.codes[chosen]))
        for path, column in points.columns.items()
    }


def varied(values: Iterable[Any], kind: type) -> pa.Array:
    """Lay out values of a varied field as a column of the kind given."""
    if isinstance(values, array):  # as long as there are points
        return pa.array(np.asarray(values))
    return column([column_value(value, kind) for value in values], _TYPES[kind])
