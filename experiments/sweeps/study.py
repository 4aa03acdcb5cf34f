"""Studies: a sweep described in a TOML file or by options, which give the same plan."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import to_json

from experiments.design.designs import SAMPLED, Design, Kind, read_points
from experiments.design.forbidden import parse_forbidden
from experiments.design.scenario_paths import ScenarioPaths
from experiments.design.variation import (
    DesignError,
    Number,
    Numbers,
    distinct,
    parse_list,
    parse_values,
    seems_a_range,
    split,
    values_of,
)
from experiments.design.variation import Field as VariedField
from experiments.runner.plan import Plan
from experiments.runner.planning import plan_sweep
from experiments.storage import parts
from simulation import read_rules
from simulation.errors import Fault, KeyPath
from simulation.scenario.document import Document
from simulation.scenario.loading import load_with_places
from simulation.scenario.messages import FileStructure, misread, value_at
from simulation.scenario.reading import read_toml, shipped_fields, shipped_scenarios

# What is a table in a scenario and a value all the same: a trait that is drawn.
_DRAWN = frozenset({"low", "mode", "high"})

type Varied = Mapping[str, list[Any] | str]


class Combining(BaseModel):
    """How the values of the varied fields become points.

    Attributes:
        kind: one of `experiments.design.designs.KINDS`.
        points: number of points of a sample.
        file: CSV file of points, instead of fields that vary.
        forbid: combinations that are left out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind = "factorial"
    points: int | None = Field(default=None, ge=1, le=1_000_000)
    file: str | None = None
    forbid: tuple[str, ...] = ()


