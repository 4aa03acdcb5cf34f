"""Python functions as things: what they look up, copies that find something else there, and what tells them apart."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import update_wrapper
from types import BuiltinFunctionType, CellType, CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

from simulation.errors import RuleError

_DIGEST_BYTES = 8
_SIMPLE = (int, float, str, bool, Enum, np.generic, type(None), type)


def plain(function: Any) -> Any:
    """Return the Python function behind one that Numba compiles; anything else as it is."""
    return getattr(function, "py_func", function)


def place_of(function: FunctionType) -> str:
    """Return where a function stands: file and line."""
    return f"{function.__code__.co_filename}, line {function.__code__.co_firstlineno}"


def looked_up(function: FunctionType) -> dict[str, Any]:
    """Return what a function finds outside itself, by name: in its module, or in the function around it."""
    names = dict.fromkeys(_names(function.__code__))
    found = {name: function.__globals__[name] for name in names if name in function.__globals__}
    return found | _enclosed(function)


def copied(function: FunctionType, values: Mapping[str, Any], suffix: str) -> FunctionType:
    """Return a copy of a function that finds other values behind some of the names it looks up.

    Args:
        function: what to copy; it stays as it is.
        values: what the copy finds, by name.
        suffix: of the copy's name, which tells its machine code from that of other copies.
    """
    enclosed = tuple(CellType(values.get(name, value)) for name, value in _enclosed(function).items())
    copy = FunctionType(
        function.__code__,
        {**function.__globals__, **values},
        function.__name__,
        function.__defaults__,
        enclosed or None,
    )
    update_wrapper(copy, function)
    copy.__kwdefaults__ = function.__kwdefaults__
    copy.__qualname__ = f"{function.__qualname__}_{suffix}"
    return copy


def digest(function: FunctionType) -> str:
    """Return a short hash of what a function does: of its code, and of all that it looks up.

    It holds for one version of Python.

    Raises:
        RuleError: where it looks up something that may change unseen, such as a dictionary.
    """
    content = "\0".join(_facts(function, set()))
    return hashlib.blake2s(content.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def stands_beside(function: FunctionType, other: Any) -> bool:
    """Tell whether something is a function of the same module."""
    return isinstance(other, FunctionType) and other.__globals__ is function.__globals__


def _enclosed(function: FunctionType) -> dict[str, Any]:
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    return {name: cell.cell_contents for name, cell in cells}


def _codes(code: CodeType) -> Iterator[CodeType]:
    """Yield a code and those of the functions within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _names(code: CodeType) -> Iterator[str]:
    for part in _codes(code):
        yield from part.co_names


def _facts(function: FunctionType, seen: set[Callable[..., Any]]) -> Iterator[str]:
    """Yield all that decides what a function returns; one that is called in a circle once."""
    if function in seen:
        return
    seen.add(function)
    for code in _codes(function.__code__):
        constants = (constant for constant in code.co_consts if not isinstance(constant, CodeType))
        yield from (code.co_code.hex(), *code.co_names, *code.co_varnames, *map(repr, constants))
    yield repr((function.__defaults__, function.__kwdefaults__))
    for name, value in looked_up(function).items():
        yield name
        yield from _facts_of(function, name, plain(value), seen)


def _facts_of(function: FunctionType, name: str, value: Any, seen: set[Callable[..., Any]]) -> Iterator[str]:
    if stands_beside(function, value):
        yield from _facts(value, seen)
    elif isinstance(value, FunctionType):
        yield f"{value.__module__}.{value.__qualname__} {value.__code__.co_code.hex()}"
    elif isinstance(value, ModuleType | BuiltinFunctionType | np.ufunc):
        yield value.__name__
    elif isinstance(value, np.ndarray):
        yield f"{value.dtype} {value.shape} {value.tobytes().hex()}"
    elif isinstance(value, _SIMPLE) or (isinstance(value, tuple) and all(isinstance(v, _SIMPLE) for v in value)):
        yield repr(value)
    else:
        raise RuleError(
            f"{place_of(function)}: {function.__name__} uses {name}, a {type(value).__name__}; a rule may use "
            "numbers, texts, tuples of them, arrays, functions and modules."
        )


def as_function(value: Any) -> FunctionType | None:
    """Return the Python function that something is or holds, or None."""
    function = plain(value)
    return function if isinstance(function, FunctionType) else None
