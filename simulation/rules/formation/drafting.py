"""Drafting: what the paper may ask, and how the bodies at the table vote on it (C41, C47)."""

import math

from simulation.engine import streams
from simulation.engine.codes import NEVER, NO_DEMAND, NOBODY, NOTHING, EventKind, Reason, Stage
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State
from simulation.rules.formation.talks import enter
from simulation.rules.shared.budget import dispute_money
from simulation.rules.shared.composition import compose, leave
from simulation.rules.shared.core_group import core_member, core_row
from simulation.rules.shared.endings import firm, is_worth_asking
from simulation.rules.shared.governing_bodies import agreed_ambition, decides, eased
from simulation.rules.shared.red_lines import crossed_demand, crosses, note_crossing, paper_crosses_red_line
from simulation.rules.shared.utility import within_reach

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
def accepts(proposed: float, limit: float) -> bool:
    """Decide whether a governing body consents to one demand of a draft: where it crosses no red line (C41).

    Args:
        proposed: ambition of the draft, 0 to 1.
        limit: red line of the organisation, as far as details are left open, 0 to 1.
    """
    return proposed <= limit + 1e-12


# --- on the state --------------------------------------------------------------------------------


@compiled
def known_limit(state: State, organisation: int, k: int) -> float:
    """Return an organisation's red line as the drafters know it, or believe to; who moderates asks for it (C26)."""
    position, details_open = state.positions[organisation, k], state.agreements.details_open
    if state.agreements.red_lines_disclosed or position.explained:
        return within_reach(position.red_line, details_open)
    owner, address = state.organisations[organisation], state.alliance.plan.salt + k
    draw = streams.uniform(state.clock.key, streams.DRAFT, streams.START, owner.identity, address)
    formation = state.mechanisms.formation
    error = eased(formation.misjudgement, formation.moderation, state.agreements.moderation)
    error *= 1.0 - owner.experience  # lessons of earlier attempts, C57
    limit = guessed_limit(position.red_line, error, draw)
    return within_reach(limit, details_open)


@compiled
def seek_coalition(state: State) -> float:
    """Note how much each member at the table would accept over the whole paper; return what a coalition needs.

    Under consensus the coalition is the whole table, under a weaker rule the most willing who are enough (C47).
    """
    for seat in range(state.alliance.core):
        membership = core_member(state, seat)
        membership.willingness = 0.0
        for k in range(len(state.demands)):
            membership.willingness += state.demands[k].weight * known_limit(state, membership.organisation, k)
        state.scratch[seat].limit = membership.willingness
    return agreed_ambition(state.scratch["limit"][: state.alliance.core], state.alliance.plan.consent)


@compiled
def draft_demand(state: State, k: int, willingness: float) -> float:
    """Return the most the whole coalition accepts, and for sure no more than anyone in it wishes for.

    It is nothing unless most of the table finds it worth the trouble, and it goes beyond what earlier goals secured.
    """
    accepted, wished = 1.0, 0.0
    for seat in range(state.alliance.core):
        membership = core_member(state, seat)
        if membership.willingness >= willingness:
            accepted = min(accepted, known_limit(state, membership.organisation, k))
            ideal = state.positions[membership.organisation, k].ideal
            wished = max(wished, within_reach(ideal, state.agreements.details_open))
    ambition = proposed_ambition(accepted, wished)
    carried = 0
    for seat in range(state.alliance.core):
        carried += ambition >= state.positions[core_member(state, seat).organisation, k].least
    is_more = is_worth_asking(firm(state, ambition), state.demands[k].secured)
    return ambition if is_more and 2 * carried > state.alliance.core else 0.0


@compiled
def draft(state: State) -> None:
    """Draft the paper. Where it asks no more than before, staff may confirm a consent; else the body decides anew."""
    alliance = state.alliance
    clock = state.clock
    alliance.drafted = False
    alliance.drafted_week = clock.week
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
    for seat in range(alliance.core):
        membership = core_member(state, seat)
        body = state.organisations[membership.organisation]
        if fuller:
            membership.consented = False
        elif membership.consented:
            membership.consented = streams.happens(
                body.mandate, clock.key, streams.CONFIRMATION, clock.week, body.identity, alliance.plan.salt
            )
        membership.objects = False


