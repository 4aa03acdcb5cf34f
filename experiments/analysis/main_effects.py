"""Main effects in a sample: how an outcome changes along one field, whatever values all other fields have."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.axis import Axis, Scale
from experiments.analysis.statistics import Estimate, Numbers, tail
from experiments.design.points import Column, identity

SLICES = 5
_FEWEST_IN_A_SLICE = 3
_RESAMPLES, _MOST_NUMBERS = 2_000, 20_000_000
_RESAMPLING_SEED = 20_200_106

type Members = Sequence[NDArray[np.intp]]


@dataclass(frozen=True, slots=True)
class MainEffect:
    """An outcome along a field of a sampled design.

    Attributes:
        axis: the field.
        at: where each point stands along it.
        slices: where slices stand: of numbers, in rising order, with as many points in each; of names, one each.
        means: the mean outcome in every slice, with an interval over points and runs.
        ends: the slices that are compared: of numbers the first and the last, of names the lowest and the highest.
        difference: the mean in the second of these less that in the first, with an interval over points and runs.
    """

    axis: Axis
    at: Numbers
    slices: tuple[float, ...]
    means: tuple[Estimate, ...]
    ends: tuple[int, int]
    difference: Estimate

    @property
    def size(self) -> float:
        """The largest difference between the means of two slices; 0 where there are none."""
        values = [mean.value for mean in self.means if not np.isnan(mean.value)]
        return max(values, default=0.0) - min(values, default=0.0)


def main_effect(axis: Axis, column: Column, rows: Numbers) -> MainEffect:
    """Return how an outcome changes along a field.

    Args:
        axis: the field.
        column: its values at all points.
        rows: one row a point, one column a replicate; nan where the outcome is missing.
    """
    at = places_along(axis, column)
    members = _slices(axis, at)
    values = np.array([_mean(rows[chosen]) for chosen in members])
    sampled = sampled_means(rows, members)
    drawn_from = [_drawn_from(len(chosen), rows.shape[1]) for chosen in members]
    is_scale = axis.scale is not Scale.NAMES
    ends = (0, len(members) - 1) if is_scale else (int(np.argmin(values)), int(np.argmax(values)))
    return MainEffect(
        axis,
        at,
        tuple(float(np.median(at[chosen])) for chosen in members),
        tuple(map(_estimate, values, sampled, drawn_from)),
        ends,
        _estimate(
            values[ends[1]] - values[ends[0]], sampled[ends[1]] - sampled[ends[0]], min(drawn_from[end] for end in ends)
        ),
    )


def places_along(axis: Axis, column: Column) -> Numbers:
    """Return where each point of a design stands along the axis of one of its fields."""
    place_of = {identity(value): place for value, place in zip(axis.values, axis.places, strict=True)}
    places: Numbers = np.array([place_of[identity(level)] for level in column.levels])[column.codes]
    return places


def _slices(axis: Axis, at: Numbers) -> Members:
    """Divide the points along a field into slices."""
    if axis.scale is Scale.NAMES:
        return [np.flatnonzero(at == place) for place in axis.places]
    return slices_of(at, max(1, min(SLICES, len(at) // _FEWEST_IN_A_SLICE, len(axis.values))))


def slices_of(at: Numbers, count: int) -> Members:
    """Divide numbers into so many slices, or fewer where many are the same, each with as many numbers."""
    edges = np.quantile(at, np.linspace(0, 1, count + 1)[1:-1], method="higher")
    slice_of = np.searchsorted(edges, at, side="right")
    return [np.flatnonzero(slice_of == number) for number in np.unique(slice_of)]


def sampled_means(rows: Numbers, members: Members) -> Numbers:
    """Return the means of slices in bootstrap samples, drawn over runs, the same for all points, and over points."""
    points, runs = rows.shape
    samples = max(200, min(_RESAMPLES, _MOST_NUMBERS // points))
    random = np.random.default_rng(_RESAMPLING_SEED)
    of_runs = random.multinomial(runs, np.full(runs, 1 / runs), size=samples).astype(float)
    seen = ~np.isnan(rows)
    totals, counts = np.where(seen, rows, 0.0) @ of_runs.T, seen.astype(float) @ of_runs.T
    means = np.empty((len(members), samples))
    for number, chosen in enumerate(members):
        of_points = random.multinomial(len(chosen), np.full(len(chosen), 1 / len(chosen)), size=samples).T
        with np.errstate(invalid="ignore"):
            means[number] = (totals[chosen] * of_points).sum(axis=0) / (counts[chosen] * of_points).sum(axis=0)
    return means


def _drawn_from(points: int, runs: int) -> int:
    """Return how many points or runs were drawn from, whichever are fewer; one alone does not vary."""
    return min((count for count in (points, runs) if count > 1), default=1)


def _estimate(value: float, sampled: Numbers, drawn_from: int) -> Estimate:
    """Return a value with its expanded percentile interval; none where there was nothing to draw from."""
    seen = sampled[~np.isnan(sampled)]
    if not seen.size or drawn_from == 1:
        return Estimate(float(value), np.nan, np.nan)
    low, high = np.quantile(seen, (tail(drawn_from), 1 - tail(drawn_from)))
    return Estimate(float(value), float(low), float(high))


def _mean(rows: Numbers) -> float:
    seen = rows[~np.isnan(rows)]
    return float(seen.mean()) if seen.size else float("nan")
