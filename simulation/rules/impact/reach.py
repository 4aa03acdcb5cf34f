"""Reach: the share of the public that hears of the members' alliance (C50)."""

import math

from simulation.engine.compilation import compiled
from simulation.engine.state import State
from simulation.rules.shared.composition import takes_part

# --- rules ---------------------------------------------------------------------------------------


@compiled
def audience(members: float, scale: float, power: float) -> float:
    """Return the share of its own sector's audience that an organisation reaches, 0 to 1 (C50).

    Args:
        members: common logarithm of its members.
        scale: the same for a size that reaches about two thirds.
        power: how steeply reach rises with size.
    """
    return 1.0 - math.exp(-math.pow(10.0, power * (members - scale)))


# --- on the state --------------------------------------------------------------------------------


@compiled
def reach_of_members(state: State) -> float:
    """Return the share of the public that hears of the alliance: the union of its members' audiences (C50).

    `unreached` holds the ratio of those not reached within a sector to those not reached outside of it, so that
    one pass over the members is enough.
    """
    impact = state.mechanisms.impact
    sectors = len(state.sectors)
    everywhere = 1.0
    reached = 0.0
    for s in range(sectors):
        state.sectors[s].unreached = 1.0
    for row in range(len(state.memberships)):
        if takes_part(state, row):
            organisation = state.organisations[state.memberships[row].organisation]
            own = audience(organisation.members, impact.audience_scale, impact.audience_power)
            everywhere *= 1.0 - impact.spillover * own
            elsewhere = 1.0 - impact.spillover * own
            state.sectors[organisation.sector].unreached *= (1.0 - own) / max(elsewhere, 1e-12)
    for s in range(sectors):
        reached += 1.0 - everywhere * state.sectors[s].unreached
    return reached / sectors * (1.0 if state.agreements.public else impact.unsuited)
