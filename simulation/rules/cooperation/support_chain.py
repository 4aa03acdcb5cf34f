"""The path: supporters who help people one after another, as from school to work (C69)."""

from simulation.engine.codes import Stage, Status
from simulation.engine.compilation import compiled, phase
from simulation.engine.state import State

STATION_REACH = 0.4  # chance that one member with full energy reaches a person at its station

# --- rules ---------------------------------------------------------------------------------------


@compiled
def finds_the_way(loose: float, coordinated: float) -> float:
    """Return the chance that a person gets from one station to the next: by itself, or because it is handed on."""
    return loose + (1.0 - loose) * coordinated


@compiled
def through_the_chain(work: float, weakest: float) -> float:
    """Return what joint work is worth for a goal that people reach by way of stations: by the weakest of them (C69)."""
    return work * weakest


# --- on the state --------------------------------------------------------------------------------


@compiled
def miss_at_stations(state: State) -> None:
    """Note for each station the chance that nobody there reaches a person."""
    for station in range(state.goal.stations):
        state.scratch[station].missed = 1.0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER:
            energy = state.organisations[membership.organisation].energy
            state.scratch[membership.station].missed *= 1.0 - STATION_REACH * energy


@compiled
def weakest_station(state: State) -> float:
    """Return the chance that a person is reached where that is least likely; 1 without stations."""
    if state.goal.stations == 0:
        return 1.0
    miss_at_stations(state)
    weakest = 1.0
    for station in range(state.goal.stations):
        weakest = min(weakest, 1.0 - state.scratch[station].missed)
    return weakest


@phase
def walk_the_path(state: State) -> None:
    """Add this week's chance that a person gets through all stations: no better than the weakest link (C69)."""
    alliance, stations = state.alliance, state.goal.stations
    if stations == 0 or not Stage.WORKING <= alliance.stage <= Stage.EXCHANGING:
        return
    miss_at_stations(state)
    handed_on = finds_the_way(state.mechanisms.outlook.loose_handover, alliance.exchange)
    passage = 1.0
    for station in range(stations):
        passage *= (1.0 - state.scratch[station].missed) * (handed_on if station > 0 else 1.0)
    alliance.tally.passage += passage
