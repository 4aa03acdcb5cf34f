"""Wording the goal: who objects to a proposal, and when it stands (C06, C21)."""

from simulation.engine import streams
from simulation.engine.codes import NEVER, NOBODY, NOTHING, EventKind, Stage
from simulation.engine.compilation import compiled
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.formation.values_debate import debate
from simulation.rules.shared.core_group import core_member
from simulation.rules.shared.governing_bodies import eased
from simulation.rules.shared.stages import enter

# --- rules ---------------------------------------------------------------------------------------


@compiled
def objection_chance(distance: float, talked: float, change_share: float, objection: float) -> float:
    """Return the chance that a member objects to a proposed wording of the goal (C06).

    Prevention has its aim given; change is disputed the more, the further a member stands from the
    others and the less has been talked through.
    """
    return min(1.0, objection * distance * (1.0 - talked) * change_share)


# --- on the state --------------------------------------------------------------------------------


@compiled
def word_goal(state: State) -> None:
    """Propose a wording of the goal; it stands when enough members in the core group do not object (C06, C21)."""
    alliance = state.alliance
    formation = state.mechanisms.formation
    disputed = state.goal.change_share * state.agreements.goal_openness
    objection = eased(formation.objection, formation.moderation, state.agreements.moderation)
    objections = 0
    for place in range(alliance.core):
        membership = core_member(state, place)
        chance = objection_chance(membership.distance, alliance.talked, disputed, objection)
        identity = state.organisations[membership.organisation].identity
        objections += streams.happens(
            chance, state.clock.key, streams.OBJECTION, state.clock.week, identity, alliance.plan.salt
        )
    if objections > (1.0 - alliance.plan.consent) * alliance.core + 1e-9:
        debate(state)
        return
    if alliance.tally.worded == NEVER:
        alliance.tally.worded = state.clock.week
    note(state, EventKind.GOAL_WORDED, NOBODY, NOTHING, alliance.talked)
    enter(state, Stage.AGREEING_ON_DEMANDS)
