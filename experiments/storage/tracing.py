"""Traces: all that can be known of a run, as tables."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from types import UnionType
from typing import Any, get_args, get_type_hints

import pyarrow as pa

from experiments.runner.columns import column
from simulation import AllianceWeek, Decision, Event, RulesFile, Scenario, Spell, Trace, trace
from simulation.engine.records import Terms

_TYPES = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.string(), date: pa.date32()}


def columns_of(row: type) -> dict[str, pa.DataType]:
    """Return the columns that a row has; where a value may be missing, the type is what it is otherwise."""
    hints = get_type_hints(row).items()
    kinds = {name: get_args(hint)[0] if isinstance(hint, UnionType) else hint for name, hint in hints}
    return {name: _TYPES[kind] for name, kind in kinds.items() if kind in _TYPES}


COLUMNS: dict[str, dict[str, pa.DataType]] = {
    "weeks": columns_of(AllianceWeek),
    "events": columns_of(Event),
    "memberships": columns_of(Spell),
    "decisions": columns_of(Decision) | dict.fromkeys(Terms._fields, pa.float64()),
}


def series_and_events(scenario: Scenario, seed: int, rules: RulesFile | None = None) -> dict[str, pa.Table]:
    """Run a scenario once and return its weekly series and its events.

    Args:
        scenario: what to run.
        seed: of all draws, from 0 to 2**63 - 1.
        rules: what replaces rules of the model; None for its own.
    """
    tables = tabulated(trace(scenario, seed, rules and rules.rules))
    return {"series": tables["weeks"], "events": tables["events"]}


def tabulated(kept: Trace) -> dict[str, pa.Table]:
    """Lay out a trace as tables, by what they hold; what is missing is null."""
    decided = (row | row["terms"] for row in map(Decision.as_data, kept.decisions))
    return {
        "weeks": _table("weeks", map(asdict, kept.weeks)),
        "events": _table("events", map(asdict, kept.events)),
        "memberships": _table("memberships", map(asdict, kept.memberships)),
        "decisions": _table("decisions", decided),
    }


def _table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    kept = list(rows)
    return pa.table({field: column([row[field] for row in kept], kind) for field, kind in COLUMNS[name].items()})
