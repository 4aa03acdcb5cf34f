"""The arena: attention, calendar and shocks (C43, C45, C71)."""

import math

from simulation.engine import streams
from simulation.engine.codes import NEVER, NOBODY, CalendarKind, EventKind
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.shared.red_lines import move_red_line

ELECTION_WEEKS = 13.0  # before an election in which two thirds of the extra suspicion of that day arise

# --- rules ---------------------------------------------------------------------------------------


@compiled
def nearness(weeks: float, calm: float) -> float:
    """Return how far politics is in campaign, from calm times to 1 on the day of an election (C45).

    Args:
        weeks: to the next election.
        calm: what is left of it far from any election.
    """
    return calm + (1.0 - calm) * math.exp(-weeks / ELECTION_WEEKS)


# --- on the state --------------------------------------------------------------------------------


@compiled
def campaign(state: State) -> float:
    """Return how near the next election is, from calm times to 1 (C45)."""
    nearest = math.inf
    for i in range(len(state.calendar)):
        entry = state.calendar[i]
        if entry.kind == CalendarKind.ELECTION and entry.week >= state.clock.week:
            nearest = min(nearest, 1.0 * (entry.week - state.clock.week))
    return nearness(nearest, state.mechanisms.impact.calm)


@phase
def move_arena(state: State) -> None:
    """Move public attention a week on and read the calendar."""
    arena, clock, climate = state.arena, state.clock, state.climate
    draw = streams.uniform(clock.key, streams.SALIENCE, clock.week, streams.EVERYBODY, arena.number)
    back = state.mechanisms.impact.memory * (arena.usual_salience - arena.salience)
    arena.salience = min(1.0, max(0.0, arena.salience + back + climate.salience_swing * (2.0 * draw - 1.0)))
    arena.window = 1.0
    arena.vote = False
    arena.campaign = campaign(state)
    for i in range(len(state.calendar)):
        entry = state.calendar[i]
        if entry.kind == CalendarKind.WINDOW and entry.week <= clock.week < entry.week + entry.weeks:
            arena.window *= entry.strength
        if entry.week == clock.week:
            if entry.kind == CalendarKind.VOTE:
                arena.vote = True
            elif entry.kind == CalendarKind.SHOCK:
                shock(state, i)
            elif entry.kind == CalendarKind.ELECTION:
                note(state, EventKind.ELECTION, NOBODY, i, 0.0)
            elif entry.kind == CalendarKind.WINDOW:
                note(state, EventKind.WINDOW, NOBODY, i, entry.strength)


@compiled
def shock(state: State, i: int) -> None:
    """Change the situation for good: attention, resistance, or an emergency that calls for help (C43, C71)."""
    entry, arena = state.calendar[i], state.arena
    arena.salience = min(1.0, max(0.0, arena.salience + entry.salience))
    arena.usual_salience = min(1.0, max(0.0, arena.usual_salience + entry.salience))
    arena.resistance = max(0.0, arena.resistance + entry.resistance)
    note(state, EventKind.SHOCK, NOBODY, i, 0.0)
    if entry.need > 0.0 and arena.emergency == NEVER:
        arena.emergency = state.clock.week
        arena.need = entry.need
        note(state, EventKind.EMERGENCY, NOBODY, i, entry.need)


@phase
def be_shaken(state: State) -> None:
    """Let what happens outside move the red lines of those invited: everybody's, or one member's by chance (C43)."""
    for i in range(len(state.calendar)):
        entry = state.calendar[i]
        if entry.kind == CalendarKind.SHOCK and entry.week == state.clock.week and entry.red_lines != 0.0:
            for row in range(len(state.memberships)):
                for k in range(len(state.demands)):
                    move_red_line(state, state.memberships[row].organisation, k, entry.red_lines)
    tighten_by_chance(state)


@compiled
def tighten_by_chance(state: State) -> None:
    """Let events tighten the red line of one of those invited on one demand (C43)."""
    clock, climate, salt = state.clock, state.climate, state.alliance.plan.salt
    if not streams.happens(climate.shock_rate, clock.key, streams.SHOCK, clock.week, streams.EVERYBODY, salt):
        return
    whom = streams.uniform(clock.key, streams.SHOCKED_MEMBER, clock.week, streams.EVERYBODY, salt)
    what = streams.uniform(clock.key, streams.SHOCKED_DEMAND, clock.week, streams.EVERYBODY, salt)
    size = streams.uniform(clock.key, streams.SHOCK_SIZE, clock.week, streams.EVERYBODY, salt)
    organisation = state.memberships[int(whom * state.alliance.plan.invited)].organisation
    k = int(what * len(state.demands))
    move_red_line(state, organisation, k, -size * climate.shock_size)
    note(state, EventKind.RED_LINE_SHIFTED, organisation, k, state.positions[organisation, k].red_line)
