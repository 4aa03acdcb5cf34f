"""Forbidden combinations: points that a design leaves out, told by a condition on the fields that vary.

The grammar, in which `and` binds closer than `or`:

    condition   = conjunction { "or" conjunction }
    conjunction = negation { "and" negation }
    negation    = "not" negation | "(" condition ")" | comparison
    comparison  = FIELD SIGN ( FIELD | VALUE )
"""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.design.points import Points, Value, identity
from experiments.design.variation import DesignError, Field, Range, values_of
from simulation import parse_value
from simulation.errors import did_you_mean, shown

if TYPE_CHECKING:
    import pyparsing as pp

type Holds = NDArray[np.bool_]
type Condition = Callable[[Points], Holds]
type Fields = Mapping[str, Field]
type Compare = Callable[[Any, Any], bool]

_GRAMMAR = (
    "write FIELD SIGN VALUE or FIELD SIGN FIELD, with one of the signs = != < <= > >=, joined by and, or, not "
    'and ( ); a text with spaces stands in "quotes"'
)
_NUMBER, _DATE, _SWITCH, _TEXT, _ANYTHING = "a number", "a date", "true or false", "a text", "anything"
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SHOWN = 8


def _are_equal(one: Value, other: Value) -> bool:
    return identity(one) == identity(other)


def _differ(one: Value, other: Value) -> bool:
    return not _are_equal(one, other)


