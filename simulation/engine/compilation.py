"""Compilation of the rules with Numba: what is called from Python and kept on disk, and what is linked into that.

With `NUMBA_DISABLE_JIT=1` nothing is compiled, and the same code runs as plain Python.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import numba
import numpy as np
from numba.core import event
from numba.extending import register_jitable

from simulation.engine.code_cache import CodeCache
from simulation.engine.linking import EntryCompiler, PartCompiler

_njit = cast(Any, numba.njit)  # its stubs know only part of its options
# Rules never allocate, so they do without Numba's reference counting (`_nrt`): more than twice as fast.
_COMMON: dict[str, Any] = {"error_model": "numpy", "no_cfunc_wrapper": True, "_nrt": False}
# With which decorator each function was declared, for those who watch it being compiled, and for copies of it.
_DECLARED: dict[Callable[..., object], Callable[..., object]] = {}


def codes(count: int) -> tuple[int, ...]:
    """Return the whole numbers from 0 for the named constants of the rules.

    Numba would compile a rule anew for every literal number it is called with; these are no literals.
    """
    return tuple(cast(int, number) for number in np.arange(count))


def entry[F: Callable[..., object]](function: F) -> F:
    """Compile a function that Python calls in every run, with all it calls; the machine code is kept on disk."""
    _declare(function, entry)
    dispatcher = _njit(pipeline_class=EntryCompiler, **_COMMON)(function)
    if dispatcher is not function:  # as it is where compilation is switched off
        dispatcher._cache = CodeCache(function)
    return cast(F, dispatcher)


def compiled[F: Callable[..., object]](function: F) -> F:
    """Compile a rule wherever compiled code calls it; called from Python, it is plain Python.

    Unpacking the state for a call from Python would take most of the time of compilation, and only tests and
    people at a prompt call a single rule.
    """
    _declare(function, compiled)
    return linked(function)


def linked[F: Callable[..., object]](function: F) -> F:
    """Compile a function that is no rule of the model wherever compiled code calls it."""
    return register_jitable(pipeline_class=PartCompiler, no_cpython_wrapper=True, **_COMMON)(function)


def in_place[F: Callable[..., object]](function: F) -> F:
    """Compile a rule into whatever calls it; a loop over it can then do several of its rounds at once."""
    _declare(function, in_place)
    return register_jitable(pipeline_class=PartCompiler, no_cpython_wrapper=True, forceinline=True, **_COMMON)(function)


def phase[F: Callable[..., object]](function: F) -> F:
    """Compile a phase: a step of the week's schedule, which reads and changes the state and which no rule calls."""
    return compiled(function)


def compiled_alone[F: Callable[..., object]](function: F) -> F:
    """Compile a function with all it calls for this process only, which keeps its machine code nowhere."""
    return cast(F, _njit(pipeline_class=EntryCompiler, **_COMMON)(function))


def declared_like[F: Callable[..., object]](original: Callable[..., object], copy: F) -> F:
    """Compile a copy of a function as the original is compiled; what is plain Python stays so."""
    decorate = _DECLARED.get(original)
    return copy if decorate is None else cast(F, decorate(copy))


def _declare(function: Callable[..., object], decorator: Callable[..., object]) -> None:
    """Note how a function was declared; a copy stands for its original."""
    _DECLARED.setdefault(inspect.unwrap(function), decorator)


class _Watch(event.Listener):
    """Counts the rules that have been compiled."""

    def __init__(self, report: Callable[[int, int], object]) -> None:
        self._report = report
        self._compiled: set[Callable[..., object]] = set()

    def on_start(self, _happens: event.Event) -> None:
        """Report before the first, so that nobody waits for a sign."""
        self._report(len(self._compiled), len(_DECLARED))

    def on_end(self, happens: event.Event) -> None:
        """Count a rule; one that is compiled for several kinds of arguments counts once."""
        self._compiled |= _DECLARED.keys() & {inspect.unwrap(happens.data["dispatcher"].py_func)}
        self._report(len(self._compiled), len(_DECLARED))

    def finish(self) -> None:
        """Report the end, also where some rules were cached; nothing where all were."""
        total = len(_DECLARED)
        if 0 < len(self._compiled) < total:
            self._report(total, total)


@contextmanager
def watched(report: Callable[[int, int], object]) -> Iterator[None]:
    """Report how many rules are compiled, of how many, whenever another one is; nothing where all are cached."""
    watch = _Watch(report)
    with event.install_listener("numba:compile", watch):
        yield
    watch.finish()
