"""Cooperation: coordinating, working, reacting in time, quarrelling, tiring and trusting (C25 to C45)."""

import math

from simulation import events, streams
from simulation.bodies import wait_for_meeting, waiting_time
from simulation.compiled import compiled, phase
from simulation.formation import moderated
from simulation.membership import compose, leave, value_distance
from simulation.state import (
    AGREEING,
    BY_CONFLICT,
    CORE,
    DEBATING,
    MEMBER,
    NOBODY,
    NOTHING,
    WORKING,
    MembershipRow,
    State,
)

# --- rules ---------------------------------------------------------------------------------------


@compiled
def coordination_at_the_table(core: int, supporters: int, per_partner: float, per_supporter: float) -> float:
    """Return the hours a week each member needs where all talk with all and share the care for supporters."""
    return per_partner * (core - 1) + per_supporter * supporters / max(1, core)


@compiled
def coordination_of_a_lead(core: int, supporters: int, per_partner: float, per_supporter: float) -> float:
    """Return the hours a week the lead needs: a spoke to each member at the table and to each supporter (C27)."""
    return per_partner * (core - 1) + per_supporter * supporters


@compiled
def friction(values: float, talked: float, manners: float, clarified: float) -> float:
    """Return the tension in one encounter: differences in values and manners not talked through (C19, C24)."""
    return values * (1.0 - talked) + manners * (1.0 - clarified)


@compiled
def tired(energy: float, base: float, load: float, fatigue: float, recovery: float, losses: float) -> float:
    """Return a member's energy after a week of load, rest and disappointments, 0 to 1 (C36)."""
    rested = energy + recovery * (base - energy)
    return min(1.0, max(0.0, rested - fatigue * load - losses))


@compiled
def encouraged(energy: float, share: float) -> float:
    """Return energy after something was achieved: part of what was missing comes back (C28)."""
    return energy + (1.0 - energy) * min(1.0, share)


# --- phases --------------------------------------------------------------------------------------


@phase
def talks_this_week(state: State) -> float:
    """Return the hours each member at the table spends on debate, wording or drafting this week, and on quarrels."""
    hours = 0.0
    if DEBATING <= state.alliance.stage <= AGREEING:
        hours += state.mechanisms.formation.debate_hours
    if state.alliance.quarrel:
        hours += state.mechanisms.cooperation.conflict_hours
    return hours


@phase
def needed_coordination(state: State, row: int, office: float) -> float:
    """Return the hours a member needs this week to stay in touch, after what the joint office takes over."""
    alliance = state.alliance
    cooperation = state.mechanisms.cooperation
    saved = 1.0 - cooperation.ground_rules * state.agreements.ground_rules
    partner, supporter = cooperation.hours_per_partner * saved, cooperation.hours_per_supporter * saved
    if state.memberships[row].tier != CORE:
        return supporter
    if alliance.lead == row:
        return max(0.0, coordination_of_a_lead(alliance.core, alliance.supporters, partner, supporter) - office)
    if alliance.lead != NOBODY:
        return min(partner, partner * (alliance.core - 1))
    whole = coordination_at_the_table(alliance.core, alliance.supporters, partner, supporter)
    return max(0.0, whole - office / max(1, alliance.core))


@phase
def open_office(state: State) -> None:
    """Pay for the joint office out of what the members at the table have; it is smaller if that is not enough (C37)."""
    wanted = state.agreements.office_hours
    alliance = state.alliance
    alliance.office = alliance.office_cost = 0.0
    if wanted <= 0.0 or alliance.core == 0:
        return
    year = 52.0 * state.mechanisms.cooperation.wage
    share = wanted * year / alliance.core
    paid = 0.0
    for seat in range(alliance.core):
        paid += min(share, state.organisations[state.memberships[state.memberships[seat].seated].organisation].money)
    alliance.office = paid / year if year > 0.0 else wanted
    alliance.office_cost = share


