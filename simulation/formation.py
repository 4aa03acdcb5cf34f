"""Formation: inviting, joining, debating values, wording the goal and agreeing on the demands (C15 to C24)."""

import math

from simulation import events, streams
from simulation.bodies import agreed_ambition, decides
from simulation.compiled import compiled, phase
from simulation.membership import (
    compose,
    judgement,
    leave,
    main_reason,
    net_benefit,
    ownership_on_joining,
    terms_of,
)
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
    WORKING,
    DemandRow,
    MembershipRow,
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


@compiled
def moderated(value: float, gain: float, present: bool) -> float:
    """Return a rate raised by neutral moderation, towards 1 at most (C26)."""
    return value + (1.0 - value) * gain * value if present else value


@compiled
def guessed_limit(red_line: float, error: float, draw: float) -> float:
    """Return what drafters take for a red line they were not told, off by at most `error` either way (C41)."""
    return min(1.0, max(0.0, red_line + error * (2.0 * draw - 1.0)))


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
    elif alliance.stage == AGREEING and not alliance.drafted:
        draft(state)


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


@phase
def known_limit(state: State, organisation: int, k: int) -> float:
    """Return an organisation's red line as the drafters know it, or believe to."""
    position = state.positions[organisation, k]
    if state.agreements.red_lines_disclosed or position.explained:
        return position.red_line
    identity = state.organisations[organisation].identity
    draw = streams.uniform(state.clock.seed, streams.DRAFT, streams.START, identity, k)
    return guessed_limit(position.red_line, state.mechanisms.formation.misjudgement, draw)


@phase
def seek_coalition(state: State) -> float:
    """Note how much each member at the table would accept over the whole paper; return what a coalition needs.

    Under consensus the coalition is the whole table, under a weaker rule the most willing who are enough (C47).
    """
    for seat in range(state.alliance.core):
        membership = state.memberships[state.memberships[seat].seated]
        membership.willingness = 0.0
        for k in range(len(state.demands)):
            membership.willingness += state.demands[k].weight * known_limit(state, membership.organisation, k)
        state.scratch[seat] = membership.willingness
    return agreed_ambition(state.scratch[: state.alliance.core], state.alliance.consent)


@phase
def draft_demand(state: State, k: int, willingness: float) -> float:
    """Return the most the whole coalition accepts; nothing, if that is not worth the trouble to half the table."""
    ambition = 1.0
    for seat in range(state.alliance.core):
        membership = state.memberships[state.memberships[seat].seated]
        if membership.willingness >= willingness:
            ambition = min(ambition, known_limit(state, membership.organisation, k))
    carried = 0
    for seat in range(state.alliance.core):
        carried += ambition >= state.positions[state.memberships[state.memberships[seat].seated].organisation, k].least
    return ambition if 2 * carried > state.alliance.core else 0.0


@phase
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
            events.note(state, events.DROPPED, NOBODY, k, 0.0)
        state.demands[k].proposed = proposed if state.demands[k].open else 0.0
        alliance.drafted = alliance.drafted or state.demands[k].open  # with all dropped, nothing is voted on
    for seat in range(alliance.core):
        membership = state.memberships[state.memberships[seat].seated]
        body = state.organisations[membership.organisation]
        if fuller:
            membership.consented = False
        elif membership.consented:
            membership.consented = streams.happens(
                body.mandate, clock.seed, streams.CONFIRMATION, clock.week, body.identity, streams.ONCE
            )
        membership.objects = False


@phase
def crosses(demand: DemandRow, red_line: float) -> bool:
    """Tell whether the common paper goes beyond a red line in a demand that is still open (C41)."""
    return demand.open and demand.agreed > red_line + 1e-12


@phase
def paper_crosses_red_line(state: State, organisation: int) -> bool:
    """Tell whether the common paper goes beyond any red line of an organisation."""
    for k in range(len(state.demands)):
        if crosses(state.demands[k], state.positions[organisation, k].red_line):
            return True
    return False


@phase
def met_by_rewording(state: State, organisation: int, k: int) -> bool:
    """Try other words for a demand that crosses an explained red line (C42)."""
    if not state.agreements.red_lines_disclosed and not state.positions[organisation, k].explained:
        return False
    clock = state.clock
    identity = state.organisations[organisation].identity
    chance = moderated(
        state.mechanisms.cooperation.rewording,
        state.mechanisms.formation.moderation,
        state.agreements.moderation,
    )
    if not streams.happens(chance, clock.seed, streams.REWORDING, clock.week, identity, k):
        return False
    demand = state.demands[k]
    state.positions[organisation, k].red_line = max(demand.agreed, demand.proposed)
    events.note(state, events.REWORDED, organisation, k, demand.proposed)
    return True


@phase
def vote_on_paper(state: State, membership: MembershipRow) -> None:
    """Let a member's body decide on the draft: it consents, or explains which red lines are crossed (C41)."""
    membership.consented = True
    for k in range(len(state.demands)):
        demand = state.demands[k]
        position = state.positions[membership.organisation, k]
        if demand.open and demand.proposed > position.red_line + 1e-12:
            position.explained = True
            membership.consented = False
            membership.objects = True
            events.note(state, events.OBJECTED, membership.organisation, k, demand.proposed)


@phase
def silence_is_over(state: State) -> bool:
    """Tell whether the time for objections under a silence procedure has passed."""
    waited = state.clock.week + 1 - state.alliance.drafted_week
    return state.alliance.silence and waited >= state.mechanisms.cooperation.silence_weeks


@phase
def decide_on_paper(state: State) -> None:
    """Let the bodies that meet this week decide on the draft; adopt it, or go back to drafting."""
    alliance = state.alliance
    if alliance.stage != AGREEING or not alliance.drafted:
        return
    consenting, objecting = ballot(state, silence_is_over(state))
    conclude_vote(state, consenting, objecting)


@phase
def ballot(state: State, silent: bool) -> tuple[int, int]:
    """Let the bodies that meet this week vote, and count who consents and who objects so far."""
    consenting = objecting = 0
    for seat in range(state.alliance.core):
        membership = state.memberships[state.memberships[seat].seated]
        if not membership.consented and not membership.objects:
            if decides(state, membership.organisation):
                vote_on_paper(state, membership)
            elif silent:
                membership.consented = True
        consenting += membership.consented
        objecting += membership.objects
    return consenting, objecting


@phase
def conclude_vote(state: State, consenting: int, objecting: int) -> None:
    """Adopt the paper once all have voted and enough consent; redraft as soon as that is out of reach."""
    voters = state.alliance.core
    open_votes = voters - consenting - objecting
    needed = math.ceil(state.alliance.consent * voters - 1e-9)
    if consenting + open_votes < needed:
        state.alliance.drafted = False
    elif open_votes == 0:
        adopt_paper(state)


@phase
def adopt_paper(state: State) -> None:
    """Make the draft the common paper; whoever was outvoted across a red line must leave (C41)."""
    alliance = state.alliance
    depth = weights = 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        demand.agreed = demand.proposed
        weights += demand.weight
        depth += demand.weight * demand.agreed
    alliance.depth = depth / weights
    alliance.agreed_week = alliance.encouraged = state.clock.week
    for seat in range(alliance.core):
        if state.memberships[state.memberships[seat].seated].objects:
            leave(state, state.memberships[seat].seated, BY_RED_LINE)
    events.note(state, events.AGREED, NOBODY, NOTHING, alliance.depth)
    enter(state, WORKING)
