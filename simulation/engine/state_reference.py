"""The reference of the state, from its declarations: `python -m simulation.engine.state_reference` writes it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from simulation.engine.codes import Code, EventKind
from simulation.engine.columns import Bound, ColumnDeclaration, columns_of, parts_of
from simulation.engine.field_state import FieldState
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.state import World
from simulation.scenario.field_reference import default_of
from simulation.scenario.participants import SECTORS
from simulation.scenario.traits import TRAITS, Traits

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "state.md"

_INTRODUCTION = """\
# State of a run

Written by `python -m simulation.engine.state_reference` from the declarations in the code; a test keeps it current.
[The model's description](../../simulation/ODD.md) says which rule reads and writes a column, and how a run begins.

*real* is a 64-bit floating-point number, *whole* a 64-bit integer, *switch* true or false; a name in code is a whole
number that stands for a [word](#words-and-numbers). −1 stands for never, nobody or none. What ODD's section 5 does not
set otherwise starts at 0 or false. Where columns are gathered under a name, as in `alliance.plan.start`, they have a
table of their own.
"""
_OF_TRAITS = """\
*Trait* numbers the columns that are drawn at the start; by this number their draws are told apart (purpose `TRAITS`).
Beside it stands the default distribution: uniform between two ends, or triangular with a mode.
"""
_WORDS = """\
## Words and numbers

Numbers count from 0 in this order; a member's name is its word, as in `Stage.DEBATING_VALUES`.

| Code | Words |
|---|---|"""
_TYPES = {float: "real", int: "whole", bool: "switch"}


def page() -> str:
    """Return the reference page."""
    sections = (section for name, row in rows() for section in _sections(name, row))
    return "\n".join([_INTRODUCTION, *sections, _words()])


def rows() -> Iterator[tuple[str, type]]:
    """Yield the name of each table or record of a run and then of a field, and what declares its columns, once."""
    named: dict[type, str] = {}
    for name, kind in (*World.__annotations__.items(), *FieldState.__annotations__.items()):
        row = (get_args(kind) or (kind,))[0]
        if isinstance(row, type) and row.__name__.endswith("Row"):
            named.setdefault(row, name)
    yield from ((name, row) for row, name in named.items())


def _sections(name: str, row: type) -> Iterator[str]:
    """Yield a section for a row, and one for each part in which it gathers columns."""
    kinds = get_type_hints(row, include_extras=True)
    traits = row is OrganisationRow
    head = "| Column | Type | Unit | Range | Meaning |" + (" Trait |" if traits else "")
    lines = [
        f"| {_cells(column, declared, kinds[column])} |{f' {_trait(column)} |' if traits else ''}"
        for column, declared in columns_of(row).items()
    ]
    text = (row.__doc__ or "").partition("\n")[0] + (f"\n\n{_OF_TRAITS.rstrip()}" if traits else "")
    rule = "|---" * (head.count("|") - 1) + "|"
    yield "\n".join([f"## `{name}`: `{row.__name__}`", "", text, "", head, rule, *lines, ""])
    for part, inner in parts_of(row).items():
        yield from _sections(f"{name}.{part}", inner)


def _cells(name: str, declared: ColumnDeclaration, kind: Any) -> str:
    span = _range(declared.low, declared.high) if kind in (int, float) else "–"
    return f"`{name}` | {_type(kind)} | {declared.unit or '–'} | {span} | {declared.meaning}"


def _type(kind: Any) -> str:
    if get_origin(kind) is Annotated:
        return f"{len(get_args(kind)[1]._fields)} reals"
    return _TYPES.get(kind) or f"`{kind.__name__}`"


def _range(low: Bound, high: Bound) -> str:
    if low is None:  # no column has a largest value alone
        return "any"
    return f"{_bound(low)} and above" if high is None else f"{_bound(low)} to {_bound(high)}"


def _bound(bound: float | str) -> str:
    return bound if isinstance(bound, str) else f"{bound:,.10g}".replace("-", "−")


def _trait(name: str) -> str:
    return f"{TRAITS.index(name)}: {default_of(Traits.model_fields[name])}" if name in TRAITS else "–"


def _words() -> str:
    listed = {kind.__name__: kind.words() for kind in Code.__subclasses__() if kind is not EventKind}
    named = {**listed, "SECTORS": SECTORS}
    return "\n".join([_WORDS, *(f"| `{name}` | {', '.join(words)} |" for name, words in named.items()), ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
