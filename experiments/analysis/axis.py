"""The axis: the varied field along which outcomes are drawn, and how its values are spaced."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import numpy as np

from experiments.analysis.labels import has_a_name
from experiments.design.points import Points, Value
from simulation import DataError
from simulation.errors import did_you_mean

_FAR_APART = 20.0


class Scale(Enum):
    """How the values of a field are spaced: by distance, by ratio, or one place each, as names are."""

    LINEAR = auto()
    LOGARITHMIC = auto()
    NAMES = auto()


@dataclass(frozen=True, slots=True)
class Axis:
    """A varied field.

    Attributes:
        path: the field.
        values: what it takes, numbers in rising order, others as they were given.
        scale: how they are spaced.
    """

    path: str
    values: tuple[Any, ...]
    scale: Scale

    @property
    def is_numeric(self) -> bool:
        """Whether the values are numbers, and more than one."""
        return len(self.values) > 1 and all(map(_is_number, self.values))

    @property
    def places(self) -> tuple[float, ...]:
        """Where the values stand on the axis."""
        return tuple(map(float, range(len(self.values)) if self.scale is Scale.NAMES else self.values))


def axis_of(points: Points, path: str | None = None) -> Axis:
    """Return the axis of a grid, spaced so that no value lies so far out that it squeezes the others.

    Args:
        points: of the design, in which at least one field varies.
        path: the field that was asked for; by default the numeric one with the most values, else the first.

    Raises:
        DataError: where that field does not vary.
    """
    if path is None:
        path = max(points.columns, key=lambda path: _count_of_numbers(points.columns[path].levels))
    refuse_fixed(points, path)
    values = _in_order(points.columns[path].levels)
    return Axis(path, values, _scale(path, values))


def sampled_axis(points: Points, path: str, *, is_log: bool) -> Axis:
    """Return the axis of a field of a sample, whose numbers lie anywhere in a range."""
    values = _in_order(points.columns[path].levels)
    is_scale = len(values) > 1 and all(map(_is_number, values)) and not any(has_a_name(path, v) for v in values)
    return Axis(path, values, (Scale.LOGARITHMIC if is_log else Scale.LINEAR) if is_scale else Scale.NAMES)


def refuse_fixed(points: Points, path: str) -> None:
    """Raise a DataError where a field does not vary."""
    if path not in points.columns:
        varied = ", ".join(points.columns) or "nothing"
        raise DataError(f"{path} does not vary here; varied is {varied}{did_you_mean(path, list(points.columns))}")


def _in_order(levels: Sequence[Value]) -> tuple[Any, ...]:
    return tuple(sorted(levels)) if all(map(_is_number, levels)) else tuple(levels)


def _count_of_numbers(levels: Sequence[Value]) -> int:
    """Return how many values there are, if all are numbers and more than one."""
    return len(levels) if len(levels) > 1 and all(map(_is_number, levels)) else 0


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _scale(path: str, values: Sequence[Any]) -> Scale:
    if not _count_of_numbers(values) or any(has_a_name(path, value) for value in values):
        return Scale.NAMES
    by_distance = _unevenness(values)
    by_ratio = _unevenness(np.log(values).tolist()) if values[0] > 0 else np.inf
    if by_ratio < by_distance / 2 and by_ratio <= _FAR_APART:
        return Scale.LOGARITHMIC
    return Scale.LINEAR if by_distance <= _FAR_APART else Scale.NAMES


def _unevenness(values: Sequence[float]) -> float:
    """Return how many times as long as the shortest the longest step is."""
    steps = [high - low for low, high in itertools.pairwise(values)]
    return float(max(steps) / min(steps))
