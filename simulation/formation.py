"""Formation: inviting, joining, debating values, debating values and wording the goal (C06, C15 to C24)."""

from simulation import events, streams
from simulation.bodies import decides, moderated
from simulation.compiled import compiled, phase
from simulation.membership import (
    compose,
    judgement,
    main_reason,
    net_benefit,
    ownership_on_joining,
    terms_of,
)
from simulation.red_lines import paper_crosses_red_line
from simulation.state import (
    AGREEING,
    ASKED,
    BY_RED_LINE,
    DEBATING,
    DECLINED,
    INVITING,
    MEMBER,
    NOBODY,
    NOTHING,
    WORDING,
    State,
)

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


# --- phases --------------------------------------------------------------------------------------


@phase
def enter(state: State, stage: int) -> None:
    """Move the alliance on to its next stage."""
    state.alliance.stage = stage
    state.alliance.since = state.clock.week
    state.alliance.changed = True
    events.note(state, events.STAGE, NOBODY, stage, 0.0)
    compose(state)


@phase
def admit(state: State, row: int, net: float) -> None:
    """Make a member of an organisation that was asked; who comes after the wording owns nothing of it (C22)."""
    membership = state.memberships[row]
    alliance = state.alliance
    membership.status = MEMBER
    membership.joined = state.clock.week
    membership.net = net
    membership.ownership = ownership_on_joining(state, membership)
    membership.consented = alliance.agreed_week >= 0
    alliance.changed = True
    events.note(state, events.JOINED, membership.organisation, membership.tier, net)


@phase
def answer_invitation(state: State, row: int) -> None:
    """Let an organisation's body decide whether to take part."""
    membership = state.memberships[row]
    terms = terms_of(state, row)
    net = net_benefit(terms)
    bound = state.alliance.agreed_week >= 0 and paper_crosses_red_line(state, membership.organisation)
    if net + judgement(state, row) > 0.0 and not bound:
        admit(state, row, net)
        return
    membership.status = DECLINED
    membership.net = net
    membership.reason = BY_RED_LINE if bound else main_reason(terms)
    state.alliance.changed = True
    events.note(state, events.REFUSED, membership.organisation, membership.reason, net)


@phase
def invite(state: State) -> None:
    """Let every body that meets this week answer the invitation that lies before it."""
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == ASKED and decides(state, membership.organisation):
            answer_invitation(state, row)
    compose(state)


@phase
def everyone_has_answered(state: State) -> bool:
    """Tell whether no invitation is open any more."""
    for row in range(len(state.memberships)):
        if state.memberships[row].status == ASKED:
            return False
    return True


@phase
def talk(state: State) -> None:
    """Take the forming alliance one week further: from inviting to debating, wording and drafting."""
    alliance = state.alliance
    weeks = state.clock.week - alliance.since
    if alliance.stage == INVITING:
        if everyone_has_answered(state) or weeks >= state.mechanisms.formation.reply_weeks:
            begin_together(state)
    elif alliance.stage == DEBATING:
        if weeks >= state.agreements.values_debate_weeks:
            enter(state, WORDING)
        else:
            debate(state)
    elif alliance.stage == WORDING:
        word_goal(state)


@phase
def begin_together(state: State) -> None:
    """Begin with those who have joined; a lead in mind that is not among them leads nobody."""
    alliance = state.alliance
    if alliance.lead != NOBODY and state.memberships[alliance.lead].status != MEMBER:
        alliance.lead = NOBODY
    if state.agreements.values_debate_weeks > 0:
        enter(state, DEBATING)
        debate(state)
    else:
        enter(state, WORDING)


@phase
def debate(state: State) -> None:
    """Talk about values for a week (C19)."""
    formation = state.mechanisms.formation
    rate = moderated(formation.debate_rate, formation.moderation, state.agreements.moderation)
    state.alliance.talked = talked_through(state.alliance.talked, rate)


@phase
def word_goal(state: State) -> None:
    """Propose a wording of the goal; it stands when enough members at the table do not object (C06, C21)."""
    alliance = state.alliance
    formation = state.mechanisms.formation
    disputed = state.goal.change_share * state.agreements.goal_openness
    objection = formation.objection * (1.0 - formation.moderation * state.agreements.moderation)
    objections = 0
    for seat in range(alliance.core):
        membership = state.memberships[state.memberships[seat].seated]
        chance = objection_chance(membership.distance, alliance.talked, disputed, objection)
        identity = state.organisations[membership.organisation].identity
        objections += streams.happens(
            chance, state.clock.seed, streams.OBJECTION, state.clock.week, identity, streams.ONCE
        )
    if objections <= (1.0 - alliance.consent) * alliance.core + 1e-9:
        events.note(state, events.WORDED, NOBODY, NOTHING, alliance.talked)
        enter(state, AGREEING)
    else:
        debate(state)
