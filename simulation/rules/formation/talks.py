"""Formation: joining, signing common values, debating them and wording the goal (C06, C15 to C24)."""

from simulation.engine import streams
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
)
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State
from simulation.rules.shared.composition import compose
from simulation.rules.shared.core_group import core_member
from simulation.rules.shared.decision_log import minute
from simulation.rules.shared.endings import close
from simulation.rules.shared.governing_bodies import decides, eased, moderated
from simulation.rules.shared.reasons import LEAST_COST, main_reason
from simulation.rules.shared.red_lines import crossed_demand, note_crossing
from simulation.rules.shared.utility import joins, judgement, net_benefit, ownership_on_joining, terms_of

# --- rules ---------------------------------------------------------------------------------------


@compiled
def talked_through(talked: float, rate: float) -> float:
    """Return the settled share of value differences after one more week of debate, which settles part of the rest."""
    return talked + (1.0 - talked) * rate


@compiled
def objection_chance(distance: float, talked: float, change_share: float, objection: float) -> float:
    """Return the chance that a member objects to a proposed wording of the goal (C06).

    Prevention has its aim given; change is disputed the more, the further a member stands from the
    others and the less has been talked through.
    """
    return min(1.0, objection * distance * (1.0 - talked) * change_share)


@compiled
def common_ground(points: int, ground: float) -> float:
    """Return the share of value differences that signed statements settle beforehand, each part of the rest (C20)."""
    return 1.0 - (1.0 - ground) ** points


@compiled
def friction(values: float, talked: float, manners: float, clarified: float) -> float:
    """Return the tension in one encounter: differences in values and manners not talked through (C19, C24)."""
    return values * (1.0 - talked) + manners * (1.0 - clarified)


# --- on the state --------------------------------------------------------------------------------


@compiled
def enter(state: State, stage: Stage) -> None:
    """Move the alliance on to its next stage."""
    state.alliance.stage = stage
    state.alliance.since = state.clock.week
    state.alliance.changed = True
    note(state, EventKind.STAGE, NOBODY, stage, 0.0)
    compose(state)


@compiled
def admit(state: State, row: int, net: float) -> None:
    """Make a member of an organisation; who comes after the wording owns nothing of it (C22)."""
    membership = state.memberships[row]
    alliance = state.alliance
    membership.ownership = ownership_on_joining(state, membership)
    membership.status = Status.MEMBER
    membership.joined = state.clock.week
    membership.left = NEVER
    membership.weighed = False
    membership.net = net
    membership.consented = alliance.paper and alliance.stage != Stage.AGREEING_ON_DEMANDS
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
def answer_invitation(state: State, row: int) -> None:
    """Let an organisation's body decide whether to take part; where joining is not voluntary, there is no choice."""
    membership = state.memberships[row]
    terms, deviation = terms_of(state, row), judgement(state, row)
    net = net_benefit(terms)
    crossed = crossed_demand(state, membership.organisation) if state.alliance.paper else NO_DEMAND
    if not state.agreements.voluntary:
        admit(state, row, net)
        return
    if not signs_values(state, membership):
        decline(state, row, Reason.VALUES, net)
    elif crossed != NO_DEMAND:
        note_crossing(state, membership.organisation, crossed)
        decline(state, row, Reason.RED_LINE, net)
    elif joins(net, deviation):
        admit(state, row, net)
    else:
        decline(state, row, main_reason(terms, LEAST_COST), net)
    decided = Choice.JOIN if membership.status == Status.MEMBER else Choice.DECLINE
    minute(state, row, terms, deviation, 0.0, crossed, decided)


@phase
def invite(state: State) -> None:
    """Let every body that meets this week answer the invitation that lies before it."""
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.ASKED and decides(state, membership.organisation):
            answer_invitation(state, row)
    compose(state)


@compiled
def everyone_has_answered(state: State) -> bool:
    """Tell whether no invitation is open any more."""
    for row in range(len(state.memberships)):
        if state.memberships[row].status == Status.ASKED:
            return False
    return True


@phase
def talk(state: State) -> None:
    """Take the forming alliance one week further: from inviting to debating, wording and drafting."""
    alliance = state.alliance
    weeks = state.clock.week - alliance.since
    if alliance.stage == Stage.INVITING:
        if everyone_has_answered(state) or weeks >= state.mechanisms.formation.reply_weeks:
            begin_together(state)
    elif alliance.stage == Stage.DEBATING_VALUES:
        if weeks >= state.agreements.values_debate_weeks:
            enter(state, Stage.WORDING_THE_GOAL)
        else:
            debate(state)
    elif alliance.stage == Stage.WORDING_THE_GOAL:
        word_goal(state)


@compiled
def first_impression(state: State) -> None:
    """Begin with the common ground that signed statements and lessons of earlier attempts give (C20, C57)."""
    alliance = state.alliance
    ground = common_ground(state.agreements.value_points, state.mechanisms.formation.debate_rate)
    lessons = 0.0
    for seat in range(alliance.core):
        lessons += state.organisations[core_member(state, seat).organisation].experience
    experience = lessons / max(1, alliance.core)
    alliance.talked = talked_through(ground, experience)
    alliance.clarified += (1.0 - alliance.clarified) * experience


@compiled
def mean_friction(state: State) -> float:
    """Return the friction that a member at the table meets in its encounter with the others on average (C24)."""
    alliance = state.alliance
    tone = strain = 0.0
    for seat in range(alliance.core):
        tone += state.organisations[core_member(state, seat).organisation].tone / alliance.core
    for seat in range(alliance.core):
        membership = core_member(state, seat)
        manners = abs(state.organisations[membership.organisation].tone - tone)
        strain += friction(membership.distance, alliance.talked, manners, alliance.clarified) / alliance.core
    return strain


@compiled
def begin_together(state: State) -> None:
    """Begin with those who have joined; a lead in mind that is not among them leads nobody."""
    alliance = state.alliance
    if alliance.lead != NOBODY and state.memberships[alliance.lead].status != Status.MEMBER:
        alliance.lead = NOBODY
    alliance.started = state.clock.week
    first_impression(state)
    if state.agreements.stopping_rule and mean_friction(state) > state.mechanisms.formation.poor_fit:
        close(state, End.POOR_FIT)
    elif alliance.form == Form.NETWORK:
        enter(state, Stage.EXCHANGING)
    elif state.agreements.values_debate_weeks > 0:
        enter(state, Stage.DEBATING_VALUES)
        debate(state)
    else:
        enter(state, Stage.WORDING_THE_GOAL)


@compiled
def debate(state: State) -> None:
    """Talk about values for a week (C19)."""
    formation = state.mechanisms.formation
    rate = moderated(formation.debate_rate, formation.moderation, state.agreements.moderation)
    state.alliance.talked = talked_through(state.alliance.talked, rate)


@compiled
def word_goal(state: State) -> None:
    """Propose a wording of the goal; it stands when enough members at the table do not object (C06, C21)."""
    alliance = state.alliance
    formation = state.mechanisms.formation
    disputed = state.goal.change_share * state.agreements.goal_openness
    objection = eased(formation.objection, formation.moderation, state.agreements.moderation)
    objections = 0
    for seat in range(alliance.core):
        membership = core_member(state, seat)
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
