"""Contrasts: which way each outcome is better, and how one differs in pairs of runs that share their luck."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from experiments.analysis.statistics import CONFIDENCE, RESAMPLES, Estimate, Numbers
from simulation import OUTCOMES, Outcome

# Twins may add up the same numbers in another order; such a difference is none.
SAME = 1e-9

_RESAMPLING_SEED = 20_200_106
_NUMBERS_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Contrast:
    """How one outcome differs in pairs, each counted once.

    Attributes:
        higher: pairs in which it is higher with the change.
        lower: pairs in which it is lower with the change.
        same: pairs in which it is the same.
        only_without: pairs in which it came about without the change only.
        only_with: pairs in which it came about with the change only.
        in_neither: pairs in which it never came about.
        before: its mean without the change; like all that follows, over the pairs in which it came about twice.
        after: its mean with the change.
        mean: mean difference, with a bootstrap interval over pairs.
        median: median difference, likewise.
        paired_error: standard error of the mean difference.
        unpaired_error: the same, had as many runs not been paired.
    """

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
        """Pairs in which the outcome came about in both runs."""
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
    def is_beyond_chance(self) -> bool:
        """Whether the interval of the mean difference leaves out 0."""
        return self.mean.low > 0 or self.mean.high < 0

    @property
    def error_ratio(self) -> float:
        """Standard error in pairs, as a share of that without pairing; nan where nothing varies."""
        return self.paired_error / self.unpaired_error if self.unpaired_error > 0 else math.nan

    @property
    def times_the_runs(self) -> float:
        """How many times as many runs it takes without pairing to be as precise; inf if no number would do."""
        return self.error_ratio**-2 if self.error_ratio != 0 else math.inf

    def better_and_worse(self, name: str) -> tuple[int, int] | None:
        """Return the pairs in which the outcome of this name is better and worse; None if neither way is better."""
        ways = {"higher": (self.higher, self.lower), "lower": (self.lower, self.higher), None: None}
        return ways[OUTCOMES[name].better]


def column(outcomes: Sequence[Outcome], name: str) -> Numbers:
    """Return an outcome of all runs as numbers; nan where it did not come about."""
    return np.array([getattr(outcome, name) for outcome in outcomes], dtype=float)


def differences(without: Numbers, with_it: Numbers) -> Numbers:
    """Return with less without, pair by pair; nan where one of them is."""
    raw = with_it - without
    return np.where(np.abs(raw) <= SAME, 0.0, raw)


def contrast(without: Numbers, with_it: Numbers) -> Contrast:
    """Contrast an outcome in pairs.

    Args:
        without: one value a pair, without the change; nan where the outcome did not come about.
        with_it: with the change, in the same order.

    >>> import numpy as np
    >>> two = contrast(np.array([0.2, 0.4, np.nan]), np.array([0.3, 0.4, 0.5]))
    >>> two.higher, two.lower, two.same, two.only_with
    (1, 0, 1, 1)
    """
    seen, seen_with = ~np.isnan(without), ~np.isnan(with_it)
    both = seen & seen_with
    before, after = without[both], with_it[both]
    change = differences(before, after)
    mean, median = _centres(change)
    return Contrast(
        higher=int((change > 0).sum()),
        lower=int((change < 0).sum()),
        same=int((change == 0).sum()),
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
    result = stats.bootstrap(
        (change,),
        _mean_and_median,
        n_resamples=RESAMPLES,
        batch=max(1, _NUMBERS_AT_ONCE // change.size),
        vectorized=True,
        axis=-1,
        confidence_level=CONFIDENCE,
        method="percentile",  # never leaves the data's range, and works where most pairs are the same
        rng=np.random.default_rng(_RESAMPLING_SEED),
    )
    return np.asarray(result.confidence_interval.low), np.asarray(result.confidence_interval.high)


def _mean_and_median(values: Numbers, axis: int = -1) -> Numbers:
    return np.stack([values.mean(axis=axis), np.median(values, axis=axis)])
