"""Draws for all members at once, of which a processor does several in one go."""

from simulation.engine import streams
from simulation.engine.compilation import compiled
from simulation.engine.state import State


@compiled
def draw_for_members(state: State, purpose: int, other: int) -> None:
    """Draw a number from [0, 1) for each membership this week, whether it is one already or not.

    Args:
        state: what the alliance sees of its run.
        purpose: one of the constants of `simulation.engine.streams`.
        other: what else tells these draws from others.
    """
    key, week = state.clock.key, state.clock.week
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        membership.draw = streams.drawn(key, purpose, week, membership.identity, other)
