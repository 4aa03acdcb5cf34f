"""Attention: how it is shared among demands, and among alliances (C46)."""

import math

from simulation.engine.compilation import compiled
from simulation.engine.state import State

# --- rules ---------------------------------------------------------------------------------------


@compiled
def attention(rank: int, demands: int, ranked: bool) -> float:
    """Return the share of attention a demand gets among those still open (C46).

    Args:
        rank: place of the demand, from 1.
        demands: number of open demands.
        ranked: whether the agreement ranks them; attention then follows Zipf's law, else it is split evenly.
    """
    if not ranked:
        return 1.0 / demands
    harmonic = 0.0
    for place in range(1, demands + 1):
        harmonic += 1.0 / place
    return 1.0 / (rank * harmonic)


# --- on the state --------------------------------------------------------------------------------


@compiled
def share_attention(state: State) -> None:
    """Share attention among the open demands (C46)."""
    open_demands = 0
    for k in range(len(state.demands)):
        open_demands += state.demands[k].open
    rank = 0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        rank += demand.open
        demand.attention = 0.0
        if demand.open:
            shared = attention(rank, open_demands, state.agreements.demands_ranked)
            demand.attention = shared if state.climate.attention_shared else 1.0


@compiled
def share_of_voice(state: State) -> float:
    """Return the share of attention that other alliances at work leave to this one (C46)."""
    own, all_voices = state.alliance.pressure, state.arena.voices
    if own <= 0.0 or all_voices <= own:
        return 1.0
    return math.pow(own / all_voices, state.mechanisms.impact.effort_power)
