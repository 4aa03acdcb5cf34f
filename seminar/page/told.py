"""A run as it is told: its trace, its story line by line, and what a visitor takes home of it. Workers do this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import tomlkit

from seminar.page.changes import given_in, in_the_model
from simulation import (
    OrganisationalField,
    Scenario,
    Trace,
    load_field,
    load_scenario,
    paragraphs,
    shipped_fields,
    trace,
)
from simulation.errors import KeyPath
from simulation.language.translation import language
from simulation.observed_run import ObservedRun
from simulation.results.decisions import reasons
from simulation.scenario.overrides import resolved
from simulation.scenario.reading import read_toml


class Question(NamedTuple):
    """Which run is told.

    Attributes:
        source: name of a shipped scenario, or of a field.
        changes: what is changed of it, each `FIELD=VALUE`; a demand may be dropped.
        seed: of the run.
    """

    source: str
    changes: tuple[str, ...]
    seed: int

    @property
    def is_of_a_field(self) -> bool:
        """Whether it is a field that is told, in which alliances come about."""
        return self.source in shipped_fields()

    @property
    def scenario(self) -> Scenario:
        """The scenario with its changes.

        Raises:
            AllianceError: where there is no such scenario, or a change is none.
        """
        return load_scenario(self.source, given_in(in_the_model(self.source, self.changes)))

    @property
    def field(self) -> OrganisationalField:
        """The field with its changes.

        Raises:
            AllianceError: likewise.
        """
        return load_field(self.source, given_in(self.changes))


class Line(NamedTuple):
    """What is told of one week: its number, how the story heads it, and the sentences."""

    week: int
    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """A run as it is told.

    Attributes:
        question: which run it is.
        scenario: what was run, changes included.
        trace: all that can be known of it.
        lines: its story, in order.
    """

    question: Question
    scenario: Scenario
    trace: Trace
    lines: tuple[Line, ...]

    @property
    def last_week(self) -> int:
        """The last week of the run, from 0."""
        return self.trace.weeks[-1].week

    def why(self, name: str, lang: str) -> list[str]:
        """Return why an organisation joined, stayed or left, a paragraph for each decision or row of decisions."""
        own = [decision for decision in self.trace.decisions if decision.organisation == name]
        exits = [event for event in self.trace.events if event.kind == "left" and event.who == name]
        return list(reasons(self.scenario, name, own, exits, lang))


def tell(question: Question, lang: str) -> Told:
    """Run what is asked for once, keep everything and put it into words.

    Raises:
        AllianceError: where the question is none.
    """
    scenario = question.scenario
    story = paragraphs(ObservedRun(scenario, question.seed), lang)
    lines = tuple(Line(told.week, told.head, told.text) for told in story)
    return Told(question, scenario, trace(scenario, question.seed), lines)


def taken_home(question: Question, lang: str) -> bytes:
    """Return the figures of a run, its data and its scenario as one ZIP file."""
    from experiments.figures.runs.gallery import draw_run
    from experiments.figures.runs.picture import Picture
    from experiments.storage.trace_files import read_trace, write_trace

    with TemporaryDirectory() as folder:
        file = Path(folder) / "run.csv"
        written = write_trace(question.scenario, question.seed, file, source=question.source)
        drawn = list(draw_run(Picture(read_trace(file), language(lang))))
        files = {path.name: path.read_bytes() for path in (*written, *drawn)}
    return zipped(files | {"scenario.toml": as_toml(question.source, question.changes).encode()})


def as_toml(source: str, changes: Sequence[str]) -> str:
    """Return the file of a shipped scenario with changes made in it; its comments stay.

    Raises:
        AllianceError: where a change leads nowhere.
    """
    document = tomlkit.parse(read_toml(source).text)
    plain = document.unwrap()
    for dotted, value in given_in(in_the_model(source, tuple(changes))).items():
        for path in resolved(plain, dotted):
            _put(document, path, value)
    return tomlkit.dumps(document)


def _put(document: Any, path: KeyPath, value: object) -> None:
    """Set the value at a path of a TOML document."""
    *parts, last = path
    for key in parts:  # a table that the file leaves out has defaults only
        document = document.setdefault(key, tomlkit.table()) if isinstance(document, dict) else document[key]
    document[last] = value


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files, by name, as one ZIP file."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
