"""Traces: all that can be known of a run, as tables."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from types import UnionType
from typing import Any, get_args, get_type_hints

import pyarrow as pa

from simulation import AllianceWeek, Decision, Event, Scenario, Spell, Trace, trace
from simulation.engine.records import Terms

_TYPES = {int: pa.int64(), float: pa.float64(), str: pa.string(), date: pa.date32()}


def series_and_events(scenario: Scenario, seed: int) -> dict[str, pa.Table]:
    """Run a scenario once and return its weekly series and its events.

    Args:
        scenario: what to run.
        seed: of all draws, from 0 to 2**63 - 1.
    """
    tables = tabulated(trace(scenario, seed))
    return {"series": tables["weeks"], "events": tables["events"]}


def tabulated(kept: Trace) -> dict[str, pa.Table]:
    """Lay out a trace as tables, by what they hold; what is missing is null."""
    decided = _kinds(Decision) | dict.fromkeys(Terms._fields, float)
    return {
        "weeks": _table(map(asdict, kept.weeks), _kinds(AllianceWeek)),
        "events": _table(map(asdict, kept.events), _kinds(Event)),
        "memberships": _table(map(asdict, kept.memberships), _kinds(Spell)),
        "decisions": _table((row | row["terms"] for row in map(Decision.as_data, kept.decisions)), decided),
    }


def _kinds(row: type) -> dict[str, type]:
    """Return the types of those fields of a row that are columns; where one may be missing, its type otherwise."""
    hints = get_type_hints(row).items()
    kinds = {name: get_args(hint)[0] if isinstance(hint, UnionType) else hint for name, hint in hints}
    return {name: kind for name, kind in kinds.items() if kind in _TYPES}


def _table(rows: Iterable[Mapping[str, Any]], kinds: Mapping[str, type]) -> pa.Table:
    kept = list(rows)
    return pa.table({name: pa.array([row[name] for row in kept], _TYPES[kind]) for name, kind in kinds.items()})
