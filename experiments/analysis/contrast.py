"""Contrasts: how an outcome differs in pairs of runs with common random numbers.

What is smaller than the smallest difference that the outcome declares, in its own unit, is no difference: in a pair the
outcome is then the same, and a mean difference that certainly lies below it is negligible, however surely it is not 0.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.analysis.statistics import RESAMPLES, Estimate, Numbers, tail
from experiments.runner.returns import MEASURES

# The same numbers may be added up in another order; such a difference is none.
SAME = 1e-9

_RESAMPLING_SEED = 20_200_106
_NUMBERS_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Contrast:
    """How one outcome differs in pairs, each counted once.

    Attributes:
        outcome: its name.
        higher: pairs in which it is higher with the change, by its smallest difference at least.
        lower: pairs in which it is lower with the change, likewise.
        same: pairs in which it is the same.
        only_without: pairs in which it is missing with the change only.
        only_with: pairs in which it is missing without the change only.
        in_neither: pairs in which it is missing in both runs.
        before: its mean without the change; like all that follows, over the pairs that have it in both runs.
        after: its mean with the change.
        mean: mean difference, with a bootstrap interval over pairs.
        median: median difference, likewise.
        paired_error: standard error of the mean difference.
        unpaired_error: the same, had as many runs not been paired.
    """

    outcome: str
    higher: int
    lower: int
    same: int
    only_without: int
    only_with: int
    in_neither: int
    before: float
    after: float
    mean: Estimate
    median: Estimate
    paired_error: float
    unpaired_error: float

    @property
    def in_both(self) -> int:
        """Pairs in which the outcome is missing in neither run."""
        return self.higher + self.lower + self.same

    @property
    def pairs(self) -> int:
        """All pairs."""
        return self.in_both + self.only_without + self.only_with + self.in_neither

    @property
    def is_alike(self) -> bool:
        """Whether no pair differs."""
        return self.same + self.in_neither == self.pairs

    @property
    def is_negligible(self) -> bool:
        """Whether the interval of the mean difference lies below the smallest difference, whichever way."""
        return max(abs(self.mean.low), abs(self.mean.high)) < MEASURES[self.outcome].smallest_difference

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval of the mean difference leaves out 0, and the difference is not negligible."""
        return (self.mean.low > 0 or self.mean.high < 0) and not self.is_negligible

    @property
    def error_ratio(self) -> float:
        """Standard error in pairs, as a share of that without pairing; nan where nothing varies."""
        return self.paired_error / self.unpaired_error if self.unpaired_error > 0 else math.nan

    @property
    def times_the_runs(self) -> float:
        """How many times as many runs it takes without pairing to be as precise; inf if no number would do."""
        return self.error_ratio**-2 if self.error_ratio != 0 else math.inf

    @property
    def better_and_worse(self) -> tuple[int, int] | None:
        """Pairs in which the outcome is better and worse; None if neither way is better."""
        ways = {"higher": (self.higher, self.lower), "lower": (self.lower, self.higher), None: None}
        return ways[MEASURES[self.outcome].better]


def column(outcomes: Sequence[Any], name: str) -> Numbers:
    """Return an outcome of all runs as numbers; nan where it is missing."""
    return np.array([getattr(outcome, name) for outcome in outcomes], dtype=float)


def differences(name: str, without: Numbers, with_it: Numbers) -> Numbers:
    """Return with less without, pair by pair: 0 where that is less than counts, nan where one of them is missing."""
    raw = with_it - without
    return np.where(np.abs(raw) < MEASURES[name].smallest_difference, 0.0, raw)


def contrast(name: str, without: Numbers, with_it: Numbers) -> Contrast:
    """Contrast an outcome in pairs.

    Args:
        name: of the outcome.
        without: one value a pair, without the change; nan where the outcome is missing.
        with_it: with the change, in the same order.

    >>> import numpy as np
    >>> two = contrast("impact", np.array([0.2, 0.4, np.nan]), np.array([0.3, 0.401, 0.5]))
    >>> two.higher, two.lower, two.same, two.only_with
    (1, 0, 1, 1)
    """
    seen, seen_with = ~np.isnan(without), ~np.isnan(with_it)
    both = seen & seen_with
    before, after = without[both], with_it[both]
    change, counted = after - before, differences(name, before, after)
    mean, median = _centres(change)
    return Contrast(
        outcome=name,
        higher=int((counted > 0).sum()),
        lower=int((counted < 0).sum()),
        same=int((counted == 0).sum()),
        only_without=int((seen & ~seen_with).sum()),
        only_with=int((~seen & seen_with).sum()),
        in_neither=int((~seen & ~seen_with).sum()),
        before=float(before.mean()) if before.size else math.nan,
        after=float(after.mean()) if after.size else math.nan,
        mean=mean,
        median=median,
        paired_error=_error(change),
        unpaired_error=math.hypot(_error(before), _error(after)),
    )


def percent(pairs: int, of: int) -> str:
    """Return a share; neither none nor all is said of what is merely close to it.

    >>> percent(1, 500), percent(499, 500), percent(205, 500)
    ('<1 %', '>99 %', '41 %')
    """
    share = 100 * pairs / of
    if 0 < share < 0.5:
        return "<1 %"
    return ">99 %" if 99.5 < share < 100 else f"{share:.0f} %"


def _error(values: Numbers) -> float:
    """Return the standard error of a mean; nan for fewer than two values."""
    return float(values.std(ddof=1)) / math.sqrt(values.size) if values.size > 1 else math.nan


def _centres(change: Numbers) -> tuple[Estimate, Estimate]:
    """Estimate mean and median by bootstrap over whole pairs; without interval where there is but one."""
    if change.size == 0:
        return (Estimate(math.nan, math.nan, math.nan),) * 2
    values = _mean_and_median(change)
    if change.size == 1 or np.ptp(change) == 0:
        ends = (np.full(2, math.nan),) * 2 if change.size == 1 else (values, values)
    else:
        ends = _interval(change)
    mean, median = (Estimate(*map(float, row)) for row in zip(values, *ends, strict=True))
    return mean, median


def _interval(change: Numbers) -> tuple[Numbers, Numbers]:
    """Return the ends of the percentile interval of both centres, as many resamples at once as memory holds with ease.

    Percentiles never leave the data's range, and work where most pairs are the same.
    """
    random, most = np.random.default_rng(_RESAMPLING_SEED), max(1, _NUMBERS_AT_ONCE // change.size)
    sampled = [
        _mean_and_median(change[random.integers(0, change.size, (min(most, RESAMPLES - start), change.size))])
        for start in range(0, RESAMPLES, most)
    ]
    low, high = np.quantile(np.hstack(sampled), (tail(change.size), 1 - tail(change.size)), axis=1)
    return low, high


def _mean_and_median(values: Numbers) -> Numbers:
    return np.stack([values.mean(axis=-1), np.median(values, axis=-1)])
