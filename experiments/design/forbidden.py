"""Forbidden combinations: points that a design leaves out, each described by comparisons that all hold there."""

import operator
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.design.points import Points, Value, identity
from experiments.design.variation import DesignError, values_of
from simulation import parse_value
from simulation.errors import did_you_mean

type Holds = NDArray[np.bool_]


def _same(one: Value, other: Value) -> bool:
    return identity(one) == identity(other)


def _differ(one: Value, other: Value) -> bool:
    return not _same(one, other)


_SIGNS: Mapping[str, Callable[[Value, Value], bool]] = MappingProxyType(
    {"<=": operator.le, ">=": operator.ge, "!=": _differ, "<": operator.lt, ">": operator.gt, "=": _same}
)
_COMPARISON = re.compile(r"\s*(?P<path>[^<>=!]+?)\s*(?P<sign><=|>=|!=|<|>|=)\s*(?P<other>[^<>=!\s].*?)\s*")
_AND = re.compile(r"\s+and\s+")


class Comparison(NamedTuple):
    """A varied field compared with a value, or with another varied field if `field` names one."""

    path: str
    sign: str
    value: Value
    field: str | None

    def holds(self, points: Points) -> Holds:
        """Tell for every point whether the comparison holds there."""
        column = points.columns[self.path]
        if self.field is None:
            return column.spread(self._compare(level, self.value) for level in column.levels).astype(bool)
        other = points.columns[self.field]
        pairs = zip(column.spread(column.levels), other.spread(other.levels), strict=True)
        return np.fromiter((self._compare(*pair) for pair in pairs), bool, len(points))

    def _compare(self, one: Value, other: Value) -> bool:
        try:
            return _SIGNS[self.sign](one, other)
        except TypeError:
            raise DesignError(f"{self.path} = {one} cannot be compared with {other} by {self.sign}.") from None


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A combination that no point of a design has.

    Attributes:
        text: the combination as it was typed.
        comparisons: what all holds there.
    """

    text: str
    comparisons: tuple[Comparison, ...]

    def holds(self, points: Points) -> Holds:
        """Tell for every point whether it is forbidden."""
        holds: Holds = np.logical_and.reduce([comparison.holds(points) for comparison in self.comparisons])
        return holds


def parse_forbidden(text: str, varied: Collection[str]) -> Forbidden:
    """Read a forbidden combination.

    Args:
        text: comparisons joined by `and`, each `FIELD SIGN VALUE` or `FIELD SIGN FIELD`, with one of the signs
            = != < <= > >=.
        varied: the fields that can be named.

    Raises:
        DesignError: where it cannot be read, or names a field that does not vary.

    >>> parse_forbidden("agreements.core_size > invitation.size", ["agreements.core_size", "invitation.size"]).text
    'agreements.core_size > invitation.size'
    """
    return Forbidden(text, tuple(_comparison(part, varied) for part in _AND.split(text)))


def _comparison(text: str, varied: Collection[str]) -> Comparison:
    match = _COMPARISON.fullmatch(text)
    if match is None:
        raise DesignError(f"Cannot read '{text}'; write FIELD > VALUE, with one of the signs = != < <= > >=.")
    path, sign, other = match.group("path", "sign", "other")
    if path not in varied:
        hint = did_you_mean(path, varied)
        raise DesignError(f"'{text}' names {path}, which does not vary; varied are {', '.join(varied)}{hint}")
    [value] = values_of([parse_value(other)])
    return Comparison(path, sign, value, other if other in varied else None)
