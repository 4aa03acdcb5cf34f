"""Ending: which end is due, and whether an alliance dissolves, renews or holds together (C02, C05, C54 to C57)."""

from simulation.engine.codes import NEVER, NOBODY, NOTHING, End, EventKind, Form, Reason, Stage
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.dissolution.renewal import is_more_wished_for, prolong, renew, wants_renewal
from simulation.rules.shared.goal_result import adopted_share, is_reached, settle_goal
from simulation.rules.shared.stages import close, enter


@compiled
def open_demands(state: State) -> int:
    """Count the demands that are neither adopted, lost nor dropped."""
    count = 0
    for k in range(len(state.demands)):
        count += state.demands[k].open
    return count


@compiled
def least_company(state: State) -> int:
    """Return how many must be left awake in the core group: two, or one where somebody set out alone or with a call."""
    return 1 if state.alliance.plan.invited == 1 or state.agreements.call else 2


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
    if alliance.has_agreement and is_reached(adopted_share(state), state.goal.sufficient):
        return End.GOAL_REACHED
    if alliance.renewals > 0:
        return End.RENEWAL_FAILED
    return End.GOAL_MISSED if alliance.has_agreement else End.NO_AGREEMENT


@compiled
def end_of_too_few(state: State) -> End:
    """Name the end of an alliance with too few partners: never formed, or left by them, the last over a red line."""
    alliance = state.alliance
    if alliance.exits == 0:
        return End.NOT_FORMED
    return End.RED_LINE if alliance.last_reason == Reason.RED_LINE else End.MEMBERS_LEFT


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
    if alliance.stage > Stage.INVITING and alliance.core - alliance.asleep < least_company(state):
        return End.EXHAUSTION
    return End.RUNNING


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
