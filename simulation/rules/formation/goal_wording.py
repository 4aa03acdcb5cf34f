"""Wording the goal: who objects to a proposal, who goes over it, and when it stands (C06, C21)."""

from simulation.engine import streams
from simulation.engine.codes import NEVER, NOBODY, NOTHING, EventKind, Reason, Stage
from simulation.engine.compilation import compiled
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.formation.values_debate import debate
from simulation.rules.shared.composition import compose, leave
from simulation.rules.shared.core_group import core_member, core_row
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


@compiled
def breaks_off(draw: float, objects: float, dogmatism: float) -> bool:
    """Decide whether who objects to the wording goes rather than looks for other words (C06, C44).

    Args:
        draw: of this week, below `objects` for who objects.
        objects: chance that it does, 0 to 1.
        dogmatism: how far it claims to hold the whole truth, 0 to 1: so many of those who object go.
    """
    return draw < objects * dogmatism


# --- on the state --------------------------------------------------------------------------------


@compiled
def hear_objections(state: State) -> int:
    """Propose a wording; count the objections to it, of those too who would rather leave than talk on (C06)."""
    alliance, clock, formation = state.alliance, state.clock, state.mechanisms.formation
    disputed = state.goal.change_share * state.agreements.goal_openness
    objection = eased(formation.objection, formation.moderation, state.agreements.moderation)
    objections = 0
    for place in range(alliance.core):
        membership = core_member(state, place)
        chance = objection_chance(membership.distance, alliance.talked, disputed, objection)
        organisation = state.organisations[membership.organisation]
        draw = streams.uniform(clock.key, streams.OBJECTION, clock.week, organisation.identity, alliance.plan.salt)
        objections += draw < chance
        membership.leaving = state.agreements.reversible and breaks_off(draw, chance, organisation.dogmatism)
    return objections


@compiled
def lose_objectors(state: State) -> None:
    """Let those go for their values who would not look for other words; the others go on without them."""
    for place in range(state.alliance.core):
        row = core_row(state, place)
        if state.memberships[row].leaving:
            state.memberships[row].leaving = False
            leave(state, row, Reason.VALUES)
    compose(state)


@compiled
def word_goal(state: State) -> None:
    """Propose a wording of the goal; it stands when enough members in the core group do not object (C06, C21)."""
    alliance = state.alliance
    objections = hear_objections(state)
    stands = objections <= (1.0 - alliance.plan.consent) * alliance.core + 1e-9
    lose_objectors(state)
    if not stands:
        debate(state)
        return
    if alliance.tally.worded == NEVER:
        alliance.tally.worded = state.clock.week
    note(state, EventKind.GOAL_WORDED, NOBODY, NOTHING, alliance.talked)
    enter(state, Stage.AGREEING_ON_DEMANDS)
