"""Labels: what varied fields, their values and outcomes are called in figures and sentences."""

import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from experiments.design.declarations import facts_of
from simulation import OUTCOMES

# Fields whose own name says too little on an axis or in a sentence.
_NAMES: Mapping[str, str] = types.MappingProxyType(
    {
        "invitation.size": "organisations invited",
        "agreements.core_size": "most members at the table",
        "agreements.values_debate_weeks": "length of the values debate",
        "agreements.goal_openness": "openness of the goal's wording",
        "population.heterogeneity": "heterogeneity of the organisations",
        "weeks": "length of the run",
    }
)

_BARE_UNITS = frozenset({"share", "ambition", "probability", "influence", "net benefit"})
NO_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class FieldLabel:
    """How a varied field is called, and its unit (empty where it has none or the name says it)."""

    name: str
    unit: str

    def axis(self) -> str:
        """Return the label of an axis."""
        return capital(f"{self.name} ({self.unit})" if self.unit else self.name)


def field_label(path: str) -> FieldLabel:
    """Return the label of a field, from its own declaration where nothing better is known."""
    name = _NAMES.get(path, path.rpartition(".")[2].replace("_", " "))
    unit = str(facts_of(path).get("unit", "none"))
    return FieldLabel(name, "" if unit in {"none", "1"} or unit in name else unit)


def level_label(path: str, value: Any) -> str:
    """Return how one value of a varied field is called.

    >>> level_label("agreements.core_size", 8), level_label("invitation.size", 12)
    ('core of 8 plus supporters', '12 organisations invited')
    """
    label = field_label(path)
    if path == "agreements.core_size":
        return "everyone at one table" if value >= NO_LIMIT else f"core of {value} plus supporters"
    if isinstance(value, bool):
        return f"with {label.name}" if value else f"without {label.name}"
    if isinstance(value, list):
        return f"{label.name}: {', '.join(map(_entry_label, value))}" if value else f"no {label.name}"
    if not isinstance(value, int | float):
        return f"{label.name}: {value}" if value != "" else f"no {label.name}"
    if label.unit == "" and facts_of(path).get("unit") in label.name.split():
        return f"{value:g} {label.name}"
    unit = "" if label.unit in _BARE_UNITS else label.unit
    return f"{label.name} = {value:g} {unit}".rstrip()


def _entry_label(entry: Any) -> str:
    return str(entry.get("name", "one without a name") if isinstance(entry, dict) else entry)


def tick_label(path: str, value: Any) -> str:
    """Return what to write at a value on an axis that bears the name of its field; lists go by their length."""
    if path == "agreements.core_size" and value >= NO_LIMIT:
        return "no limit"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return str(len(value))
    return f"{value:g}" if isinstance(value, int | float) else str(value) or "none"


def group_label(levels: Mapping[str, Any]) -> str:
    """Return how a combination of values is called; empty where nothing is varied."""
    return ", ".join(level_label(path, value) for path, value in levels.items())


def outcome_title(name: str) -> str:
    """Return the title of an outcome in words."""
    return capital(OUTCOMES[name].title or name.replace("_", " "))


def outcome_note(name: str) -> str:
    """Return what is measured, in which unit, short enough to stand over a panel."""
    return OUTCOMES[name].note or OUTCOMES[name].unit


def capital(text: str) -> str:
    """Return the text with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]
