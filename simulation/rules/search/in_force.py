"""What is in force: what has been adopted in an arena stands for whoever allies there later, and wears off with time.

A demand is an issue at a place: what a town has granted is granted there only, and to all.
"""

import math

from simulation.engine.codes import NEVER
from simulation.engine.compilation import compiled
from simulation.engine.field_state import FieldState
from simulation.engine.state import World, seen_by

WEEKS_A_YEAR = 52.0

# --- rules ---------------------------------------------------------------------------------------


@compiled
def kept_a_week(erosion: float) -> float:
    """Return the share of what is in force that a week leaves; a year wears off the share `erosion` (Hacker 2004)."""
    return math.pow(1.0 - erosion, 1.0 / WEEKS_A_YEAR)


# --- on the state --------------------------------------------------------------------------------


@compiled
def arena_of(field: FieldState, who: int, issue: int) -> int:
    """Return the arena of an issue at an organisation's place."""
    places = len(field.in_force) // len(field.rivals)
    return int(issue * places + field.seekers[who].place)


@compiled
def is_decided_by(week: int, field: FieldState, issue: int, k: int) -> bool:
    """Tell whether the week in which a demand is decided once and for all has come by a week."""
    longest = len(field.demands_at_rest) // len(field.rivals)
    decided_on = field.demands_at_rest[issue * longest + k].decided_on
    return bool(decided_on != NEVER) and decided_on <= week


@compiled
def begin_from_what_is_in_force(world: World, field: FieldState, a: int) -> None:
    """Let an alliance set out from what is in force, as one that sets itself a further goal does (C02)."""
    state = seen_by(world, a)
    for k in range(len(state.demands)):
        demand, level = state.demands[k], field.in_force[state.alliance.plan.arena, k]
        demand.secured = demand.adopted = level
        demand.majority = max(demand.majority, level)
        demand.open = not is_decided_by(state.clock.week, field, state.alliance.plan.venture, k)


@compiled
def put_in_force(world: World, field: FieldState, a: int) -> None:
    """Put in force what an alliance won in the week that is over, and count what that adds to what was in force."""
    state = seen_by(world, a)
    arena, added, weights = state.alliance.plan.arena, 0.0, 0.0
    is_fresh = state.alliance.last_effect == state.clock.week - 1
    for k in range(len(state.demands)):
        demand, before = state.demands[k], field.in_force[arena, k]
        weights += demand.weight
        if is_fresh and demand.adopted > before:
            field.in_force[arena, k] = demand.adopted
            added += demand.weight * (demand.adopted - before)
    field.foundings[a].added += added / weights


@compiled
def keep_up(world: World, field: FieldState, a: int) -> None:
    """Let the majority grant an alliance what others have won where it is; what has been decided is open no more."""
    state = seen_by(world, a)
    for k in range(len(state.demands)):
        demand = state.demands[k]
        demand.open = demand.open and not is_decided_by(state.clock.week - 1, field, state.alliance.plan.venture, k)
        if demand.open:
            demand.majority = max(demand.majority, field.in_force[state.alliance.plan.arena, k])


@compiled
def wear_off(field: FieldState) -> None:
    """Let a week wear off its share of what is in force."""
    kept = kept_a_week(field.search.erosion)
    for arena in range(field.in_force.shape[0]):
        for k in range(field.in_force.shape[1]):
            field.in_force[arena, k] *= kept
