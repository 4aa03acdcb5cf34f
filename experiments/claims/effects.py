"""Effects: what a contrast comes to in every parameter set of a trial, with the spread that chance adds taken out."""

import math
from functools import cached_property
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer
from scipy import stats

from experiments.analysis.contrast import SAME
from experiments.analysis.statistics import CONFIDENCE, Estimate, Numbers, means
from experiments.claims.expected_patterns import Pattern, contrasts


def _without_nan(values: Numbers) -> Any:
    return np.where(np.isnan(values), np.array(None), values).tolist()


# Numbers in a file: what is missing is null there and nan here.
Column = Annotated[
    npt.NDArray[np.float64],
    BeforeValidator(lambda values: np.array(values, dtype=float)),
    PlainSerializer(_without_nan),
]
Number = Annotated[
    float,
    BeforeValidator(lambda value: math.nan if value is None else value),
    PlainSerializer(lambda value: None if math.isnan(value) else value),
]


class Effects(BaseModel):
    """The effect in each parameter set in which there was something to compare; all columns are in the same order.

    Attributes:
        sets: which sets these are, counted from 0.
        measured: mean contrast over replicates.
        errors: its standard error.
        calibrated: the effect without the spread that chance adds.
        stands_out: 1 where its own 95 % interval leaves out 0, else 0.
        at_defaults: effect with all fields as the scenario has them; nan where nothing could be compared.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    sets: Column
    measured: Column
    errors: Column
    calibrated: Column
    stands_out: Column
    at_defaults: Number

    def among(self, chosen: npt.NDArray[np.bool_]) -> "Effects":
        """Return the effects in some of the sets, drawn in towards the mean of these.

        Args:
            chosen: for every set of the trial, by its number, whether it is among them.
        """
        here = chosen[self.sets.astype(int)]
        return Effects(
            sets=self.sets[here],
            measured=self.measured[here],
            errors=self.errors[here],
            calibrated=calibrated(self.measured[here], self.errors[here]),
            stands_out=self.stands_out[here],
            at_defaults=self.at_defaults,
        )

    @cached_property
    def mean(self) -> Estimate:
        """Mean effect over sets, with its bootstrap interval; nan where nothing could be compared."""
        return mean_of(self.measured)


def mean_of(effects: Numbers) -> Estimate:
    """Estimate the mean of effects by bootstrap over sets; nan where there are none."""
    return means(effects[np.newaxis])[0] if effects.size else Estimate(math.nan, math.nan, math.nan)


def estimated(values: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return means over sets (rows) with the ends of their intervals, column by column over what is not missing."""
    estimates = [mean_of(column[~np.isnan(column)]) for column in values.T]
    value, low, high = np.array(estimates).T
    return value, low, high


def effects_of(pattern: Pattern, values: Numbers) -> Effects:
    """Return the effects in all sets.

    Args:
        pattern: names the contrast.
        values: sets (the defaults first), situations, levels, replicates; nan where an outcome is missing.
    """
    rows = [contrasts(pattern, np.moveaxis(one, -1, 0)) for one in values]
    defaults, *seen = [row[~np.isnan(row)] for row in rows]
    sets = np.array([k for k, row in enumerate(seen) if row.size > 1], dtype=int)
    measured = np.array([seen[k].mean() for k in sets])
    errors = np.array([seen[k].std(ddof=1) / math.sqrt(seen[k].size) for k in sets])
    reach = np.array([stats.t.ppf((1 + CONFIDENCE) / 2, seen[k].size - 1) for k in sets]) * errors
    return Effects(
        sets=sets,
        measured=measured,
        errors=errors,
        calibrated=calibrated(measured, errors),
        stands_out=np.abs(measured) > reach + SAME,
        at_defaults=float(defaults.mean()) if defaults.size else math.nan,
    )


def calibrated(effects: Numbers, errors: Numbers) -> Numbers:
    """Draw measured effects in towards their mean, until only that spread is left which chance does not explain.

    Chance spreads effects that are measured in few runs more widely than they are. These are calibrated estimates of
    Wang and Lee (2019, Research Synthesis Methods 10, 255-266), from whose shares Mathur and VanderWeele (2020,
    Epidemiology 31, 356-358) read in how many settings an effect has a sign.

    Args:
        effects: one a set.
        errors: their standard errors; where one is 0 no replicate differs from another, and nothing is drawn in.

    >>> calibrated(np.array([0.0, 2.0]), np.array([5.0, 5.0])).tolist()
    [1.0, 1.0]
    """
    if effects.size < 2:
        return effects
    true_variance = max(0.0, float(effects.var(ddof=1) - (errors**2).mean()))
    variance = true_variance + errors**2
    kept = np.sqrt(np.divide(true_variance, variance, out=np.ones_like(variance), where=variance > 0))
    return effects.mean() + kept * (effects - effects.mean())
