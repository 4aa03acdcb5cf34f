"""Dissolution: members reconsider, and alliances end, renew, or hold together (C02, C05, C41, C54 to C57)."""

from simulation.engine.codes import (
    NEVER,
    NO_DEMAND,
    NOBODY,
    NOTHING,
    Choice,
    End,
    EventKind,
    Form,
    Reason,
    Stage,
    Status,
    Tier,
)
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State
from simulation.rules.formation.talks import enter
from simulation.rules.shared.composition import compose, leave, share_of_work
from simulation.rules.shared.core_group import core_member
from simulation.rules.shared.decision_log import minute
from simulation.rules.shared.endings import adopted_share, close, is_reached, is_worth_asking, settle_goal
from simulation.rules.shared.governing_bodies import decides
from simulation.rules.shared.leadership import replace_lead
from simulation.rules.shared.reasons import first_weighed, reason_to_leave, remember
from simulation.rules.shared.red_lines import crosses, met_by_rewording, note_crossing
from simulation.rules.shared.utility import (
    judgement,
    net_benefit,
    ownership_on_joining,
    stays,
    terms_of,
    within_reach,
)

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


@phase
def reconsider(state: State) -> None:
    """Let every member whose body meets this week weigh its membership; what they decide takes effect together."""
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


@compiled
def weigh_membership(state: State, row: int) -> None:
    """Let one body decide whether the organisation stays."""
    membership = state.memberships[row]
    terms, deviation = terms_of(state, row), judgement(state, row)
    membership.net = net_benefit(terms)
    remember(membership, terms)
    loyalty, crossed = state.mechanisms.dissolution.loyalty, NO_DEMAND
    if not stays(membership.net, deviation, loyalty):
        want_out(state, membership, reason_to_leave(terms, first_weighed(membership)))
    elif state.alliance.stage == Stage.WORKING:
        crossed = demand_in_the_way(state, row)
        if crossed != NO_DEMAND:
            want_out(state, membership, Reason.RED_LINE)
            if membership.leaving:
                note_crossing(state, membership.organisation, crossed)
    minute(state, row, terms, deviation, -loyalty, crossed, Choice.LEAVE if membership.leaving else Choice.STAY)


@compiled
def want_out(state: State, membership: MembershipRow, reason: Reason) -> None:
    """Let a member leave, or, where it may not, resent it (C01)."""
    membership.reason = reason
    if state.agreements.reversible:
        membership.leaving = True
    else:
        state.alliance.tension += state.mechanisms.cooperation.resentment


@compiled
def satisfied_members(state: State) -> int:
    """Count the members for whom the last look at their membership showed a benefit."""
    count = 0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        count += membership.status == Status.MEMBER and membership.net > 0.0
    return count


@compiled
def energy_of_the_core_group(state: State) -> float:
    """Return the mean energy of the core group, 0 to 1."""
    total = 0.0
    for seat in range(state.alliance.core):
        total += state.organisations[core_member(state, seat).organisation].energy
    return total / max(1, state.alliance.core)


@compiled
def open_demands(state: State) -> int:
    """Count the demands that are neither adopted, lost nor dropped."""
    count = 0
    for k in range(len(state.demands)):
        count += state.demands[k].open
    return count


@compiled
def least_company(state: State) -> int:
    """Return how many must be left in the core group: two, or one where somebody set out alone."""
    return 1 if state.alliance.plan.invited == 1 else 2


@compiled
def due_end(state: State) -> End:
    """Return the kind of end that is due this week, or RUNNING."""
    alliance = state.alliance
    if alliance.stage == Stage.WORKING and adopted_share(state) >= state.goal.sufficient:
        return End.GOAL_REACHED
    if alliance.stage < Stage.EXCHANGING and alliance.form != Form.NETWORK and open_demands(state) == 0:
        return end_of_answered_demands(state)
    if alliance.stage > Stage.INVITING and alliance.core < least_company(state):
        return end_of_too_few(state)
    if is_to_be_given_up(state):
        return End.GIVEN_UP
    if agreed_date_has_come(state):
        return End.AGREED_DATE
    if alliance.stage > Stage.INVITING and energy_of_the_core_group(state) < state.mechanisms.dissolution.exhaustion:
        return End.EXHAUSTION
    return End.RUNNING