@compiled
def vote_on_paper(state: State, membership: MembershipRow) -> None:
    """Let a member's body decide on the draft: it consents, or explains which red lines are crossed (C41)."""
    membership.consented = True
    for k in range(len(state.demands)):
        demand = state.demands[k]
        position = state.positions[membership.organisation, k]
        limit = within_reach(position.red_line, state.agreements.details_open)
        if demand.open and not accepts(demand.proposed, limit):
            position.explained = True
            membership.consented = False
            membership.objects = True
            note(state, EventKind.OBJECTION, membership.organisation, k, demand.proposed)


@phase
def decide_on_paper(state: State) -> None:
    """Let the bodies that meet this week decide on the draft; adopt it, or go back to drafting."""
    alliance = state.alliance
    reopen_paper(state)
    if alliance.stage != Stage.AGREEING_ON_DEMANDS:
        return
    if not alliance.drafted and alliance.since < state.clock.week:
        draft(state)
    if not alliance.drafted:
        return
    consenting, objecting = ballot(state)
    conclude_vote(state, consenting, objecting)


@compiled
def ballot(state: State) -> tuple[int, int]:
    """Let the bodies that meet vote, and count who consents so far, by silence where so agreed, and who objects."""
    consenting = objecting = 0
    for seat in range(state.alliance.core):
        membership = core_member(state, seat)
        if not membership.consented and not membership.objects:
            if decides(state, membership.organisation):
                vote_on_paper(state, membership)
            elif state.alliance.plan.silence:
                membership.consented = True
        consenting += membership.consented
        objecting += membership.objects
    return consenting, objecting


@compiled
def conclude_vote(state: State, consenting: int, objecting: int) -> None:
    """Adopt the paper once all have voted and enough consent; redraft as soon as that is out of reach."""
    voters = state.alliance.core
    open_votes = voters - consenting - objecting
    needed = math.ceil(state.alliance.plan.consent * voters - 1e-9)
    if consenting + open_votes < needed:
        state.alliance.drafted = False
    elif open_votes == 0:
        adopt_paper(state)


@compiled
def explain_red_lines(state: State) -> None:
    """Let all those whose red lines the paper has come to cross explain them, and take back their consent."""
    for seat in range(state.alliance.core):
        membership = core_member(state, seat)
        for k in range(len(state.demands)):
            position = state.positions[membership.organisation, k]
            if crosses(state, state.demands[k], position.red_line):
                position.explained = True
                membership.consented = False


@compiled
def reopen_paper(state: State) -> None:
    """Open the paper again where something outside has made it cross a red line at the table, if so agreed (C43)."""
    alliance = state.alliance
    if not alliance.unsettled or alliance.stage != Stage.WORKING:
        return
    alliance.unsettled = False
    if not state.agreements.renegotiation:
        return
    for seat in range(alliance.core):
        membership = core_member(state, seat)
        if paper_crosses_red_line(state, membership.organisation):
            note(state, EventKind.PAPER_REOPENED, membership.organisation, NOTHING, 0.0)
            explain_red_lines(state)
            alliance.drafted = False
            enter(state, Stage.AGREEING_ON_DEMANDS)
            return


@compiled
def lose_outvoted(state: State) -> None:
    """Let those leave who were outvoted across a red line, or resent it where they may not (C01, C41)."""
    for seat in range(state.alliance.core):
        membership = core_member(state, seat)
        if not membership.objects:
            continue
        if state.agreements.reversible:
            crossed = crossed_demand(state, membership.organisation)
            if crossed != NO_DEMAND:
                note_crossing(state, membership.organisation, crossed)
            leave(state, core_row(state, seat), Reason.RED_LINE)
        else:
            state.alliance.tension += state.mechanisms.cooperation.resentment


@compiled
def adopt_paper(state: State) -> None:
    """Make the draft the common paper; whoever was outvoted across a red line is lost (C41)."""
    alliance = state.alliance
    depth = weights = 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        if demand.open:
            demand.agreed = demand.proposed
        weights += demand.weight
        depth += demand.weight * firm(state, demand.agreed)
    alliance.encouraged = state.clock.week
    alliance.paper = True
    if alliance.in_force_since == NEVER:
        alliance.in_force_since = state.clock.week
    if alliance.renewals == 0:
        alliance.tally.depth = depth / weights
    lose_outvoted(state)
    note(state, EventKind.AGREED, NOBODY, NOTHING, depth / weights)
    if alliance.agreed_week == NEVER:
        alliance.agreed_week = state.clock.week
        compose(state)
        dispute_money(state)
    enter(state, Stage.WORKING)
