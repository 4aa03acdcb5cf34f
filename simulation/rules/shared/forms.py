"""Forms: what the six defining conditions, read off the state, make of a group of organisations (C01, C03, C05)."""

from typing import NamedTuple

from simulation.engine.codes import Form, Label, Stage
from simulation.engine.compilation import compiled
from simulation.engine.state import State


class Conditions(NamedTuple):
    """The six conditions that make a group of organisations an alliance, after J. White (C01), and what binds a league.

    Where members stay together for what they believe, neither a goal nor an end is needed (C05).
    """

    voluntary: bool
    reversible: bool
    distinct: bool
    common_goal: bool
    limited: bool
    public: bool
    bound_by_values: bool


# --- rules ---------------------------------------------------------------------------------------


@compiled
def label_of(conditions: Conditions) -> Label:
    """Return what a group of organisations is by the conditions it meets: all six make an alliance.

    Without a choice to join or leave it is a forced association, without distinct members a merger, without a goal
    a network, without the public a closed circle, and without a limit in time a league.
    """
    if not (conditions.voluntary and conditions.reversible):
        return Label.FORCED_ASSOCIATION
    if not conditions.distinct:
        return Label.MERGER
    if not conditions.common_goal:
        return Label.LEAGUE if conditions.bound_by_values else Label.NETWORK
    if not conditions.public:
        return Label.CLOSED_CIRCLE
    return Label.ALLIANCE if conditions.limited else Label.LEAGUE


@compiled
def conditions_of(state: State) -> Conditions:
    """Read the six conditions off the state of an alliance."""
    alliance, agreements = state.alliance, state.agreements
    pursues_goal = alliance.form != Form.NETWORK and alliance.stage != Stage.EXCHANGING
    return Conditions(
        voluntary=agreements.voluntary,
        reversible=agreements.reversible,
        distinct=agreements.distinct,
        common_goal=pursues_goal,
        limited=(pursues_goal and alliance.form != Form.LEAGUE) or agreements.end_week > 0,
        public=agreements.public,
        bound_by_values=alliance.form == Form.LEAGUE,
    )
