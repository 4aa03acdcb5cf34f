"""The rules of a run: those of the model, or with functions of the user's in place of some."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import FunctionType
from typing import Any, NamedTuple

from simulation.engine.compilation import linked
from simulation.engine.state import World
from simulation.errors import RuleError
from simulation.replacement.checks import check_compiles, checked
from simulation.replacement.copies import Copies, with_helpers
from simulation.replacement.functions import digest
from simulation.replacement.replaceable import REPLACEABLE, Replaceable
from simulation.start.population import begin, populate
from simulation.week import live

Functions = Mapping[str, Callable[..., Any]]


class Entries(NamedTuple):
    """What a run calls that may reach a replaced rule."""

    populate: Callable[..., World]
    live: Callable[..., None]
    begin: Callable[..., None]


class RuleSet(Functions):
    """The rules of a run.

    Args:
        functions: what replaces which rule, by its name in `REPLACEABLE`; nothing for the model's own rules.

    Raises:
        RuleError: where a rule cannot be replaced, or not by this function.

    Attributes:
        fingerprint: a hash of what the functions do; empty where no rule is replaced.
        populate: makes the state in which a run starts; see `simulation.start.population.populate`.
        live: takes a run further; see `simulation.week.live`.
        begin: brings tables to the start of a run; see `simulation.start.population.begin`.

    Example:
        >>> nobody_joins = RuleSet({"joins": lambda net, deviation: False})
        >>> nobody_joins.fingerprint == RuleSet({}).fingerprint
        False
    """

    def __init__(self, functions: Functions) -> None:
        self._given = dict(functions)
        given = {name: checked(name, function) for name, function in sorted(functions.items())}
        self.fingerprint = _fingerprint(given)
        self.populate, self.live, self.begin = _entries(self.fingerprint, tuple(given.items()))

    def __getitem__(self, name: str) -> Callable[..., Any]:
        return self._given[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __reduce__(self) -> tuple[type["RuleSet"], tuple[dict[str, Callable[..., Any]]]]:
        return RuleSet, (dict(self),)


def rule_set(rules: Functions | None) -> RuleSet:
    """Return the rules of a run with replacements, which may be a set of rules already; None for the model's own."""
    return rules if isinstance(rules, RuleSet) else RuleSet(rules or {})


def _fingerprint(given: Mapping[str, FunctionType]) -> str:
    facts = " ".join(f"{name} {digest(function)}" for name, function in given.items())
    return hashlib.blake2s(facts.encode(), digest_size=8).hexdigest() if given else ""


@cache  # models with the same rules share what is compiled
def _entries(fingerprint: str, given: tuple[tuple[str, FunctionType], ...]) -> Entries:
    if not given:
        return Entries(populate, live, begin)
    rules = {REPLACEABLE[name].rule: _linked(REPLACEABLE[name], function, fingerprint) for name, function in given}
    copies = Copies(rules, fingerprint)
    return Entries(copies.of(populate), copies.of(live), copies.of(begin))


def _linked(known: Replaceable, function: FunctionType, suffix: str) -> FunctionType:
    """Return what compiled code calls in place of a rule."""
    copy = with_helpers(function, suffix)
    check_compiles(known, function, copy)
    return copy if known.returns is bool else linked(_guarded(copy, known, suffix))


def _guarded(rule: FunctionType, known: Replaceable, suffix: str) -> FunctionType:
    """Return a rule that stops the run where it returns what it must not."""
    low, high = known.allowed
    message = f"{known.name} must return {known.returned}, and did not; the run was stopped."

    def within(*values: float) -> float:
        result: float = 1.0 * rule(*values)
        if not low <= result <= high:
            raise RuleError(message)
        return result

    within.__qualname__ = f"{known.name}_within_{suffix}"
    return within  # type: ignore[return-value]
