"""Verdicts: what the runs of a trial say of a claim, by rules that were fixed before the first run.

In every parameter set, the contrast that an expectation names is taken replicate by replicate; its mean is the effect
in this set. A set shows an effect, *for* or *against* the claim, where the effect, freed of the spread that luck adds,
exceeds a fiftieth of the standard deviation that the outcome has over all runs; below that it shows *none*, however
many runs there are. The mean effect is *beyond chance* where its 95 % bootstrap interval over sets leaves out 0.

An expectation is

- **supported** if the mean effect is as expected, beyond chance and not negligible; if of the sets that show an effect
  at least two thirds are for it; and if these are at least half of all sets, so that no corner of the space decides;
- **contradicted** if the same holds in the other direction;
- said to have **no effect** if the mean effect is not beyond chance or negligible, and at least half of the sets show
  none, or no more of them stand out from luck than luck itself would bring forth;
- **mixed** in all other cases: there are effects in both directions, or in one direction in too few sets;
- **not comparable** if fewer than half of the sets had anything to compare.

Where it is expected that an outcome hardly depends on something, sets are for it that show less than a tenth of the
standard deviation, and all others against it; it is supported or contradicted if at least two thirds of the sets and
the mean effect say so, and else mixed.

A claim with several expectations is what all of them are. Where they differ it is contradicted if some are and no other
shows an effect, and else mixed.
"""

import math
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property

import numpy as np
from pydantic import BaseModel, ConfigDict
from scipy import stats

from experiments.analysis.statistics import CONFIDENCE, Estimate, Numbers
from experiments.claims.claim import Expectation
from experiments.claims.effects import Column, Effects, Number, effects_of, mean_of
from experiments.claims.expected_patterns import FALLING, Shape
from experiments.claims.trial_runs import Observed

MOST_WITH_EFFECT = 2 / 3
MOST_OF_ALL = 1 / 2
NEGLIGIBLE = 1 / 50
HARDLY_ANY = 1 / 10


