"""Reaction: occasions that ask for a quick joint decision (C13, C29)."""

from simulation.engine import streams
from simulation.engine.codes import Stage
from simulation.engine.compilation import compiled, phase
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State
from simulation.rules.cooperation.energy import impatience
from simulation.rules.cooperation.leadership import is_led
from simulation.rules.shared.core_group import core_member, core_row
from simulation.rules.shared.governing_bodies import wait_for_meeting, waiting_time
from simulation.rules.shared.reliance import entrusted

A_WEEK = 1.0  # of silence is consent, where that is how members decide


@compiled
def delegates(state: State, membership: MembershipRow) -> bool:
    """Tell whether a member leaves a decision to the lead this time, which takes trust (C27)."""
    chance = entrusted(membership.trust, state.mechanisms.cooperation.reliance)
    who, clock = state.organisations[membership.organisation].identity, state.clock
    return streams.happens(chance, clock.key, streams.DELEGATION, clock.week, who, state.alliance.plan.salt)


@compiled
def reaction_time(state: State) -> float:
    """Return how long the members in the core group need to decide on an occasion.

    Staff decide at once where they may; other governing bodies are waited for. Whoever coordination did not
    reach hears of it late. A lead decides for all who
    leave it to the lead, a silence procedure waits for nobody longer than agreed.
    """
    alliance = state.alliance
    clock = state.clock
    led = is_led(state)
    voters = 0
    for place in range(alliance.core):
        row = core_row(state, place)
        membership = state.memberships[row]
        organisation = state.organisations[membership.organisation]
        if led and row != alliance.lead and delegates(state, membership):
            continue
        wait = 1.0 - membership.coverage
        if not streams.happens(
            organisation.mandate, clock.key, streams.MANDATE, clock.week, organisation.identity, alliance.plan.salt
        ):
            wait += wait_for_meeting(organisation.first_meeting, organisation.interval, clock.week)
        if alliance.plan.silence:
            wait = min(wait, A_WEEK)
        state.scratch[voters].wait = wait
        voters += 1
    return waiting_time(state.scratch["wait"][:voters], alliance.plan.consent) if voters > 0 else 0.0


@phase
def react(state: State) -> None:
    """Meet an occasion that asks for a quick reaction, if one comes up; missing it costs the fast their patience."""
    alliance, clock = state.alliance, state.clock
    cooperation = state.mechanisms.cooperation
    if alliance.stage != Stage.WORKING:
        return
    if not streams.happens(
        cooperation.occasion_rate,
        clock.key,
        streams.OCCASION,
        clock.week,
        streams.EVERYBODY,
        alliance.plan.salt,
    ):
        return
    alliance.tally.occasions += 1
    waited = reaction_time(state)
    if waited <= cooperation.occasion_weeks:
        alliance.tally.in_time += 1
        alliance.pressure += state.mechanisms.impact.memory * alliance.week.effort
        alliance.extra_meetings += not is_led(state)  # who decides together meets out of turn, a lead just decides
        return
    for place in range(alliance.core):
        membership = core_member(state, place)
        organisation = state.organisations[membership.organisation]
        organisation.energy = max(0.0, organisation.energy - waited * impatience(state, membership))
