"""The reference of all fields, from their declarations: `python -m simulation.scenario.field_reference` writes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from simulation.errors import KeyPath
from simulation.scenario.agreements import Agreements
from simulation.scenario.definition import Scenario, Setting, Text
from simulation.scenario.fields import Part, facts
from simulation.scenario.messages import FileStructure
from simulation.scenario.naming import Wording
from simulation.scenario.organisational_field import OrganisationalField
from simulation.scenario.participants import LEVELS, SECTORS, Level, Sector
from simulation.scenario.traits import Distribution, Traits
from simulation.scenario.ventures import Demand, Goal, OtherAlliance, Venture

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "fields.md"

_INTRODUCTION = f"""\
# Fields of a scenario

Written by `python -m simulation.scenario.field_reference` from the declarations in the code; a test keeps it current.
What the fields do is said in [the model's description](../../simulation/ODD.md), how to write them in
[scenarios/README.md](../../scenarios/README.md).

A field is named by its dotted path, as in `--set agreements.core_size=8`. Inside a list the path takes the entry's
number, from 0, or its name: `goal.demands.0.weight`, `organisations.DGB.hours`; in `groups.*.hours` it is all
entries, which then have the same value. *Default* is what holds where a
scenario says nothing; *required* means that it must say something. *Allowed* is what a scenario may say, *plausible*
the range in which experiments vary a number. *Basis* is where default and range come from: claims (C15) of the study,
a dossier, a paper, or assumption.

Sectors are {", ".join(f"`{sector}`" for sector in SECTORS)}.
"""
# Parts that are one value of a field, and no fields of their own.
_VALUES = (Distribution, Wording)
_OF_TRAITS = """\
A trait belongs to a named organisation or to each member of a group: `organisations.members`, `groups.members`. It is
a number, or a distribution from which every run draws: `{ low = 2, high = 6 }` evenly, with a `mode`
between them from a triangle. Its plausible range is that of its default."""
_HEAD = """\
| Field | Meaning | Default | Unit | Allowed | Plausible | Basis |
|---|---|---|---|---|---|---|"""


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """One field.

    Attributes:
        path: its dotted path, in which entries of lists are passed through.
        field: its declaration.
        part: the part that declares it.
        place: where a value of it would stand in a file.
    """

    path: str
    field: FieldInfo
    part: type[Part]
    place: KeyPath

    @property
    def is_trait(self) -> bool:
        """Tell whether the field is a trait, which organisations and groups have alike."""
        return issubclass(self.part, Traits) and self.place[-1] in Traits.model_fields

    @property
    def home(self) -> type[Part]:
        """The part in whose section the field stands."""
        return Traits if self.is_trait else Scenario if self.part is Text else self.part


def entries(part: type[Part] = Scenario, path: str = "", place: KeyPath = ()) -> Iterator[FieldEntry]:
    """Yield all fields of a part and of the parts in it, in the order in which they are declared.

    >>> [entry.path for entry in entries()][:4]
    ['form', 'goal.change_share', 'goal.demands.name', 'goal.demands.weight']
    """
    for name, field in part.model_fields.items():
        if issubclass(part, OtherAlliance) and name in Venture.model_fields:
            continue  # stands with the scenario's own alliance
        inner, steps = _part_in(field.annotation)
        if inner is None:
            yield FieldEntry(f"{path}{name}", field, part, (*place, name))
        else:
            yield from entries(inner, f"{path}{name}.", (*place, name, *steps))


def entries_of_a_field() -> Iterator[FieldEntry]:
    """Yield the fields that only a field of organisations has: goals and agreements are those of any alliance."""
    for entry in entries(OrganisationalField):
        if entry.path.partition(".")[0] not in Setting.model_fields and entry.part not in (Goal, Demand, Agreements):
            yield entry


def page() -> str:
    """Return the reference page."""
    sections: dict[type[Part], dict[str, FieldEntry]] = {}
    for entry in (*entries(), *entries_of_a_field()):
        name = str(entry.place[-1]) if entry.is_trait else entry.path
        sections.setdefault(entry.home, {}).setdefault(name, entry)
    traits = sections.pop(Traits)
    parts = [_section(_title(part, rows), part.__doc__ or "", rows) for part, rows in sections.items()]
    return "\n".join([_INTRODUCTION, *parts, _section("Traits", _OF_TRAITS, traits)])


def _part_in(annotation: Any) -> tuple[type[Part] | None, KeyPath]:
    """Return the part that a field holds, once or many times, and the steps of the way into the first one."""
    if isinstance(annotation, type) and issubclass(annotation, Part) and annotation not in _VALUES:
        return annotation, ()
    within = [inner for inner in get_args(annotation) if inner is not Ellipsis]
    inner, steps = _part_in(within[-1]) if within else (None, ())
    return inner, (0 if get_origin(annotation) is tuple else "any", *steps)


def _title(part: type[Part], rows: dict[str, FieldEntry]) -> str:
    return "The scenario as a whole" if part is Scenario else f"`{next(iter(rows)).rpartition('.')[0]}`"


def _section(title: str, text: str, rows: dict[str, FieldEntry]) -> str:
    lines = "\n".join(_row(name, entry) for name, entry in rows.items())
    return f"## {title}\n\n{text.partition('\n\n')[0]}\n\n{_HEAD}\n{lines}\n"


def _row(name: str, entry: FieldEntry) -> str:
    declared = facts(entry.field)
    plausible = declared.get("plausible")
    cells = (
        f"`{name}`",
        entry.field.description or "",
        default_of(entry.field),
        declared.get("unit", "none"),
        _allowed(entry),
        _span(*plausible) if plausible else "all" if declared else "none",
        declared.get("basis", "none"),
    )
    return f"| {' | '.join('–' if cell == 'none' else cell for cell in cells)} |"


def default_of(field: FieldInfo) -> str:
    """Return what holds where a scenario does not set a field."""
    value = field.default
    if field.is_required():
        return "required"
    if isinstance(value, Distribution):
        mode = "" if value.mode is None else f", mode {_number(value.mode)}"
        return f"{_span(value.low, value.high)}{mode}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return _number(value)
    items = value if isinstance(value, tuple) else [value] if value else []
    return ", ".join(f"`{item}`" for item in items) or "none"


def _allowed(entry: FieldEntry) -> str:
    kind = entry.field.annotation
    limits = facts(entry.field).get("allowed") or _limits(entry.field)
    if limits:
        return _span(*limits)
    if get_origin(kind) is Literal:
        return ", ".join(f"`{word}`" for word in get_args(kind))
    if kind is Sector or (Sector in get_args(kind) and get_origin(kind) is tuple):
        return "a sector" if kind is Sector else "sectors, at least 1"
    if kind is Level or Level in get_args(kind):
        return f"{'a level' if kind is Level else 'levels, at least 1'}: {', '.join(f'`{level}`' for level in LEVELS)}"
    in_a_field = entry.place[0] in OrganisationalField.model_fields and entry.place[0] not in Setting.model_fields
    return _shape(OrganisationalField if in_a_field else Scenario).allowed(entry.place)


@cache
def _shape(model: type[Setting]) -> FileStructure:
    return FileStructure(model)


def _limits(field: FieldInfo) -> list[float]:
    """Return the smallest and the largest number allowed; nothing if the field holds no number."""
    return [getattr(limit, end) for end in ("ge", "le") for limit in field.metadata if hasattr(limit, end)]


def _span(low: float, high: float) -> str:
    return f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    return f"{value:,.10g}".replace("-", "−")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