@compiled
def agreed_date_has_come(state: State) -> bool:
    """Tell whether the agreed date has come for an alliance that has not ended, as a network has that was one (C55)."""
    term = state.clock.week + 1 - state.alliance.term
    return 0 < state.agreements.end_week <= term and state.alliance.ended == NEVER


@compiled
def is_to_be_given_up(state: State) -> bool:
    """Tell whether the agreed time without any effect for the present goal is over (C55)."""
    alliance, patience = state.alliance, state.agreements.give_up_weeks
    fruitless = alliance.stage == Stage.WORKING and alliance.last_effect < alliance.in_force_since
    return fruitless and 0 < patience <= state.clock.week - alliance.since


@compiled
def end_of_answered_demands(state: State) -> End:
    """Name the end once no demand is open: the goal reached, or lost, or never agreed on; of a further goal, failed."""
    alliance = state.alliance
    if alliance.paper and is_reached(adopted_share(state), state.goal.sufficient):
        return End.GOAL_REACHED
    if alliance.renewals > 0:
        return End.RENEWAL_FAILED
    return End.GOAL_MISSED if alliance.paper else End.NO_AGREEMENT


@compiled
def end_of_too_few(state: State) -> End:
    """Name the end of an alliance with too few partners: never formed, or left by them, the last over a red line."""
    alliance = state.alliance
    if alliance.exits == 0:
        return End.NOT_FORMED
    return End.RED_LINE if alliance.last_reason == Reason.RED_LINE else End.MEMBERS_LEFT


@compiled
def renew(state: State) -> None:
    """Set out for more than was adopted: a goal that has to be worded and agreed on anew (C02).

    What was adopted is secured: it stays in force, and only what goes beyond it counts for the new goal.
    """
    alliance = state.alliance
    settle_goal(state)
    note(state, EventKind.RENEWED, NOBODY, NOTHING, adopted_share(state))
    alliance.renewals += 1
    alliance.paper = alliance.drafted = False
    alliance.in_force_since = NEVER
    alliance.milestones, alliance.achieved = 0, 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        demand.secured = demand.adopted
        demand.majority = max(demand.majority, demand.secured)
        demand.agreed = demand.proposed = 0.0
        demand.open = True
    enter(state, Stage.WORDING_THE_GOAL)
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        membership.consented = membership.objects = False
        membership.ownership = max(membership.ownership, ownership_on_joining(state, membership))


@compiled
def prolong(state: State) -> None:
    """Go on beyond the agreed date, with the same agreement and for as long again (C55)."""
    state.alliance.term = state.clock.week + 1
    note(state, EventKind.PROLONGED, NOBODY, NOTHING, 0.0)


@compiled
def wants_renewal(state: State) -> bool:
    """Tell whether members want to go on: in an alliance that planned for it, if most are content (C02, C55)."""
    members = state.alliance.core + state.alliance.supporters
    return state.agreements.renewal and 2 * satisfied_members(state) > members


@compiled
def is_more_wished_for(state: State) -> bool:
    """Tell whether anybody in the core group would still like more of a demand than was adopted (C02)."""
    for seat in range(state.alliance.core):
        organisation = core_member(state, seat).organisation
        for k in range(len(state.demands)):
            if is_worth_asking(state.positions[organisation, k].ideal, state.demands[k].adopted):
                return True
    return False


@compiled
def hold_together(state: State) -> None:
    """Let a league go on without a goal: it lives by what its members have in common (C05)."""
    settle_goal(state)
    note(state, EventKind.HELD_TOGETHER, NOBODY, NOTHING, 0.0)
    enter(state, Stage.EXCHANGING)


@phase
def dissolve(state: State) -> None:
    """End the alliance if its time has come: its goal decided, its date come, its partners or energy gone."""
    alliance = state.alliance
    end = due_end(state)
    if end == End.RUNNING:
        return
    if end == End.GOAL_REACHED and is_more_wished_for(state) and wants_renewal(state):
        renew(state)
    elif end == End.AGREED_DATE and wants_renewal(state):
        prolong(state)
    elif alliance.form == Form.LEAGUE and end in (End.GOAL_REACHED, End.GOAL_MISSED, End.RENEWAL_FAILED):
        hold_together(state)
    else:
        close(state, end)
