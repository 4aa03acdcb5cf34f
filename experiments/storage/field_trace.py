"""The trace of a field's run: every alliance in one file, and memberships and searches in others beside it."""

from pathlib import Path

from experiments.runner.returns import Returns
from experiments.storage.field_tables import tabulated
from experiments.storage.trace_files import check_ending, keep, manifest_of
from simulation.field_run import ObservedField


def write_field_trace(run: ObservedField, file: Path, *, source: str = "", command: str = "") -> list[Path]:
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
