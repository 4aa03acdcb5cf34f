"""Voting: governing bodies decide on the draft, which becomes the agreement or goes back (C41, C43, C47)."""

import math

from simulation.engine.codes import NEVER, NO_DEMAND, NOBODY, NOTHING, EventKind, Reason, Stage
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State
from simulation.rules.formation.call import is_drafted_in, is_due, publish
from simulation.rules.formation.drafting import draft, is_too_little
from simulation.rules.shared.composition import compose, leave
from simulation.rules.shared.core_group import core_member, core_row
from simulation.rules.shared.extraordinary_meetings import takes_it_up
from simulation.rules.shared.goal_result import firm
from simulation.rules.shared.joint_office import dispute_money
from simulation.rules.shared.red_lines import (
    agreement_crosses_red_line,
    crossed_demand,
    crosses,
    note_crossing,
    within_reach,
)
from simulation.rules.shared.stages import enter

# --- rules ---------------------------------------------------------------------------------------


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
def vote_on_draft(state: State, membership: MembershipRow) -> None:
    """Let a member's governing body decide on the draft: it consents, or explains what goes too far or is too little.

    A red line is crossed (C41), or who claims the whole truth would have to settle for less than its wish (C44).
    """
    membership.consented = True
    for k in range(len(state.demands)):
        demand = state.demands[k]
        position = state.positions[membership.organisation, k]
        limit = within_reach(position.red_line, state.agreements.details_open)
        enough = not is_too_little(state, membership, k, demand.proposed)
        if demand.open and not (enough and accepts(demand.proposed, limit)):
            position.explained = True
            membership.consented = False
            membership.objects = True
            note(state, EventKind.OBJECTION, membership.organisation, k, demand.proposed)


@compiled
def ballot(state: State) -> tuple[int, int]:
    """Let governing bodies that meet vote; count who consents so far, by silence where so agreed, and who objects."""
    consenting = objecting = 0
    for place in range(state.alliance.core):
        membership = core_member(state, place)
        if not membership.consented and not membership.objects:
            if takes_it_up(state, membership.organisation):
                vote_on_draft(state, membership)
            elif state.alliance.plan.silence:
                membership.consented = True
        consenting += membership.consented
        objecting += membership.objects
    return consenting, objecting


@compiled
def conclude_vote(state: State, consenting: int, objecting: int) -> None:
    """Adopt the agreement once it is due, all have voted and enough consent; redraft once that is out of reach."""
    voters = state.alliance.core
    open_votes = voters - consenting - objecting
    ripe = state.alliance.stage == Stage.AGREEING_ON_DEMANDS and is_due(state.clock.week, state.alliance.plan.paper_due)
    needed = math.ceil(state.alliance.plan.consent * voters - 1e-9)
    if consenting + open_votes < needed:
        state.alliance.drafted = False
    elif open_votes == 0 and ripe:
        adopt_agreement(state)


@compiled
def explain_red_lines(state: State) -> None:
    """Let all those whose red lines the agreement has come to cross explain them, and take back their consent."""
    for place in range(state.alliance.core):
        membership = core_member(state, place)
        for k in range(len(state.demands)):
            position = state.positions[membership.organisation, k]
            if crosses(state, state.demands[k], position.red_line):
                position.explained = True
                membership.consented = False


@compiled
def reopen_agreement(state: State) -> None:
    """Renegotiate, if so agreed, where something outside has made the agreement cross a member's red line (C43)."""
    alliance = state.alliance
    if not alliance.unsettled or alliance.stage != Stage.WORKING:
        return
    alliance.unsettled = False
    if not state.agreements.renegotiation:
        return
    for place in range(alliance.core):
        membership = core_member(state, place)
        if agreement_crosses_red_line(state, membership.organisation):
            note(state, EventKind.AGREEMENT_REOPENED, membership.organisation, NOTHING, 0.0)
            explain_red_lines(state)
            alliance.drafted = False
            enter(state, Stage.AGREEING_ON_DEMANDS)
            return


@compiled
def lose_outvoted(state: State) -> None:
    """Let those leave who were outvoted across a red line, or resent it where they may not (C01, C41)."""
    for place in range(state.alliance.core):
        membership = core_member(state, place)
        if not membership.objects:
            continue
        if state.agreements.reversible:
            crossed = crossed_demand(state, membership.organisation)
            if crossed != NO_DEMAND:
                note_crossing(state, membership.organisation, crossed)
            leave(state, core_row(state, place), Reason.RED_LINE)
        else:
            state.alliance.tension += state.mechanisms.cooperation.resentment


@compiled
def adopt_agreement(state: State) -> None:
    """Make the draft the agreement; whoever was outvoted across a red line is lost (C41)."""
    alliance = state.alliance
    depth = weights = 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        if demand.open:
            demand.agreed = demand.proposed
        weights += demand.weight
        depth += demand.weight * firm(state, demand.agreed)
    alliance.encouraged = state.clock.week
    alliance.has_agreement = True
    if alliance.in_force_since == NEVER:
        alliance.in_force_since = state.clock.week
    if alliance.renewals == 0:
        alliance.tally.depth = depth / weights
    lose_outvoted(state)
    note(state, EventKind.AGREED, NOBODY, NOTHING, depth / weights)
    if alliance.agreed_week == NEVER:
        alliance.agreed_week = state.clock.week
        publish(state)
        compose(state)
        dispute_money(state)
    enter(state, Stage.WORKING)


@compiled
def must_stand_today(state: State) -> bool:
    """Tell whether the day of the paper has come and there is none yet."""
    alliance = state.alliance
    talking = Stage.DEBATING_VALUES <= alliance.stage <= Stage.AGREEING_ON_DEMANDS
    due = alliance.plan.paper_due
    return talking and alliance.agreed_week == NEVER and due != NEVER and is_due(state.clock.week, due)


@compiled
def finish_paper(state: State) -> None:
    """Sit together until the paper stands: everybody explains their red lines, and it asks what nobody disputes."""
    alliance = state.alliance
    for place in range(alliance.core):
        for k in range(len(state.demands)):
            state.positions[core_member(state, place).organisation, k].explained = True
    draft(state)
    if not alliance.drafted:
        return
    if alliance.tally.worded == NEVER:
        alliance.tally.worded = state.clock.week
    for place in range(alliance.core):
        vote_on_draft(state, core_member(state, place))
    adopt_agreement(state)


@phase
def decide_on_draft(state: State) -> None:
    """Let the governing bodies that meet this week decide on the draft; adopt it, or go back to drafting."""
    alliance = state.alliance
    reopen_agreement(state)
    if must_stand_today(state):
        finish_paper(state)
        return
    if not is_drafted_in(alliance.stage, state.agreements.parallel_papers):
        return
    if not alliance.drafted and alliance.since < state.clock.week:
        draft(state)
    if not alliance.drafted:
        return
    consenting, objecting = ballot(state)
    conclude_vote(state, consenting, objecting)
