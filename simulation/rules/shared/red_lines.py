"""Red lines: when an agreement crosses one, how far it may go, and what moves one (C23, C41 to C43)."""

from simulation.engine import streams
from simulation.engine.codes import NO_DEMAND, EventKind
from simulation.engine.compilation import compiled
from simulation.engine.demand_rows import DemandRow
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.shared.governing_bodies import moderated

# --- rules ---------------------------------------------------------------------------------------


@compiled
def within_reach(red_line: float, details_open: float) -> float:
    """Return the most an agreement may ask of someone with this red line, if it leaves details open (C23)."""
    return min(1.0, red_line / (1.0 - details_open))


# --- on the state --------------------------------------------------------------------------------


@compiled
def crosses(state: State, demand: DemandRow, red_line: float) -> bool:
    """Tell whether the agreement goes beyond a red line in a demand that is still open (C41)."""
    return demand.open and demand.agreed > within_reach(red_line, state.agreements.details_open) + 1e-12


@compiled
def crossed_demand(state: State, organisation: int) -> int:
    """Return the first demand in which the agreement goes beyond a red line of an organisation, or NO_DEMAND."""
    for k in range(len(state.demands)):
        if crosses(state, state.demands[k], state.positions[organisation, k].red_line):
            return k
    return NO_DEMAND


@compiled
def note_crossing(state: State, organisation: int, k: int) -> None:
    """Note the demand over which an organisation declines or leaves."""
    note(state, EventKind.RED_LINE_CROSSED, organisation, k, state.demands[k].agreed)


@compiled
def agreement_crosses_red_line(state: State, organisation: int) -> bool:
    """Tell whether the agreement goes beyond any red line of an organisation."""
    return crossed_demand(state, organisation) != NO_DEMAND


@compiled
def met_by_rewording(state: State, organisation: int, k: int) -> bool:
    """Try other words for a demand that crosses an explained red line (C42)."""
    if not state.agreements.red_lines_disclosed and not state.positions[organisation, k].explained:
        return False
    clock = state.clock
    identity = state.organisations[organisation].identity
    chance = moderated(
        state.mechanisms.cooperation.rewording,
        state.mechanisms.formation.moderation,
        state.agreements.moderation,
    )
    if not streams.happens(chance, clock.key, streams.REWORDING, clock.week, identity, state.alliance.plan.salt + k):
        return False
    demand = state.demands[k]
    state.positions[organisation, k].red_line = demand.agreed
    state.alliance.tally.rewordings += 1
    note(state, EventKind.REWORDED, organisation, k, demand.agreed)
    return True


@compiled
def move_red_line(state: State, organisation: int, k: int, shift: float) -> None:
    """Shift one red line; the wish behind it cannot lie beyond it."""
    position = state.positions[organisation, k]
    position.red_line = min(1.0, max(0.0, position.red_line + shift))
    position.ideal = min(position.ideal, position.red_line)
    position.least = min(position.least, position.ideal)
    state.alliance.unsettled = True
