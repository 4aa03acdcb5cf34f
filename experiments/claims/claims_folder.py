"""The folder of tested claims: a result of each beside its runs, and the verdicts on all as tables and as data."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from experiments.claims.claim import Claim
from experiments.claims.claims_page import as_page
from experiments.claims.last_test import as_last_test
from experiments.claims.result import ClaimResult, identity_of
from experiments.claims.trial import Trial
from experiments.storage.parts import write_whole

TABLE, DATA = "findings.md", "findings.json"


def store_result(folder: Path, result: ClaimResult) -> None:
    """Write the result of a claim into a folder."""
    _write(folder / f"{result.claim.id}.json", result)


def stored_result(folder: Path, trials: Sequence[Trial]) -> ClaimResult | None:
    """Return the result of a claim that lies in a folder; None where there is none of just these trials."""
    result = _read(folder / f"{trials[0].claim.id}.json")
    return result if result is not None and result.identity == identity_of(trials) else None


def results_in(folder: Path) -> list[ClaimResult]:
    """Return the results of claims that lie in a folder, by the names of their files."""
    return [result for path in sorted(folder.glob("*.json")) if (result := _read(path)) is not None]


def store_findings(folder: Path, results: Sequence[ClaimResult], constructed: Sequence[Claim], command: str) -> Path:
    """Write all verdicts into a folder, as tables and as data, with the command that made them; return the tables."""
    path = folder / TABLE
    write_whole(path, lambda file: file.write(as_page(results, constructed, command).encode()))
    if results:
        _write(folder / DATA, as_last_test(results, command), indent=1)
    return path


def _read(path: Path) -> ClaimResult | None:
    try:
        return ClaimResult.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _write(path: Path, what: BaseModel, indent: int | None = None) -> None:
    write_whole(path, lambda file: file.write(f"{what.model_dump_json(indent=indent)}\n".encode()))
