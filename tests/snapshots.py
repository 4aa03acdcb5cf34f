"""Looking at a run from outside: copies of its state, and what several laws read off it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.scenario import Scenario
from simulation.state import CORE, MEMBER, NEVER, State

type Law = Callable[[Scenario, State, State], None]
type Flags = npt.NDArray[np.bool_]

ROUNDING = 1e-9
_READ_ONLY = frozenset({"calendar", "goal", "agreements", "climate", "mechanisms"})


def photograph(state: State) -> State:
    """Return a copy of all that a run writes to, in plain arrays and names, which are quicker to look at."""
    parts = {name: part for name, part in state._asdict().items() if name not in _READ_ONLY}
    return state._replace(**{name: _plain(part) for name, part in parts.items()})


def _plain(part: Any) -> Any:
    if isinstance(part, np.ndarray):
        return np.array(part, subok=False)
    return SimpleNamespace(**dict(zip(part.dtype.names, part.item(), strict=True)))


def contents(state: State) -> dict[str, bytes]:
    """Return the bytes of all that a run writes to; the room in which phases calculate is no part of it."""
    parts = {name: part for name, part in state._asdict().items() if name not in (*_READ_ONLY, "scratch")}
    return {name: np.asarray(part).tobytes() for name, part in parts.items()}


def within(values: npt.ArrayLike, low: float, high: float) -> bool:
    """Tell whether all values lie between two limits, but for rounding; NaN never does."""
    if isinstance(values, float | int):
        return low - ROUNDING <= values <= high + ROUNDING
    given = np.asarray(values)
    return bool(low - ROUNDING <= given.min(initial=high) and given.max(initial=low) <= high + ROUNDING)


def at_the_table(state: State) -> Flags:
    """Tell which memberships are those of members at the table."""
    return np.asarray((state.memberships["status"] == MEMBER) & (state.memberships["tier"] == CORE))


def free_time(state: State) -> npt.NDArray[np.float64]:
    """Return the hours a week each organisation that was asked has for partners."""
    doers = state.organisations
    free = doers["hours"] * (1 - doers["home_load"])
    return np.asarray(free[state.memberships["organisation"]])


def took_part(before: State, now: State) -> Flags:
    """Tell who was a member at some time of the week."""
    part = now.memberships
    return np.asarray((part["joined"] != NEVER) & ((part["left"] == NEVER) | (part["left"] == before.clock.week)))