class Study(BaseModel):
    """What a sweep is to find out.

    Attributes:
        scenario: shipped name or path of what is run.
        runs: replicates at every point.
        seed: base seed.
        series: whether weekly series and events are kept too.
        rules: path of a Python file whose functions replace rules of the model.
        set: fields that have another value at all points.
        vary: for every varied field a list of values, or a range as text.
        design: how they are combined.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    scenario: str = Field(min_length=1)
    runs: int = Field(ge=1, le=1_000_000)
    seed: int = Field(default=1, ge=0, le=10**12)
    series: bool = False
    rules: str | None = None
    set: Mapping[str, Any] = {}
    vary: Varied = {}
    design: Combining = Combining()

    def plan(self) -> Plan:
        """Plan the sweep.

        Raises:
            AllianceError: where the scenario, the design or one of its points is not valid.
        """
        scenario, fixed = load_with_places(self.scenario, self.set)
        paths = ScenarioPaths(scenario)
        design = self._design(paths.number)
        paths.refuse_overlaps(fixed, varied=design.fields)
        return plan_sweep(
            self.scenario,
            scenario,
            design,
            runs=self.runs,
            seed=self.seed,
            has_series=self.series,
            rules=None if self.rules is None else read_rules(Path(self.rules)),
        )

    def save(self, path: Path) -> None:
        """Write the study as a new TOML file, from which it can be read again.

        Raises:
            DataError: where the file is there already, or cannot be written.
            DesignError: where the scenario came from standard input, to which a file cannot refer.
        """
        if self.scenario == "-":
            raise DesignError("A scenario from standard input cannot be saved in a study; write it to a file first.")
        scenario = _seen_from(path.parent, self.scenario) if _is_path(self.scenario) else self.scenario
        file = self.design.file and _seen_from(path.parent, self.design.file)
        rules = self.rules and _seen_from(path.parent, self.rules)
        parts.write_new(path, tomlkit.dumps(self.with_paths(scenario, file, rules).model_dump(exclude_defaults=True)))

    def with_paths(self, scenario: str, file: str | None, rules: str | None) -> "Study":
        """Return the study with other paths to its scenario, to its points and to its rules."""
        design = self.design.model_copy(update={"file": file})
        return self.model_copy(update={"scenario": scenario, "design": design, "rules": rules})

    def _design(self, numbers: Numbers) -> Design:
        kind, size, forbid = self.design.kind, self.design.points, self.design.forbid
        if size is not None and kind not in SAMPLED:
            raise DesignError(f"A number of points is for samples; the {kind} design has as many as its fields give.")
        fields = self._fields(numbers)
        forbidden = tuple(parse_forbidden(text, fields) for text in forbid)
        return Design(fields, "listed" if self.design.file else kind, size, self.seed, forbidden)

    def _fields(self, numbers: Numbers) -> dict[str, VariedField]:
        if self.design.file is None:
            return {path: _field(path, values, numbers(path)) for path, values in self.vary.items()}
        if self.vary or self.design.kind != "factorial":
            raise DesignError("Points come from a file, or from fields that vary; choose one of the two.")
        return read_points(Path(self.design.file), numbers)


def is_study(source: str) -> bool:
    """Tell whether a source is a study rather than a scenario: a study names the scenario that it is about."""
    return source != "-" and source not in shipped_scenarios() and "scenario" in read_toml(source).data


def read_study(path: Path) -> Study:
    """Read a study; paths in it start from its folder.

    Raises:
        ScenarioError: with all problems of the file.
    """
    written = Document(*read_toml(path))
    written.refuse_what_no_model_reads()
    data = _spelt_out(written)
    document = replace(written, data=data)
    try:
        study = Study.model_validate_json(to_json(data), strict=True)
    except ValidationError as error:
        raise document.error(misread(error, data, FileStructure(Study))) from None
    scenario = str(path.parent / study.scenario) if _is_path(study.scenario) else study.scenario
    file = study.design.file and str(path.parent / study.design.file)
    rules = study.rules and str(path.parent / study.rules)
    return study.with_paths(scenario, file, rules)


def typed_fields(specifications: Sequence[str]) -> Varied:
    """Return varied fields as they were typed, each `FIELD=VALUES`, in the way in which a study has them."""
    typed: dict[str, list[Any] | str] = {}
    for path, text in map(split, specifications):
        if path in typed:
            raise DesignError(f"{path} is varied twice; put all its values into one list.")
        typed[path] = text if seems_a_range(text) else list(values_of(parse_list(path, text), None))
    return typed


def _field(path: str, values: list[Any] | str, number: Number | None) -> VariedField:
    if isinstance(values, str) and not seems_a_range(values):
        raise DesignError(f'vary: {path} = "{values}" is no range; write a list in [ ], or a range such as "2:30:4".')
    field = parse_values(path, values, number) if isinstance(values, str) else values_of(values, number)
    return distinct(path, field)


def _spelt_out(document: Document) -> dict[str, Any]:
    """Return a study's tables, in which nested ones are dotted paths: with quotes and without, these mean the same.

    Raises:
        ScenarioError: where a field stands there in both ways.
    """
    tables = dict(document.data)
    for part in ("set", "vary"):
        if not isinstance(table := tables.get(part), Mapping):
            continue
        places: dict[str, KeyPath] = {}
        for path in _leaves((part,), table):
            dotted = ".".join(map(str, path[1:]))
            if dotted in places:
                told = f"stands there twice, as {_as_toml(places[dotted])} and as {_as_toml(path)}; keep one of the two"
                raise document.error([Fault(path, "", told)])
            places[dotted] = path
        tables[part] = {dotted: value_at(tables, path) for dotted, path in places.items()}
    return tables


def _leaves(path: KeyPath, value: Any) -> Iterator[KeyPath]:
    """Yield where the values of nested tables stand."""
    if isinstance(value, Mapping) and (len(path) == 1 or not value.keys() <= _DRAWN):
        for key, inner in value.items():
            yield from _leaves((*path, key), inner)
    else:
        yield path


def _as_toml(path: KeyPath) -> str:
    return ".".join(f'"{key}"' if "." in str(key) else str(key) for key in path)


def _seen_from(folder: Path, file: str) -> str:
    """Return the path of a file as it is written in a study in that folder, the same on every system."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on another drive, to which no relative path leads
        return Path(file).resolve().as_posix()


def _is_path(scenario: str) -> bool:
    return scenario not in (*shipped_scenarios(), *shipped_fields(), "-")
