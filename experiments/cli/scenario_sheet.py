"""The sheet of a scenario: who, what for, when, by which agreements, and what of it is known."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from shlex import quote
from typing import Any, NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from experiments.cli import sheet_words as words
from experiments.cli.scenario_catalogue import goal_in_words, last_day
from experiments.design.designs import typed_change
from simulation import Dossier, Scenario
from simulation.errors import shown
from simulation.language.sentences import MEMBERS, WEEKS
from simulation.language.translation import Language, Phrase
from simulation.scenario.definition import Goal, Group, Organisation, OtherAlliance
from simulation.scenario.dossier import Observation, ObservedMembers
from simulation.scenario.fields import Part, When, facts
from simulation.scenario.foundations import basis
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


def show(name: str, scenario: Scenario, dossier: Dossier, spoken: Language, console: Console) -> None:
    """Print the sheet of a scenario.

    Args:
        name: under which it was asked for.
        scenario: what the model reads.
        dossier: what is known, assumed and observed; it is told as it stands in the file.
        spoken: language of the sheet.
        console: where to print.
    """
    _Sheet(scenario, dossier, spoken, console).show(name)


def calendar(scenario: Scenario) -> list[Dated]:
    """Return the entries of the arena's lists that have a day, in order of time."""
    return sorted(_dated(scenario), key=lambda entry: entry.week)


def _dated(scenario: Scenario) -> Iterator[Dated]:
    for part in Arena.model_fields:
        entries = getattr(scenario.arena, part)
        for entry in entries if isinstance(entries, tuple) else ():
            when: When = entry.start if isinstance(entry, Window) else entry.when
            week = scenario.week_of(when)
            day = when if isinstance(when, date) else scenario.start + timedelta(weeks=week)
            yield Dated(day, week, part.removesuffix("s"), entry)


