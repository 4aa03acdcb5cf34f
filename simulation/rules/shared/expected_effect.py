"""The expected effect: how well demands suit an organisation, and what it expects of them (C22, C23)."""

from simulation.engine.compilation import compiled
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State
from simulation.rules.shared.red_lines import within_reach
from simulation.rules.shared.stakes import open_to_wording

# --- rules ---------------------------------------------------------------------------------------


@compiled
def fit(ambition: float, least: float, ideal: float, red_line: float) -> float:
    """Return how well an ambition suits an organisation, 0 to 1.

    It rises to 1 at the ideal, falls to 0 at the red line beyond, and is worth nothing below the least.
    """
    if ambition < least or ambition > red_line:
        return 0.0
    if ambition <= ideal:
        return ambition / ideal if ideal > 0.0 else 1.0
    return (red_line - ambition) / (red_line - ideal)


# --- on the state --------------------------------------------------------------------------------


@compiled
def expected_effect(state: State, membership: MembershipRow) -> float:
    """Return what a member expects the alliance to bring: prospects of all demands, weighed by how they suit it.

    Before there is an agreement, the part of the goal that is still open counts as worded to its own wish,
    the rest as worded by the first initiator (C22).
    """
    open_share, details_open = open_to_wording(state), state.agreements.details_open
    total = weights = 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        weights += demand.weight
        position = state.positions[membership.organisation, k]
        limit = within_reach(position.red_line, details_open)
        if state.alliance.has_agreement:
            suits = fit(demand.agreed, position.least, position.ideal, limit)
        else:
            worded = state.positions[state.memberships[0].organisation, k].ideal
            suits = open_share + (1.0 - open_share) * fit(worded, position.least, position.ideal, limit)
        total += demand.weight * demand.prospect * suits
    return total / weights
