"""Leaving: members reconsider, and the others choose between a demand and a member (C01, C41)."""

from simulation.engine.codes import NO_DEMAND, NOBODY, Choice, EventKind, Reason, Stage, Status, Tier
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State
from simulation.rules.cooperation.leadership import replace_lead
from simulation.rules.dissolution.wear import wear_out
from simulation.rules.shared.composition import compose, leave, share_of_work
from simulation.rules.shared.decision_log import minute
from simulation.rules.shared.governing_bodies import decides
from simulation.rules.shared.net_benefit import judgement, net_benefit, stays, terms_of
from simulation.rules.shared.reasons import first_weighed, reason_to_leave, remember
from simulation.rules.shared.red_lines import crosses, met_by_rewording, note_crossing, within_reach

# --- rules ---------------------------------------------------------------------------------------


@compiled
def keeps_the_member(contribution: float, loss_of_ambition: float) -> bool:
    """Choose between a position and a member whose red line it crosses: what would cost the others less? (C41).

    Args:
        contribution: the member's share of all work, 0 to 1.
        loss_of_ambition: share of the agreed ambition given up if the demand is lowered to the red line, 0 to 1.
    """
    return contribution >= loss_of_ambition


# --- on the state --------------------------------------------------------------------------------


@compiled
def give_up_positions(state: State) -> None:
    """Lower demands as far as was conceded to members this week; nobody is bound to more than before."""
    for k in range(len(state.demands)):
        demand = state.demands[k]
        if demand.conceded < demand.agreed:
            demand.agreed = demand.conceded
            note(state, EventKind.POSITION_GIVEN_UP, NOBODY, k, demand.agreed)


@compiled
def others_keep(state: State, row: int, k: int) -> bool:
    """Let the others choose between a demand and the member whose red line it crosses (C41)."""
    alliance, demand, membership = state.alliance, state.demands[k], state.memberships[row]
    if membership.tier != Tier.CORE or alliance.week.effort <= 0.0:
        return False
    weights = 0.0
    for other in range(len(state.demands)):
        weights += state.demands[other].weight * state.demands[other].agreed
    limit = within_reach(state.positions[membership.organisation, k].red_line, state.agreements.details_open)
    lost = demand.weight * (demand.agreed - limit)
    return keeps_the_member(share_of_work(state, row), lost / weights)


@compiled
def demand_in_the_way(state: State, row: int) -> int:
    """Return the first demand across a red line that neither other words nor a concession meet, or NO_DEMAND."""
    organisation = state.memberships[row].organisation
    for k in range(len(state.demands)):
        demand, red_line = state.demands[k], state.positions[organisation, k].red_line
        if not crosses(state, demand, red_line):
            continue
        state.alliance.tally.crossings += 1
        if met_by_rewording(state, organisation, k):
            continue
        if not others_keep(state, row, k):
            return k
        demand.conceded = min(demand.conceded, within_reach(red_line, state.agreements.details_open))
    return NO_DEMAND


@compiled
def want_out(state: State, membership: MembershipRow, reason: Reason) -> None:
    """Let a member leave, or, where it may not, resent it (C01)."""
    membership.reason = reason
    if state.agreements.reversible:
        membership.leaving = True
    else:
        state.alliance.tension += state.mechanisms.cooperation.resentment


@compiled
def weigh_membership(state: State, row: int) -> None:
    """Let one governing body decide whether the organisation stays."""
    membership = state.memberships[row]
    terms, deviation = terms_of(state, row), judgement(state, row)
    membership.net = net_benefit(terms)
    remember(membership, terms)
    weigh, crossed = state.mechanisms.dissolution, NO_DEMAND
    held = weigh.loyalty * (1.0 + weigh.habit * membership.habit)
    if not stays(membership.net, deviation, held):
        want_out(state, membership, reason_to_leave(terms, first_weighed(membership)))
    elif state.alliance.stage == Stage.WORKING:
        crossed = demand_in_the_way(state, row)
        if crossed != NO_DEMAND:
            want_out(state, membership, Reason.RED_LINE)
            if membership.leaving:
                note_crossing(state, membership.organisation, crossed)
    minute(state, row, terms, deviation, -held, crossed, Choice.LEAVE if membership.leaving else Choice.STAY)
    if not membership.leaving:
        wear_out(state, row)


@phase
def reconsider(state: State) -> None:
    """Let members whose governing bodies meet weigh their membership; what they decide takes effect together."""
    alliance, clock = state.alliance, state.clock
    for k in range(len(state.demands)):
        state.demands[k].conceded = state.demands[k].agreed
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status != Status.MEMBER or membership.joined == clock.week:
            continue
        if decides(state, membership.organisation):
            weigh_membership(state, row)
    for row in range(len(state.memberships)):
        if state.memberships[row].leaving:
            state.memberships[row].leaving = False
            leave(state, row, state.memberships[row].reason)
    give_up_positions(state)
    compose(state)
    if alliance.lead != NOBODY and state.memberships[alliance.lead].status == Status.LEFT:
        replace_lead(state)
