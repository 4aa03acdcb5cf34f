"""How long alliances of a field last, where some still stand when the run ends and so are censored."""

from math import nan
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import NEVER

_YEAR = 52  # weeks
_LOOKED_AT = 3 * _YEAR  # weeks, of which a mean lifetime is made

type Weeks = npt.NDArray[np.int64]
type Mask = npt.NDArray[np.bool_]


class Lifetimes(NamedTuple):
    """How long some alliances have been together, a place for each.

    Attributes:
        weeks: from the first week together to the end, or to now.
        is_over: whether it has ended; one that stands is censored.
    """

    weeks: Weeks
    is_over: Mask

    def among(self, chosen: Mask) -> "Lifetimes":
        """Return those of some of them."""
        return Lifetimes(self.weeks[chosen], self.is_over[chosen])

    def survival(self, until: int) -> npt.NDArray[np.float64]:
        """Return the share that still stands after 0, 1, ... weeks, up to before a week (Kaplan and Meier 1958)."""
        times = np.minimum(self.weeks, until)
        ends = np.bincount(times[self.is_over], minlength=until + 1)[:until]
        at_risk = np.cumsum(np.bincount(times, minlength=until + 1)[::-1])[::-1][:until]
        return np.cumprod(1.0 - ends / np.maximum(at_risk, 1))

    def median(self) -> float:
        """Return the week after which half have ended; NaN where more than half never do."""
        share = self.survival(int(self.weeks.max(initial=0)) + 1)
        is_half = share <= 0.5
        return float(np.argmax(is_half)) if is_half.any() else nan

    def mean(self) -> float:
        """Return the weeks together of the first three years, on average; NaN without any alliance.

        This restricted mean survival time is the area below the curve (Royston and Parmar 2013).
        """
        return float(self.survival(_LOOKED_AT).sum()) if len(self.weeks) else nan

    def ends_by_year(self) -> tuple[float, float]:
        """Return how many end for each year that they stand, in their first year and later; NaN if none stood then."""
        is_early = self.weeks < _YEAR
        stood = np.minimum(self.weeks, _YEAR), np.maximum(self.weeks - _YEAR, 0)
        ended = (self.is_over & is_early).sum(), (self.is_over & ~is_early).sum()
        first, later = (
            float(number * _YEAR / weeks.sum()) if weeks.any() else nan
            for number, weeks in zip(ended, stood, strict=True)
        )
        return first, later


def lifetimes(formed: npt.NDArray[Any], weeks: int) -> Lifetimes:
    """Return how long alliances have been together.

    Args:
        formed: records of those that had two members or more.
        weeks: that were lived.
    """
    is_over = formed["ended"] != NEVER
    return Lifetimes(np.where(is_over, formed["ended"], weeks) - formed["started"], is_over)
