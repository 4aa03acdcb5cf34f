"""Compilation of the rules, with a cache that notices a change in any of them."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numba
import numpy as np

_ROOM = Path(__file__).parents[1]


def _fingerprint() -> str:
    sources = (path.read_bytes() for path in sorted(_ROOM.rglob("*.py")))
    rules = b"".join(source for source in sources if __name__.encode() in source)
    own = Path(__file__).read_bytes()
    return hashlib.blake2s(own + rules, digest_size=8).hexdigest()


def _cache_folder() -> Path:
    return _ROOM / "__pycache__" / f"rules-{_fingerprint()}"


# Numba looks only at a function's own file to tell whether its cache is stale. A rule that
# calls a changed rule would go on with the old one, so the folder is named by all of them.
if "NUMBA_CACHE_DIR" not in os.environ and os.access(_ROOM, os.W_OK):
    numba.config.CACHE_DIR = str(_cache_folder())  # type: ignore[attr-defined]

# Stronger optimisation makes no rule faster, and the first compilation a fifth slower.
numba.config.OPT = type(numba.config.OPT)(1)  # type: ignore[attr-defined]

_njit = cast(Any, numba.njit)  # its stubs know only part of its options
# Rules never allocate, so they do without Numba's reference counting (`_nrt`): more than twice as fast.
_COMMON: dict[str, Any] = {"error_model": "numpy", "no_cfunc_wrapper": True, "_nrt": False}


def codes(count: int) -> tuple[int, ...]:
    """Return the whole numbers from 0 for the named constants of the rules.

    Numba would compile a rule anew for every literal number it is called with; these are no literals.
    """
    return tuple(cast(int, number) for number in np.arange(count))


def compiled[F: Callable[..., object]](function: F) -> F:
    """Compile a rule, or an entry to the model: callable from compiled code and from Python.

    With `NUMBA_DISABLE_JIT=1` it stays plain Python.
    """
    return cast(F, _njit(cache=True, **_COMMON)(function))


def phase[F: Callable[..., object]](function: F) -> F:
    """Compile a part of the week that only compiled code calls.

    Without an entry from Python, which would have to unpack the whole state, it compiles in a third of the time.
    """
    return cast(F, _njit(no_cpython_wrapper=True, **_COMMON)(function))


def inlined[F: Callable[..., object]](function: F) -> F:
    """Write a rule out wherever compiled code calls it; needed for what returns records, which no call can."""
    return cast(F, _njit(inline="always", **_COMMON)(function))