@phase
def spend_time(state: State, row: int, talks: float, office: float) -> None:
    """Split a member's week: home load first, then coordination, talks, and what is left of the pledge for work."""
    membership = state.memberships[row]
    organisation = state.organisations[membership.organisation]
    cooperation = state.mechanisms.cooperation
    reachable = streams.happens(
        organisation.reachability,
        state.clock.seed,
        streams.REACHABLE,
        state.clock.week,
        organisation.identity,
        streams.ONCE,
    )
    membership.free = organisation.hours * (1.0 - organisation.home_load)
    available = membership.free * organisation.energy if reachable else 0.0
    needed = needed_coordination(state, row, office)
    membership.coverage = min(1.0, available / needed) if needed > 0.0 else 1.0
    at_table = membership.tier == CORE
    spent = min(available, needed + (talks if at_table else 0.0))
    share = cooperation.core_pledge if at_table else cooperation.supporter_pledge
    pledge = min(available, membership.free * organisation.stake * share)
    membership.coordination = spent
    membership.work = max(0.0, pledge - spent) if state.alliance.stage == WORKING else 0.0


@phase
def work(state: State) -> None:
    """Let all members spend their week; how far the lead keeps up is how far everybody is in the loop (C27)."""
    alliance = state.alliance
    talks = talks_this_week(state)
    open_office(state)
    coordination = total = 0.0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == MEMBER:
            spend_time(state, row, talks, alliance.office)
            total += membership.coordination + membership.work
            if membership.tier == CORE:
                coordination += membership.coordination
            alliance.coordination_hours += membership.coordination
    alliance.total_hours += total
    per_member = coordination / max(1, alliance.core)
    learned = 1.0 - math.exp(-per_member / state.mechanisms.cooperation.exchange_hours)
    alliance.exchange += 0.1 * (learned - alliance.exchange)
    alliance.quarrel = False


@phase
def keep_up_energy(state: State) -> None:
    """Tire and rest every member, and let trust grow with what was delivered (C18, C36)."""
    alliance = state.alliance
    cooperation = state.mechanisms.cooperation
    years = (state.clock.week - alliance.encouraged) / 52.0
    drift = cooperation.drift * years if alliance.stage == WORKING else 0.0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status != MEMBER:
            continue
        organisation = state.organisations[membership.organisation]
        load = (membership.coordination + membership.work) / max(membership.free, 1e-9)
        waiting = impatience(state, membership) if alliance.stage <= AGREEING else 0.0
        organisation.energy = tired(
            organisation.energy,
            organisation.base_energy,
            load,
            cooperation.fatigue,
            cooperation.recovery,
            drift + waiting,
        )
        membership.trust += cooperation.trust_gain * membership.coverage * (1.0 - membership.trust)


@phase
def impatience(state: State, membership: MembershipRow) -> float:
    """Return the energy a member at the table loses in a week of waiting; those who decide fast lose most (C29)."""
    if membership.tier != CORE:
        return 0.0
    cooperation = state.mechanisms.cooperation
    eased = 1.0 - cooperation.pace_settled * state.agreements.pace_settled
    return cooperation.impatience * eased / max(1.0, state.organisations[membership.organisation].interval)


@phase
def reaction_time(state: State) -> float:
    """Return how long the members at the table need to decide on an occasion.

    Staff decide at once where they may; other bodies are waited for. Whoever coordination did not
    reach hears of it late. A lead decides for all, a silence procedure waits for nobody longer than agreed.
    """
    alliance = state.alliance
    clock = state.clock
    voters = 0
    for seat in range(alliance.core):
        row = state.memberships[seat].seated
        if alliance.lead not in (NOBODY, row):
            continue
        membership = state.memberships[row]
        body = state.organisations[membership.organisation]
        wait = 1.0 - membership.coverage
        if not streams.happens(body.mandate, clock.seed, streams.MANDATE, clock.week, body.identity, streams.ONCE):
            wait += wait_for_meeting(body.first_meeting, body.interval, clock.week)
        state.scratch[voters] = min(wait, state.mechanisms.cooperation.silence_weeks) if alliance.silence else wait
        voters += 1
    return waiting_time(state.scratch[:voters], alliance.consent) if voters > 0 else 0.0


