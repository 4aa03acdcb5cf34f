"""Checks of a user's rule before the first run: is it a rule, does it compile, and what does it return?"""

import inspect
import math
import re
import traceback
from collections.abc import Iterator
from itertools import count
from types import FunctionType
from typing import Any

from numba.core.errors import NumbaError

from simulation.engine import streams
from simulation.engine.compilation import compiled_alone
from simulation.errors import RuleError, did_you_mean, shown
from simulation.replacement.functions import as_function, place_of
from simulation.replacement.replaceable import REPLACEABLE, Replaceable

_TRIALS = 200
# How Numba writes a function.
_FUNCTION = re.compile(r"Function\(<(?:built-in )?(?:function|class) '?([\w.]+)[^>]*>\)")


def checked(name: str, given: Any) -> FunctionType:
    """Return a user's function that may stand for a rule.

    Args:
        name: of the rule.
        given: what is to replace it.

    Raises:
        RuleError: where no such rule can be replaced, or not by this.
    """
    if name not in REPLACEABLE:
        hint = did_you_mean(name, REPLACEABLE)
        raise RuleError(f"{shown(name)} is not a rule that can be replaced{hint or '.'} `alliance rules` lists them.")
    function = as_function(given)
    if function is None:
        raise RuleError(f"{name} = {shown(given)} is not allowed: must be a function written in Python.")
    known = REPLACEABLE[name]
    _check_arguments(known, function)
    for arguments in _trials(known):
        _try(known, function, arguments)
    return function


def check_compiles(known: Replaceable, function: FunctionType, linked: FunctionType) -> None:
    """Compile a rule by itself.

    Args:
        known: the rule that is replaced.
        function: as the user wrote it.
        linked: the copy that compiled code calls.

    Raises:
        RuleError: where it does not compile.
    """
    try:
        compiled_alone(linked)(*next(_trials(known)).values())
    except Exception as error:
        place = _line_of(function, error)
        raise RuleError(f"{place}: {known.name} cannot be compiled: {_sentence(error)}") from error


def _check_arguments(known: Replaceable, function: FunctionType) -> None:
    wanted = len(inspect.signature(known.rule).parameters)
    parameters = inspect.signature(function).parameters.values()
    plain = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    if len(plain) != wanted or len(plain) != len(parameters):
        arguments = ", ".join(map(str, parameters)) or "nothing"
        raise RuleError(f"{place_of(function)}: {known.name} takes {arguments}; must be {known.call}.")


def _trials(known: Replaceable) -> Iterator[dict[str, Any]]:
    """Yield arguments: all in the middle, all at one end, then at random, the same ones every time."""
    for share in (0.5, 0.0, 1.0):
        yield known.arguments(lambda share=share: share)  # type: ignore[misc]
    for trial in range(_TRIALS):
        key, which = streams.key_of(trial, known.name), count()
        yield known.arguments(
            lambda key=key, which=which: streams.uniform(  # type: ignore[misc]
                key, streams.TRAITS, streams.START, streams.EVERYBODY, next(which)
            )
        )


def _try(known: Replaceable, function: FunctionType, arguments: dict[str, Any]) -> None:
    try:
        result: Any = function(*arguments.values())
    except Exception as error:
        told = f"raised {type(error).__name__}: {error}"
        raise RuleError(_about(known, _line_of(function, error), told, arguments)) from error
    if not _is_allowed(known, result):
        told = f"returned {shown(result)}, which is not allowed: must be {known.returned}"
        raise RuleError(_about(known, place_of(function), told, arguments))


def _is_allowed(known: Replaceable, result: Any) -> bool:
    if known.returns is bool:
        return type(result).__name__ in ("bool", "bool_")
    try:
        number = float(result)
    except (TypeError, ValueError):
        return False
    low, high = known.allowed
    return not isinstance(result, str) and math.isfinite(number) and low <= number <= high


def _about(known: Replaceable, place: str, told: str, arguments: dict[str, Any]) -> str:
    values = ", ".join(f"{name} = {_written(value)}" for name, value in arguments.items())
    return f"{place}: {known.name} {told}; it was tried with {values}."


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        names = type(value)._fields  # type: ignore[attr-defined]
        return f"({', '.join(f'{name} = {v:.3g}' for name, v in zip(names, value, strict=True))})"
    return f"{value:.3g}"


def _line_of(function: FunctionType, error: Exception) -> str:
    """Return where in the user's file an error arose: file and line."""
    file = function.__code__.co_filename
    loc = getattr(error, "loc", None)
    if isinstance(error, NumbaError) and loc is not None and loc.filename == file:
        return f"{file}, line {loc.line}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return f"{file}, line {lines[-1]}" if lines else place_of(function)


def _sentence(error: Exception) -> str:
    """Return the first sentence of what the compiler says, as far as it is about the user's code, and what may be."""
    text = getattr(error, "msg", None) or str(error)
    lines = [line.strip() for line in str(text).splitlines() if line.strip()]
    telling = [line for line in lines if not line.startswith(("Failed in nopython", "During:"))]
    first = (telling or lines or [type(error).__name__])[0].rstrip(".:")
    return f"{_FUNCTION.sub(r'\1', first)}. Rules are made of numbers, tuples, if, loops and math."
