"""The folder of tested claims: parameter sets, a result and a figure for each claim, and the table of all."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from experiments.claims.claims_report import as_page
from experiments.claims.parameter_sets import Worlds
from experiments.claims.result import Result, identity_of
from experiments.claims.trial import Trial
from experiments.design.points import Point
from experiments.runner import fingerprints
from experiments.storage.parts import write_whole

WORLDS = "worlds.json"
TABLE = "findings.md"
_ROOMS_THAT_COUNT = ("design/plausible_space", "claims/parameter_sets")


class _Stored(BaseModel):
    """Parameter sets as they lie in their file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["parameter sets"] = "parameter sets"
    identity: str
    drawn: int
    points: tuple[Point, ...]


def store_worlds(folder: Path, worlds: Worlds, seed: int) -> None:
    """Write parameter sets into a folder."""
    kept = _Stored(identity=_identity(len(worlds.points), seed), drawn=worlds.drawn, points=worlds.points)
    _write(folder / WORLDS, kept)


def stored_worlds(folder: Path, sets: int, seed: int) -> Worlds | None:
    """Return the parameter sets in a folder; None where there are none, or not these for this model."""
    try:
        kept = _Stored.model_validate_json((folder / WORLDS).read_bytes())
    except (OSError, ValidationError):
        return None
    return Worlds(kept.points, kept.drawn) if kept.identity == _identity(sets, seed) else None


def store_result(folder: Path, result: Result) -> None:
    """Write the result of a claim into a folder."""
    _write(folder / f"{result.claim.id}.json", result)


def stored_result(folder: Path, trial: Trial) -> Result | None:
    """Return the result of a trial that lies in a folder; None where there is none of just this trial."""
    try:
        result = Result.model_validate_json((folder / f"{trial.claim.id}.json").read_bytes())
    except (OSError, ValidationError):
        return None
    return result if result.identity == identity_of(trial) else None


def store_table(folder: Path, results: Sequence[Result], command: str) -> Path:
    """Write the table of all verdicts into a folder, with the command that made it."""
    path = folder / TABLE
    write_whole(path, lambda file: file.write(as_page(results, command).encode()))
    return path


def _write(path: Path, what: BaseModel) -> None:
    write_whole(path, lambda file: file.write(f"{what.model_dump_json()}\n".encode()))


def _identity(sets: int, seed: int) -> str:
    rooms = fingerprints.behaviour_of(tuple(Path(__file__).parents[1] / f"{room}.py" for room in _ROOMS_THAT_COUNT))
    return json.dumps([sets, seed, fingerprints.behaviour(), rooms])