class _Sheet:
    """Prints the parts of one sheet in one language."""

    def __init__(self, scenario: Scenario, dossier: Dossier, spoken: Language, console: Console) -> None:
        self._scenario, self._dossier = scenario, dossier
        self._spoken, self._console = spoken, console

    def show(self, name: str) -> None:
        scenario = self._scenario
        self._head(name)
        self._lesson(name)
        self._goal(scenario.goal, "")
        self._who()
        self._settled(words.AGREEMENTS, "agreements", scenario.agreements)
        for other in scenario.others:
            self._other(other)
        self._settled(words.ARENA, "arena", scenario.arena)
        self._calendar()
        self._known()
        self._observed()

    def _head(self, name: str) -> None:
        scenario, code, say = self._scenario, self._spoken.code, self._spoken.say
        self._console.print(getattr(scenario.title, code), style="bold")
        first, last = self._spoken.day(scenario.start), self._spoken.day(last_day(scenario))
        time = say(words.TIME, first=first, last=last, weeks=self._spoken.counted(WEEKS, scenario.weeks))
        self._console.print(f"{name} · {say(Phrase(scenario.form))} · {goal_in_words(scenario, self._spoken)} · {time}")
        self._console.print()
        self._console.print(getattr(scenario.summary, code).strip())

    def _lesson(self, name: str) -> None:
        lesson = self._dossier.lesson
        if lesson is None:
            return
        changes = " ".join(quote(typed_change(path, value)) for path, value in lesson.compare.items())
        seeds = self._spoken.listed(list(map(str, lesson.seeds)))
        self._section(words.LESSON)
        self._console.print(Padding(getattr(lesson.point, self._spoken.code).strip(), (0, 0, 0, len(_INDENT))))
        self._console.print(f"{_INDENT}alliance compare {name} --with {changes}", soft_wrap=True)
        self._console.print(_INDENT + self._spoken.say(words.SEEDS, len(lesson.seeds), seeds=seeds))

    def _goal(self, goal: Goal, path: str) -> None:
        self._settled(words.GOAL, f"{path}goal", goal)
        rows = [(self._called(d.name), f"{d.weight:g}", f"{d.majority:g}") for d in goal.demands]
        self._table(words.DEMAND_HEADS, rows)

    def _who(self) -> None:
        scenario, spoken = self._scenario, self._spoken
        self._section(words.WHO)
        drawn = sum(group.count for group in scenario.groups)
        number = len(scenario.organisations)
        named = spoken.say(words.NAMED_AND_DRAWN, number, number=f"{number}", drawn=f"{drawn}")
        invitation = scenario.invitation
        begun = spoken.say(
            words.BEGUN,
            len(invitation.initiators),
            initiators=spoken.listed([self._called(name) for name in invitation.initiators]),
            size=f"{invitation.size}",
            order=invitation.order,
        )
        self._console.print(f"{_INDENT}{named} {begun}")
        if scenario.ties:
            trust = sorted(tie.trust for tie in scenario.ties)
            ends = {"low": f"{trust[0]:g}", "high": f"{trust[-1]:g}"}
            self._console.print(_INDENT + spoken.say(words.TIES, len(trust), number=f"{len(trust)}", **ends))
        self._table(words.ORGANISATION_HEADS, self._organisations())

    def _organisations(self) -> Iterator[tuple[str, ...]]:
        for one in self._scenario.organisations:
            called = self._called(one.name)
            yield one.title if one.title and called == one.name else called, self._word(one.sector), self._traits(one)
        for group in self._scenario.groups:
            sectors = ", ".join(map(self._word, group.sectors))
            yield f"{group.count} × {self._called(group.name)}", sectors, self._traits(group)

    def _other(self, other: OtherAlliance) -> None:
        """Show another alliance among the same organisations: when it begins, who asks how many, goal, agreements."""
        title = self._spoken.say(words.ANOTHER, form=self._word(other.form), name=self._called(other.name))
        self._settled(title, "others", other)
        self._settled(words.INVITATION, "others.invitation", other.invitation)
        self._goal(other.goal, "others.")
        self._settled(words.AGREEMENTS, "others.agreements", other.agreements)

    def _traits(self, organisation: Organisation | Group) -> str:
        return self._named_amounts(organisation, TRAITS)

    def _named_amounts(self, part: Part, names: Iterable[str]) -> str:
        given = [name for name in names if name in part.model_fields_set]
        return ", ".join(f"{self._word(name.replace('_', ' '))} {self._amount(part, name)}" for name in given)

    def _settled(self, title: Phrase | str, path: str, part: Part) -> None:
        """Show the fields of a part that the scenario sets, and name those that it leaves to their defaults."""
        fields = {
            name: field
            for name, field in type(part).model_fields.items()
            if facts(field) or (name in part.model_fields_set and not _holds_parts(getattr(part, name)))
        }
        rows = [
            (name, self._amount(part, name), self._basis(f"{path}.{name}"), self._word(field.description or ""))
            for name, field in fields.items()
            if name in part.model_fields_set
        ]
        self._section(title)
        self._table(words.FIELD_HEADS, rows)
        left = ", ".join(name for name in fields if name not in part.model_fields_set)
        if left:
            told = self._spoken.say(words.LEFT, fields=left)
            self._console.print(Padding(told, (0, 0, 0, len(_INDENT))), style="dim")

    def _basis(self, field: str) -> str:
        return self._word(basis(field, self._dossier)) or "–"

    def _calendar(self) -> None:
        entries = calendar(self._scenario)
        self._section(words.CALENDAR, len(entries))
        rows = [
            (
                self._spoken.day(e.day),
                f"{e.week}",
                self._word(e.kind),
                self._called(getattr(e.entry, "name", "")),
                self._effect(e.entry),
            )
            for e in entries
        ]
        self._table(words.CALENDAR_HEADS, rows)

    def _effect(self, entry: Part) -> str:
        declared = [name for name, field in type(entry).model_fields.items() if facts(field)]
        return self._named_amounts(entry, declared)

    def _known(self) -> None:
        self._section(words.FACTS, len(self._dossier.facts))
        for fact in self._dossier.facts:
            self._entry(fact.about, fact.statement, f"{fact.source} ({self._word(fact.certainty)})")
        self._section(words.ASSUMPTIONS, len(self._dossier.assumptions))
        for assumption in self._dossier.assumptions:
            self._entry(assumption.about, assumption.statement)

    def _observed(self) -> None:
        seen = self._dossier.observed
        observations: list[Observation] = [*seen.members, *seen.outcomes]
        self._section(words.OBSERVED, len(observations))
        for observation in observations:
            certainty = self._word(observation.certainty)
            held = f", {self._spoken.say(words.HELD_BACK)}" if observation.held_back else ""
            self._entry("", self._seen(observation), f"{observation.source} ({certainty}{held})")

    def _seen(self, observation: Any) -> str:
        when = "" if observation.when is None else f"{observation.when}: "
        if isinstance(observation, ObservedMembers):
            return when + self._spoken.counted(MEMBERS, observation.members)
        of = "" if observation.demand is None else f" ({self._called(observation.demand)})"
        value = "" if observation.value is True else f" = {shown(observation.value)} {observation.unit or ''}".rstrip()
        return f"{when}{observation.what}{of}{value}"

    def _amount(self, part: Part, name: str) -> str:
        """Write a value as the file does, with its unit; a logarithm of persons as persons."""
        value, unit = getattr(part, name), self._unit(part, name)
        if isinstance(value, Distribution):
            return self._range(value, unit)
        if isinstance(value, bool):
            return self._spoken.say(words.YES if value else words.NO)
        if isinstance(value, int | float):
            return f"{value:g} {unit}".rstrip()
        return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)

    def _range(self, value: Distribution, unit: str) -> str:
        ends = (value.low,) if value.low == value.high else (value.low, value.high)
        persons = unit == words.LOG_PERSONS
        written = [self._persons(end) if persons else f"{end:g}" for end in ends]
        told = written[0] if len(written) == 1 else self._spoken.say(words.RANGE, low=written[0], high=written[1])
        return f"{told} {'' if persons else unit}".rstrip()

    def _persons(self, logarithm: float) -> str:
        return self._spoken.number(float(f"{10**logarithm:.2g}"), "#,##0")

    def _unit(self, part: Part, name: str) -> str:
        """Return the unit of a field as it is read behind a number; empty where the name says it already."""
        unit = str(facts(type(part).model_fields[name]).get("unit", "none"))
        return "" if unit in (*_BARE, name) else unit if unit == words.LOG_PERSONS else self._word(unit)

    def _word(self, word: str) -> str:
        """Return what the project's own tables call something; the catalogue takes it from there."""
        return self._spoken.say(Phrase(word)) if word else ""

    def _called(self, name: str) -> str:
        return self._scenario.called(name, self._spoken.code)

    def _section(self, title: Phrase | str, count: int | None = None) -> None:
        told = self._spoken.say(title) if isinstance(title, Phrase) else title
        none = self._spoken.say(words.NONE)
        self._console.print()
        self._console.print(told if count is None else f"{told}: {count or none}", style="bold")

    def _entry(self, about: str, statement: str, source: str = "") -> None:
        told = f"{about}: {statement}" if about else statement
        self._console.print(Padding(told, (0, 0, 0, len(_INDENT))))
        if source:
            self._console.print(Padding(source, (0, 0, 0, 2 * len(_INDENT))), style="dim")

    def _table(self, heads: Sequence[Phrase], rows: Iterable[Sequence[str]]) -> None:
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for head in ("", *map(self._spoken.say, heads)):
            table.add_column(head)
        for row in rows:
            table.add_row("", *row)
        if table.row_count:
            self._console.print(table)


def _holds_parts(value: Any) -> bool:
    return isinstance(value, Part) or (isinstance(value, tuple) and any(isinstance(inner, Part) for inner in value))