class Verdict(StrEnum):
    """What came of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    MIXED = "mixed"
    NO_EFFECT = "no effect"
    NOT_COMPARABLE = "not comparable"


class Finding(BaseModel):
    """What the runs say of one expectation.

    Attributes:
        expectation: what was expected.
        sets: number of parameter sets.
        effects: with the mechanism.
        without: the same with the mechanism switched off; None where it has no part or the claim does not say how.
        spread: standard deviation of the outcome over all runs with the mechanism.
        curves: mean outcome by set (the defaults first), state of the mechanism, situation and level.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    expectation: Expectation
    sets: int
    effects: Effects
    without: Effects | None
    spread: Number
    curves: Column

    @property
    def sign(self) -> int:
        """1 where the contrast is above 0 if things are as expected, else -1."""
        return -1 if self.expectation.shape in FALLING else 1

    @property
    def least(self) -> float:
        """What an effect must exceed to count as one."""
        return (HARDLY_ANY if self.expects_none else NEGLIGIBLE) * self.spread

    @property
    def compared(self) -> int:
        """Sets in which there was something to compare."""
        return len(self.effects.sets)

    @property
    def in_favour(self) -> int:
        """Sets that show an effect as expected, or none where none is."""
        if self.expects_none:
            return int((np.abs(self.effects.calibrated) <= self.least).sum())
        return int((self.sign * self.effects.calibrated > self.least).sum())

    @property
    def against(self) -> int:
        """Sets that show the opposite effect, or any where none is expected."""
        if self.expects_none:
            return self.compared - self.in_favour
        return int((self.sign * self.effects.calibrated < -self.least).sum())

    @property
    def none(self) -> int:
        """Sets that show neither."""
        return self.compared - self.in_favour - self.against

    @property
    def verdict(self) -> Verdict:
        """The verdict by the rules of this room."""
        if self.compared < MOST_OF_ALL * self.sets:
            return Verdict.NOT_COMPARABLE
        if self.expects_none:
            return self._verdict_on_none
        if self._is_nothing:
            return Verdict.NO_EFFECT
        if self._prevails(self.sign, self.in_favour):
            return Verdict.SUPPORTED
        return Verdict.CONTRADICTED if self._prevails(-self.sign, self.against) else Verdict.MIXED

    @cached_property
    def weakening(self) -> Estimate | None:
        """By how much the effect is smaller without the mechanism, in its own direction; None if that was not run."""
        if self.without is None:
            return None
        _, here, there = np.intersect1d(self.effects.sets, self.without.sets, return_indices=True)
        lost = self.effects.measured[here] - self.without.measured[there]
        return mean_of(np.sign(self.effects.mean.value) * lost)

    @property
    def is_weakened(self) -> bool | None:
        """Whether the effect is smaller without the mechanism, beyond chance; None if that was not run."""
        return None if self.weakening is None else self.weakening.low > 0

    @property
    def expects_none(self) -> bool:
        """Whether no effect is expected."""
        return self.expectation.shape is Shape.FLAT

    @property
    def _verdict_on_none(self) -> Verdict:
        is_real = self._is_beyond_chance(1) or self._is_beyond_chance(-1)
        if not is_real and self.in_favour >= MOST_WITH_EFFECT * self.compared:
            return Verdict.SUPPORTED
        is_wrong = is_real and self.against >= MOST_WITH_EFFECT * self.compared
        return Verdict.CONTRADICTED if is_wrong else Verdict.MIXED

    def _prevails(self, sign: int, sets: int) -> bool:
        is_wide = sets >= MOST_WITH_EFFECT * (self.compared - self.none) and sets >= MOST_OF_ALL * self.compared
        return self._is_beyond_chance(sign) and is_wide

    def _is_beyond_chance(self, sign: int) -> bool:
        mean = self.effects.mean
        low = mean.low if sign > 0 else -mean.high
        return low > 0 and abs(mean.value) > self.least

    @property
    def _is_nothing(self) -> bool:
        if self._is_beyond_chance(1) or self._is_beyond_chance(-1):
            return False
        by_luck = stats.binom.ppf((1 + CONFIDENCE) / 2, self.compared, 1 - CONFIDENCE)
        return self.none >= MOST_OF_ALL * self.compared or bool(self.effects.stands_out.sum() <= by_luck)


def findings(observed: Observed) -> tuple[Finding, ...]:
    """Return what the runs of a trial say of each expectation of its claim."""
    expectations = observed.trial.claim.expect
    return tuple(finding(one, values) for one, values in zip(expectations, observed.values, strict=True))


def finding(expectation: Expectation, values: Numbers) -> Finding:
    """Judge an expectation by the values of its outcome.

    Args:
        expectation: what was expected.
        values: sets (the defaults first), states of the mechanism (on; off, if it was run), situations, levels,
            replicates; nan where the outcome did not come about.
    """
    if expectation.regardless:
        values = values[:, :1]
    on, *off = (effects_of(expectation.shape, values[:, state]) for state in range(values.shape[1]))
    seen = ~np.isnan(values)
    totals = np.where(seen, values, 0.0).sum(axis=-1)
    known = values[:, 0][seen[:, 0]]
    return Finding(
        expectation=expectation,
        sets=len(values) - 1,
        effects=on,
        without=off[0] if off else None,
        spread=float(known.std()) if known.size else math.nan,
        curves=np.divide(totals, seen.sum(axis=-1), out=np.full_like(totals, np.nan), where=seen.any(axis=-1)),
    )


def verdict_of(found: Sequence[Finding]) -> Verdict:
    """Return the verdict on a claim from those on its expectations."""
    verdicts = {one.verdict for one in found}
    if len(verdicts) == 1:
        return verdicts.pop()
    is_refuted = Verdict.CONTRADICTED in verdicts and not verdicts & {Verdict.SUPPORTED, Verdict.MIXED}
    return Verdict.CONTRADICTED if is_refuted else Verdict.MIXED
