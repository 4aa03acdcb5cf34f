"""Results of claims: all that tables and figures show of one, as it lies in its file."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from experiments.analysis.labels import field_label
from experiments.claims.claim import Claim
from experiments.claims.trial import Trial
from experiments.claims.trial_runs import Observed
from experiments.claims.verdict import SEED, Finding, Verdict, finding, verdict_of
from experiments.runner import fingerprints, provenance
from experiments.runner.identity import deciding
from experiments.runner.returns import returns_of

# With these as they are, the same runs give the same effects.
_WHAT_COUNTS = ("trial", "switches", "populations", "expected_patterns", "effects")
_POPULATION = "organisations"


class ClaimResult(BaseModel):
    """What the runs say of a claim, and how they were made.

    Attributes:
        identity: short hash of all that the runs follow from; the same one stands for the same result.
        claim: what was tested.
        kind: kind of the claim.
        scenario: title of the scenario.
        populations: names of the fields of organisations.
        axis: the field whose levels are compared; empty for two arms.
        levels: names of what is compared, in order.
        situations: names of the situations between which the effect may differ; empty where that was not asked.
        sets: parameter sets.
        drawn: how many were drawn until so many were plausible as a whole.
        replicates: runs of each condition in each set.
        seeds: base seeds, of which each has to confirm the others.
        runs: number of all runs.
        findings: one for each expectation.
        versions: of everything that computes a run.
        commit: of the code.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["result of a claim"] = "result of a claim"
    identity: str
    claim: Claim
    kind: str
    scenario: str
    populations: tuple[str, ...]
    axis: str
    levels: tuple[str, ...]
    situations: tuple[str, ...]
    sets: int
    drawn: int
    replicates: int
    seeds: tuple[int, ...]
    runs: int
    findings: tuple[Finding, ...]
    versions: dict[str, str]
    commit: str | None

    @property
    def verdict(self) -> Verdict:
        """The verdict on the claim."""
        return verdict_of(self.findings)


def result_of(observed: Sequence[Observed]) -> ClaimResult:
    """Judge a claim whose trials are done.

    Args:
        observed: its trials, population by population and seed by seed.
    """
    trials = [one.trial for one in observed]
    trial, claim = trials[0], trials[0].claim
    first = next(iter(trial.levels[0]), "")
    return ClaimResult(
        identity=identity_of(trials),
        claim=claim,
        kind=trial.kind,
        scenario=trial.scenario.title.en,
        populations=tuple(dict.fromkeys(one.population for one in trials)),
        axis=claim.axis or ("" if claim.arms or claim.level_names else field_label(first).axis()),
        levels=trial.level_names,
        situations=tuple(situation.name for situation in claim.condition),
        sets=sum(len(one.points) - 1 for one in trials),
        drawn=sum({one.seed: one.drawn for one in trials}.values()),
        replicates=trial.replicates,
        seeds=tuple(dict.fromkeys(one.seed for one in trials)),
        runs=sum(one.total for one in trials),
        findings=_findings(observed),
        versions=provenance.versions(),
        commit=provenance.commit(),
    )


def _findings(observed: Sequence[Observed]) -> tuple[Finding, ...]:
    """Return what all sets together say of each expectation; the defaults are those of the first trial."""
    values = np.concatenate([observed[0].values[:, :1], *(one.values[:, 1:] for one in observed)], axis=1)
    labels = _labels([one.trial for one in observed])
    return tuple(finding(one, values[k], labels) for k, one in enumerate(observed[0].trial.claim.expect))


def _labels(trials: Sequence[Trial]) -> Mapping[str, tuple[str, ...]]:
    """Return for each kind of label what each set of all trials is called."""
    sets = [
        {SEED: str(trial.seed), _POPULATION: trial.population, **labels} for trial in trials for labels in trial.labels
    ]
    kinds = dict.fromkeys(kind for labels in sets for kind in labels)
    return {kind: tuple(labels[kind] for labels in sets) for kind in (SEED, *kinds)}


def identity_of(trials: Sequence[Trial]) -> str:
    """Return a short hash of all that the runs of a claim follow from."""
    parts = (
        trials[0].claim.model_dump(mode="json"),
        [_identity_of(trial) for trial in trials],
        fingerprints.behaviour_with(trials[0].rules, returns_of(trials[0].scenario)),
        fingerprints.behaviour_of(tuple(Path(__file__).with_name(f"{module}.py") for module in _WHAT_COUNTS)),
    )
    return hashlib.blake2s(json.dumps(parts, sort_keys=True, default=str).encode(), digest_size=8).hexdigest()


def _identity_of(trial: Trial) -> tuple[object, ...]:
    last = dict(trial.points[-1])
    return deciding(trial.scenario.model_dump(mode="json")), trial.seed, trial.replicates, len(trial.points), last
