"""Results of claims: all that tables and figures show of one, as it lies in its file."""

import hashlib
import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from experiments.analysis.labels import field_label, tick_label
from experiments.claims.claim import Claim
from experiments.claims.trial import Trial
from experiments.claims.trial_runs import Observed
from experiments.claims.verdict import Finding, Verdict, findings, verdict_of
from experiments.runner import fingerprints, provenance
from experiments.runner.identity import deciding

# With these as they are, the same runs give the same effects.
_ROOMS_THAT_COUNT = ("trial", "expected_patterns", "effects")


class Result(BaseModel):
    """What the runs say of a claim, and how they were made.

    Attributes:
        identity: short hash of all that the runs follow from; the same one stands for the same result.
        claim: what was tested.
        kind: kind of the claim.
        scenario: title of the scenario.
        axis: the field whose levels are compared; empty for two arms.
        levels: names of what is compared, in order.
        situations: names of the situations between which the effect may differ; empty where that was not asked.
        sets: parameter sets.
        drawn: how many were drawn until so many were plausible as a whole.
        replicates: runs of each condition in each set.
        seed: base seed.
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
    axis: str
    levels: tuple[str, ...]
    situations: tuple[str, ...]
    sets: int
    drawn: int
    replicates: int
    seed: int
    runs: int
    findings: tuple[Finding, ...]
    versions: dict[str, str]
    commit: str | None

    @property
    def verdict(self) -> Verdict:
        """The verdict on the claim."""
        return verdict_of(self.findings)


def result_of(observed: Observed) -> Result:
    """Judge a trial whose runs are done."""
    trial, claim = observed.trial, observed.trial.claim
    first = next(iter(trial.levels[0]))
    return Result(
        identity=identity_of(trial),
        claim=claim,
        kind=trial.kind,
        scenario=trial.scenario.title.en,
        axis=claim.axis or ("" if claim.arms or claim.level_names else field_label(first).axis()),
        levels=_level_names(trial, first),
        situations=tuple(situation.name for situation in claim.condition),
        sets=len(trial.points) - 1,
        drawn=trial.drawn,
        replicates=trial.replicates,
        seed=trial.seed,
        runs=trial.total,
        findings=findings(observed),
        versions=provenance.versions(),
        commit=provenance.commit(),
    )


def _level_names(trial: Trial, field: str) -> tuple[str, ...]:
    given = tuple(arm.name for arm in trial.claim.arms) or trial.claim.level_names
    return given or tuple(tick_label(field, level[field]) for level in trial.levels)


def identity_of(trial: Trial) -> str:
    """Return a short hash of all that the runs of a trial follow from."""
    parts = (
        trial.claim.model_dump(mode="json"),
        deciding(trial.scenario.model_dump(mode="json")),
        len(trial.points),
        dict(trial.points[-1]),
        trial.replicates,
        trial.seed,
        fingerprints.behaviour(),
        fingerprints.behaviour_of(tuple(Path(__file__).with_name(f"{room}.py") for room in _ROOMS_THAT_COUNT)),
    )
    return hashlib.blake2s(json.dumps(parts, sort_keys=True, default=str).encode(), digest_size=8).hexdigest()
