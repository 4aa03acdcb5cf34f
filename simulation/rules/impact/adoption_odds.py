"""The odds of adoption: what influence stands against, whether it prevails, and how much is adopted (C47, C48, C58)."""

import math

from simulation.engine.compilation import compiled
from simulation.engine.state import State

# --- rules ---------------------------------------------------------------------------------------


@compiled
def resistance_to(ambition: float, majority: float, base: float, slope: float) -> float:
    """Return the influence needed for an even chance: it grows with what is asked beyond the majority's own wish."""
    beyond = max(0.0, ambition - majority) / max(1e-9, 1.0 - majority)
    return base * (1.0 + slope * beyond)


@compiled
def odds(influence: float, resistance: float, steepness: float) -> float:
    """Return the chance that influence prevails over resistance, 0 to 1 (Hill function).

    Args:
        influence: of the alliance on a demand, from 0.
        resistance: influence needed for an even chance, from 0.
        steepness: how sharply the chance turns there, above 0.
    """
    if resistance <= 0.0:
        return 1.0
    if influence <= 0.0:
        return 0.0
    return 1.0 / (1.0 + math.pow(resistance / influence, steepness))


@compiled
def adopted_ambition(agreed: float, majority: float, influence: float, resistance: float) -> float:
    """Return how much of a demand is adopted: a compromise between agreement and majority, by weight of influence."""
    if agreed <= majority:
        return agreed
    weight = influence / (influence + resistance) if influence + resistance > 0.0 else 1.0
    return majority + (agreed - majority) * weight


# --- on the state --------------------------------------------------------------------------------


@compiled
def base_resistance(state: State) -> float:
    """Return the resistance to asking no more than the majority wants; citizens who take part lower it (C58)."""
    impact = state.mechanisms.impact
    polarised = 1.0 + impact.polarised_resistance * state.climate.polarisation
    accepted = impact.lot_acceptance * state.alliance.citizens / max(1, state.alliance.core)
    return state.arena.resistance * polarised * (1.0 - accepted)
