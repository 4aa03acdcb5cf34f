"""The manifest: which sweep a folder holds, and how it was made."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from experiments.design.designs import Kind
from experiments.design.points import kind_of
from experiments.runner.identity import deciding
from experiments.runner.plan import Question
from experiments.runner.returns import Returns, returns_of
from simulation import DataError, RulesFile

MANIFEST = "manifest.json"
SHOWN_DIFFERENCES = 6


class FileNote(BaseModel):
    """What a finished file holds: its rows, its size in bytes, and the hash of its content."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    bytes: int
    digest: str


class RulesNote(BaseModel):
    """Which rules of the model were replaced: the file, the names of the rules, and the hash of what replaces them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    replaced: list[str]
    fingerprint: str

    @classmethod
    def of(cls, file: RulesFile | None) -> "RulesNote | None":
        """Return the note on a file of rules; None where there is none."""
        return file and cls(file=file.name, replaced=list(file.rules), fingerprint=file.rules.fingerprint)


class Manifest(BaseModel):
    """What a folder holds, and how it was made.

    `question` says what is asked with the runs, and `asked` has what belongs to that beside the points.
    `design` has the values of every varied field, or the text of the range from which they were drawn; `layout`
    says how they are combined. `model` is the fingerprint of the model's behaviour with the rules that are replaced,
    which `rules` names, `code` that of its sources, `plan` the hash of the plan's file. `files` is empty until the
    sweep is finished. `seals` has a hash of every other field, by which a later change comes to light. Since `files`
    and `plan` are among them, and hold the hashes of the rows and of the plan, these are sealed too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["alliance sweep"]
    question: Question = "sweep"
    source: str
    scenario: dict[str, Any]
    design: dict[str, list[Any] | str]
    layout: Kind
    size: int | None
    forbidden: list[str]
    points: int = Field(ge=1, le=1_000_000)
    runs: int = Field(ge=1, le=10_000_000)
    seed: int = Field(ge=0, le=10**12)
    seeds: dict[str, int | str]
    series: bool
    asked: dict[str, Any] = {}
    model: str
    rules: RulesNote | None = None
    code: str
    versions: dict[str, str]
    commit: str | None
    command: str
    started: str
    duration_seconds: float | None = None
    plan: str = ""
    files: dict[str, FileNote] = {}
    seals: dict[str, str] = {}

    @property
    def returns(self) -> Returns:
        """What its runs return."""
        return returns_of(self.scenario)

    @property
    def title(self) -> str:
        """The scenario's English title, or where it came from if what is there is no scenario."""
        title = self.scenario.get("title")
        return str(title.get("en", self.source)) if isinstance(title, Mapping) else self.source

    @property
    def total(self) -> int:
        """Number of all runs."""
        return self.points * self.runs

    @property
    def is_finished(self) -> bool:
        """Whether all rows lie in the files that are noted."""
        return bool(self.files)

    @property
    def has_all_combinations(self) -> bool:
        """Whether every combination of the values is a point."""
        return self.layout == "factorial" and not self.forbidden

    def levels(self) -> dict[str, list[Any]]:
        """Return the values of every varied field, of which all combinations are points.

        Raises:
            DataError: where some combinations are not.
        """
        if not self.has_all_combinations:
            what = "forbidden combinations" if self.forbidden else f"a design of the kind {self.layout}"
            raise DataError(f"Figures compare all combinations of values, and this sweep has {what}; read its rows.")
        return {path: values for path, values in self.design.items() if isinstance(values, list)}

    def column_kind(self, path: str) -> type:
        """Return the kind of column that holds a varied field."""
        values = self.design[path]
        return float if isinstance(values, str) else kind_of(values)

    def fixed(self) -> dict[str, Any]:
        """Return what all runs of a sweep share, by name; a sweep in which any of it differs is another one."""
        return {
            "question": self.question,
            **deciding(self.scenario),
            "varied fields": sorted(self.design),
            "seed": self.seed,
            "series": self.series,
            "replaced rules": self.rules.replaced if self.rules else [],
            "the model's behaviour": self.model,
        }

    def extent(self) -> dict[str, Any]:
        """Return what says how far the sweep goes, by name; a sweep can grow in it."""
        design = {f"design.{path}": values for path, values in self.design.items()}
        layout = {"design": self.layout, "order of the varied fields": list(self.design), "forbidden": self.forbidden}
        return {**design, **layout, "points": self.points, "runs": self.runs}

    def sealed(self) -> "Manifest":
        """Return the manifest with a seal for every field."""
        return self.model_copy(update={"seals": self._seals()})

    def changed_fields(self) -> list[str]:
        """Return the fields that are not as they were sealed."""
        seals = self._seals()
        return [name for name in dict.fromkeys([*seals, *self.seals]) if self.seals.get(name) != seals.get(name)]

    def _seals(self) -> dict[str, str]:
        fields = self.model_dump(mode="json", exclude={"seals"})
        return {
            name: hashlib.blake2b(json.dumps([name, value]).encode(), digest_size=8).hexdigest()
            for name, value in fields.items()
        }

    def going_on_from(self, there: "Manifest") -> "Manifest":
        """Return this manifest for a folder in which part of the work is done already."""
        return self.model_copy(update={"started": there.started, "duration_seconds": there.duration_seconds})

    def after(self, seconds: float) -> "Manifest":
        """Return the manifest after so many more seconds of work."""
        return self.model_copy(update={"duration_seconds": round((self.duration_seconds or 0.0) + seconds, 3)})


def differences(there: Mapping[str, Any], asked: Mapping[str, Any]) -> list[str]:
    """Return a line for everything in which a sweep asked for differs from the one that is there."""
    absent = object()
    return [
        f"  {key}: {_shown(there.get(key))} there, {_shown(asked.get(key))} asked for"
        for key in dict.fromkeys([*there, *asked])
        if there.get(key, absent) != asked.get(key, absent)
    ]


def listed(lines: Sequence[str]) -> str:
    """Return the first lines one under the other, and how many more there are."""
    more = len(lines) - SHOWN_DIFFERENCES
    return "\n".join([*lines[:SHOWN_DIFFERENCES], *([f"  and {more} more"] if more > 0 else [])])


def _shown(value: object) -> str:
    if value is None or value == []:
        return "nothing"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
