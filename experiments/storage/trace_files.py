"""Trace files: a run's weekly series in one file, and its events, memberships and decisions in others beside it.

A manifest says which run it is, so that figures can be drawn from the files alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, ValidationError

from experiments.runner import fingerprints, provenance
from experiments.runner.returns import Returns
from experiments.storage.manifest import RulesNote
from experiments.storage.output_file import write_out
from experiments.storage.tracing import COLUMNS, tabulated
from simulation import AllianceWeek, DataError, Event, RulesFile, Scenario, Spell, trace
from simulation.scenario.definition import Setting
from simulation.scenario.loading import is_field

_WRITERS = {".parquet": pq.write_table, ".csv": csv.write_csv}
_MANIFEST = ".manifest.json"


class RunManifest(BaseModel):
    """Which run a trace is of, and how it was made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["alliance run"] = "alliance run"
    source: str
    scenario: dict[str, Any]
    seed: int
    model: str
    rules: RulesNote | None = None
    code: str
    versions: dict[str, str]
    commit: str | None
    command: str


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A trace as read back, without its decisions.

    Attributes:
        file: of the weekly series.
        manifest: which run it is.
        scenario: what was run.
        weeks: of every alliance, as it stood at the end of each.
        events: in order.
        memberships: of everybody who was asked.
    """

    file: Path
    manifest: RunManifest
    scenario: Scenario
    weeks: tuple[AllianceWeek, ...]
    events: tuple[Event, ...]
    memberships: tuple[Spell, ...]


def check_ending(file: Path) -> None:
    """Refuse a file of a kind that cannot be written.

    Raises:
        DataError: if its name ends neither in .parquet nor in .csv.
    """
    if file.suffix not in _WRITERS:
        raise DataError(f"--trace {file} is not allowed: its name must end in {' or '.join(_WRITERS)}.")


def write_trace(
    scenario: Scenario, seed: int, file: Path, *, source: str = "", command: str = "", rules: RulesFile | None = None
) -> list[Path]:
    """Run a scenario once and write all that can be known of the run.

    Args:
        scenario: what to run.
        seed: of all draws, from 0 to 2**63 - 1.
        file: for the weekly series, ending in .parquet or .csv; existing files are replaced.
        source: the scenario's name or path, as given.
        command: how a user asks for this trace; the manifest keeps both.
        rules: what replaces rules of the model; None for its own.

    Returns:
        The files: `run.csv` for the series, and beside it `run.events.csv`, `run.memberships.csv`,
        `run.decisions.csv` and `run.manifest.json`.

    Raises:
        DataError: if a file cannot be written.
    """
    tables = tabulated(trace(scenario, seed, rules and rules.rules))
    manifest = manifest_of(scenario, seed, Returns.OF_ALLIANCES, source=source, command=command, rules=rules)
    return keep(tables, file, manifest)


def manifest_of(
    setting: Setting, seed: int, returns: Returns, *, source: str, command: str, rules: RulesFile | None = None
) -> RunManifest:
    """Say which run a trace is of; for the arguments see `write_trace`.

    Args:
        setting: what was run.
        seed: of all draws.
        returns: what its runs return.
        source: its name or path, as given.
        command: how a user asks for the trace.
        rules: what replaces rules of the model; None for its own.
    """
    return RunManifest(
        source=source,
        scenario=setting.model_dump(mode="json"),
        seed=seed,
        model=fingerprints.behaviour_with(rules, returns),
        rules=RulesNote.of(rules),
        code=fingerprints.source(),
        versions=provenance.versions(),
        commit=provenance.commit(),
        command=command,
    )


def keep(tables: Mapping[str, pa.Table], file: Path, manifest: RunManifest) -> list[Path]:
    """Write the first of some tables into a file, the others and the manifest beside it, and return all files."""
    main, *others = tables
    files = [file, *(_beside(file, name) for name in others)]
    for path, name in zip(files, (main, *others), strict=True):
        write_out(path, partial(_WRITERS[file.suffix], tables[name]))
    text = manifest.model_dump_json(indent=2) + "\n"
    write_out(file.with_suffix(_MANIFEST), lambda stream: stream.write(text.encode()))
    return [*files, file.with_suffix(_MANIFEST)]


def read_trace(file: Path) -> StoredRun:
    """Read back a trace.

    Args:
        file: with its weekly series; the other files lie beside it.

    Raises:
        DataError: where a file is missing or damaged, or is no part of a trace, or of one of a field.
    """
    manifest = read_manifest(file)
    if is_field(manifest.scenario):
        raise DataError(f"{file} is the trace of a field; `alliance plot {file}` draws it.")
    scenario = scenario_in(manifest, Scenario, file)
    weeks, events, memberships = (
        read_rows(_beside(file, name), COLUMNS[name]) for name in ("weeks", "events", "memberships")
    )
    return StoredRun(
        file,
        manifest,
        scenario,
        tuple(AllianceWeek(**row) for row in weeks),
        tuple(Event(**row) for row in events),
        tuple(Spell(**row) for row in memberships),
    )


def _beside(file: Path, name: str) -> Path:
    return file if name == "weeks" else file.with_suffix(f".{name}{file.suffix}")


def read_manifest(file: Path) -> RunManifest:
    """Read back which run a trace is of.

    Raises:
        DataError: where the manifest beside the file is missing or damaged.
    """
    path = file.with_suffix(_MANIFEST)
    try:
        return RunManifest.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise DataError(
            f"{file} is not the trace of a run: {path.name} is missing beside it. "
            f"`alliance run SCENARIO --trace {file}` writes one."
        ) from error
    except (ValidationError, OSError) as error:
        raise DataError(f"{path} is damaged, or not the manifest of a trace of this version.") from error


def scenario_in[S: Setting](manifest: RunManifest, kind: type[S], file: Path) -> S:
    """Return what was run.

    Raises:
        DataError: where it is not one of this version.
    """
    try:
        return kind.model_validate_json(json.dumps(manifest.scenario))
    except ValidationError as error:
        raise DataError(f"The scenario of the run in {file} is not one of this version.") from error


def read_rows(path: Path, types: Mapping[str, pa.DataType]) -> list[dict[str, Any]]:
    """Read back a table of a trace, given the types of its columns.

    Raises:
        DataError: where the file is missing or damaged.
    """
    try:
        if path.suffix == ".parquet":
            return list(pq.read_table(path, schema=pa.schema(dict(types))).to_pylist())
        options = csv.ConvertOptions(
            column_types=dict(types),
            include_columns=list(types),
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        )
        return list(csv.read_csv(path, convert_options=options).to_pylist())
    except FileNotFoundError as error:
        raise DataError(f"{path} is missing.") from error
    except (pa.ArrowInvalid, pa.ArrowKeyError, OSError) as error:
        raise DataError(f"{path} is damaged, or not that part of a trace.") from error
