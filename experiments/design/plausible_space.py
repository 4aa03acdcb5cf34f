"""The space of what is plausible: parameter sets drawn from the ranges that the fields themselves declare."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from pydantic import BaseModel
from scipy.stats import qmc

from experiments.design.declarations import declaration, facts_of, single_fields
from experiments.design.points import Point
from simulation import Scenario

# The length of a run says how long one looks, not what the world is like.
NEVER_DRAWN = frozenset({"weeks"})

# Points are even in numbers that are powers of 2.
AT_ONCE = 128


class Range(NamedTuple):
    """The plausible range of a number; half of all draws lie below its middle and half above it."""

    low: float
    middle: float
    high: float
    is_whole: bool

    def at(self, share: float) -> float | int:
        """Return the value below which this share of draws lies, 0 to 1.

        >>> Range(0, 2, 10, is_whole=False).at(0.25), Range(0, 2, 10, is_whole=True).at(0.77)
        (1.0, 6)
        """
        value = float(np.interp(share, (0, 0.5, 1), (self.low, self.middle, self.high)))
        return round(value) if self.is_whole else value


def plausible_range(path: str) -> Range | None:
    """Return the range of a field, evenly spread; None where it declares none or the path leads nowhere."""
    field, range_ = declaration(path), facts_of(path).get("plausible")
    if field is None or not range_:
        return None
    low, high = range_
    return Range(low, (low + high) / 2, high, is_whole=field.annotation is int)


def usual_ranges(part: type[BaseModel] = Scenario) -> dict[str, Range]:
    """Return what is drawn where a claim says nothing else: every number that is something by default.

    Defaults are what is held most plausible, and ranges how far off that may be, so half of all draws lie below the
    default and half above it. Numbers at 0, or outside of their plausible range, stand for what a scenario does not
    have, such as an office or a date for the end; a claim that needs them names them.

    Args:
        part: class of what the numbers belong to.
    """
    found: dict[str, Range] = {}
    for path, field in single_fields(part):
        range_, default = plausible_range(path), field.default
        if range_ is None or path in NEVER_DRAWN or not isinstance(default, int | float) or default == 0:
            continue
        if range_.low <= default <= range_.high:
            found[path] = range_._replace(middle=default)
    return found


def draw(ranges: Mapping[str, Range], seed: int) -> Iterator[Point]:
    """Draw points without end by a scrambled Sobol sequence, which fills a space more evenly than independent draws.

    Args:
        ranges: of the fields that are drawn.
        seed: of the scrambling.
    """
    sequence = qmc.Sobol(len(ranges), rng=np.random.default_rng(seed))
    while True:
        for shares in sequence.random(AT_ONCE):
            drawn = zip(ranges.items(), shares, strict=True)
            yield {path: found.at(float(share)) for (path, found), share in drawn}
