"""Effects: what a change does to an outcome in pairs of runs, and how sure that is among all that was asked.

Who asks of thirty changes whether they matter will be told so of one or two by chance. Intervals are therefore widened
to the confidence 1 - 0.05 / m for m comparisons (Bonferroni): in 95 of 100 answers all m hold at once. Stepwise
corrections such as Holm's find a little more, but give no intervals to go with what they find; here nothing is called
sure that the interval beside it does not show.
"""

import math
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np
from scipy import stats

from experiments.analysis.statistics import CONFIDENCE, Estimate, Numbers
from simulation import OUTCOMES

_NOT_SKEWED = 1e-6
# An end this near to 0, in smallest differences that count, is written as 0, and no reader would call that sure.
_TOUCHING = 0.1


class Sureness(Enum):
    """How sure an effect is."""

    SURE = "sure"
    PERHAPS = "perhaps"
    NOT_FOUND = "not found"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to an outcome.

    Attributes:
        outcome: its name.
        mean: mean difference in pairs, with the interval that holds together with all others of the question.
        by_itself: the same with the interval that it would have, had nothing else been asked.
        pairs: pairs that have the outcome in both runs.
        of: all pairs.
        differing: pairs in which it differs by what counts, or is missing in one run only.
    """

    outcome: str
    mean: Estimate
    by_itself: Estimate
    pairs: int
    of: int
    differing: int

    @property
    def sureness(self) -> Sureness:
        """How sure it is that there is an effect that counts, in the direction of the mean."""
        if not self.differing:
            return Sureness.NONE
        if _leaves_out_nothing(self.mean, self.outcome):
            return Sureness.SURE
        return Sureness.PERHAPS if _leaves_out_nothing(self.by_itself, self.outcome) else Sureness.NOT_FOUND

    @property
    def is_sure(self) -> bool:
        """Whether it is sure that there is an effect that counts."""
        return self.sureness is Sureness.SURE

    @property
    def weight(self) -> float:
        """The mean difference as a multiple of the smallest difference that counts, so that outcomes compare."""
        return self.mean.value / OUTCOMES[self.outcome].smallest_difference

    @property
    def width(self) -> float:
        """The largest effect, whichever way, that the interval leaves possible."""
        return max(abs(self.mean.low), abs(self.mean.high))


def effect(name: str, without: Numbers, with_it: Numbers, comparisons: int) -> Effect:
    """Return what a change does to an outcome.

    Args:
        name: of the outcome.
        without: one value a pair, without the change; nan where the outcome is missing.
        with_it: with the change, in the same order.
        comparisons: how many are made in the same answer.

    >>> import numpy as np
    >>> found = effect("impact", np.full(4, 0.2), np.array([0.3, 0.3, 0.3, 0.35]), comparisons=1)
    >>> round(found.mean.value, 4), found.is_sure
    (0.1125, True)
    """
    is_missing = np.isnan(without), np.isnan(with_it)
    change = (with_it - without)[~is_missing[0] & ~is_missing[1]]
    counts = np.abs(change) >= OUTCOMES[name].smallest_difference
    return Effect(
        outcome=name,
        mean=mean_of(change, comparisons),
        by_itself=mean_of(change, 1),
        pairs=change.size,
        of=without.size,
        differing=int(counts.sum() + (is_missing[0] != is_missing[1]).sum()),
    )


def mean_of(values: Numbers, comparisons: int) -> Estimate:
    """Estimate a mean with an interval widened for so many comparisons; without one for fewer than two values.

    It is Student's, at each end as wide at least as that of Hall, who takes skewness into account: where a change
    matters in a few pairs only and always the same way, Student's alone holds far less often than it says, and the
    more so the more it is widened.
    """
    if values.size == 0:
        return Estimate(math.nan, math.nan, math.nan)
    mean = float(values.mean())
    if values.size == 1 or np.ptp(values) == 0:
        return Estimate(mean, *((math.nan, math.nan) if values.size == 1 else (mean, mean)))
    error = float(values.std(ddof=1)) / math.sqrt(values.size)
    most = _reach(values.size, comparisons)
    skew = float(stats.skew(values)) / math.sqrt(values.size)
    low, high = max(most, _unskewed(most, skew)), min(-most, _unskewed(-most, skew))
    return Estimate(mean, mean - low * error, mean - high * error)


@lru_cache
def _reach(size: int, comparisons: int) -> float:
    """Return how many standard errors Student's interval of a mean reaches, widened for so many comparisons."""
    return float(stats.t.ppf(1 - (1 - CONFIDENCE) / (2 * comparisons), size - 1))


def _unskewed(reach: float, skew: float) -> float:
    """Return how many standard errors a mean lies away where it would be `reach` of them, were the values not skewed.

    Source: P. Hall, On the Removal of Skewness by Transformation, Journal of the Royal Statistical Society B 54
    (1992), 221-228; the transformation that is cubic.

    Args:
        reach: in standard errors.
        skew: skewness of the values, divided by the square root of their number.
    """
    if abs(skew) < _NOT_SKEWED:
        return reach
    return 3 / skew * (math.cbrt(1 + skew * (reach - skew / 6)) - 1)


def per_week(gain: Effect, time: Effect) -> Estimate | None:
    """Return what a change brings for each week that it costs; None where it is not sure to do both.

    As the intervals of gain and time hold together, so does that of their ratio.
    """
    if not (gain.is_sure and time.is_sure and gain.mean.low > 0 and time.mean.low > 0):
        return None
    return Estimate(gain.mean.value / time.mean.value, gain.mean.low / time.mean.high, gain.mean.high / time.mean.low)


def _leaves_out_nothing(estimate: Estimate, name: str) -> bool:
    """Tell whether an interval leaves out 0, also as it is written, and is not all too small to count."""
    least = OUTCOMES[name].smallest_difference
    is_negligible = max(abs(estimate.low), abs(estimate.high)) < least
    return (estimate.low > _TOUCHING * least or estimate.high < -_TOUCHING * least) and not is_negligible
