"""Dissolution: members reconsider, leads are lost and replaced, and alliances end (C54 to C57)."""

from simulation import events, streams
from simulation.bodies import decides
from simulation.compiled import compiled, phase
from simulation.membership import compose, judgement, leave, main_reason, net_benefit, terms_of
from simulation.red_lines import crosses, met_by_rewording
from simulation.state import (
    AGREED_DATE,
    AGREEING,
    BY_RED_LINE,
    CORE,
    ENDED,
    EXHAUSTION,
    INVITING,
    LEAD_LOST,
    LEFT,
    MEMBER,
    NO_AGREEMENT,
    NOBODY,
    NOT_FORMED,
    NOTHING,
    OBSOLETE,
    REACHED,
    RED_LINE_BREAK,
    RENEWED,
    RUNNING,
    WORKING,
    MembershipRow,
    State,
)

MOST_OF_IT = 0.5  # share of the paper's ambition from which a campaign counts as a success

# --- rules ---------------------------------------------------------------------------------------


@compiled
def keeps_the_member(contribution: float, loss_of_ambition: float) -> bool:
    """Choose between a position and a member whose red line it crosses: what would cost the others less? (C41).

    Args:
        contribution: the member's share of all work, 0 to 1.
        loss_of_ambition: share of the paper's ambition given up if the demand is lowered to the red line, 0 to 1.
    """
    return contribution >= loss_of_ambition


@phase
def adopted_share(state: State) -> float:
    """Return the share of the paper's ambition that the arena has adopted, 0 to 1."""
    agreed = adopted = 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        agreed += demand.weight * demand.agreed
        adopted += demand.weight * demand.adopted
    return adopted / agreed if agreed > 0.0 else 0.0


# --- phases --------------------------------------------------------------------------------------


@phase
def give_up_positions(state: State) -> None:
    """Lower demands as far as was conceded to members this week; nobody is bound to more than before."""
    for k in range(len(state.demands)):
        demand = state.demands[k]
        if demand.conceded < demand.agreed:
            demand.agreed = demand.conceded
            events.note(state, events.GIVEN_UP, NOBODY, k, demand.agreed)


@phase
def others_keep(state: State, membership: MembershipRow, k: int) -> bool:
    """Let the others choose between a demand and the member whose red line it crosses (C41)."""
    alliance, demand = state.alliance, state.demands[k]
    if membership.tier != CORE or alliance.effort <= 0.0:
        return False
    weights = agreed = work = 0.0
    for other in range(len(state.demands)):
        weights += state.demands[other].weight * state.demands[other].agreed
    for row in range(len(state.memberships)):
        work += state.memberships[row].work
    agreed = demand.weight * (demand.agreed - state.positions[membership.organisation, k].red_line)
    contribution = membership.work / work if work > 0.0 else 0.0
    return keeps_the_member(contribution, agreed / weights)


@phase
def stays_within_red_lines(state: State, membership: MembershipRow) -> bool:
    """Look for crossed red lines and try to meet each: by rewording, or by conceding the position."""
    organisation = membership.organisation
    for k in range(len(state.demands)):
        demand, red_line = state.demands[k], state.positions[organisation, k].red_line
        if not crosses(demand, red_line) or met_by_rewording(state, organisation, k):
            continue
        if not others_keep(state, membership, k):
            return False
        demand.conceded = min(demand.conceded, red_line)
    return True


@phase
def reconsider(state: State) -> None:
    """Let every member whose body meets this week weigh its membership; what they decide takes effect together."""
    alliance, clock = state.alliance, state.clock
    for k in range(len(state.demands)):
        state.demands[k].conceded = state.demands[k].agreed
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status != MEMBER or membership.joined == clock.week:
            continue
        if decides(state, membership.organisation):
            weigh_membership(state, row)
    for row in range(len(state.memberships)):
        if state.memberships[row].leaving:
            state.memberships[row].leaving = False
            leave(state, row, state.memberships[row].reason)
    give_up_positions(state)
    compose(state)
    if alliance.lead != NOBODY and state.memberships[alliance.lead].status == LEFT:
        replace_lead(state)


