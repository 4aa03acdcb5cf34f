"""The folder of a comparison: its pairs and a manifest of what was compared."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, ValidationError

from experiments.runner import fingerprints, provenance
from experiments.runner.identity import deciding
from experiments.runner.plan import SEEDS_APART
from experiments.runner.rows import outcome_columns
from experiments.storage import sweep_folder
from experiments.storage.parts import write_text, write_whole
from experiments.terminal.console import as_json
from simulation import DataError

if TYPE_CHECKING:
    from experiments.compare.comparison import Pairs, Plan

PAIRS = "pairs.parquet"
KIND: Literal["alliance comparison"] = "alliance comparison"


class ComparisonManifest(BaseModel):
    """What a folder with a comparison holds, and how it was made; the same comparison has the same one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["alliance comparison"] = KIND
    source: str
    scenario: dict[str, Any]
    changes: list[dict[str, Any]]
    runs: int
    seed: int
    seeds: dict[str, int | str]
    model: str
    code: str
    versions: dict[str, str]
    commit: str | None
    command: str

    @property
    def title(self) -> str:
        """Title of the scenario."""
        return str(self.scenario["title"]["en"])

    def identity(self) -> dict[str, Any]:
        """Return what two comparisons must share for their pairs to be the same."""
        shared = self.model_dump(include={"changes", "runs", "seed", "model"})
        return {"scenario": deciding(self.scenario), **shared}


def describe(plan: "Plan", command: str) -> ComparisonManifest:
    """Return the manifest of a comparison."""
    return ComparisonManifest(
        source=plan.source,
        scenario=plan.scenario.model_dump(mode="json"),
        changes=[dict(change.values) for change in plan.changes],
        runs=plan.runs,
        seed=plan.seed,
        seeds={
            "first": plan.seeds[0],
            "last": plan.seeds[-1],
            "rule": f"both runs of pair k have the seed {SEEDS_APART} x {plan.seed} + k",
        },
        model=fingerprints.behaviour(),
        code=fingerprints.source(),
        versions=provenance.versions(),
        commit=provenance.commit(),
        command=command,
    )


def read_comparison(folder: Path) -> ComparisonManifest | None:
    """Read the manifest of a folder; None where it holds no comparison."""
    try:
        return ComparisonManifest.model_validate_json((folder / sweep_folder.MANIFEST).read_bytes())
    except (ValidationError, OSError):
        return None


def refuse_other_results(plan: "Plan", folder: Path) -> None:
    """Make sure that nothing but this comparison, made before, is overwritten.

    Raises:
        DataError: where the folder holds a sweep, another comparison, or something else under these names.
    """
    there = read_comparison(folder)
    if there is None and (folder / sweep_folder.MANIFEST).exists():
        raise DataError(f"{folder} holds something other than a comparison; choose another folder.")
    if there is not None and there.identity() != _as_stored(describe(plan, "")).identity():
        raise DataError(f"{folder} holds another comparison; choose another folder.")


def store(compared: Sequence["Pairs"], folder: Path, command: str) -> list[Path]:
    """Write all pairs and then the manifest into a folder, and return the files."""
    rows = pa.concat_tables(map(_rows, compared))
    manifest = describe(compared[0].plan, command).model_dump(mode="json")
    write_whole(folder / PAIRS, lambda file: pq.write_table(rows, file, compression="zstd"))
    write_text(folder / sweep_folder.MANIFEST, f"{as_json(manifest)}\n")
    return [folder / PAIRS, folder / sweep_folder.MANIFEST]


def _as_stored(manifest: ComparisonManifest) -> ComparisonManifest:
    """Return a manifest as it is read back, dates as texts."""
    return ComparisonManifest.model_validate_json(manifest.model_dump_json())


def _rows(pairs: "Pairs") -> pa.Table:
    """Lay out pairs as rows: `change`, `run`, `seed`, each outcome without the change, and with it (`..._with`)."""
    plan = pairs.plan
    columns = {"change": [" ".join(pairs.change.typed)] * plan.runs, "run": range(plan.runs), "seed": plan.seeds}
    without, with_it = outcome_columns(pairs.without), outcome_columns(pairs.with_it)
    return pa.table({**columns, **without, **{f"{name}_with": column for name, column in with_it.items()}})
