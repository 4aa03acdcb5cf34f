"""Statistics: what the stored runs say about each point of a design, with intervals."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

CONFIDENCE = 0.95
RESAMPLES = 2_000
FEWEST = 6  # runs from which an interval by bootstrap holds what it promises, within a few in a hundred
_RESAMPLING_SEED = 20_200_106

type Numbers = npt.NDArray[np.float64]


class Estimate(NamedTuple):
    """A value and the interval that holds the true one in 95 of 100 samples; nan where nothing was seen."""

    value: float
    low: float
    high: float


def share(successes: int, runs: int) -> Estimate:
    """Estimate a share, with an interval that stays inside 0 to 1 and works for none and for all.

    Wilson 1927, Journal of the American Statistical Association 22, 209-212.

    >>> share(0, 10).low, round(share(0, 10).high, 3)
    (0.0, 0.278)
    """
    if runs == 0:
        return Estimate(np.nan, np.nan, np.nan)
    z = float(special.ndtri((1 + CONFIDENCE) / 2))
    middle = (successes + z**2 / 2) / (runs + z**2)
    reach = z / (runs + z**2) * math.sqrt(successes * (runs - successes) / runs + z**2 / 4)
    return Estimate(successes / runs, middle - reach if successes else 0.0, middle + reach if successes < runs else 1.0)


def means(rows: Numbers) -> list[Estimate]:
    """Estimate every row's mean, with an expanded percentile bootstrap interval, which never leaves the data's range.

    Whole runs are drawn, the same for all rows: replicates share their seeds, so rows stay paired. A single run has
    no interval.

    Args:
        rows: one row a point, one column a replicate; nan where a value is missing, which counts neither way.
    """
    seen = ~np.isnan(rows)
    return ratios(np.where(seen, rows, 0.0), seen.astype(float))


def ratios(above: Numbers, below: Numbers) -> list[Estimate]:
    """Estimate for every row the ratio of two means, each over the runs in which it is there, as in `means`.

    Args:
        above: one row a point, one column a replicate; nan where missing.
        below: likewise, none of it below 0; where all of a row is 0 or missing there is no ratio.
    """
    values, sampled = _ratios(above, below)
    seen = np.count_nonzero(np.nan_to_num(below), axis=1)
    lows, highs = np.full((2, len(above)), np.nan)
    for count in np.unique(seen[seen > 1]):
        rows = seen == count
        lows[rows], highs[rows] = np.nanquantile(sampled[rows], (tail(count), 1 - tail(count)), axis=1)
    return [Estimate(*map(float, row)) for row in zip(values, lows, highs, strict=True)]


def ratio_difference(above: Numbers, below: Numbers) -> Estimate:
    """Estimate the second of two ratios less the first, both of the same runs; arguments as of `ratios`, two rows."""
    runs = above.shape[1]
    (first, second), (one, other) = _ratios(above, below)
    if runs < 2 or np.isnan(second - first):
        return Estimate(float(second - first), np.nan, np.nan)
    low, high = np.nanquantile(other - one, (tail(runs), 1 - tail(runs)))
    return Estimate(float(second - first), float(low), float(high))


def _ratios(above: Numbers, below: Numbers) -> tuple[Numbers, Numbers]:
    """Return the ratio of every row, and a row of what it is in bootstrap samples."""
    runs = above.shape[1]
    weights = _resamples(runs)
    with np.errstate(invalid="ignore", divide="ignore"):
        values = _weighted(above, np.ones((1, runs))) / _weighted(below, np.ones((1, runs)))
        return values[:, 0], _weighted(above, weights) / _weighted(below, weights)


def survival(ended: Numbers, at_risk: Numbers) -> list[Estimate]:
    """Estimate the share that has not ended, by the product-limit estimator of Kaplan and Meier (1958).

    Args:
        ended: how many end at each time (rows) in each run (columns).
        at_risk: how many have neither ended nor been lost from sight before.

    >>> [one.value for one in survival(np.array([[0.0], [1.0], [1.0]]), np.array([[4.0], [4.0], [2.0]]))]
    [1.0, 0.75, 0.375]
    """
    runs = ended.shape[1]
    left = _left(ended, at_risk, np.ones((1, runs)))[:, 0]
    if runs == 1:
        return [Estimate(float(value), np.nan, np.nan) for value in left]
    low, high = np.full((2, len(left)), np.nan)
    seen = ~np.isnan(left)
    sampled = _left(ended[seen], at_risk[seen], _resamples(runs))
    if seen.any():
        low[seen], high[seen] = np.nanquantile(sampled, (tail(runs), 1 - tail(runs)), axis=1)
    return [Estimate(*map(float, row)) for row in zip(left, low, high, strict=True)]


def _left(ended: Numbers, at_risk: Numbers, weights: Numbers) -> Numbers:
    """Return the share that is left at each time, one column a row of weights; nan once nobody is in sight any more."""
    ends, there = ended @ weights.T, at_risk @ weights.T
    with np.errstate(invalid="ignore", divide="ignore"):
        lasting = np.where(there > 0, 1.0 - ends / there, np.nan)
    left: Numbers = np.cumprod(lasting, axis=0)
    return left


def tail(runs: int) -> float:
    """Return the share of bootstrap means beyond either end of an interval, so that few runs make it wide enough.

    Plain percentiles are too narrow, as resampled means spread less than means do, and as few runs know their own
    spread badly. Expanded ones make up for both (Hesterberg 2015, The American Statistician 69, 371-386, section 5.3).

    Args:
        runs: that were drawn from, 2 at least.

    >>> [round(tail(runs), 4) for runs in (6, 20, 500)]
    [0.0024, 0.0159, 0.0246]
    """
    reach = special.stdtrit(runs - 1, (1 + CONFIDENCE) / 2) * np.sqrt(runs / (runs - 1))  # a quantile of Student's t
    return float(special.ndtr(-reach))


def _weighted(rows: Numbers, weights: Numbers) -> Numbers:
    """Return for every row its weighted means over the runs in which it is there, one column a row of weights."""
    mean: Numbers = (np.nan_to_num(rows) @ weights.T) / (~np.isnan(rows) @ weights.T)
    return mean


@lru_cache(maxsize=1)
def _resamples(runs: int) -> Numbers:
    """Return how often each run is drawn, a row for each bootstrap sample."""
    random = np.random.default_rng(_RESAMPLING_SEED)
    return random.multinomial(runs, np.full(runs, 1 / runs), size=RESAMPLES).astype(float)


class Steps(NamedTuple):
    """An empirical distribution function: `reached[i]` is the share of runs at or below `values[i]`."""

    values: Numbers
    reached: Numbers


def distribution(values: Sequence[float] | Numbers) -> Steps:
    """Return the share of all runs at or below each value.

    Args:
        values: one value a run; nan, as what was not seen while anyone looked, keeps the steps below 1.
    """
    array = np.asarray(values, dtype=float)
    steps, counts = np.unique(array[~np.isnan(array)], return_counts=True)
    return Steps(steps, np.cumsum(counts) / array.size)
