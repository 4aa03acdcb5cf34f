"""Designs: which fields of a scenario vary, over which values, and in which order their points are run."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from simulation import AllianceError, parse_value

MOST_POINTS = 100_000

type Value = bool | int | float | str | list[object]
type Point = dict[str, Value]

_NUMBER = r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)\s*"
_RANGE = re.compile(f"{_NUMBER}:{_NUMBER}:{_NUMBER}")
_WHOLE = re.compile(r"[+-]?\d+")
_SEEMS_A_RANGE = re.compile(r"[\d.eE+\-:\s]*:[\d.eE+\-:\s]*")


class DesignError(AllianceError):
    """A design that cannot be read or makes no sense; the message says what is allowed instead."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Design:
    """The fields that vary, by dotted path, each with its values in the order in which they are run."""

    fields: Mapping[str, tuple[Value, ...]]

    def __len__(self) -> int:
        """Return the number of points of the full factorial design."""
        return _points_of(self.fields)

    def points(self) -> Iterator[Point]:
        """Yield every combination of values; the field named last changes fastest."""
        for values in itertools.product(*self.fields.values()):
            yield dict(zip(self.fields, values, strict=True))


def parse_design(specifications: Sequence[str]) -> Design:
    """Read a design from what a user typed.

    Args:
        specifications: one text a field, `FIELD=A:B:STEP` (B included) or `FIELD=v1,v2,...`.

    Raises:
        DesignError: where nothing varies, something cannot be read or comes twice, or points are too many.

    >>> parse_design(["invitation.size=2:8:3", "agreements.moderation=true,false"]).fields
    {'invitation.size': (2, 5, 8), 'agreements.moderation': (True, False)}
    """
    if not specifications:
        raise DesignError("Nothing varies; name at least one field as FIELD=A:B:STEP or FIELD=v1,v2,...")
    fields: dict[str, tuple[Value, ...]] = {}
    for specification in specifications:
        path, values = parse_field(specification)
        if path in fields:
            raise DesignError(f"{path} is varied twice; put all its values into one list.")
        fields[path] = values
    if _points_of(fields) > MOST_POINTS:
        raise DesignError(f"{_points_of(fields):,} points are too many; {MOST_POINTS:,} are the limit.")
    return Design(fields)


def parse_field(specification: str) -> tuple[str, tuple[Value, ...]]:
    """Read the path and the values of one varied field, each value once; see `parse_design`."""
    path, values = parse_levels(specification)
    if len({_identity(value) for value in values}) < len(values):
        raise DesignError(f"'{specification}' names a value twice.")
    return path, values


def parse_levels(specification: str) -> tuple[str, tuple[Value, ...]]:
    """Read the path and the values of one field, of which some may be the same; see `parse_design`."""
    path, equals, text = (part.strip() for part in specification.partition("="))
    if not (path and equals and text):
        raise DesignError(f"Cannot read '{specification}'; write FIELD=A:B:STEP or FIELD=v1,v2,...")
    return path, _range_values(text) if _SEEMS_A_RANGE.fullmatch(text) else _listed_values(text)


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


def _points_of(fields: Mapping[str, tuple[Value, ...]]) -> int:
    count = 1
    for values in fields.values():
        count *= len(values)
    return count


def _range_values(text: str) -> tuple[Value, ...]:
    """Count from A to B in decimal numbers, in which 0.1 is exact and steps do not drift."""
    match = _RANGE.fullmatch(text)
    if match is None:
        raise DesignError(f"Cannot read the range '{text}'; write A:B:STEP, for example 2:45:3.")
    first, last, step = (Decimal(number) for number in match.groups())
    if step <= 0 or last < first:
        raise DesignError(f"The range '{text}' leads nowhere; A:B:STEP needs A up to B and STEP above 0.")
    if (last - first) / step >= MOST_POINTS:
        raise DesignError(f"The range '{text}' has too many values; {MOST_POINTS:,} are the limit.")
    number = int if all(map(_WHOLE.fullmatch, match.groups())) else float
    return tuple(number(first + k * step) for k in range(int((last - first) / step) + 1))


def _listed_values(text: str) -> tuple[Value, ...]:
    """Read the list as one array, so that commas inside texts and lists do not split; else as bare words."""
    array = parse_value(f"[{text}]")
    if isinstance(array, list) and not text.endswith(","):
        return tuple(map(_value, array))
    pieces = [piece.strip() for piece in text.split(",")]
    if not all(pieces):
        raise DesignError(f"The list '{text}' has an empty place.")
    return tuple(_value(parse_value(piece)) for piece in pieces)


def _value(value: object) -> Value:
    if isinstance(value, bool | int | float | str | list):
        return value
    if isinstance(value, date):
        return value.isoformat()
    raise DesignError(f"{value} cannot be varied; use numbers, true, false, words, dates or lists.")


def _identity(value: Value) -> str:
    """Tell values apart as a scenario does: 2 and 2.0 are the same, 1 and true are not."""
    return repr(float(value)) if type(value) is int else repr(value)
