"""The sheet of a scenario: who, what for, when, by which agreements, and what of it is known."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from experiments.catalogue import goal_in_words, last_day
from simulation import Dossier, Scenario
from simulation.dossier import Observation, ObservedMembers
from simulation.errors import shown
from simulation.fields import Part, When, facts
from simulation.foundations import basis
from simulation.scenario import Goal, Group, Organisation, OtherAlliance
from simulation.surroundings import Arena, Window
from simulation.traits import TRAITS, Distribution

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


def show(name: str, scenario: Scenario, dossier: Dossier, language: str, console: Console) -> None:
    """Print the sheet of a scenario.

    Args:
        name: under which it was asked for.
        scenario: what the model reads.
        dossier: what is known, assumed and observed.
        language: of title and summary, en or de.
        console: where to print.
    """
    _head(name, scenario, language, console)
    _goal(scenario.goal, "", dossier, console)
    _who(scenario, console)
    _settled("Agreements", "agreements", scenario.agreements, dossier, console)
    for other in scenario.others:
        _other(other, dossier, console)
    _settled("Arena", "arena", scenario.arena, dossier, console)
    _calendar(scenario, console)
    _section(console, "Facts", len(dossier.facts))
    for fact in dossier.facts:
        _entry(console, fact.about, fact.statement, f"{fact.source} ({fact.certainty})")
    _section(console, "Assumptions", len(dossier.assumptions))
    for assumption in dossier.assumptions:
        _entry(console, assumption.about, assumption.statement)
    _observed(dossier, console)


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


def _head(name: str, scenario: Scenario, language: str, console: Console) -> None:
    console.print(getattr(scenario.title, language), style="bold")
    time = f"{scenario.start:%d %b %Y} to {last_day(scenario):%d %b %Y} ({scenario.weeks:,} weeks)"
    console.print(f"{name} · {scenario.form} · {goal_in_words(scenario)} · {time}")
    console.print()
    console.print(getattr(scenario.summary, language).strip())


def _goal(goal: Goal, path: str, dossier: Dossier, console: Console) -> None:
    _settled("Goal", f"{path}goal", goal, dossier, console)
    rows = [(d.name, f"{d.weight:g}", f"{d.majority:g}") for d in goal.demands]
    _table(console, ("demand", "weight", "granted unasked"), rows)


def _who(scenario: Scenario, console: Console) -> None:
    drawn = sum(group.count for group in scenario.groups)
    _section(console, "Who")
    invitation = scenario.invitation
    console.print(
        f"{_INDENT}{_several(len(scenario.organisations), 'organisation')} by name and {drawn} drawn. "
        f"Begun by {' and '.join(invitation.initiators)}; {invitation.size} are asked, by order: {invitation.order}."
    )
    if scenario.ties:
        trust = sorted(tie.trust for tie in scenario.ties)
        console.print(f"{_INDENT}{_several(len(trust), 'tie')}, of trust {trust[0]:g} to {trust[-1]:g}.")
    rows = [(o.title or o.name, o.sector.value, _traits(o)) for o in scenario.organisations]
    rows += [(f"{g.count} × {g.name}", ", ".join(g.sectors), _traits(g)) for g in scenario.groups]
    _table(console, ("organisation", "sector", "what is set of it; all else is drawn"), rows)


def _other(other: OtherAlliance, dossier: Dossier, console: Console) -> None:
    """Show another alliance among the same organisations: when it begins, who asks how many, goal and agreements."""
    _settled(f"Another {other.form}: {other.name}", "others", other, dossier, console)
    _settled("Invitation", "others.invitation", other.invitation, dossier, console)
    _goal(other.goal, "others.", dossier, console)
    _settled("Agreements", "others.agreements", other.agreements, dossier, console)


def _traits(organisation: Organisation | Group) -> str:
    return _named_amounts(organisation, TRAITS)


def _named_amounts(part: Part, names: Iterable[str]) -> str:
    given = [name for name in names if name in part.model_fields_set]
    return ", ".join(f"{name.replace('_', ' ')} {_amount(part, name)}" for name in given)


def _settled(title: str, path: str, part: Part, dossier: Dossier, console: Console) -> None:
    """Show the fields of a part that the scenario sets, and name those that it leaves to their defaults."""
    fields = {
        name: field
        for name, field in type(part).model_fields.items()
        if facts(field) or (name in part.model_fields_set and not _holds_parts(getattr(part, name)))
    }
    rows = [
        (name, _amount(part, name), basis(f"{path}.{name}", dossier) or "–", field.description or "")
        for name, field in fields.items()
        if name in part.model_fields_set
    ]
    _section(console, title)
    _table(console, ("field", "value", "rests on", "meaning"), rows)
    left = ", ".join(name for name in fields if name not in part.model_fields_set)
    if left:
        console.print(Padding(f"Left to the defaults: {left}.", (0, 0, 0, len(_INDENT))), style="dim")


def _calendar(scenario: Scenario, console: Console) -> None:
    entries = calendar(scenario)
    _section(console, "Calendar", len(entries))
    rows = [(f"{e.day:%d %b %Y}", f"{e.week}", e.kind, getattr(e.entry, "name", ""), _effect(e.entry)) for e in entries]
    _table(console, ("day", "week", "kind", "what", "effect"), rows)


def _effect(entry: Part) -> str:
    declared = [name for name, field in type(entry).model_fields.items() if facts(field)]
    return _named_amounts(entry, declared)


def _observed(dossier: Dossier, console: Console) -> None:
    observations: list[Observation] = [*dossier.observed.members, *dossier.observed.outcomes]
    _section(console, "What was observed (never an input)", len(observations))
    for observation in observations:
        held = ", held back from tuning" if observation.held_back else ""
        _entry(console, "", _seen(observation), f"{observation.source} ({observation.certainty}{held})")


def _seen(observation: Any) -> str:
    when = "" if observation.when is None else f"{observation.when}: "
    if isinstance(observation, ObservedMembers):
        return f"{when}{observation.members} members"
    of = "" if observation.demand is None else f" of “{observation.demand}”"
    value = "" if observation.value is True else f" = {shown(observation.value)} {observation.unit or ''}".rstrip()
    return f"{when}{observation.what}{of}{value}"


def _amount(part: Part, name: str) -> str:
    """Write a value with its unit; a logarithm of persons as persons."""
    value, unit = getattr(part, name), _unit(part, name)
    if isinstance(value, Distribution):
        ends = (value.low,) if value.low == value.high else (value.low, value.high)
        persons = unit == "log10 persons"
        written = " to ".join(_rounded(10**end) if persons else f"{end:g}" for end in ends)
        return f"{written} {'' if persons else unit}".rstrip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:g} {unit}".rstrip()
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _unit(part: Part, name: str) -> str:
    """Return the unit of a field as it is read behind a number; empty where the name says it already."""
    unit = str(facts(type(part).model_fields[name]).get("unit", "none"))
    return "" if unit in (*_BARE, name) else unit.replace("1000 euro", "thousand euro")


def _rounded(number: float) -> str:
    return f"{float(f'{number:.2g}'):,.0f}"


def _holds_parts(value: Any) -> bool:
    return isinstance(value, Part) or (isinstance(value, tuple) and any(isinstance(inner, Part) for inner in value))


def _several(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _section(console: Console, title: str, count: int | None = None) -> None:
    console.print()
    console.print(title if count is None else f"{title}: {count or 'none'}", style="bold")


def _entry(console: Console, about: str, statement: str, source: str = "") -> None:
    console.print(Padding(f"{about}: {statement}" if about else statement, (0, 0, 0, len(_INDENT))))
    if source:
        console.print(Padding(source, (0, 0, 0, 2 * len(_INDENT))), style="dim")


def _table(console: Console, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    for head in heads:
        table.add_column(head)
    for row in rows:
        table.add_row("", *row)
    if table.row_count:
        console.print(table)
