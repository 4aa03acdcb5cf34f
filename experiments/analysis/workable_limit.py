"""The workable limit: whether an outcome falls again once an alliance has grown beyond its best size, and where.

The best size is looked for among half of the points and the fall beyond it is measured at the other half, so that a
size which is best by chance alone does not make a limit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.main_effects import sampled_means, slices_of
from experiments.analysis.statistics import Estimate, Numbers, tail

SLICES = 6
FEWEST_POINTS = 96  # eight in every slice of either half

type Chosen = NDArray[np.intp]


class Verdict(Enum):
    """Whether there is a limit: the outcome falls beyond the best size, or it does not, or one cannot tell."""

    LIMIT = auto()
    NONE = auto()
    UNSURE = auto()


@dataclass(frozen=True, slots=True)
class Course:
    """An outcome along the size of an alliance, for one kind of it.

    Attributes:
        places: median size of each slice.
        means: mean outcome there, over points and runs, with its interval.
        best: the slice with the best mean of all but the last.
        fall: the mean in the last slice less that in the best one, at points other than those by which that was found.
        verdict: whether there is a limit.
    """

    places: tuple[float, ...]
    means: tuple[Estimate, ...]
    best: int
    fall: Estimate
    verdict: Verdict


def course_of(sizes: Numbers, rows: Numbers, least: float) -> Course | None:
    """Return the course of an outcome; None where there are too few points for slices.

    Args:
        sizes: one a point.
        rows: the outcome, one row a point, one column a replicate, none missing; higher is better.
        least: the smallest difference that counts.
    """
    if len(sizes) < FEWEST_POINTS:
        return None
    order = np.argsort(sizes, kind="stable")
    first, second = (np.sort(order[start::2]) for start in (0, 1))
    *smaller, _ = slices_of(sizes[first], SLICES)
    best = int(np.argmax([rows[first][chosen].mean() for chosen in smaller]))
    fall = _fall(sizes[second], rows[second], best)
    members = slices_of(sizes, SLICES)
    return Course(
        tuple(float(np.median(sizes[chosen])) for chosen in members),
        _means_of(rows, members),
        best,
        fall,
        _verdict(fall, least),
    )


def _means_of(rows: Numbers, members: Sequence[Chosen]) -> tuple[Estimate, ...]:
    sampled = sampled_means(rows, members)
    return tuple(
        _estimate(float(rows[chosen].mean()), column, min(len(chosen), rows.shape[1]))
        for chosen, column in zip(members, sampled, strict=True)
    )


def _fall(sizes: Numbers, rows: Numbers, best: int) -> Estimate:
    members = slices_of(sizes, SLICES)
    sampled = sampled_means(rows, members)
    value = float(rows[members[-1]].mean() - rows[members[best]].mean())
    return _estimate(value, sampled[-1] - sampled[best], min(len(members[-1]), rows.shape[1]))


def _estimate(value: float, sampled: Numbers, drawn_from: int) -> Estimate:
    if drawn_from < 2:
        return Estimate(value, np.nan, np.nan)
    low, high = np.quantile(sampled, (tail(drawn_from), 1 - tail(drawn_from)))
    return Estimate(value, float(low), float(high))


def _verdict(fall: Estimate, least: float) -> Verdict:
    if fall.high < -least:
        return Verdict.LIMIT
    return Verdict.NONE if fall.low > -least else Verdict.UNSURE
