"""Safe names: what columns are called where only letters, digits and underscores are allowed."""

import re
from collections.abc import Sequence

from experiments.terminal.encoding import plain

LONGEST = 32  # in Stata; SPSS takes 64
# Words that the two keep for themselves, whatever their case.
_OF_SPSS = frozenset({"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"})
_OF_STATA = frozenset({"byte", "double", "float", "if", "in", "int", "long", "strl", "using"})


def safe_names(columns: Sequence[str]) -> list[str]:
    """Return a name for each column that CSV readers, R, Stata and SPSS all take, no two alike whatever their case.

    Args:
        columns: varied fields by dotted path, and other columns; no two alike.

    >>> safe_names(["agreements.core_size", "goal.demands.Größe.weight", "end"])
    ['agreements_core_size', 'goal_demands_Groesse_weight', 'end']
    """
    taken: set[str] = set()
    names = []
    for column in columns:
        name = _unlike(_safe(column), taken)
        taken.add(name.lower())
        names.append(name)
    return names


def _safe(column: str) -> str:
    """Return a name as near to the column as the rules allow; of a path that is too long the end counts."""
    parts = [re.sub(r"\W+", "_", plain(part), flags=re.ASCII).strip("_") for part in column.split(".")]
    while len(parts) > 1 and len("_".join(parts)) > LONGEST:
        parts = parts[1:]
    name = "_".join(parts)
    if not name[:1].isalpha():
        name = f"v_{name}"
    return f"{name}_" if name.lower() in _OF_SPSS | _OF_STATA else name[:LONGEST]


def _unlike(name: str, taken: set[str]) -> str:
    number, tried = 1, name
    while tried.lower() in taken:
        number += 1
        tail = f"_{number}"
        tried = f"{name[: LONGEST - len(tail)]}{tail}"
    return tried
