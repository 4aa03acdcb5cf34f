"""Varied fields: which values a field takes, as a list, by counting, evenly between two ends, or anywhere there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from experiments.design.points import Value, column_value, identity, kind_of
from simulation import AllianceError, parse_value

MOST_VALUES = 1_000_000

type Levels = tuple[Value, ...]
type Field = Levels | Range

_NUMBER = r"\s*([+-]?(?:\d+\.?\d*?|\.\d+)(?:[eE][+-]?\d{1,3})?)\s*"
_COUNTED = re.compile(f"{_NUMBER}:{_NUMBER}:{_NUMBER}")
_BETWEEN = re.compile(rf"{_NUMBER}\.\.{_NUMBER}(?::\s*(\d{{1,7}}))?(\s+log)?\s*")
_WHOLE = re.compile(r"[+-]?\d+")
_SEEMS_COUNTED = re.compile(r"[\d.eE+\-:\s]*:[\d.eE+\-:\s]*")
_SEEMS_BETWEEN = re.compile(r"[\d.eE+\-\s]*\.\.[\d.eE+\-\s]*(?::.*|\s.*)?")
_FORMS = "FIELD=A:B:STEP, FIELD=LOW..HIGH or FIELD=v1,v2,..."


class DesignError(AllianceError):
    """A design that cannot be read or makes no sense; the message says what is allowed instead."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers anywhere between two ends, both included.

    Attributes:
        low: the lower end.
        high: the upper end.
        is_whole: whether only whole numbers are meant.
        is_log: whether equal ratios, rather than equal distances, are equally far apart.
    """

    low: float
    high: float
    is_whole: bool = False
    is_log: bool = False

    def __str__(self) -> str:
        """Write the range as it is typed."""
        number = int if self.is_whole else float
        return f"{number(self.low)}..{number(self.high)}{' log' if self.is_log else ''}"

    def at(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the numbers that lie at these shares of the way, each from 0 up to, but not including, 1.

        Of whole numbers, each gets the same share of the way, or of the way's logarithm.
        """
        # Whole numbers reach half a step beyond the ends, so that the ends get as much as the others.
        low, high = (self.low - 0.5, self.high + 0.5) if self.is_whole else (self.low, self.high)
        along = low * (high / low) ** shares if self.is_log else low + (high - low) * shares
        return np.clip(np.rint(along) if self.is_whole else along, self.low, self.high)


def parse_field(specification: str) -> tuple[str, Field]:
    """Read the path and the values of one varied field.

    Args:
        specification: `FIELD=A:B:STEP` (B included), `FIELD=LOW..HIGH` (anywhere between), `FIELD=LOW..HIGH:N`
            (N values evenly between), each of these two with ` log` behind it, or `FIELD=v1,v2,...`.

    Raises:
        DesignError: where it cannot be read or names a value twice.

    >>> parse_field("invitation.size=2:8:3"), parse_field("arena.salience=0.2..0.8:3")
    (('invitation.size', (2, 5, 8)), ('arena.salience', (0.2, 0.5, 0.8)))
    """
    path, field = _parsed(specification)
    return path, field if isinstance(field, Range) else distinct(path, field)


def parse_levels(specification: str) -> tuple[str, Levels]:
    """Read the path and the values of one field, of which some may be the same; see `parse_field`."""
    path, field = _parsed(specification)
    if isinstance(field, Range):
        raise DesignError(f"{path} = {field} says no values; write LOW..HIGH:N for N of them.")
    return path, field


def split(specification: str) -> tuple[str, str]:
    """Cut `FIELD=VALUES` into its path and the text of its values."""
    path, equals, text = (part.strip() for part in specification.partition("="))
    if not (path and equals and text):
        raise DesignError(f"Cannot read '{specification}'; write {_FORMS}.")
    return path, text


def seems_a_range(text: str) -> bool:
    """Tell whether a text means a range rather than a list of words."""
    return bool(_SEEMS_COUNTED.fullmatch(text) or _SEEMS_BETWEEN.fullmatch(text))


