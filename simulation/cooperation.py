"""Cooperation: coordinating, working, reacting in time, quarrelling, tiring and trusting (C25 to C45)."""

import math

from simulation import events, streams
from simulation.bodies import moderated, wait_for_meeting, waiting_time
from simulation.compiled import compiled, phase
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
    """Return the hours each member at the table spends on talks: debate, wording, drafting, quarrels, milestones."""
    alliance = state.alliance
    hours = alliance.extra_talks
    alliance.extra_talks = 0.0
    if DEBATING <= alliance.stage <= AGREEING:
        hours += state.mechanisms.formation.debate_hours
    return hours


@phase
def is_led(state: State) -> bool:
    """Tell whether a lead is there: named, and a member at the table."""
    lead = state.alliance.lead
    return lead != NOBODY and state.memberships[lead].status == MEMBER and state.memberships[lead].tier == CORE


@phase
def hours_at_the_hub(state: State) -> float:
    """Return the coordination an office can take over: a lead's, or that of all at a table without one (C27, C33)."""
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    saved = 1.0 - cooperation.ground_rules * state.agreements.ground_rules
    partner, supporter = cooperation.hours_per_partner * saved, cooperation.hours_per_supporter * saved
    if is_led(state):
        return coordination_of_a_lead(alliance.core, alliance.supporters, partner, supporter)
    return alliance.core * coordination_at_the_table(alliance.core, alliance.supporters, partner, supporter)


@phase
def needed_coordination(state: State, row: int, hub: float) -> float:
    """Return the hours a member needs this week to stay in touch; `hub` is what the office leaves of the hub's."""
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    saved = 1.0 - cooperation.ground_rules * state.agreements.ground_rules
    if state.memberships[row].tier != CORE:
        return cooperation.hours_per_supporter * saved
    if not is_led(state):
        return hub / alliance.core
    return hub if alliance.lead == row else cooperation.hours_per_partner * saved


@phase
def open_office(state: State) -> None:
    """Pay for the joint office out of what those at the table have; it is smaller if that is not enough (C37).

    While partners are being invited each expects to share with all who may sit at the table.
    """
    wanted = state.agreements.office_hours
    alliance = state.alliance
    alliance.office = alliance.office_cost = 0.0
    if wanted <= 0.0 or alliance.core == 0:
        return
    year = 52.0 * state.mechanisms.cooperation.wage
    share = wanted * year / alliance.payers
    paid = 0.0
    for seat in range(alliance.core):
        paid += min(share, state.organisations[state.memberships[state.memberships[seat].seated].organisation].money)
    alliance.office = paid / year if year > 0.0 else wanted
    alliance.office_cost = share


@phase
def spend_time(state: State, row: int, talks: float, hub: float) -> None:
    """Split a member's week: home load first, then coordination, talks, and what is left of the pledge for work."""
    membership = state.memberships[row]
    organisation = state.organisations[membership.organisation]
    cooperation, clock = state.mechanisms.cooperation, state.clock
    reachable = streams.happens(
        organisation.reachability, clock.seed, streams.REACHABLE, clock.week, organisation.identity, streams.ONCE
    )
    membership.free = organisation.hours * (1.0 - organisation.home_load)
    available = membership.free * organisation.energy if reachable else 0.0
    needed = needed_coordination(state, row, hub)
    membership.coverage = min(1.0, available / needed) if needed > 0.0 else 1.0
    at_table = membership.tier == CORE
    spent = min(available, needed + (talks if at_table else 0.0))
    share = cooperation.core_pledge if at_table else cooperation.supporter_pledge
    pledge = min(available, membership.free * organisation.stake * share)
    membership.coordination = spent
    membership.work = max(0.0, pledge - spent) if state.alliance.stage == WORKING else 0.0
    membership.load = (spent + membership.work) / max(membership.free, 1e-9)


@phase
def work(state: State) -> None:
    """Let all members spend their week; the office first takes over what it can of the coordination."""
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    talks = talks_this_week(state)
    open_office(state)
    hub = hours_at_the_hub(state)
    relieved = min(alliance.office, hub)
    alliance.office -= relieved
    at_table = relieved
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == MEMBER:
            spend_time(state, row, talks, hub - relieved)
            at_table += membership.coordination if membership.tier == CORE else 0.0
            alliance.coordination_hours += membership.coordination
            alliance.total_hours += membership.coordination + membership.work
    pass_on(state, hub - relieved)
    learned = 1.0 - math.exp(-at_table / max(1, alliance.core) / cooperation.exchange_hours)
    alliance.exchange += cooperation.exchange_memory * (learned - alliance.exchange)


@phase
def pass_on(state: State, hub: float) -> None:
    """Let everybody be in the loop only as far as the lead keeps up (C27); one week out of reach does no harm yet."""
    if not is_led(state):
        return
    lead = state.memberships[state.alliance.lead]
    capacity = lead.free * state.organisations[lead.organisation].energy
    kept_up = min(1.0, capacity / hub) if hub > 0.0 else 1.0
    for row in range(len(state.memberships)):
        if row != state.alliance.lead and state.memberships[row].status == MEMBER:
            state.memberships[row].coverage *= kept_up


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
        waiting = impatience(state, membership) if alliance.stage <= AGREEING else 0.0
        organisation.energy = tired(
            organisation.energy,
            organisation.base_energy,
            membership.load,
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
    led = is_led(state)
    voters = 0
    for seat in range(alliance.core):
        row = state.memberships[seat].seated
        if led and row != alliance.lead:
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
        partner = seat_of(draw, alliance.core - 1)
        partner += partner >= seat  # anybody but oneself
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
    alliance.extra_talks += cooperation.conflict_hours
    chance = settlement_chance(state)
    if streams.happens(chance, clock.seed, streams.SETTLEMENT, clock.week, streams.EVERYBODY, streams.ONCE):
        alliance.tension *= 1.0 - cooperation.relief
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
