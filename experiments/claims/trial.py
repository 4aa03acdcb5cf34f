"""A trial: a claim made ready to run, with its conditions spelt out and its parameter sets drawn."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.analysis.contrast import column
from experiments.analysis.labels import tick_label
from experiments.analysis.statistics import Numbers
from experiments.claims.claim import Claim, Expectation
from experiments.runner.batch import Changes
from experiments.runner.plan import SEEDS_APART
from simulation import OrganisationalField, RulesFile, Scenario

# By kind of label, what a set is called: how its switches stand.
type Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Trial:
    """All runs of a claim in one population with one seed: by set, mechanism on and off, and condition.

    Attributes:
        claim: what is tested.
        kind: kind of the claim.
        population: name of the field of organisations.
        scenario: what is run, before the changes of sets and conditions.
        levels: what is compared, in order: the two arms, or the levels of a field; one empty one where outcomes of
            the same run are compared.
        situations: without and with what the effect is said to depend on; a single empty one where that is nothing.
        off: what switches the mechanism off; empty where the claim names nothing.
        points: parameter sets; the first changes nothing, so it is the scenario's own.
        labels: of each set but the first.
        drawn: how many sets were drawn until so many were plausible as a whole.
        replicates: runs of each condition in each set.
        seed: base seed.
        rules: what replaces rules of the model; None for its own.
    """

    claim: Claim
    kind: str
    population: str
    scenario: Scenario | OrganisationalField
    levels: tuple[Changes, ...]
    situations: tuple[Changes, ...]
    off: Changes
    points: tuple[Changes, ...]
    labels: tuple[Labels, ...]
    drawn: int
    replicates: int
    seed: int
    rules: RulesFile | None = None

    @property
    def conditions(self) -> tuple[int, int, int]:
        """How often each set is run: states of the mechanism (on; off, if it can be), situations, levels."""
        return 2 if self.off else 1, len(self.situations), len(self.levels)

    @property
    def variants(self) -> list[Changes]:
        """The conditions each set is run under: with the mechanism, situation by situation, and then without it."""
        usual: list[Changes] = [{**situation, **level} for situation in self.situations for level in self.levels]
        return [*usual, *({**changes, **self.off} for changes in usual)] if self.off else usual

    @property
    def total(self) -> int:
        """Number of runs."""
        return len(self.points) * math.prod(self.conditions) * self.replicates

    @property
    def seeds(self) -> list[int]:
        """For every set, the seed of the first replicate under each condition; other sets share none of them."""
        return [self.seed * SEEDS_APART + k * self.replicates for k in range(len(self.points))]

    @property
    def level_names(self) -> tuple[str, ...]:
        """What is compared, in order."""
        given = tuple(arm.name for arm in self.claim.arms) or self.claim.level_names
        field = next(iter(self.levels[0]), "")
        return given or tuple(tick_label(field, level[field]) for level in self.levels)


def measured(outcomes: Sequence[Any], expectation: Expectation) -> Numbers:
    """Return what an expectation looks at as one number a run; nan where there is nothing to look at."""
    values = _values(outcomes, expectation)
    return np.where(np.isnan(column(outcomes, expectation.given)), np.nan, values) if expectation.given else values


def compared(outcomes: Sequence[Any], expectation: Expectation) -> Numbers:
    """Return the same in one row; or below what it is compared with in the same run, if it is."""
    values, than = measured(outcomes, expectation), expectation.than
    if than is None:
        return values[np.newaxis]
    reference = column(outcomes, than) if isinstance(than, str) else np.full_like(values, than)
    return np.stack([reference, values])


def _values(outcomes: Sequence[Any], expectation: Expectation) -> Numbers:
    if expectation.one_of:
        return np.array([getattr(outcome, expectation.outcome) in expectation.one_of for outcome in outcomes], float)
    values = column(outcomes, expectation.outcome)
    if expectation.defined:
        return (~np.isnan(values)).astype(float)
    if expectation.per:
        divisor = column(outcomes, expectation.per)
        return np.divide(values, divisor, out=np.full_like(values, np.nan), where=divisor > 0)
    return values
