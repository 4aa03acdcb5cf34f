"""Wording of contrasts: values, differences and intervals of outcomes as they stand in tables and sentences.

A number has as many decimals as tell differences apart that count, and none beyond.
"""

import math
from typing import TYPE_CHECKING

from experiments.runner.returns import MEASURES
from simulation.language.translation import Language, Phrase

if TYPE_CHECKING:  # a single run is told without the libraries that many runs need
    from experiments.analysis.contrast import Contrast
    from experiments.analysis.statistics import Estimate

MISSING = "–"
INTERVAL = Phrase("{low} to {high}")
BEYOND_CHANCE = Phrase("more than chance explains")
MAY_BE_CHANCE = Phrase("which may be chance")
TOO_LITTLE = Phrase("which is too little to count")


def level(name: str, value: float, spoken: Language) -> str:
    """Write a value of an outcome.

    >>> from simulation.language.translation import language
    >>> level("impact", 0.30149, language("de")), level("hours", 15423.2, language("en"))
    ('0,301', '15,423')
    """
    return MISSING if math.isnan(value) else spoken.number(value, _form(name))


def difference(name: str, value: float, spoken: Language) -> str:
    """Write a difference of an outcome with its sign; what rounds to nothing is 0.

    >>> from simulation.language.translation import language
    >>> difference("impact", -0.0251, language("en")), difference("impact", 5e-8, language("en"))
    ('−0.025', '0')
    """
    if math.isnan(value):
        return MISSING
    rounded = round(value, _decimals(name))
    return spoken.number(rounded, f"+{_form(name)};−{_form(name)}") if rounded else "0"


def interval(name: str, estimate: "Estimate", spoken: Language) -> str:
    """Write the interval of a difference."""
    if math.isnan(estimate.low):
        return MISSING
    low, high = (difference(name, end, spoken) for end in (estimate.low, estimate.high))
    return spoken.say(INTERVAL, low=low, high=high)


def verdict(two: "Contrast") -> Phrase:
    """Return what a mean difference is worth, to stand behind it in a sentence."""
    if two.is_negligible:
        return TOO_LITTLE
    return BEYOND_CHANCE if two.is_beyond_chance else MAY_BE_CHANCE


def _decimals(name: str) -> int:
    return max(0, math.ceil(-math.log10(MEASURES[name].smallest_difference)))


def _form(name: str) -> str:
    decimals = _decimals(name)
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"