@phase
def weigh_membership(state: State, row: int) -> None:
    """Let one body decide whether the organisation stays."""
    membership = state.memberships[row]
    terms = terms_of(state, row)
    membership.net = net_benefit(terms)
    if membership.net + judgement(state, row) < -state.mechanisms.dissolution.loyalty:
        membership.leaving = True
        membership.reason = main_reason(terms)
    elif state.alliance.stage == WORKING and not stays_within_red_lines(state, membership):
        membership.leaving = True
        membership.reason = BY_RED_LINE


@phase
def replace_lead(state: State) -> None:
    """Find a new lead when the old one is gone: by agreement, or by luck (C27)."""
    alliance, clock = state.alliance, state.clock
    alliance.lead = NOBODY
    chance = 1.0 if state.agreements.handover else state.mechanisms.dissolution.handover_chance
    if alliance.core == 0 or not streams.happens(
        chance, clock.seed, streams.HANDOVER, clock.week, streams.EVERYBODY, streams.ONCE
    ):
        close(state, LEAD_LOST)
        return
    for seat in range(alliance.core):
        row = state.memberships[seat].seated
        if alliance.lead == NOBODY or state.memberships[row].free > state.memberships[alliance.lead].free:
            alliance.lead = row
    events.note(state, events.NEW_LEAD, state.memberships[alliance.lead].organisation, NOTHING, 0.0)


@phase
def close(state: State, end: int) -> None:
    """End the alliance; whoever has not answered yet no longer counts."""
    alliance = state.alliance
    alliance.stage = ENDED
    alliance.end = end
    alliance.ended = state.clock.week
    alliance.changed = True
    compose(state)
    events.note(state, events.OVER, NOBODY, end, adopted_share(state))


@phase
def satisfied_members(state: State) -> int:
    """Count the members for whom the last look at their membership showed a benefit."""
    count = 0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        count += membership.status == MEMBER and membership.net > 0.0
    return count


@phase
def energy_at_the_table(state: State) -> float:
    """Return the mean energy of those at the table, 0 to 1."""
    total = 0.0
    for seat in range(state.alliance.core):
        total += state.organisations[state.memberships[state.memberships[seat].seated].organisation].energy
    return total / max(1, state.alliance.core)


@phase
def open_demands(state: State) -> int:
    """Count the demands that are neither adopted, lost nor dropped."""
    count = 0
    for k in range(len(state.demands)):
        count += state.demands[k].open
    return count


@phase
def due_end(state: State) -> int:
    """Return the kind of end that is due this week, or RUNNING."""
    alliance = state.alliance
    if alliance.stage == WORKING and adopted_share(state) >= state.goal.sufficient:
        return end_of_success(state)
    if open_demands(state) == 0:
        return end_of_answered_demands(state)
    if alliance.stage > INVITING and alliance.core < 2:
        return end_of_too_few(state)
    if 0 < state.agreements.end_week <= state.clock.week + 1:
        return AGREED_DATE
    if alliance.stage > INVITING and energy_at_the_table(state) < state.mechanisms.dissolution.exhaustion:
        return EXHAUSTION
    return RUNNING


@phase
def end_of_success(state: State) -> int:
    """End with the goal, or renew, if that is agreed and most members are content to go on (C02)."""
    members = state.alliance.core + state.alliance.supporters
    renewed = state.agreements.renewal and 2 * satisfied_members(state) > members
    return RENEWED if renewed else REACHED


@phase
def end_of_answered_demands(state: State) -> int:
    """Name the end once no demand is open: for the most part adopted, or for the most part lost; or never agreed."""
    if state.alliance.stage != WORKING:
        return NO_AGREEMENT
    return end_of_success(state) if adopted_share(state) >= MOST_OF_IT else OBSOLETE


@phase
def end_of_too_few(state: State) -> int:
    """Name the end of an alliance that has lost its partners, by why the last of them left."""
    alliance = state.alliance
    if alliance.exits == 0:
        return NOT_FORMED
    if alliance.last_reason == BY_RED_LINE:
        return RED_LINE_BREAK
    return NO_AGREEMENT if alliance.stage <= AGREEING else EXHAUSTION


@phase
def dissolve(state: State) -> None:
    """End the alliance if its time has come: goal reached or void, date, partners or energy gone."""
    if state.alliance.stage == ENDED:
        return
    end = due_end(state)
    if end != RUNNING:
        close(state, end)
