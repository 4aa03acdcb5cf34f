"""Studies: a sweep described in a TOML file or by options, which give the same plan."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import to_json

from experiments.design.designs import SAMPLED, Design, Kind, parse_fields, read_points
from experiments.design.forbidden import parse_forbidden
from experiments.design.variation import DesignError, Range, distinct, parse_range, seems_a_range, split, values_of
from experiments.design.variation import Field as VariedField
from experiments.runner.plan import Plan, plan_sweep
from experiments.storage import parts
from simulation.scenario.document import Document
from simulation.scenario.messages import Shape, misread
from simulation.scenario.reading import read_toml, shipped_scenarios

# What is a table in a scenario and a value all the same: a trait that is drawn.
_DRAWN = frozenset({"low", "mode", "high"})

type Varied = dict[str, list[Any] | str]


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
        set: fields that have another value at all points.
        vary: for every varied field a list of values, or a range as text.
        design: how they are combined.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    scenario: str = Field(min_length=1)
    runs: int = Field(ge=1, le=1_000_000)
    seed: int = Field(default=1, ge=0, le=10**12)
    series: bool = False
    set: dict[str, Any] = {}
    vary: Varied = {}
    design: Combining = Combining()

    def plan(self) -> Plan:
        """Plan the sweep.

        Raises:
            AllianceError: where the scenario, the design or one of its points is not valid.
        """
        return plan_sweep(
            self.scenario, self._design(), changes=self.set, runs=self.runs, seed=self.seed, has_series=self.series
        )

    def save(self, path: Path) -> None:
        """Write the study as a TOML file, from which it can be read again.

        Raises:
            DataError: where the file cannot be written.
            DesignError: where the scenario came from standard input, to which a file cannot refer.
        """
        if self.scenario == "-":
            raise DesignError("A scenario from standard input cannot be saved in a study; write it to a file first.")
        scenario = os.path.relpath(self.scenario, path.parent) if _is_path(self.scenario) else self.scenario
        file = self.design.file and os.path.relpath(self.design.file, path.parent)
        text = tomlkit.dumps(self.with_paths(scenario, file).model_dump(exclude_defaults=True))
        parts.write_text(path, text)

    def with_paths(self, scenario: str, file: str | None) -> "Study":
        """Return the study with other paths to its scenario and to its points."""
        design = self.design.model_copy(update={"file": file})
        return self.model_copy(update={"scenario": scenario, "design": design})

    def _design(self) -> Design:
        kind, size, file, forbid = self.design.kind, self.design.points, self.design.file, self.design.forbid
        if size is not None and kind not in SAMPLED:
            raise DesignError(f"A number of points is for samples; the {kind} design has as many as its fields give.")
        if file is not None:
            if self.vary or kind != "factorial":
                raise DesignError("Points come from a file, or from fields that vary; choose one of the two.")
            fields, kind = read_points(Path(file)), "listed"
        else:
            fields = {path: _field(path, values) for path, values in self.vary.items()}
        if not fields:
            raise DesignError("Nothing varies; name at least one field, or a file of points.")
        forbidden = tuple(parse_forbidden(text, fields) for text in forbid)
        return Design(fields, kind, size, self.seed, forbidden)


def is_study(source: str) -> bool:
    """Tell whether a source is a study rather than a scenario: a study names the scenario that it is about."""
    return source != "-" and source not in shipped_scenarios() and "scenario" in read_toml(source).data


def read_study(path: Path) -> Study:
    """Read a study; paths in it start from its folder.

    Raises:
        ScenarioError: with all problems of the file.
    """
    label, text, data = read_toml(path)
    data = {name: _spelt_out(value) if name in ("set", "vary") else value for name, value in data.items()}
    document = Document(label, text, data)
    document.refuse_what_no_model_reads()
    try:
        study = Study.model_validate_json(to_json(data), strict=True)
    except ValidationError as error:
        raise document.error(misread(error, data, Shape(Study))) from None
    scenario = str(path.parent / study.scenario) if _is_path(study.scenario) else study.scenario
    file = study.design.file and str(path.parent / study.design.file)
    return study.with_paths(scenario, file)


def typed_fields(specifications: Sequence[str]) -> Varied:
    """Return varied fields as they were typed, each `FIELD=VALUES`, in the way in which a study has them."""
    typed = dict(map(split, specifications))
    fields = parse_fields(specifications).items()
    return {
        path: typed[path] if isinstance(field, Range) or seems_a_range(typed[path]) else list(field)
        for path, field in fields
    }


def _field(path: str, values: list[Any] | str) -> VariedField:
    if isinstance(values, str) and not seems_a_range(values):
        raise DesignError(f'vary: {path} = "{values}" is no range; write a list in [ ], or a range such as "2:30:4".')
    field = parse_range(values) if isinstance(values, str) else values_of(values)
    return field if isinstance(field, Range) else distinct(path, field)


def _spelt_out(table: Any) -> Any:
    """Return nested tables as dotted paths, which is what they mean whether or not a path stands in quotes."""
    return dict(_paths("", table)) if isinstance(table, Mapping) else table


def _paths(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping) and not value.keys() <= _DRAWN:
            yield from _paths(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", value


def _is_path(scenario: str) -> bool:
    return scenario not in (*shipped_scenarios(), "-")
