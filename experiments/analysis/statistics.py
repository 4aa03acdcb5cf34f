"""Statistics: what the stored runs say about each point of a design, with intervals."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import stats

CONFIDENCE = 0.95
RESAMPLES = 2_000
_RESAMPLING_SEED = 20_200_106

type Numbers = npt.NDArray[np.float64]


class Estimate(NamedTuple):
    """A value and the interval that holds the true one in 95 of 100 samples; nan where nothing was seen."""

    value: float
    low: float
    high: float


def share(successes: int, runs: int) -> Estimate:
    """Estimate a share, with Wilson's interval, which stays inside 0 to 1 and works for none and for all.

    >>> share(0, 10).low, round(share(0, 10).high, 3)
    (0.0, 0.278)
    """
    if runs == 0:
        return Estimate(np.nan, np.nan, np.nan)
    interval = stats.binomtest(successes, runs).proportion_ci(CONFIDENCE, method="wilson")
    return Estimate(successes / runs, float(interval.low), float(interval.high))


def means(rows: Numbers) -> list[Estimate]:
    """Estimate every row's mean, with a percentile bootstrap interval, which never leaves the data's range.

    Whole runs are drawn, the same for all rows: replicates share their seeds, so rows stay paired.

    Args:
        rows: one row a point, one column a replicate; no nan.
    """
    runs = rows.shape[1]
    random = np.random.default_rng(_RESAMPLING_SEED)
    weights = random.multinomial(runs, np.full(runs, 1 / runs), size=RESAMPLES) / runs
    tail = (1 - CONFIDENCE) / 2
    lows, highs = np.quantile(rows @ weights.T, (tail, 1 - tail), axis=1)
    return [Estimate(*map(float, row)) for row in zip(rows.mean(axis=1), lows, highs, strict=True)]


class Steps(NamedTuple):
    """An empirical distribution function: `reached[i]` is the share of runs at or below `values[i]`."""

    values: Numbers
    reached: Numbers


def distribution(values: Sequence[float] | Numbers, *, horizon: float | None = None) -> Steps:
    """Return the share of runs at or below each value.

    Args:
        values: one value a run; nan means that it did not come about.
        horizon: the longest time anyone looked. Where given, nan counts as later than this, so that the
            steps end below 1; otherwise runs with nan are left out.
    """
    array = np.asarray(values, dtype=float)
    missing = np.isnan(array)
    if horizon is None:
        function = stats.ecdf(array[~missing]).cdf if not missing.all() else None
    else:
        later = np.full(int(missing.sum()), horizon)
        function = stats.ecdf(stats.CensoredData(array[~missing], right=later)).cdf if array.size else None
    if function is None:
        return Steps(np.empty(0), np.empty(0))
    return Steps(np.asarray(function.quantiles), np.asarray(function.probabilities))