@phase
def react(state: State) -> None:
    """Meet an occasion that asks for a quick reaction, if one comes up; missing it costs the fast their patience."""
    alliance = state.alliance
    cooperation = state.mechanisms.cooperation
    clock = state.clock
    if alliance.stage != WORKING:
        return
    if not streams.happens(
        cooperation.occasion_rate, clock.seed, streams.OCCASION, clock.week, streams.EVERYBODY, streams.ONCE
    ):
        return
    alliance.occasions += 1
    waited = reaction_time(state)
    if waited <= cooperation.occasion_weeks:
        alliance.in_time += 1
        alliance.pressure += cooperation.occasion_gain * state.mechanisms.impact.memory * alliance.effort
        return
    for seat in range(alliance.core):
        membership = state.memberships[state.memberships[seat].seated]
        organisation = state.organisations[membership.organisation]
        organisation.energy = max(0.0, organisation.energy - waited * impatience(state, membership))


@compiled
def seat_of(draw: float, core: int) -> int:
    """Return the seat at the table that a draw from [0, 1) points to."""
    return min(core - 1, int(draw * core))


@phase
def meet_partners(state: State) -> None:
    """Let each member at the table meet one other; what was not talked through adds to the tension (C19)."""
    alliance = state.alliance
    clock = state.clock
    if alliance.core < 2:
        return
    for seat in range(alliance.core):
        one = state.organisations[state.memberships[state.memberships[seat].seated].organisation]
        draw = streams.uniform(clock.seed, streams.ENCOUNTER, clock.week, one.identity, streams.ONCE)
        partner = (seat + 1 + seat_of(draw, alliance.core - 1)) % alliance.core
        other = state.organisations[state.memberships[state.memberships[partner].seated].organisation]
        values = value_distance(one.economic, one.cultural, other.economic, other.cultural)
        manners = abs(one.tone - other.tone)
        strain = friction(values, alliance.talked, manners, alliance.clarified)
        alliance.tension += state.mechanisms.cooperation.conflict_rate * strain


@phase
def quarrel(state: State) -> None:
    """Let tension break out; it is settled if moderation, procedure or luck allow, or costs trust and members (C40)."""
    alliance = state.alliance
    clock = state.clock
    cooperation = state.mechanisms.cooperation
    if alliance.stage < DEBATING:
        return
    meet_partners(state)
    if not streams.happens(
        1.0 - math.exp(-cooperation.outbreak * alliance.tension),
        clock.seed,
        streams.OUTBREAK,
        clock.week,
        streams.EVERYBODY,
        streams.ONCE,
    ):
        return
    alliance.quarrel = True
    chance = settlement_chance(state)
    if streams.happens(chance, clock.seed, streams.SETTLEMENT, clock.week, streams.EVERYBODY, streams.ONCE):
        alliance.tension *= 0.5
        events.note(state, events.SETTLED, NOBODY, NOTHING, alliance.tension)
        hurt(state, cooperation.quarrel_energy, 0.0)
    else:
        events.note(state, events.ESCALATED, NOBODY, NOTHING, alliance.tension)
        hurt(state, cooperation.quarrel_energy, cooperation.trust_loss)
        walk_out(state)
        compose(state)


@phase
def settlement_chance(state: State) -> float:
    """Return the chance that a conflict is settled in its week."""
    cooperation = state.mechanisms.cooperation
    chance = moderated(cooperation.settlement, state.mechanisms.formation.moderation, state.agreements.moderation)
    return chance + (1.0 - chance) * cooperation.procedure * state.agreements.conflict_procedure


@phase
def hurt(state: State, energy: float, trust: float) -> None:
    """Take energy and trust from all members at the table."""
    for seat in range(state.alliance.core):
        membership = state.memberships[state.memberships[seat].seated]
        organisation = state.organisations[membership.organisation]
        organisation.energy = max(0.0, organisation.energy - energy)
        membership.trust *= 1.0 - trust


@phase
def walk_out(state: State) -> None:
    """After an open conflict a member that claims the whole truth may leave at once (C44)."""
    clock = state.clock
    for seat in range(state.alliance.core):
        row = state.memberships[seat].seated
        organisation = state.organisations[state.memberships[row].organisation]
        chance = organisation.dogmatism / state.alliance.core
        if streams.happens(chance, clock.seed, streams.BREACH, clock.week, organisation.identity, streams.ONCE):
            leave(state, row, BY_CONFLICT)
