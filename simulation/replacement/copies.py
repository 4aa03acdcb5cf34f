"""Copies of the model's functions, as far as they reach a replaced rule; the model's own stay as they are."""

from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any, cast

from simulation.engine.compilation import declared_like, linked
from simulation.replacement.functions import as_function, copied, looked_up, stands_beside

_MODEL = "simulation."


class Copies:
    """Functions of the model that call replacements in place of rules.

    Numba compiles a function with what it finds behind names, and keeps that. So a run with other rules needs
    functions of its own, all the way down from what Python calls to the rule; whatever reaches no replaced rule is
    shared with all other runs.

    Args:
        replacements: what stands for which rule, both as plain Python functions.
        suffix: of the names of the copies; no two sets of replacements may share one.
    """

    def __init__(self, replacements: Mapping[Callable[..., Any], FunctionType], suffix: str) -> None:
        self._standing_for: dict[Callable[..., Any], Any] = dict(replacements)
        self._suffix = suffix

    def of[F](self, function: F) -> F:
        """Return a copy of a function, or the function itself where it reaches no replaced rule."""
        original = as_function(function)
        if original is None or not original.__module__.startswith(_MODEL):
            return function
        if original not in self._standing_for:
            self._standing_for[original] = function
            found = looked_up(original)
            changed = {name: copy for name, value in found.items() if (copy := self.of(value)) is not value}
            if changed:
                copy = copied(original, changed, self._suffix)
                self._standing_for[original] = declared_like(original, copy)
        return cast(F, self._standing_for[original])


def with_helpers(function: FunctionType, suffix: str) -> FunctionType:
    """Return a copy of a user's function for compiled code to call, and with it copies of the helpers beside it.

    The copies keep what is found behind names now; that the user changes that later touches no run.
    """
    return _linked(function, suffix, {})


def _linked(function: FunctionType, suffix: str, copies: dict[FunctionType, FunctionType]) -> FunctionType:
    if function not in copies:
        copies[function] = function  # where it calls itself, which Numba refuses with a message of its own
        called = {name: helper for name, value in looked_up(function).items() if (helper := as_function(value))}
        beside = {name: helper for name, helper in called.items() if stands_beside(function, helper)}
        helpers = {name: _linked(helper, suffix, copies) for name, helper in beside.items()}
        copy = copied(function, helpers, suffix)
        copy.__module__ = __name__  # which processes know that read the machine code, as they may not the user's
        copies[function] = linked(copy)
    return copies[function]
