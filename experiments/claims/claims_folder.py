"""The folder of tested claims: parameter sets, a result and a figure for each claim, and the table of all."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from experiments.claims.claim import Claim
from experiments.claims.claims_page import as_page
from experiments.claims.parameter_sets import ParameterSet, ParameterSets
from experiments.claims.result import Result, identity_of
from experiments.claims.trial import Trial
from experiments.design.points import Point
from experiments.runner import fingerprints
from experiments.storage.parts import write_whole

SETS = "parameter-sets-{seed}.json"
TABLE = "findings.md"
_WHAT_COUNTS = ("design/plausible_space", "claims/parameter_sets", "claims/switches")


class _Stored(BaseModel):
    """Parameter sets as they lie in their file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["parameter sets"] = "parameter sets"
    identity: str
    drawn: int
    sets: tuple[tuple[Point, Point], ...]


def store_sets(folder: Path, drawn: ParameterSets) -> None:
    """Write the parameter sets of a seed into a folder."""
    kept = _Stored(identity=_identity(len(drawn.sets), drawn.seed), drawn=drawn.drawn, sets=drawn.sets)
    _write(folder / SETS.format(seed=drawn.seed), kept)


def stored_sets(folder: Path, number: int, seed: int) -> ParameterSets | None:
    """Return the parameter sets of a seed in a folder; None where there are none, or not these for this model."""
    try:
        kept = _Stored.model_validate_json((folder / SETS.format(seed=seed)).read_bytes())
    except (OSError, ValidationError):
        return None
    sets = tuple(ParameterSet(*one) for one in kept.sets)
    return ParameterSets(sets, kept.drawn, seed) if kept.identity == _identity(number, seed) else None


def store_result(folder: Path, result: Result) -> None:
    """Write the result of a claim into a folder."""
    _write(folder / f"{result.claim.id}.json", result)


def stored_result(folder: Path, trials: Sequence[Trial]) -> Result | None:
    """Return the result of a claim that lies in a folder; None where there is none of just these trials."""
    try:
        result = Result.model_validate_json((folder / f"{trials[0].claim.id}.json").read_bytes())
    except (OSError, ValidationError):
        return None
    return result if result.identity == identity_of(trials) else None


def store_table(folder: Path, results: Sequence[Result], constructed: Sequence[Claim], command: str) -> Path:
    """Write the table of all verdicts into a folder, with the command that made it."""
    path = folder / TABLE
    write_whole(path, lambda file: file.write(as_page(results, constructed, command).encode()))
    return path


def _write(path: Path, what: BaseModel) -> None:
    write_whole(path, lambda file: file.write(f"{what.model_dump_json()}\n".encode()))


def _identity(sets: int, seed: int) -> str:
    modules = fingerprints.behaviour_of(tuple(Path(__file__).parents[1] / f"{module}.py" for module in _WHAT_COUNTS))
    return json.dumps([sets, seed, fingerprints.behaviour(), modules])
