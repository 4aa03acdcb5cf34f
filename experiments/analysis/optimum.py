"""The optimum: where along a varied field an outcome is best, and how sure the runs are of it."""

from dataclasses import dataclass

import numpy as np

from experiments.analysis.contrast import Contrast
from experiments.analysis.replicates import contrasts
from experiments.analysis.statistics import Numbers
from experiments.runner.returns import MEASURES


@dataclass(frozen=True, slots=True)
class Optimum:
    """The best of several places along an axis, in the order of the axis.

    Attributes:
        best: the place with the best mean.
        mean: that mean.
        lags: for every place, how it differs from the best in pairs of runs with the same seed.
        alike: the places that do as well: what they lack may be chance, or is too little to count.
    """

    best: int
    mean: float
    lags: tuple[Contrast, ...]
    alike: tuple[int, ...]

    @property
    def is_inner(self) -> bool:
        """Tell whether both ends of the range do worse beyond chance."""
        return 0 not in self.alike and len(self.lags) - 1 not in self.alike

    @property
    def is_flat(self) -> bool:
        """Tell whether no place does worse than the best beyond chance."""
        return len(self.alike) == len(self.lags)

    @property
    def is_at_an_end(self) -> bool:
        """Tell whether the best is the first or the last place."""
        return self.best in {0, len(self.lags) - 1}


def find_optimum(name: str, rows: Numbers) -> Optimum | None:
    """Find the place with the best mean; None where the outcome was never there.

    Args:
        name: of an outcome; where neither way is better, the highest is looked for.
        rows: one row a place, one column a replicate; replicates share their seeds across rows; nan where missing.
    """
    sign = -1.0 if MEASURES[name].better == "lower" else 1.0
    averages = np.array([np.mean(row[~np.isnan(row)]) if (~np.isnan(row)).any() else np.nan for row in rows])
    if np.isnan(averages).all():
        return None
    best = int(np.nanargmax(sign * averages))
    lags = contrasts(name, rows, rows[best])
    least = MEASURES[name].smallest_difference
    alike = (place for place, lag in enumerate(lags) if _may_be_as_good(lag, sign, least))
    return Optimum(best, float(averages[best]), tuple(lags), tuple(alike))


def _may_be_as_good(lag: Contrast, sign: float, least: float) -> bool:
    """Tell whether the interval of the paired difference reaches what is too little to count."""
    ends = (sign * lag.mean.low, sign * lag.mean.high)
    return bool(np.isnan(ends).any() or max(ends) > -least)
