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
    """A varied field with the values it takes, numbers in rising order, others as they were given."""

    path: str
    values: tuple[Any, ...]

    @property
    def is_numeric(self) -> bool:
        """Whether the values are numbers, and more than one."""
        return len(self.values) > 1 and all(map(_is_number, self.values))

    @property
    def scale(self) -> Scale:
        """The scale on which no value lies so far out that it squeezes the others."""
        if not self.is_numeric or any(has_a_name(self.path, value) for value in self.values):
            return Scale.NAMES
        by_distance = _unevenness(self.values)
        by_ratio = _unevenness(np.log(self.values)) if self.values[0] > 0 else np.inf
        if by_ratio < by_distance / 2 and by_ratio <= _FAR_APART:
            return Scale.LOGARITHMIC
        return Scale.LINEAR if by_distance <= _FAR_APART else Scale.NAMES

    @property
    def places(self) -> tuple[float, ...]:
        """Where the values stand on the axis."""
        return tuple(map(float, range(len(self.values)) if self.scale is Scale.NAMES else self.values))


def axis_of(points: Points, path: str | None = None) -> Axis:
    """Return the axis of a design.

    Args:
        points: of the design, in which at least one field varies.
        path: the field that was asked for; by default the numeric one with the most values, else the first.

    Raises:
        DataError: where that field does not vary.
    """
    axes = {path: _axis(path, column.levels) for path, column in points.columns.items()}
    if path is None:
        return max(axes.values(), key=lambda axis: len(axis.values) if axis.is_numeric else 0)
    if path not in axes:
        raise DataError(f"{path} does not vary here; what does is {', '.join(axes)}{did_you_mean(path, list(axes))}")
    return axes[path]


def _axis(path: str, levels: Sequence[Value]) -> Axis:
    return Axis(path, tuple(sorted(levels)) if all(map(_is_number, levels)) else tuple(levels))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _unevenness(values: Sequence[float] | np.ndarray) -> float:
    """Return how many times as long as the shortest the longest step is."""
    steps = [high - low for low, high in itertools.pairwise(values)]
    return float(max(steps) / min(steps))
