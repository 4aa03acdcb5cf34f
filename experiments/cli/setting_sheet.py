"""What the sheets of scenarios and of fields have in common: sections and tables of what stands in the file."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from experiments.cli import sheet_words as words
from simulation import Dossier
from simulation.language.translation import Language, Phrase
from simulation.scenario.definition import Setting
from simulation.scenario.fields import Part, When, facts
from simulation.scenario.foundations import basis
from simulation.scenario.participants import Group, Organisation
from simulation.scenario.surroundings import Arena, Window
from simulation.scenario.traits import TRAITS, Distribution

_INDENT = "  "
_BARE = ("1", "none", "share", "ambition", "probability", "influence")


class Dated(NamedTuple):
    """An entry of the calendar.

    Attributes:
        day: when it comes.
        week: of the run, from 0.
        kind: which list of the arena holds it, as one word.
        entry: what is said of it.
    """

    day: date
    week: int
    kind: str
    entry: Part


def calendar(scenario: Setting) -> list[Dated]:
    """Return the entries of the arena's lists that have a day, in order of time."""
    return sorted(_dated(scenario), key=lambda entry: entry.week)


def _dated(scenario: Setting) -> Iterator[Dated]:
    for part in Arena.model_fields:
        entries = getattr(scenario.arena, part)
        for entry in entries if isinstance(entries, tuple) else ():
            when: When = entry.start if isinstance(entry, Window) else entry.when
            week = scenario.week_of(when)
            day = when if isinstance(when, date) else scenario.start + timedelta(weeks=week)
            yield Dated(day, week, part.removesuffix("s"), entry)


class SettingSheet:
    """Prints the parts of one sheet in one language.

    Args:
        scenario: what the model reads.
        dossier: what is known, assumed and observed.
        spoken: language of the sheet.
        console: where to print.
    """

    def __init__(self, scenario: Setting, dossier: Dossier, spoken: Language, console: Console) -> None:
        self.scenario, self.dossier = scenario, dossier
        self.spoken, self.console = spoken, console

    def organisations(self) -> Iterator[tuple[str, ...]]:
        """Yield each named organisation and each group with its sectors and what is set of it."""
        for one in self.scenario.organisations:
            called = self.called(one.name)
            yield one.title if one.title and called == one.name else called, self.word(one.sector), self._traits(one)
        for group in self.scenario.groups:
            sectors = ", ".join(map(self.word, group.sectors))
            yield f"{group.count} × {self.called(group.name)}", sectors, self._traits(group)

    def _traits(self, organisation: Organisation | Group) -> str:
        return self._named_amounts(organisation, TRAITS)

    def _named_amounts(self, part: Part, names: Iterable[str]) -> str:
        given = [name for name in names if name in part.model_fields_set]
        return ", ".join(f"{self.word(name.replace('_', ' '))} {self._amount(part, name)}" for name in given)

    def settled(self, title: Phrase | str, path: str, part: Part) -> None:
        """Show the fields of a part that the scenario sets, and name those that it leaves to their defaults."""
        fields = {
            name: field
            for name, field in type(part).model_fields.items()
            if facts(field) or (name in part.model_fields_set and not _holds_parts(getattr(part, name)))
        }
        rows = [
            (name, self._amount(part, name), self._basis(f"{path}.{name}"), self.word(field.description or ""))
            for name, field in fields.items()
            if name in part.model_fields_set
        ]
        self.section(title)
        self.table(words.FIELD_HEADS, rows)
        left = ", ".join(name for name in fields if name not in part.model_fields_set)
        if left:
            self.indented(self.spoken.say(words.LEFT, fields=left), style="dim")

    def _basis(self, field: str) -> str:
        return self.word(basis(field, self.dossier)) or "–"

    def calendar(self) -> None:
        """Show the entries of the calendar, in order of time."""
        entries = calendar(self.scenario)
        self.section(words.CALENDAR, len(entries))
        rows = [
            (
                self.spoken.day(e.day),
                f"{e.week}",
                self.word(e.kind),
                self.called(getattr(e.entry, "name", "")),
                self._effect(e.entry),
            )
            for e in entries
        ]
        self.table(words.CALENDAR_HEADS, rows)

    def _effect(self, entry: Part) -> str:
        declared = [name for name, field in type(entry).model_fields.items() if facts(field)]
        return self._named_amounts(entry, declared)

    def known(self) -> None:
        """Show facts and assumptions."""
        self.section(words.FACTS, len(self.dossier.facts))
        for fact in self.dossier.facts:
            self._entry(fact.about, fact.statement, f"{fact.source} ({self.word(fact.certainty)})")
        self.section(words.ASSUMPTIONS, len(self.dossier.assumptions))
        for assumption in self.dossier.assumptions:
            self._entry(assumption.about, assumption.statement)

    def _amount(self, part: Part, name: str) -> str:
        """Write a value as the file does, with its unit; a logarithm of persons as persons."""
        value, unit = getattr(part, name), self._unit(part, name)
        if isinstance(value, Distribution):
            return self._range(value, unit)
        if isinstance(value, bool):
            return self.spoken.say(words.YES if value else words.NO)
        if isinstance(value, int | float):
            return f"{value:g} {unit}".rstrip()
        return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)

    def _range(self, value: Distribution, unit: str) -> str:
        ends = (value.low,) if value.low == value.high else (value.low, value.high)
        persons = unit == words.LOG_PERSONS
        written = [self._persons(end) if persons else f"{end:g}" for end in ends]
        told = written[0] if len(written) == 1 else self.spoken.say(words.RANGE, low=written[0], high=written[1])
        return f"{told} {'' if persons else unit}".rstrip()

    def _persons(self, logarithm: float) -> str:
        return self.spoken.number(float(f"{10**logarithm:.2g}"), "#,##0")

    def _unit(self, part: Part, name: str) -> str:
        """Return the unit of a field as it is read behind a number; empty where the name says it already."""
        unit = str(facts(type(part).model_fields[name]).get("unit", "none"))
        return "" if unit in (*_BARE, name) else unit if unit == words.LOG_PERSONS else self.word(unit)

    def word(self, word: str) -> str:
        """Return what the project's own tables call something; the catalogue takes it from there."""
        return self.spoken.say(Phrase(word)) if word else ""

    def called(self, name: str) -> str:
        """Return what a table in the language calls something of the scenario."""
        return self.scenario.called(name, self.spoken.code)

    def section(self, title: Phrase | str, count: int | None = None) -> None:
        """Head a section."""
        told = self.spoken.say(title) if isinstance(title, Phrase) else title
        none = self.spoken.say(words.NONE)
        self.console.print()
        self.console.print(told if count is None else f"{told}: {count or none}", style="bold")

    def indented(self, told: str, style: str = "") -> None:
        """Show a paragraph below a heading, all its lines set in."""
        self.console.print(Padding(told, (0, 0, 0, len(_INDENT))), style=style or None)

    def _entry(self, about: str, statement: str, source: str = "") -> None:
        told = f"{about}: {statement}" if about else statement
        self.indented(told)
        if source:
            self.console.print(Padding(source, (0, 0, 0, 2 * len(_INDENT))), style="dim")

    def table(self, heads: Sequence[Phrase], rows: Iterable[Sequence[str]]) -> None:
        """Show rows under heads, if there are any."""
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for head in ("", *map(self.spoken.say, heads)):
            table.add_column(head)
        for row in rows:
            table.add_row("", *row)
        if table.row_count:
            self.console.print(table)


def _holds_parts(value: Any) -> bool:
    return isinstance(value, Part) or (isinstance(value, tuple) and any(isinstance(inner, Part) for inner in value))
