"""Varied fields: which values a field takes, as a list, by counting, evenly between two ends, or anywhere there.

Whether a range means whole numbers or any numbers is decided by the field, not by how its ends are written.
"""

import re
from collections.abc import Callable, Sequence
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
type Number = type[int] | type[float]
# Which numbers a field takes, by its path: whole ones, any, or none at all.
type Numbers = Callable[[str], Number | None]

_NUMBER = r"\s*([+-]?(?:\d+\.?\d*?|\.\d+)(?:[eE][+-]?\d{1,3})?)\s*"
_COUNTED = re.compile(f"{_NUMBER}:{_NUMBER}:{_NUMBER}")
_BETWEEN = re.compile(rf"{_NUMBER}\.\.{_NUMBER}(?::\s*(\d{{1,7}}))?(\s+log)?\s*")
_SEEMS_COUNTED = re.compile(r"[\d.eE+\-:\s]*:[\d.eE+\-:\s]*")
_SEEMS_BETWEEN = re.compile(r"[\d.eE+\-\s]*\.\.[\d.eE+\-\s]*(?::.*|\s.*)?")
_FORMS = "FIELD=A:B:STEP, FIELD=LOW..HIGH or FIELD=v1,v2,..."
# Numbers with which one can reckon without overflow; those of all fields lie far inside.
_LEAST, _MOST = Decimal("1e-18"), Decimal("1e18")


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


def parse_levels(specification: str, numbers: Numbers) -> tuple[str, Levels]:
    """Read the path and the values of one field, `FIELD=VALUES`, of which some may be the same; see `parse_values`."""
    path, text = split(specification)
    field = parse_values(path, text, numbers(path))
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


def parse_values(path: str, text: str, number: Number | None) -> Field:
    """Read the values of one varied field.

    Args:
        path: of the field, by which mistakes are told.
        text: `A:B:STEP` (B included), `LOW..HIGH` (anywhere between), `LOW..HIGH:N` (N values evenly between), each
            of the last two with ` log` behind it, or `v1,v2,...`.
        number: which numbers the field takes; None where it takes none, so that nothing is a range.

    Raises:
        DesignError: where the text cannot be read.

    >>> parse_values("invitation.size", "2:8:3", int), parse_values("arena.salience", "0..1:3", float)
    ((2, 5, 8), (0.0, 0.5, 1.0))
    """
    if number is None or not seems_a_range(text):
        return values_of(parse_list(path, text), number)
    return _between(path, text, number) if ".." in text else _counted(path, text, number)


def parse_list(path: str, text: str) -> list[object]:
    """Read `v1,v2,...` of a field as one array, so that commas inside texts and lists do not split; else as words."""
    array = parse_value(f"[{text}]")
    if isinstance(array, list) and not text.endswith(","):
        return array
    pieces = [piece.strip() for piece in text.split(",")]
    if not all(pieces):
        raise DesignError(f"The list {path}={text} has an empty place; write {path}=VALUE,VALUE.")
    return [parse_value(piece) for piece in pieces]


def values_of(entries: Sequence[object], number: Number | None) -> Levels:
    """Return entries of a list as values of a field that takes these numbers."""
    return tuple(_value(entry, number) for entry in entries)


def distinct(path: str, field: Field) -> Field:
    """Return the values of a field, which must differ, also in the column that will hold them."""
    if isinstance(field, Range):
        return field
    kind = kind_of(field)
    if len({identity(column_value(level, kind)) for level in field}) < len(field):
        raise DesignError(f"{path} names a value twice in {', '.join(map(str, field[:8]))}.")
    return field


def _counted(path: str, text: str, number: Number) -> Levels:
    """Count from A to B in decimal numbers, in which 0.1 is exact and steps do not drift."""
    match = _COUNTED.fullmatch(text)
    if match is None:
        raise DesignError(f"Cannot read the range {path}={text}; write A:B:STEP, for example {path}=2:45:3.")
    first, last, step = (_decimal(path, text, written) for written in match.groups())
    if step <= 0 or last < first:
        raise DesignError(f"The range {path}={text} leads nowhere; A:B:STEP needs A up to B and STEP above 0.")
    _refuse_too_many(path, text, (last - first) / step + 1)
    counted = [first + k * step for k in range(int((last - first) / step) + 1)]
    if number is int:
        _refuse_fractions(path, text, counted)
    return tuple(map(number, counted))


def _between(path: str, text: str, number: Number) -> Field:
    match = _BETWEEN.fullmatch(text)
    if match is None:
        raise DesignError(f"Cannot read the range {path}={text}; write LOW..HIGH, LOW..HIGH:N or LOW..HIGH log.")
    low, high = (_decimal(path, text, written) for written in match.group(1, 2))
    count, is_log = match[3], match[4] is not None
    if high <= low:
        raise DesignError(f"The range {path}={text} leads nowhere; LOW..HIGH needs LOW below HIGH.")
    if is_log and low <= 0:
        raise DesignError(f"The range {path}={text} cannot be logarithmic; that needs LOW above 0.")
    if number is int:
        _refuse_fractions(path, text, (low, high))
    if count is None:
        return Range(float(low), float(high), number is int, is_log)
    numbers = _evenly(path, text, low, high, int(count), is_log)
    return tuple(map(float, numbers)) if number is float else _rounded(path, text, numbers)


def _evenly(path: str, text: str, low: Decimal, high: Decimal, count: int, is_log: bool) -> list[Decimal]:
    """Return so many numbers at equal distances or ratios, both ends among them."""
    if count < 2:
        raise DesignError(f"The range {path}={text} needs at least 2 values.")
    _refuse_too_many(path, text, count)
    shares = [Decimal(k) / (count - 1) for k in range(1, count - 1)]
    inner = [low * (high / low) ** share if is_log else low + (high - low) * share for share in shares]
    return [low, *inner, high]


def _rounded(path: str, text: str, numbers: Sequence[Decimal]) -> Levels:
    whole = tuple(dict.fromkeys(map(round, numbers)))
    if len(whole) < len(numbers):
        listed = ",".join(map(str, whole))
        raise DesignError(
            f"{path} takes whole numbers, of which '{text}' gives {len(whole)} and not {len(numbers)}; "
            f"write {path}={listed if len(whole) <= 20 else '...'} for these."
        )
    return whole


def _decimal(path: str, text: str, written: str) -> Decimal:
    number = Decimal(written)
    if number and not _LEAST <= abs(number) <= _MOST:
        raise DesignError(f"The range {path}={text} goes too far with {written}; no field takes such a number.")
    return number


def _refuse_fractions(path: str, text: str, numbers: Sequence[Decimal]) -> None:
    if broken := next((number for number in numbers if number % 1), None):
        raise DesignError(f"{path} takes whole numbers, and '{text}' has {broken:f}.")


def _refuse_too_many(path: str, text: str, count: Decimal | int) -> None:
    if count > MOST_VALUES:
        raise DesignError(f"The range {path}={text} has too many values; {MOST_VALUES:,} are the limit.")


def _value(value: object, number: Number | None) -> Value:
    """Return what can be varied: numbers of the kind that the field takes, as far as they can be that, and all else."""
    if isinstance(value, int) and abs(value) > _MOST:
        raise DesignError("A value is too large a number; no field takes it.")
    if isinstance(value, int) and not isinstance(value, bool) and number is float:
        return float(value)
    if isinstance(value, float) and value.is_integer() and number is int:
        return int(value)
    if isinstance(value, bool | int | float | str | list):
        return value
    if isinstance(value, date):
        return value.isoformat()
    raise DesignError(f"{value} cannot be varied; use numbers, true, false, words, dates or lists.")
