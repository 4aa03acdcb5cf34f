"""Verdicts: what the runs of a claim say of it, by rules that were fixed before the first run.

In every parameter set, the contrast that an expectation names is taken replicate by replicate; its mean is the effect
in this set. A set shows an effect, *for* or *against* the claim, where the effect, freed of the spread that chance
adds, exceeds the smallest one that matters: what the expectation names in the outcome's unit, or else a tenth of the
standard deviation that the outcome has over all runs. Below that it shows *none*, however many runs there are.

An expectation is

- **supported** if the mean effect over sets is as expected, beyond chance and large enough to matter; if at least two
  thirds of all sets are for it; if all that holds in the sets of each seed by themselves; and if the effect is weaker
  with the mechanism switched off;
- **unexplained** if all of that holds except the last: then something else than the mechanism brings it about;
- **contradicted** if the mean effect is the opposite one, beyond chance and large enough to matter, and at least two
  thirds of the sets are against it, for each seed;
- said to have **no effect** if in at least two thirds of the sets there is none that matters;
- **mixed** in all other cases: effects in both directions, in too few sets, or with one seed only;
- **not comparable** if fewer than half of the sets had anything to compare.

Where it is expected that an outcome hardly depends on something, sets are for it that show no effect that matters, and
all others against it; then all seeds are judged together, as it takes many sets to tell a small effect from none.

A claim with several expectations is what all of them are. Where they differ it is contradicted if some are and no other
is supported, unexplained or mixed; unexplained if some are and all others supported; and else mixed.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from experiments.analysis.statistics import Estimate, Numbers
from experiments.claims.claim import Expectation
from experiments.claims.effects import Column, Effects, Number, effects_of, mean_of
from experiments.claims.expected_patterns import FALLING, Pattern

MOST = 2 / 3
COMPARED = 1 / 2
MATTERS = 1 / 10
# Fewer sets than these say nothing of where a claim holds.
FEWEST_SETS = 12
SEED = "seed"


class Verdict(StrEnum):
    """What came of a claim."""

    SUPPORTED = "supported"
    UNEXPLAINED = "unexplained"
    CONTRADICTED = "contradicted"
    MIXED = "mixed"
    NO_EFFECT = "no effect"
    NOT_COMPARABLE = "not comparable"


_TO_BE_CONFIRMED = frozenset({Verdict.SUPPORTED, Verdict.UNEXPLAINED, Verdict.CONTRADICTED})


class Finding(BaseModel):
    """What the runs say of one expectation.

    Attributes:
        expectation: what was expected.
        labels: for each set, by kind of label, what it is: its seed, its population, how its switches stand.
        effects: with the mechanism.
        without: the same with the mechanism switched off; None where the claim does not say how.
        spread: standard deviation of the outcome over all runs with the mechanism.
        curves: mean outcome by set (the defaults first), state of the mechanism, situation and level.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    expectation: Expectation
    labels: Mapping[str, tuple[str, ...]]
    effects: Effects
    without: Effects | None
    spread: Number
    curves: Column

    @property
    def sets(self) -> int:
        """Number of parameter sets."""
        return len(self.labels[SEED])

    @property
    def sign(self) -> int:
        """1 where the contrast is above 0 if things are as expected, else -1."""
        return -1 if self.expectation.pattern in FALLING else 1

    @property
    def smallest(self) -> float:
        """Smallest effect that matters."""
        return self.expectation.smallest or MATTERS * self.spread

    @property
    def expects_none(self) -> bool:
        """Whether no effect is expected."""
        return self.expectation.pattern is Pattern.FLAT

    @property
    def compared(self) -> int:
        """Sets in which there was something to compare."""
        return len(self.effects.sets)

    @property
    def in_favour(self) -> int:
        """Sets that show an effect as expected, or none where none is."""
        if self.expects_none:
            return int((np.abs(self.effects.calibrated) <= self.smallest).sum())
        return int((self.sign * self.effects.calibrated > self.smallest).sum())

    @property
    def against(self) -> int:
        """Sets that show the opposite effect, or any where none is expected."""
        if self.expects_none:
            return self.compared - self.in_favour
        return int((self.sign * self.effects.calibrated < -self.smallest).sum())

    @property
    def none(self) -> int:
        """Sets that show neither."""
        return self.compared - self.in_favour - self.against

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict by the rules of this module."""
        if self.expects_none or self.unconfirmed not in _TO_BE_CONFIRMED:
            return self.unconfirmed
        by_seed = {part.unconfirmed for _, part in self.parts(SEED)}
        return self.unconfirmed if by_seed <= {self.unconfirmed} else Verdict.MIXED

    @cached_property
    def unconfirmed(self) -> Verdict:
        """The verdict by all sets together, whatever their seed."""
        if self.compared < COMPARED * self.sets:
            return Verdict.NOT_COMPARABLE
        if self.in_favour >= MOST * self.compared and self._is_as_said(self.sign):
            return Verdict.UNEXPLAINED if self.is_weakened is False else Verdict.SUPPORTED
        if self.against >= MOST * self.compared and self._is_as_said(-self.sign):
            return Verdict.CONTRADICTED
        return Verdict.NO_EFFECT if not self.expects_none and self.none >= MOST * self.compared else Verdict.MIXED

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
        return None if self.weakening is None or self.expects_none else self.weakening.low > 0

    def parts(self, kind: str) -> Iterator[tuple[str, "Finding"]]:
        """Yield what the sets say that share a label of this kind, for each such label in the order of its sets."""
        labels = np.array(self.labels[kind])
        for label in dict.fromkeys(self.labels[kind]):
            yield label, self._among(labels == label)

    def where(self) -> dict[str, dict[str, Verdict]]:
        """Return the verdicts by population and by how switches stand, each over both seeds together.

        Kinds of labels under which all sets are alike, and labels with too few sets, are left out.
        """
        found = {
            kind: {label: part.unconfirmed for label, part in self.parts(kind) if part.sets >= FEWEST_SETS}
            for kind in self.labels
            if kind != SEED
        }
        return {kind: verdicts for kind, verdicts in found.items() if len(verdicts) > 1}

    def where_some_support(self) -> dict[str, dict[str, Verdict]]:
        """Return those kinds of `where` of which some sets support the expectation and some do not."""
        return {
            kind: verdicts
            for kind, verdicts in self.where().items()
            if Verdict.SUPPORTED in verdicts.values() and set(verdicts.values()) != {Verdict.SUPPORTED}
        }

    def _among(self, chosen: npt.NDArray[np.bool_]) -> "Finding":
        numbers = np.flatnonzero(chosen)
        return Finding(
            expectation=self.expectation,
            labels={kind: tuple(labels[k] for k in numbers) for kind, labels in self.labels.items()},
            effects=self.effects.among(chosen),
            without=None if self.without is None else self.without.among(chosen),
            spread=self.spread,
            curves=self.curves,
        )

    def _is_as_said(self, sign: int) -> bool:
        """Tell whether the mean effect is beyond chance and matters in this direction; none is expected in any."""
        mean = self.effects.mean
        if self.expects_none:
            is_small = abs(mean.value) <= self.smallest
            return is_small if sign == self.sign else not is_small and (mean.low > 0 or mean.high < 0)
        return (mean.low if sign > 0 else -mean.high) > 0 and sign * mean.value > self.smallest


def finding(expectation: Expectation, values: Numbers, labels: Mapping[str, tuple[str, ...]]) -> Finding:
    """Judge an expectation by the values of its outcome.

    Args:
        expectation: what was expected.
        values: sets (the defaults first), states of the mechanism (on; off, if it was run), situations, levels,
            replicates; nan where the outcome is missing.
        labels: for each set but the defaults, by kind of label, what it is.
    """
    on, *off = (effects_of(expectation.pattern, values[:, state]) for state in range(values.shape[1]))
    seen = ~np.isnan(values)
    totals = np.where(seen, values, 0.0).sum(axis=-1)
    known = values[:, 0][seen[:, 0]]
    return Finding(
        expectation=expectation,
        labels=labels,
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
    if Verdict.CONTRADICTED in verdicts and not verdicts & {Verdict.SUPPORTED, Verdict.UNEXPLAINED, Verdict.MIXED}:
        return Verdict.CONTRADICTED
    return Verdict.UNEXPLAINED if verdicts == {Verdict.SUPPORTED, Verdict.UNEXPLAINED} else Verdict.MIXED