def parse_range(text: str) -> Field:
    """Read `A:B:STEP`, `LOW..HIGH` or `LOW..HIGH:N`; see `parse_field`."""
    return _between(text) if ".." in text else _counted(text)


def values_of(entries: Sequence[object]) -> Levels:
    """Return entries of a list as values that can be varied."""
    return tuple(map(_value, entries))


def distinct(path: str, levels: Levels) -> Levels:
    """Return the values of a field, which must differ, also in the column that will hold them."""
    kind = kind_of(levels)
    if len({identity(column_value(level, kind)) for level in levels}) < len(levels):
        raise DesignError(f"{path} names a value twice in {', '.join(map(str, levels[:8]))}.")
    return levels


def _parsed(specification: str) -> tuple[str, Field]:
    path, text = split(specification)
    return path, parse_range(text) if seems_a_range(text) else _listed(text)


def _counted(text: str) -> Levels:
    """Count from A to B in decimal numbers, in which 0.1 is exact and steps do not drift."""
    match = _COUNTED.fullmatch(text)
    if match is None:
        raise DesignError(f"Cannot read the range '{text}'; write A:B:STEP, for example 2:45:3.")
    first, last, step = (Decimal(number) for number in match.groups())
    if step <= 0 or last < first:
        raise DesignError(f"The range '{text}' leads nowhere; A:B:STEP needs A up to B and STEP above 0.")
    _refuse_too_many(text, (last - first) / step + 1)
    number = int if all(map(_WHOLE.fullmatch, match.groups())) else float
    return tuple(number(first + k * step) for k in range(int((last - first) / step) + 1))


def _between(text: str) -> Field:
    match = _BETWEEN.fullmatch(text)
    if match is None:
        raise DesignError(f"Cannot read the range '{text}'; write LOW..HIGH, LOW..HIGH:N or LOW..HIGH log.")
    low, high, count, log = match.groups()
    is_whole = bool(_WHOLE.fullmatch(low) and _WHOLE.fullmatch(high))
    span = Range(float(low), float(high), is_whole, is_log=log is not None)
    if span.high <= span.low:
        raise DesignError(f"The range '{text}' leads nowhere; LOW..HIGH needs LOW below HIGH.")
    if span.is_log and span.low <= 0:
        raise DesignError(f"The range '{text}' cannot be logarithmic; that needs LOW above 0.")
    return span if count is None else _evenly(text, span, int(count))


def _evenly(text: str, span: Range, count: int) -> Levels:
    """Return so many values at equal distances or ratios, both ends among them."""
    if count < 2:
        raise DesignError(f"The range '{text}' needs at least 2 values.")
    _refuse_too_many(text, count)
    if span.is_log:
        numbers = [span.low * (span.high / span.low) ** (k / (count - 1)) for k in range(count)]
        numbers[-1] = span.high
    else:
        low, high = Decimal(str(span.low)), Decimal(str(span.high))
        numbers = [float(low + (high - low) * k / (count - 1)) for k in range(count)]
    return tuple(dict.fromkeys(map(round, numbers))) if span.is_whole else tuple(numbers)


def _refuse_too_many(text: str, count: Decimal | int) -> None:
    if count > MOST_VALUES:
        raise DesignError(f"The range '{text}' has too many values; {MOST_VALUES:,} are the limit.")


def _listed(text: str) -> Levels:
    """Read the list as one array, so that commas inside texts and lists do not split; else as bare words."""
    array = parse_value(f"[{text}]")
    if isinstance(array, list) and not text.endswith(","):
        return values_of(array)
    pieces = [piece.strip() for piece in text.split(",")]
    if not all(pieces):
        raise DesignError(f"The list '{text}' has an empty place.")
    return values_of([parse_value(piece) for piece in pieces])


def _value(value: object) -> Value:
    if isinstance(value, bool | int | float | str | list):
        return value
    if isinstance(value, date):
        return value.isoformat()
    raise DesignError(f"{value} cannot be varied; use numbers, true, false, words, dates or lists.")