_ORDER: Mapping[str, Compare] = MappingProxyType(
    {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
)
_SIGNS: Mapping[str, Compare] = MappingProxyType({**_ORDER, "=": _are_equal, "==": _are_equal, "!=": _differ})


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A combination that no point of a design has.

    Attributes:
        text: the condition as it was typed.
        holds: tells for every point whether the condition holds there.
    """

    text: str
    holds: Condition


def parse_forbidden(text: str, fields: Fields) -> Forbidden:
    """Read a forbidden combination; the grammar stands at the top of this module.

    Args:
        text: the condition.
        fields: the fields that vary, which are those that it can name.

    Raises:
        DesignError: where the condition cannot be read, names another field, or compares what cannot be compared.

    >>> parse_forbidden("size > 4 and not (core = 2 or core = 4)", {"size": (2, 8), "core": (2, 4, 8)}).text
    'size > 4 and not (core = 2 or core = 4)'
    """
    import pyparsing as pp

    try:
        return Forbidden(text, _grammar(fields).parse_string(text, parse_all=True)[0])
    except pp.ParseBaseException as error:
        rest = text[error.loc :].strip()
        place = f"at '{rest[:30]}'" if rest else "at its end"
        raise DesignError(f"The combination '{text}' cannot be read {place}; {_GRAMMAR}.") from None
    except RecursionError:
        raise DesignError(f"The combination '{text[:40]}...' is nested too deeply; {_GRAMMAR}.") from None


def _grammar(fields: Fields) -> "pp.ParserElement":
    """Return a parser whose every rule gives a condition."""
    import pyparsing as pp

    both, either, opposite = (pp.CaselessKeyword(word).suppress() for word in ("and", "or", "not"))
    word = ~(both | either | opposite) + pp.Regex(r"[^\s()<>=!\"',;&|]+")
    # Names of fields may hold spaces and signs themselves, so the longest one that fits is meant.
    names = "|".join(map(re.escape, sorted(fields, key=len, reverse=True)))
    field = pp.Regex(rf"(?:{names})(?![\w.])") if fields else pp.NoMatch()
    sign = pp.one_of(list(_SIGNS))
    value = pp.QuotedString('"') | pp.QuotedString("'") | word.copy().add_parse_action(lambda found: _value(found[0]))
    other = field.copy().add_parse_action(lambda found: _Name(found[0])) | value
    comparison = (field + sign - other).add_parse_action(lambda found: _comparison(fields, *found))
    unknown = (word + sign).add_parse_action(lambda found: _refuse_unknown(found[0], fields))
    condition, negation = pp.Forward(), pp.Forward()
    opposed = (opposite - negation).add_parse_action(lambda found: _opposite(found[0]))
    negation <<= opposed | pp.Suppress("(") - condition - pp.Suppress(")") | comparison | unknown
    conjunction = pp.DelimitedList(negation, both).add_parse_action(lambda found: _joined(np.logical_and, found))
    condition <<= pp.DelimitedList(conjunction, either).add_parse_action(lambda found: _joined(np.logical_or, found))
    return condition


class _Name(str):
    """The name of a field where a value could stand as well."""


class _Comparison(NamedTuple):
    """A field compared with a value or with another field."""

    path: str
    sign: str
    other: Value | _Name

    def __call__(self, points: Points) -> Holds:
        """Tell for every point whether the comparison holds there."""
        compare, column = _SIGNS[self.sign], points.columns[self.path]
        if not isinstance(self.other, _Name):
            return column.spread(compare(level, self.other) for level in column.levels).astype(bool)
        second = points.columns[self.other]
        pairs = zip(column.spread(column.levels), second.spread(second.levels), strict=True)
        return np.fromiter((compare(*pair) for pair in pairs), bool, len(points))


def _comparison(fields: Fields, path: str, sign: str, other: Value | _Name) -> _Comparison:
    """Make a comparison, unless it is one that can never hold, or compares with what no value is."""
    field = fields[path]
    own, its = _kind(field), _kind(fields[other] if isinstance(other, _Name) else (other,))
    told = f"'{path} {sign} {other}' compares nothing: "
    if own != its and _ANYTHING not in (own, its):
        raise DesignError(f"{told}{path} is {own}, and {other} is {its}.")
    if sign in _ORDER and own not in (_NUMBER, _DATE):
        raise DesignError(f"{told}{path} is {own}, and only numbers and dates have an order; use = or !=.")
    if not isinstance(other, _Name):
        _refuse_what_never_holds(field, sign, other, told)
    return _Comparison(path, sign, other)


def _refuse_what_never_holds(field: Field, sign: str, value: Value, told: str) -> None:
    if isinstance(field, Range):
        if sign in _ORDER and not any(_ORDER[sign](end, value) for end in (field.low, field.high)):
            raise DesignError(f"{told}all values lie between {field.low:g} and {field.high:g}.")
        return
    values = ", ".join(map(shown, field[:_SHOWN])) + (", ..." if len(field) > _SHOWN else "")
    if sign in _ORDER and not any(_ORDER[sign](level, value) for level in field):
        raise DesignError(f"{told}it holds for none of the values, which are {values}.")
    if sign not in _ORDER and not any(_are_equal(level, value) for level in field):
        raise DesignError(f"{told}{shown(value)} is none of the values, which are {values}.")


def _kind(field: Field) -> str:
    """Say what the values of a field are."""
    if isinstance(field, Range):
        return _NUMBER
    kinds = {type(value) for value in field}
    if kinds <= {int, float}:
        return _NUMBER
    if kinds == {bool}:
        return _SWITCH
    if kinds != {str}:
        return _ANYTHING
    return _DATE if all(_ISO_DATE.fullmatch(str(value)) for value in field) else _TEXT


def _value(text: str) -> Value:
    return values_of([parse_value(text)], None)[0]


def _opposite(holds: Condition) -> Condition:
    return lambda points: ~holds(points)


def _joined(join: np.ufunc, conditions: Sequence[Condition]) -> Condition:
    parts = tuple(conditions)
    return parts[0] if len(parts) == 1 else lambda points: join.reduce([holds(points) for holds in parts])


def _refuse_unknown(name: str, fields: Fields) -> None:
    varied = f"varied are {', '.join(fields)}" if fields else "nothing varies"
    raise DesignError(f"'{name}' is no field that varies; {varied}{did_you_mean(name, fields) or '.'}")
