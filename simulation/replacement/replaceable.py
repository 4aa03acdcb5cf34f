"""The rules that a user may replace: what each decides, and between which values it is tried before a run."""

import re
from collections.abc import Callable, Mapping
from inspect import get_annotations, getdoc, signature
from types import MappingProxyType
from typing import Any, NamedTuple

from simulation.rules.dissolution.leaving import keeps_the_member
from simulation.rules.formation.admission import application_chance
from simulation.rules.formation.drafting import proposed_ambition
from simulation.rules.formation.voting import accepts
from simulation.rules.impact.adoption_odds import odds
from simulation.rules.shared.net_benefit import joins, net_benefit, stays
from simulation.start.order_of_asking import place_in_order

type Span = tuple[float, float]

_SHARE = (0.0, 1.0)
_NET = (-1.5, 1.5)
_ANY = (-1e6, 1e6)


# An argument in the docstring of a rule: its name, and what it is.
_ARGUMENT = re.compile(r"^    (\w+): (.+(?:\n      .+)*)", re.MULTILINE)


class Replaceable(NamedTuple):
    """A rule that a user may replace.

    Attributes:
        rule: a pure function of numbers, or of records of numbers.
        decides: what depends on it.
        tried: for each argument, between which values a replacement is tried; for a record, each of its numbers.
        allowed: what it may return.
    """

    rule: Callable[..., float | bool]
    decides: str
    tried: tuple[Span, ...]
    allowed: Span = _SHARE

    @property
    def name(self) -> str:
        """Name by which it is replaced."""
        return self.rule.__name__

    @property
    def returns(self) -> type:
        """What it returns: float or bool."""
        kind: type = get_annotations(self.rule)["return"]
        return kind

    @property
    def call(self) -> str:
        """How it is called."""
        return f"{self.name}({', '.join(signature(self.rule).parameters)})"

    @property
    def description(self) -> str:
        """What it returns, and its arguments with unit and range."""
        return getdoc(self.rule) or ""

    @property
    def meanings(self) -> dict[str, str]:
        """What each argument is, with unit and range; of a record, also the names of its numbers."""
        kinds = get_annotations(self.rule)
        told = dict(_ARGUMENT.findall(self.description.partition("Args:")[2]))
        return {name: f"{' '.join(text.split())}{_parts(name, kinds[name])}" for name, text in told.items()}

    @property
    def returned(self) -> str:
        """What it may return, in words."""
        low, high = self.allowed
        return "true or false" if self.returns is bool else f"a number from {low:,.9g} to {high:,.9g}"

    def arguments(self, shares: Callable[[], float]) -> dict[str, Any]:
        """Return arguments by name, each as far between the ends of its span as `shares` says."""
        kinds = get_annotations(self.rule)
        names = signature(self.rule).parameters
        return {name: _between(kinds[name], span, shares) for name, span in zip(names, self.tried, strict=True)}


def _parts(name: str, kind: Any) -> str:
    fields = getattr(kind, "_fields", ())
    return f" {', '.join(f'{name}.{field}' for field in fields)}." if fields else ""


def _between(kind: Any, span: Span, shares: Callable[[], float]) -> Any:
    if hasattr(kind, "_fields"):
        return kind(*(_between(float, span, shares) for _ in kind._fields))
    low, high = span
    value = low + shares() * (high - low)
    return round(value) if kind is int else value


_RULES = (
    Replaceable(place_in_order, "whom an alliance asks first", (_SHARE, (0, 3)), _ANY),
    Replaceable(net_benefit, "what membership is worth to an organisation: joining, applying, staying", (_NET,), _ANY),
    Replaceable(joins, "whether an organisation joins or applies", (_NET, _NET)),
    Replaceable(stays, "whether a member stays", (_NET, _NET, _SHARE)),
    Replaceable(application_chance, "how likely outsiders apply", (_SHARE, _SHARE, _SHARE, _SHARE, (0, 5))),
    Replaceable(proposed_ambition, "how much a draft asks in one demand", (_SHARE, _SHARE)),
    Replaceable(accepts, "whether a governing body consents to one demand of a draft", (_SHARE, _SHARE)),
    Replaceable(keeps_the_member, "whether a demand is lowered to keep a member", (_SHARE, _SHARE)),
    Replaceable(odds, "how likely politics adopts a demand, and what members expect of it", ((0, 3), (0, 3), (0.1, 8))),
)
REPLACEABLE: Mapping[str, Replaceable] = MappingProxyType({one.name: one for one in _RULES})
