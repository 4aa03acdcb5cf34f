"""Compilation of the rules with Numba: what is called from Python and kept on disk, and what is linked into that.

With `NUMBA_DISABLE_JIT=1` nothing is compiled, and the same code runs as plain Python.
"""

from collections.abc import Callable
from typing import Any, cast

import numba
import numpy as np
from numba.extending import register_jitable

from simulation.engine.code_cache import CodeCache
from simulation.engine.linking import EntryCompiler, PartCompiler

_njit = cast(Any, numba.njit)  # its stubs know only part of its options
# Rules never allocate, so they do without Numba's reference counting (`_nrt`): more than twice as fast.
_COMMON: dict[str, Any] = {"error_model": "numpy", "no_cfunc_wrapper": True, "_nrt": False}


def codes(count: int) -> tuple[int, ...]:
    """Return the whole numbers from 0 for the named constants of the rules.

    Numba would compile a rule anew for every literal number it is called with; these are no literals.
    """
    return tuple(cast(int, number) for number in np.arange(count))


def entry[F: Callable[..., object]](function: F) -> F:
    """Compile a function that Python calls in every run, with all it calls; the machine code is kept on disk."""
    dispatcher = _njit(pipeline_class=EntryCompiler, **_COMMON)(function)
    if dispatcher is not function:  # as it is where compilation is switched off
        dispatcher._cache = CodeCache(function)
    return cast(F, dispatcher)


def compiled[F: Callable[..., object]](function: F) -> F:
    """Compile a rule wherever compiled code calls it; called from Python, it is plain Python.

    Unpacking the state for a call from Python would take most of the time of compilation, and only tests and
    people at a prompt call a single rule.
    """
    return register_jitable(pipeline_class=PartCompiler, no_cpython_wrapper=True, **_COMMON)(function)


def inlined[F: Callable[..., object]](function: F) -> F:
    """Write a rule out wherever compiled code calls it; needed for what returns records, which no call can."""
    return register_jitable(inline="always", **_COMMON)(function)
