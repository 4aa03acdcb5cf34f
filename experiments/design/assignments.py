"""Assignments: fixed values of fields as they are typed, `FIELD=VALUE`."""

from collections.abc import Mapping, Sequence

from experiments.design.variation import DesignError
from simulation import parse_value


def parse_change(assignment: str) -> tuple[str, object]:
    """Read one fixed value, `FIELD=VALUE`, as path and value."""
    path, equals, text = (part.strip() for part in assignment.partition("="))
    if not (path and equals):
        raise DesignError(f"Cannot read '{assignment}'; write FIELD=VALUE.")
    return path, parse_value(text)


def parse_changes(assignments: Sequence[str]) -> dict[str, object]:
    """Read fixed values, each `FIELD=VALUE`; a field given twice is an error."""
    changes: dict[str, object] = {}
    for path, value in map(parse_change, assignments):
        if path in changes:
            raise DesignError(f"{path} is set twice.")
        changes[path] = value
    return changes


def typed_change(path: str, value: object) -> str:
    """Write one value as `parse_change` reads it, in one line.

    >>> typed_change("agreements.end_week", 52), typed_change("goal.fields", ["union"])
    ('agreements.end_week=52', 'goal.fields=["union"]')
    >>> typed_change("groups.Union.members", {"low": 4.5, "high": 6})
    'groups.Union.members={low = 4.5, high = 6}'
    """
    return f"{path}={_in_one_line(value)}"


def _in_one_line(value: object) -> str:
    """Write a value as TOML, where tables and lists may take several lines; what has no value is left out."""
    import tomlkit

    if isinstance(value, Mapping):
        given = {key: one for key, one in value.items() if one is not None}
        return f"{{{', '.join(f'{tomlkit.key(key).as_string()} = {_in_one_line(one)}' for key, one in given.items())}}}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_in_one_line, value)) + "]"
    return str(tomlkit.item(value).as_string())
