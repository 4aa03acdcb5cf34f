"""Looking at a run from outside: copies of its state, and what several laws read off it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from simulation.engine.codes import Stage, Status, Tier
from simulation.engine.prepared_alliance import PreparedAlliance
from simulation.engine.state import State, World, seen_by
from simulation.scenario.definition import Scenario

# What all alliances see of one week, each its own part.
type Photo = tuple[State, ...]
# A law for each alliance by itself, and one for all of them together.
type Law = Callable[[PreparedAlliance, State, State], None]
type CommonLaw = Callable[[Scenario, Photo, Photo], None]
type Flags = npt.NDArray[np.bool_]

ROUNDING = 1e-9
_SHARED = ("clock", "arena", "organisations", "log")
_OWN = ("alliance", "memberships", "demands", "positions", "sectors")
_READ_ONLY = frozenset({"calendar", "goals", "agreements", "climate", "mechanisms"})


def photograph(world: World) -> Photo:
    """Return a copy of all that a run writes to, in plain arrays and names, which are quicker to look at."""
    shared = {name: _plain(getattr(world, name)) for name in _SHARED}
    return tuple(_of_one(seen_by(world, a), shared) for a in range(len(world.alliances)))


def _of_one(state: State, shared: dict[str, Any]) -> State:
    return state._replace(**shared, **{name: _plain(getattr(state, name)) for name in _OWN})


def _plain(part: Any) -> Any:
    if isinstance(part, np.ndarray):
        return np.array(part, subok=False)
    if part.dtype.names:
        return SimpleNamespace(**{name: _plain(part[name]) for name in part.dtype.names})
    return part.item()


def holder(part: Any, column: str) -> Any:
    """Return what holds a column: a single part of the state, or what it gathers further columns in."""
    inner = (one for one in vars(part).values() if isinstance(one, SimpleNamespace) and hasattr(one, column))
    return part if hasattr(part, column) else next(inner, part)


def read(part: Any, column: str) -> Any:
    """Return a column of a table, or of a single part of the state."""
    return part[column] if isinstance(part, np.ndarray) else getattr(holder(part, column), column)


def contents(world: World) -> dict[str, bytes]:
    """Return the bytes of all that a run writes to; the room in which phases calculate is no part of it."""
    parts = {name: part for name, part in world._asdict().items() if name not in (*_READ_ONLY, "scratch")}
    return {name: np.asarray(part).tobytes() for name, part in parts.items()}


def within(values: npt.ArrayLike, low: float, high: float) -> bool:
    """Tell whether all values lie between two limits, but for rounding; NaN never does."""
    if isinstance(values, float | int):
        return low - ROUNDING <= values <= high + ROUNDING
    given = np.asarray(values)
    return bool(low - ROUNDING <= given.min(initial=high) and given.max(initial=low) <= high + ROUNDING)


def in_the_core_group(state: State) -> Flags:
    """Tell which memberships are those of members at the table."""
    return np.asarray((state.memberships["status"] == Status.MEMBER) & (state.memberships["tier"] == Tier.CORE))


def free_time(before: State, now: State) -> npt.NDArray[np.float64]:
    """Return the hours each organisation in the list of memberships has had for partners: of its own, and by grants."""
    doers = now.organisations
    left = 1 - now.mechanisms.outlook.cutback * now.climate.pressure
    free = doers["hours"] * (1 - doers["home_load"]) * left * (1 + before.organisations["grants"])
    return np.asarray(free[now.memberships["organisation"]])


def took_part(before: State, now: State) -> Flags:
    """Tell who was a member at some time of the week."""
    part, week = now.memberships, before.clock.week
    return np.asarray((part["status"] == Status.MEMBER) | ((part["status"] == Status.LEFT) & (part["left"] == week)))


def is_alive(state: State) -> bool:
    """Tell whether an alliance has begun and not ended."""
    return bool(Stage.WAITING < state.alliance.stage < Stage.ENDED)


def others_merge_into(prepared: PreparedAlliance) -> bool:
    """Tell whether members of other alliances are going to be asked to go on in this one."""
    return prepared.number == 0 and any(other.merger is not None for other in prepared.scenario.others)


def takes_outsiders(prepared: PreparedAlliance) -> bool:
    """Tell whether anybody may come in who was not asked at the beginning."""
    agreements = prepared.venture.agreements
    return others_merge_into(prepared) or agreements.admission != "none" or agreements.call


def lived_through(before: State, now: State) -> bool:
    """Tell whether an alliance lived through a week: it was there at the start, or began then, and did not merge."""
    week = before.clock.week
    begins = before.alliance.stage == Stage.WAITING and now.alliance.begun == week
    merges = before.alliance.stage != Stage.WAITING and now.alliance.plan.merger == week
    return begins or (is_alive(before) and not merges)


def took_part_anywhere(before: Photo, now: Photo) -> Flags:
    """Tell which organisations were members of any living alliance at some time of the week."""
    there = np.zeros(len(now[0].organisations), dtype=bool)
    for old, new in zip(before, now, strict=True):
        if lived_through(old, new):
            there[new.memberships["organisation"][took_part(old, new)]] = True
    return there
