"""Answer: what politics adopts, votes down, takes back and puts into practice (C46 to C48, C58)."""

import math

from simulation.engine import streams
from simulation.engine.codes import NEVER, NOBODY, EventKind, Stage, Venue
from simulation.engine.compilation import compiled, phase
from simulation.engine.demand_rows import DemandRow
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.cooperation.energy import suffer_setback
from simulation.rules.cooperation.milestones import cheer
from simulation.rules.cooperation.trust import grow_solidarity
from simulation.rules.impact.adoption_odds import adopted_ambition, odds
from simulation.rules.impact.credit import share_credit
from simulation.rules.impact.venues import granted_as_a_whole, is_decided_now, is_on_the_agenda
from simulation.rules.shared.goal_result import firm

# --- rules ---------------------------------------------------------------------------------------


@compiled
def weeks_into_practice(draw: float, influence: float, resistance: float, rate: float) -> float:
    """Return the weeks until something adopted is put into practice: the longer, the more resist it (C58)."""
    hazard = rate * influence / (influence + resistance) if influence + resistance > 0.0 else rate
    return -math.log(1.0 - draw) / max(hazard, 1e-9)


@compiled
def can_be_lost(demand: DemandRow, heard: bool) -> bool:
    """Tell whether a decision can close a demand: one adopted before, only once politics has heard of more."""
    return heard or demand.secured == 0.0


# --- on the state --------------------------------------------------------------------------------


@phase
def answer(state: State) -> None:
    """Let the arena answer: any open demand may be adopted; a vote decides all that are open, once and for all."""
    alliance, clock = state.alliance, state.clock
    if alliance.stage == Stage.EXCHANGING:
        return
    heard = (
        alliance.has_agreement and alliance.in_force_since < clock.week
    )  # politics needs a week to read an agreement
    lost = 0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        if not demand.open:
            take_back(state, k)
            continue
        chance = adoption_chance(state, demand) if heard else 0.0
        if streams.happens(chance, clock.key, streams.ADOPTION, clock.week, streams.EVERYBODY, alliance.plan.salt + k):
            adopt(state, k)
        elif is_decided_now(state, demand) and can_be_lost(demand, heard):
            lose(state, k)
            lost += 1
    if lost > 0 and alliance.has_agreement:
        suffer_setback(state)


@compiled
def lose(state: State, k: int) -> None:
    """Close a demand that is decided and not adopted: as asked for, beyond what was secured, or not agreed on."""
    demand, alliance = state.demands[k], state.alliance
    demand.open = False
    if state.clock.week == demand.decided_on:
        note(state, EventKind.REFUSED, NOBODY, k, demand.agreed)
    elif not alliance.has_agreement:
        note(state, EventKind.VOTE_MISSED, NOBODY, k, 1.0 * alliance.renewals)
    elif demand.secured > 0.0:
        note(state, EventKind.MORE_REFUSED, NOBODY, k, demand.agreed)
    else:
        note(state, EventKind.VOTE_LOST, NOBODY, k, demand.agreed)


@compiled
def adoption_chance(state: State, demand: DemandRow) -> float:
    """Return the chance that a demand is adopted this week: where it is decided, or by the hazard of any week."""
    impact, decided = state.mechanisms.impact, is_decided_now(state, demand)
    if demand.venue == Venue.ELSEWHERE:
        return 1.0 if decided else 0.0
    if demand.venue == Venue.NOBODY or not is_on_the_agenda(state.clock.week, demand.agenda_from):
        return 0.0
    chance = odds(demand.influence, demand.resistance, impact.steepness)
    if demand.whole:
        chance = granted_as_a_whole(chance, demand.influence, demand.resistance)
    if decided:
        return chance
    return 1.0 - math.exp(-impact.adoption_rate * state.arena.window * chance)


@compiled
def adopted_of(state: State, demand: DemandRow) -> float:
    """Return how much of a demand is adopted: all of what is granted as a whole or elsewhere, else by influence.

    Concessions to members take back nothing of what was won before.
    """
    sure = max(demand.secured, firm(state, demand.agreed))
    if demand.whole or demand.venue == Venue.ELSEWHERE:
        return sure
    return adopted_ambition(sure, demand.majority, demand.influence, demand.resistance)


@compiled
def adopt(state: State, k: int) -> None:
    """Adopt a demand, as far as influence carries; success gives energy and has to be told by somebody."""
    demand, alliance = state.demands[k], state.alliance
    demand.open = False
    demand.adopted = adopted_of(state, demand)
    if demand.venue == Venue.ELSEWHERE:
        demand.majority = max(demand.majority, demand.adopted)  # granted by others, and no gain of the alliance
    alliance.last_effect = state.clock.week
    if alliance.effect_week == NEVER:
        alliance.effect_week = state.clock.week
    note(state, EventKind.ADOPTED, NOBODY, k, demand.adopted)
    demand.prospect = 1.0
    cheer(state, state.mechanisms.cooperation.encouragement)
    grow_solidarity(state)
    share_credit(state, k)
    put_into_practice(state, k)


@compiled
def put_into_practice(state: State, k: int) -> None:
    """Draw how long it will take to put an adopted demand into practice against what resistance is left (C58)."""
    demand, clock, address = state.demands[k], state.clock, state.alliance.plan.salt + k
    draw = streams.uniform(clock.key, streams.IMPLEMENTATION, clock.week, streams.EVERYBODY, address)
    rate = state.mechanisms.impact.adoption_rate
    weeks = weeks_into_practice(draw, demand.influence, demand.resistance, rate)
    soon = clock.week + weeks
    demand.in_practice = soon if demand.in_practice == 0.0 else min(demand.in_practice, soon)
    note(state, EventKind.PUT_INTO_PRACTICE, NOBODY, k, weeks)


@compiled
def take_back(state: State, k: int) -> None:
    """Let politics take back what it adopted beyond the majority's own wish, where influence has faded."""
    demand, clock = state.demands[k], state.clock
    if state.climate.rollback_rate <= 0.0 or demand.adopted <= demand.majority:
        return
    chance = state.climate.rollback_rate * (1.0 - odds(demand.influence, demand.resistance, 1.0))
    address = state.alliance.plan.salt + k
    if streams.happens(chance, clock.key, streams.ROLLBACK, clock.week, streams.EVERYBODY, address):
        demand.adopted = demand.majority
        note(state, EventKind.TAKEN_BACK, NOBODY, k, demand.adopted)
        suffer_setback(state)
