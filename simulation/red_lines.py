"""Red lines: when the common paper crosses one, and how words can meet it (C41, C42)."""

from simulation import events, streams
from simulation.bodies import moderated
from simulation.compiled import phase
from simulation.state import DemandRow, State


@phase
def crosses(demand: DemandRow, red_line: float) -> bool:
    """Tell whether the common paper goes beyond a red line in a demand that is still open (C41)."""
    return demand.open and demand.agreed > red_line + 1e-12


@phase
def paper_crosses_red_line(state: State, organisation: int) -> bool:
    """Tell whether the common paper goes beyond any red line of an organisation."""
    for k in range(len(state.demands)):
        if crosses(state.demands[k], state.positions[organisation, k].red_line):
            return True
    return False


@phase
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
    if not streams.happens(chance, clock.seed, streams.REWORDING, clock.week, identity, k):
        return False
    demand = state.demands[k]
    state.positions[organisation, k].red_line = max(demand.agreed, demand.proposed)
    events.note(state, events.REWORDED, organisation, k, demand.proposed)
    return True


@phase
def move_red_line(state: State, organisation: int, k: int, shift: float) -> None:
    """Shift one red line; the wish behind it cannot lie beyond it."""
    position = state.positions[organisation, k]
    position.red_line = min(1.0, max(0.0, position.red_line + shift))
    position.ideal = min(position.ideal, position.red_line)
    position.least = min(position.least, position.ideal)
