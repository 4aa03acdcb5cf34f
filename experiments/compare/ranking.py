"""The ranking of several changes by what each does to the outcome that leads, and which of them can be told apart."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from experiments.analysis.contrast import Contrast, column, contrast
from experiments.compare.comparison import Pairs


class Ranking(NamedTuple):
    """Changes of one scenario in the order of their mean effect on the outcome that leads, the highest first.

    Attributes:
        places: the changes in that order.
        gaps: for each but the last, how that outcome differs from what it is with the next, in pairs.
    """

    places: tuple[Pairs, ...]
    gaps: tuple[Contrast, ...]

    def told_apart(self, *, beyond_chance: bool) -> list[tuple[int, int]]:
        """Return the neighbours, by place from 1, that differ beyond chance, or those that may not."""
        return [(k, k + 1) for k, gap in enumerate(self.gaps, start=1) if gap.is_beyond_chance is beyond_chance]


def ranked(compared: Sequence[Pairs]) -> Ranking:
    """Rank changes; those for which the outcome that leads has no mean come last.

    Args:
        compared: the pairs of each change, all with the same seeds.
    """
    places = tuple(sorted(compared, key=_effect, reverse=True))
    led = compared[0].leading.outcome
    gaps = (contrast(led, column(low.with_it, led), column(high.with_it, led)) for high, low in pairwise(places))
    return Ranking(places, tuple(gaps))


def _effect(pairs: Pairs) -> float:
    value = pairs.leading.mean.value
    return -math.inf if math.isnan(value) else value
