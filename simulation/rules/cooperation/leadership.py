"""The lead: who holds an alliance together, how that is handed over, what is lost with it (C27, C66, C70)."""

import math

from simulation.engine import streams
from simulation.engine.codes import NEVER, NOBODY, NOTHING, End, EventKind, Form, Stage, Status, Tier
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.shared.composition import compose
from simulation.rules.shared.core_group import core_row, is_awake
from simulation.rules.shared.stages import close

YEAR = 52.0


# --- rules ---------------------------------------------------------------------------------------


@compiled
def lost_with_the_lead(overlap: float, renewed: float, loss: float) -> float:
    """Return the share of exchange and trust that goes with a lead, less what an overlap has passed on (C66).

    Args:
        overlap: weeks in which the old and the new lead worked side by side.
        renewed: share of what partners know of each other that is renewed in a week.
        loss: share that goes where nothing is passed on.
    """
    return loss * math.pow(1.0 - renewed, overlap)


@compiled
def chance_of_going_on(agreed: bool, by_chance: float, capability: float) -> float:
    """Return the chance that somebody takes over: as agreed, by chance, or because others have learned how (C70)."""
    return 1.0 if agreed else by_chance + (1.0 - by_chance) * capability


# --- on the state --------------------------------------------------------------------------------


@compiled
def is_led(state: State) -> bool:
    """Tell whether a lead is there: named, and a member in the core group."""
    lead = state.alliance.lead
    if lead == NOBODY:
        return False
    return state.memberships[lead].status == Status.MEMBER and state.memberships[lead].tier == Tier.CORE


@compiled
def shares_the_lead(state: State, row: int) -> bool:
    """Tell whether a member holds the lead, or works itself in beside the old one (C66)."""
    alliance, week = state.alliance, state.clock.week
    if row == alliance.lead:
        return True
    overlapping = alliance.plan.lead_leaves - state.agreements.overlap_weeks <= week < alliance.plan.lead_leaves
    return row == alliance.plan.successor and overlapping


@compiled
def lose_with_the_lead(state: State, overlap: float) -> None:
    """Lose what only the old lead knew and whom only it could reach."""
    cooperation, alliance = state.mechanisms.cooperation, state.alliance
    kept = 1.0 - lost_with_the_lead(overlap, cooperation.exchange_memory, cooperation.farewell)
    alliance.exchange *= kept
    for row in range(len(state.memberships)):
        if state.memberships[row].status == Status.MEMBER:
            state.memberships[row].trust *= kept
    if alliance.lead_lost == NEVER:
        alliance.lead_lost = state.clock.week


@phase
def hand_over(state: State) -> None:
    """Let a lead give up its office on the agreed day: to its successor, or to whoever is found (C66)."""
    alliance = state.alliance
    if alliance.plan.lead_leaves != state.clock.week or alliance.lead == alliance.plan.successor or not is_led(state):
        return
    note(state, EventKind.LEAD_GAVE_UP, state.memberships[alliance.lead].organisation, NOTHING, 0.0)
    successor = alliance.plan.successor
    if successor == NOBODY or state.memberships[successor].status != Status.MEMBER:
        replace_lead(state)
        return
    beside = state.clock.week - max(alliance.started, state.memberships[successor].joined)
    lose_with_the_lead(state, 1.0 * min(state.agreements.overlap_weeks, beside))
    state.memberships[successor].tier = Tier.CORE
    alliance.changed = True
    compose(state)
    appoint(state, successor)


@compiled
def appoint(state: State, row: int) -> None:
    """Give a member the lead, which wakes it if it was asleep."""
    state.alliance.lead = row
    state.memberships[row].asleep = NEVER
    note(state, EventKind.NEW_LEAD, state.memberships[row].organisation, NOTHING, 0.0)


@compiled
def replace_lead(state: State) -> None:
    """Find a new lead when the old one is gone: by agreement, by chance, or among those who learned how (C27, C70)."""
    alliance, clock = state.alliance, state.clock
    former, alliance.lead = alliance.lead, NOBODY
    lose_with_the_lead(state, 0.0)
    by_chance = state.mechanisms.dissolution.handover_chance
    chance = chance_of_going_on(state.agreements.handover, by_chance, alliance.capability)
    goes_on = streams.happens(chance, clock.key, streams.HANDOVER, clock.week, streams.EVERYBODY, alliance.plan.salt)
    heir = freest_member(state, former) if goes_on else NOBODY
    successor = alliance.plan.successor
    if successor not in (NOBODY, former) and state.memberships[successor].status == Status.MEMBER:
        heir = successor
        state.memberships[heir].tier = Tier.CORE
        alliance.changed = True
        compose(state)
    if heir != NOBODY:
        appoint(state, heir)
    elif alliance.form != Form.NETWORK:
        close(state, End.LEAD_LOST)


@compiled
def freest_member(state: State, former: int) -> int:
    """Return the row of the member in the core group with most free time, the former lead apart, or NOBODY."""
    heir = NOBODY
    for place in range(state.alliance.core):
        row = core_row(state, place)
        freer = heir == NOBODY or state.memberships[row].free > state.memberships[heir].free
        if row != former and freer and is_awake(state.memberships[row]):
            heir = row
    return heir


@phase
def remember_the_lead(state: State) -> None:
    """Keep the mean effort of the year after a lead was lost, which shows what it left behind (C66, C70)."""
    alliance = state.alliance
    if alliance.lead_lost == NEVER or alliance.stage > Stage.EXCHANGING:
        return
    if state.clock.week - alliance.lead_lost < YEAR:
        alliance.tally.effort_after_lead += alliance.week.effort / YEAR
