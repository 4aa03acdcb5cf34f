"""The trace of a field's run: every alliance in one file, and memberships and searches in others beside it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.runner.returns import ALLIANCES, Returns
from experiments.storage.field_tables import FIELD_COLUMNS, tabulated
from experiments.storage.trace_files import (
    RunManifest,
    check_ending,
    keep,
    manifest_of,
    read_manifest,
    read_rows,
    scenario_in,
)
from simulation import OrganisationalField
from simulation.results.field_entries import FoundedAlliance

if TYPE_CHECKING:
    from simulation.field_run import ObservedField


@dataclass(frozen=True, slots=True)
class StoredFieldRun:
    """The trace of a field as read back, without memberships and searches.

    Attributes:
        file: of the alliances.
        manifest: which run it is.
        scenario: what was run.
        alliances: that were founded.
    """

    file: Path
    manifest: RunManifest
    scenario: OrganisationalField
    alliances: tuple[FoundedAlliance, ...]


def write_field_trace(run: "ObservedField", file: Path, *, source: str = "", command: str = "") -> list[Path]:
    """Write all that was written down of a run that has been lived.

    Args:
        run: of a field.
        file: for the alliances, ending in .parquet or .csv; existing files are replaced.
        source: the field's name or path, as given.
        command: how a user asks for this trace; the manifest keeps both.

    Returns:
        The files: `run.csv` for the alliances, and beside it `run.memberships.csv`, `run.searches.csv` and
        `run.manifest.json`.

    Raises:
        DataError: if a file cannot be written, or is of another kind.
    """
    check_ending(file)
    manifest = manifest_of(run.scenario, run.seed, Returns.OF_FIELDS, source=source, command=command)
    return keep(tabulated(run.entries()), file, manifest)


def read_field_trace(file: Path) -> StoredFieldRun:
    """Read back the trace of a field.

    Args:
        file: with its alliances.

    Raises:
        DataError: where a file is missing or damaged, or is no part of the trace of a field.
    """
    manifest = read_manifest(file)
    scenario = scenario_in(manifest, OrganisationalField, file)
    rows = read_rows(file, FIELD_COLUMNS[ALLIANCES])
    return StoredFieldRun(file, manifest, scenario, tuple(FoundedAlliance(**row) for row in rows))
