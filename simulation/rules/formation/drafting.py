"""Drafting: what an agreement may ask, as far as drafters know the members' limits (C41, C44, C47)."""

from simulation.engine import streams
from simulation.engine.codes import NOBODY, EventKind
from simulation.engine.compilation import compiled
from simulation.engine.events import note
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State
from simulation.rules.shared.core_group import core_member
from simulation.rules.shared.goal_result import firm, is_worth_asking
from simulation.rules.shared.governing_bodies import agreed_ambition, eased
from simulation.rules.shared.red_lines import within_reach
from simulation.rules.shared.reliance import held_back

# --- rules ---------------------------------------------------------------------------------------


@compiled
def guessed_limit(red_line: float, error: float, draw: float) -> float:
    """Return what drafters take for a red line they were not told, off by at most `error` either way (C41)."""
    return min(1.0, max(0.0, red_line + error * (2.0 * draw - 1.0)))


@compiled
def proposed_ambition(accepted: float, wished: float) -> float:
    """Return how much a draft asks in one demand: as much as all accept, and no more than anyone wishes for (C41).

    Args:
        accepted: the most that all in the coalition accept, as far as the drafters know, 0 to 1.
        wished: the most that anyone in the coalition wishes for, 0 to 1.
    """
    return min(accepted, wished)


@compiled
def least_settled_for(ideal: float, dogmatism: float) -> float:
    """Return the least that a governing body settles for: who claims the whole truth, nothing below its wish (C44)."""
    return dogmatism * ideal


# --- on the state --------------------------------------------------------------------------------


@compiled
def known_limit(state: State, membership: MembershipRow, k: int) -> float:
    """Return a member's red line as the drafters know it, or believe to; who moderates asks for it (C26).

    Who trusts the others gives them an idea of it.
    """
    position, details_open = state.positions[membership.organisation, k], state.agreements.details_open
    if state.agreements.red_lines_disclosed or position.explained:
        return within_reach(position.red_line, details_open)
    owner, address = state.organisations[membership.organisation], state.alliance.plan.salt + k
    draw = streams.uniform(state.clock.key, streams.DRAFT, streams.START, owner.identity, address)
    formation = state.mechanisms.formation
    error = eased(formation.misjudgement, formation.moderation, state.agreements.moderation)
    error *= 1.0 - owner.experience  # lessons of earlier attempts, C57
    error *= held_back(membership.trust, state.mechanisms.cooperation.reliance)
    limit = guessed_limit(position.red_line, error, draw)
    return within_reach(limit, details_open)


@compiled
def is_too_little(state: State, membership: MembershipRow, k: int, ambition: float) -> bool:
    """Tell whether so much in a demand is less than a member settles for (C44)."""
    position = state.positions[membership.organisation, k]
    least = least_settled_for(position.ideal, state.organisations[membership.organisation].dogmatism)
    return ambition < within_reach(least, state.agreements.details_open) - 1e-12


@compiled
def is_known_as_too_little(state: State, membership: MembershipRow, k: int, ambition: float) -> bool:
    """Tell whether the drafters know that so much in a demand is less than a member settles for."""
    told = state.agreements.red_lines_disclosed or state.positions[membership.organisation, k].explained
    return told and is_too_little(state, membership, k, ambition)


@compiled
def seek_coalition(state: State) -> float:
    """Note how much each member in the core group would accept over the whole agreement; return what a coalition needs.

    Under consensus the coalition is the whole core group, under a weaker rule the most willing who are enough (C47).
    """
    for place in range(state.alliance.core):
        membership = core_member(state, place)
        membership.willingness = 0.0
        for k in range(len(state.demands)):
            membership.willingness += state.demands[k].weight * known_limit(state, membership, k)
        state.scratch[place].limit = membership.willingness
    return agreed_ambition(state.scratch["limit"][: state.alliance.core], state.alliance.plan.consent)


@compiled
def draft_demand(state: State, k: int, willingness: float) -> float:
    """Return the most the whole coalition accepts, and for sure no more than anyone in it wishes for.

    It is nothing unless most of the core group finds it worth the trouble, nobody in the coalition has said that it
    is too little, and it goes beyond what was secured.
    """
    accepted, wished = 1.0, 0.0
    for place in range(state.alliance.core):
        membership = core_member(state, place)
        if membership.willingness >= willingness:
            accepted = min(accepted, known_limit(state, membership, k))
            ideal = state.positions[membership.organisation, k].ideal
            wished = max(wished, within_reach(ideal, state.agreements.details_open))
    ambition = proposed_ambition(accepted, wished)
    carried = 0
    for place in range(state.alliance.core):
        membership = core_member(state, place)
        if membership.willingness >= willingness and is_known_as_too_little(state, membership, k, ambition):
            return 0.0
        carried += ambition >= state.positions[membership.organisation, k].least
    is_more = is_worth_asking(firm(state, ambition), state.demands[k].secured)
    return ambition if is_more and 2 * carried > state.alliance.core else 0.0


@compiled
def staff_confirm(state: State, membership: MembershipRow) -> bool:
    """Tell whether staff may confirm their body's consent to a draft that asks no more; not if it is too little now."""
    for k in range(len(state.demands)):
        if state.demands[k].open and is_too_little(state, membership, k, state.demands[k].proposed):
            return False
    clock, salt = state.clock, state.alliance.plan.salt
    organisation = state.organisations[membership.organisation]
    mandate, who = organisation.mandate, organisation.identity
    return streams.happens(mandate, clock.key, streams.CONFIRMATION, clock.week, who, salt)


@compiled
def draft(state: State) -> None:
    """Draft an agreement; where it asks no more than before, staff may confirm a consent that was given."""
    alliance = state.alliance
    alliance.drafted = False
    alliance.drafted_week = state.clock.week
    fuller = False
    willingness = seek_coalition(state)
    for k in range(len(state.demands)):
        proposed = draft_demand(state, k, willingness)
        fuller = fuller or (state.demands[k].open and proposed > state.demands[k].proposed + 1e-12)
        if proposed <= 0.0 and state.demands[k].open:
            state.demands[k].open = False
            state.demands[k].agreed = 0.0
            note(state, EventKind.DEMAND_DROPPED, NOBODY, k, state.demands[k].secured)
        state.demands[k].proposed = proposed if state.demands[k].open else 0.0
        alliance.drafted = alliance.drafted or state.demands[k].open  # with all dropped, nothing is voted on
    for place in range(alliance.core):
        membership = core_member(state, place)
        membership.consented = membership.consented and not fuller and staff_confirm(state, membership)
        membership.objects = False
