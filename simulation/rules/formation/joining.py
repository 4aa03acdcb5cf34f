"""Joining: who is asked signs common values, weighs membership, and accepts or declines (C15 to C18, C20)."""

from simulation.engine import streams
from simulation.engine.codes import NEVER, NO_DEMAND, Choice, EventKind, Reason, Stage, Status, Tier
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State
from simulation.rules.formation.call import answers, is_called, is_published
from simulation.rules.shared.composition import compose
from simulation.rules.shared.decision_log import minute
from simulation.rules.shared.net_benefit import joins, judgement, net_benefit, terms_of
from simulation.rules.shared.reasons import LEAST_COST, main_reason
from simulation.rules.shared.red_lines import crossed_demand, note_crossing
from simulation.rules.shared.stakes import ownership_on_joining


@compiled
def signs_values(state: State, membership: MembershipRow) -> bool:
    """Tell whether an organisation can sign each statement on common values (C20)."""
    refusal = state.mechanisms.formation.value_point_strain * membership.distance
    identity = state.organisations[membership.organisation].identity
    for point in range(state.agreements.value_points):
        address = state.alliance.plan.salt + point
        if streams.happens(refusal, state.clock.key, streams.VALUE_POINT, streams.START, identity, address):
            return False
    return True


@compiled
def admit(state: State, row: int, net: float) -> None:
    """Make a member of an organisation; who comes after the wording owns nothing of it (C22)."""
    membership = state.memberships[row]
    alliance = state.alliance
    membership.ownership = ownership_on_joining(state, membership)
    membership.status = Status.MEMBER
    membership.joined = state.clock.week
    membership.left = membership.asleep = NEVER
    membership.habit = 0.0
    membership.weighed = False
    membership.net = net
    membership.consented = alliance.has_agreement and alliance.stage != Stage.AGREEING_ON_DEMANDS
    alliance.changed = True
    note(state, EventKind.JOINED, membership.organisation, membership.tier, net)


@compiled
def decline(state: State, row: int, reason: Reason, net: float) -> None:
    """Note that an organisation does not take part, and why."""
    membership = state.memberships[row]
    membership.status = Status.DECLINED
    membership.net = net
    membership.reason = reason
    state.alliance.changed = True
    note(state, EventKind.DECLINED, membership.organisation, reason, net)


@compiled
def answer_invitation(state: State, row: int) -> None:
    """Let a governing body decide whether to take part; where joining is not voluntary, there is no choice."""
    membership = state.memberships[row]
    terms, deviation = terms_of(state, row), judgement(state, row)
    net = net_benefit(terms)
    crossed = crossed_demand(state, membership.organisation) if state.alliance.has_agreement else NO_DEMAND
    if not state.agreements.voluntary:
        admit(state, row, net)
        return
    if not signs_values(state, membership):
        decline(state, row, Reason.VALUES, net)
    elif crossed != NO_DEMAND:
        note_crossing(state, membership.organisation, crossed)
        decline(state, row, Reason.RED_LINE, net)
    elif joins(net, deviation):
        if is_published(state) and membership.tier == Tier.SUPPORTER:
            note(state, EventKind.SIGNED, membership.organisation, membership.tier, 0.0)
        admit(state, row, net)
    else:
        decline(state, row, main_reason(terms, LEAST_COST), net)
    decided = Choice.JOIN if membership.status == Status.MEMBER else Choice.DECLINE
    minute(state, row, terms, deviation, 0.0, crossed, decided)


@phase
def invite(state: State) -> None:
    """Let every governing body that meets this week answer the invitation, or the call, that lies before it."""
    for row in range(len(state.memberships)):
        if answers(state, state.memberships[row]):
            answer_invitation(state, row)
    compose(state)


@compiled
def everyone_has_answered(state: State) -> bool:
    """Tell whether no invitation is open any more; where a call is to be signed, of those asked to found."""
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.ASKED and is_called(state, membership):
            return False
    return True
