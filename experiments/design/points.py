"""Points: the places of a design, each a value for every varied field, kept column by column to stay small."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic_core import to_jsonable_python

# Values of fields as plain data; None leaves a field as the scenario has it.
type Value = bool | int | float | str | list[object] | dict[str, object] | None
type Point = dict[str, Value]

_KINDS: tuple[type, ...] = (bool, int, float, str)


@dataclass(frozen=True)
class Column:
    """The values of one varied field at all points.

    Attributes:
        levels: the values that occur; None where a point leaves the field as the scenario has it.
        codes: for every point, the place of its value among the levels.
    """

    levels: Sequence[Value]
    codes: NDArray[np.int32]

    def __getitem__(self, point: int) -> Value:
        return self.levels[int(self.codes[point])]

    @cached_property
    def kind(self) -> type:
        """What the values are, as a table holds them: bool, int, float, or text for all else and for mixtures."""
        return kind_of(self.levels)

    def spread(self, by_level: Iterable[Any]) -> NDArray[np.object_]:
        """Return for every point what belongs to the level it has."""
        levels = np.empty(len(self.levels), dtype=object)
        levels[:] = list(by_level)
        found: NDArray[np.object_] = levels[self.codes]
        return found


@dataclass(frozen=True)
class Points:
    """The points of a design in their order.

    Attributes:
        columns: the varied fields by dotted path; none where the scenario itself is the only point.
        count: number of points.
    """

    columns: Mapping[str, Column]
    count: int

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, point: int) -> Point:
        values = ((path, column[point]) for path, column in self.columns.items())
        return {path: value for path, value in values if value is not None}

    def __iter__(self) -> Iterator[Point]:
        return map(self.__getitem__, range(len(self)))

    def where(self, is_kept: NDArray[np.bool_]) -> "Points":
        """Return the points that are kept; these points themselves where all are."""
        return self if is_kept.all() else self.take(np.flatnonzero(is_kept))

    def take(self, numbers: NDArray[np.int64]) -> "Points":
        """Return the points of these numbers, in their order; one can be there several times."""
        taken = {path: Column(c.levels, c.codes[numbers]) for path, c in self.columns.items()}
        return Points(taken, len(numbers))

    def over(self, others: "Points") -> "Points":
        """Return these points on top of as many others: a field that they leave has the value of the other point."""
        both = self.columns.keys() & others.columns.keys()
        laid = {path: _over(self.columns[path], others.columns[path]) for path in both}
        return Points({**others.columns, **self.columns, **laid}, self.count)


def _over(column: Column, other: Column) -> Column:
    is_left = np.array([level is None for level in column.levels])[column.codes]
    codes = np.where(is_left, other.codes + len(column.levels), column.codes)
    return Column((*column.levels, *other.levels), codes.astype(np.int32))


def listed(points: Sequence[Mapping[str, Any]]) -> Points:
    """Return points that need not vary the same fields; one that is left out stays as the scenario has it."""
    plain = [to_jsonable_python(point) for point in points]
    paths = dict.fromkeys(path for point in plain for path in point)
    return Points({path: coded(point.get(path) for point in plain) for path in paths}, len(points))


def coded(values: Iterable[Value]) -> Column:
    """Return the column of some values, in which equal ones share a level."""
    levels: dict[str, Value] = {}
    places: dict[str, int] = {}
    codes = []
    for value in values:
        name = identity(value)
        levels.setdefault(name, value)
        codes.append(places.setdefault(name, len(places)))
    return Column(tuple(levels.values()), np.array(codes, np.int32))


def identity(value: Value) -> str:
    """Tell values apart as a scenario does: 2 and 2.0 are the same, 1 and true are not.

    >>> identity(2) == identity(2.0), identity(1) == identity(True)
    (True, False)
    """
    return repr(float(value)) if type(value) is int else repr(value)


def kind_of(values: Iterable[Any]) -> type:
    """Return the kind of column that holds these values, of which some may be missing."""
    kinds = {type(value) for value in values} - {type(None)}
    if len(kinds) == 1 and (kind := next(iter(kinds))) in _KINDS:
        return kind
    return float if kinds == {int, float} else str


def column_value(value: Any, kind: type) -> Any:
    """Return a value as a column of this kind holds it: anything but text becomes JSON in a column of texts."""
    return value if value is None or kind is not str or isinstance(value, str) else json.dumps(value)
