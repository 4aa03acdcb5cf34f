"""The tables of columns in ODD.md, written from what the rows of the state declare.

`python -m simulation.engine.column_reference` renews them.
"""

import re
from pathlib import Path
from typing import Any

from simulation.engine.alliance_rows import AllianceRow, Plan, Tally, Week
from simulation.engine.arena_rows import ArenaRow, CalendarRow, ClockRow
from simulation.engine.codes import Code
from simulation.engine.columns import Bound, Column, columns_of
from simulation.engine.demand_rows import DemandRow, PositionRow
from simulation.engine.membership_rows import MembershipRow, SectorRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.records import DecisionRow, EventRow
from simulation.engine.state import ScratchRow

PAGE = Path(__file__).parents[1] / "ODD.md"
ROWS: tuple[type, ...] = (
    OrganisationRow,
    PositionRow,
    DemandRow,
    MembershipRow,
    SectorRow,
    AllianceRow,
    Plan,
    Week,
    Tally,
    ArenaRow,
    ClockRow,
    CalendarRow,
    EventRow,
    DecisionRow,
    ScratchRow,
)
HEAD = "| Column | Type | Unit | Range | Meaning |\n|---|---|---|---|---|\n"
_KINDS = {float: "real", int: "whole", bool: "switch"}


def table_of(row: type) -> str:
    """Return the columns that a row declares itself as a table in Markdown."""
    lines = (_line(name, row.__annotations__[name], column) for name, column in columns_of(row).items())
    return HEAD + "".join(lines)


def page(text: str) -> str:
    """Return a page with the table under the heading of each row renewed."""
    for row in ROWS:
        heading = rf"^#+ [^\n]*`{row.__name__}`\n(?:[^|#\n][^\n]*\n|\n)*"
        if found := re.search(rf"({heading})(?:\|[^\n]*\n)+", text, re.MULTILINE):
            text = text[: found.end(1)] + table_of(row) + text[found.end() :]
    return text


def _line(name: str, kind: Any, column: Column) -> str:
    unit = column.unit or "–"
    return f"| `{name}` | {_kind(kind)} | {unit} | {_range(kind, column)} | {column.meaning} |\n"


def _kind(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, Code):
        return f"`{kind.__name__}`"
    return _KINDS.get(kind, "reals")


def _range(kind: Any, column: Column) -> str:
    if kind not in (float, int):
        return "–"
    if column.low is None:
        return "any"
    return (
        f"{_bound(column.low)} and above" if column.high is None else f"{_bound(column.low)} to {_bound(column.high)}"
    )


def _bound(bound: Bound) -> str:
    return bound if isinstance(bound, str) else f"{bound:,g}".replace("-", "−")


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
