"""Series: the rows of a sweep, sorted into the field along an axis and the settings compared on it."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from experiments.analysis.labels import group_label, level_label, tick_label
from experiments.analysis.optimum import Optimum, find_optimum, sentence
from experiments.analysis.statistics import Estimate, Numbers, means, share
from experiments.design.points import column_value
from experiments.storage.sweep_folder import Sweep

_FAR_APART = 20


@dataclass(frozen=True, slots=True)
class Axis:
    """The varied field along which figures are drawn: the numeric one with the most values, else the first.

    Attributes:
        path: the field.
        values: its values, numbers in rising order, others as they were given.
        is_numeric: whether the values are numbers, and more than one.
    """

    path: str
    values: tuple[Any, ...]
    is_numeric: bool

    @property
    def is_linear(self) -> bool:
        """Tell whether values can be drawn to scale: none lies so far out that it squeezes the others."""
        if not self.is_numeric or len(self.values) < 2:
            return False
        steps = sorted(high - low for low, high in itertools.pairwise(self.values))
        return bool(steps[-1] <= _FAR_APART * steps[len(steps) // 2])

    @property
    def places(self) -> tuple[float, ...]:
        """Where the values stand on the axis."""
        return tuple(map(float, self.values if self.is_linear else range(len(self.values))))

    def name_of(self, value: Any) -> str:
        """Return what to write at a value's place."""
        return tick_label(self.path, value)


@dataclass(frozen=True, slots=True)
class Series:
    """All runs of one setting of the other varied fields, over all values of the axis.

    Attributes:
        label: the setting in words; empty where only the axis varies.
        points: for every value of the axis, its runs in the order of their replicates.
    """

    label: str
    points: tuple[pd.DataFrame, ...]

    def outcome(self, name: str) -> Numbers:
        """Return an outcome with one row a value of the axis and one column a replicate."""
        return pd.concat([p[name].reset_index(drop=True) for p in self.points], axis=1).to_numpy(float).T

    def estimates(self, name: str) -> list[Estimate]:
        """Estimate an outcome at every value: the share of runs for success, else the mean over runs."""
        if name == "success":
            return [share(int(point[name].sum()), len(point)) for point in self.points]
        return means(self.outcome(name))


def axis_of(sweep: Sweep) -> Axis:
    """Choose the axis of a sweep."""
    design = sweep.manifest.levels()
    numeric = [path for path, values in design.items() if all(map(_is_number, values))]
    path = max(numeric, key=lambda path: len(design[path]), default=next(iter(design)))
    values = design[path]
    if path not in numeric or len(values) == 1:
        return Axis(path, tuple(values), is_numeric=False)
    return Axis(path, tuple(sorted(values)), is_numeric=True)


def series_of(sweep: Sweep, axis: Axis) -> list[Series]:
    """Return one series for every combination of the values of all other varied fields."""
    others = {path: values for path, values in sweep.manifest.levels().items() if path != axis.path}
    settings = [dict(zip(others, values, strict=True)) for values in itertools.product(*others.values())]
    return [_series(sweep, axis, setting) for setting in settings]


def some_of[T](items: Sequence[T], most: int) -> list[T]:
    """Return at most so many items, the first, the last and others evenly between them."""
    if len(items) <= most:
        return list(items)
    return [items[round(k * (len(items) - 1) / (most - 1))] for k in range(most)]


def optimum_of(axis: Axis, series: Series) -> Optimum:
    """Find where the mean impact of a series is highest."""
    return find_optimum(axis.values, series.outcome("impact"))


def optimum_sentences(axis: Axis, compared: Sequence[Series]) -> list[str]:
    """Say for every series where along the axis the optimum lies; nothing where the axis is not numeric."""
    if not axis.is_numeric:
        return []
    named = partial(level_label, axis.path)
    return [sentence(optimum_of(axis, series), named, series.label) for series in compared]


def _series(sweep: Sweep, axis: Axis, setting: Mapping[str, Any]) -> Series:
    rows = _rows_where(sweep, sweep.runs, setting)
    points = (_rows_where(sweep, rows, {axis.path: value}) for value in axis.values)
    return Series(group_label(setting), tuple(point.sort_values("run") for point in points))


def _rows_where(sweep: Sweep, rows: pd.DataFrame, setting: Mapping[str, Any]) -> pd.DataFrame:
    for path, value in setting.items():
        rows = rows[rows[path] == column_value(value, sweep.manifest.column_kind(path))]
    return rows


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
