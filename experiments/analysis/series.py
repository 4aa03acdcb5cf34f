"""Series: the points of a design, sorted into the field along an axis and the settings of all other fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from experiments.analysis.axis import Axis
from experiments.design.points import Points, identity


@dataclass(frozen=True, slots=True)
class Series:
    """The points with one setting of the other varied fields, along the axis.

    Attributes:
        setting: the values of the other fields, by dotted path.
        places: which of the axis' values have a point, in the order of the axis; a design may leave some out.
        points: for each of these places, the number of the point.
    """

    setting: Mapping[str, Any]
    places: tuple[int, ...]
    points: tuple[int, ...]


def series_of(points: Points, axis: Axis) -> list[Series]:
    """Return a series for every setting of the other fields that has a point, in the order in which they vary."""
    others = {path: column for path, column in points.columns.items() if path != axis.path}
    along = points.columns[axis.path]
    place_of = {identity(value): place for place, value in enumerate(axis.values)}
    found: dict[tuple[int, ...], dict[int, int]] = {}
    for number in range(len(points)):
        setting = tuple(int(column.codes[number]) for column in others.values())
        found.setdefault(setting, {})[place_of[identity(along[number])]] = number
    return [_series(others, setting, found[setting]) for setting in sorted(found)]


def some_of[T](items: Sequence[T], most: int) -> list[T]:
    """Return at most so many items: the first, the last and others evenly between them."""
    if len(items) <= most:
        return list(items)
    return [items[round(k * (len(items) - 1) / (most - 1))] for k in range(most)]


def _series(others: Mapping[str, Any], setting: Sequence[int], along: Mapping[int, int]) -> Series:
    values = {path: column.levels[code] for (path, column), code in zip(others.items(), setting, strict=True)}
    places = tuple(sorted(along))
    return Series(values, places, tuple(along[place] for place in places))
