"""Coordination: what it takes to stay in touch, how members split their week, and what they learn (C09, C25 to C36)."""

import math

from simulation.engine import streams
from simulation.engine.codes import Form, Stage, Status, Tier
from simulation.engine.compilation import compiled, phase
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.state import State
from simulation.rules.shared.budget import open_office
from simulation.rules.shared.capacity import free_hours
from simulation.rules.shared.core_group import core_member
from simulation.rules.shared.leadership import is_led, shares_the_lead
from simulation.rules.shared.utility import pledged_share, stake_of

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
def coordination_in_a_network(members: int, contacts: float, per_contact: float) -> float:
    """Return the hours a week it takes to keep in touch with a few partners out of a network (C03)."""
    return per_contact * min(contacts, members - 1.0)


@compiled
def saturating(hours: float, scale: float) -> float:
    """Return a gain from hours that grows towards 1: two thirds of it come with `scale` hours."""
    return 1.0 - math.exp(-hours / scale)


# --- on the state --------------------------------------------------------------------------------


@compiled
def hours_per_tie(state: State) -> tuple[float, float]:
    """Return the hours it takes to stay in touch with a partner at the table, and with a supporter (C25).

    A body into which all have merged has nobody to coordinate with (C01).
    """
    cooperation = state.mechanisms.cooperation
    needed = (1.0 - cooperation.ground_rules * state.agreements.ground_rules) * state.agreements.distinct
    return cooperation.hours_per_partner * needed, cooperation.hours_per_supporter * needed


@compiled
def talks_this_week(state: State) -> float:
    """Return the hours each member at the table spends on talks: debates, papers, quarrels, applicants, milestones."""
    alliance = state.alliance
    hours = alliance.extra_talks
    alliance.extra_talks = 0.0
    if Stage.DEBATING_VALUES <= alliance.stage <= Stage.AGREEING_ON_DEMANDS:
        hours += state.mechanisms.cooperation.meeting_hours
    return hours


@compiled
def hours_at_the_hub(state: State) -> float:
    """Return the coordination an office can take over: a lead's, or that of all at a table without one (C27, C33)."""
    alliance = state.alliance
    partner, supporter = hours_per_tie(state)
    if alliance.form == Form.NETWORK:
        contacts = state.mechanisms.cooperation.network_contacts
        return alliance.core * coordination_in_a_network(alliance.core, contacts, supporter)
    if is_led(state):
        return coordination_of_a_lead(alliance.core, alliance.supporters, partner, supporter)
    return alliance.core * coordination_at_the_table(alliance.core, alliance.supporters, partner, supporter)


@compiled
def needed_coordination(state: State, row: int) -> float:
    """Return the hours a member needs this week to stay in touch; `hub` holds what the office leaves of the hub's."""
    alliance = state.alliance
    partner, supporter = hours_per_tie(state)
    if state.memberships[row].tier != Tier.CORE:
        return supporter
    if alliance.form == Form.NETWORK or not is_led(state):
        return alliance.week.hub / alliance.core
    return alliance.week.hub if shares_the_lead(state, row) else partner


@compiled
def pledged_hours(state: State, membership: MembershipRow, organisation: OrganisationRow) -> float:
    """Return the hours a member has pledged for this week, coordination included, once there is work to do."""
    if not Stage.WORKING <= state.alliance.stage <= Stage.EXCHANGING:
        return 0.0
    return membership.free * stake_of(state, organisation) * pledged_share(state, membership.tier)


@phase
def claim_time(state: State) -> None:
    """Let each member say what the alliance asks of its time this week; other alliances ask as well."""
    alliance = state.alliance
    alliance.week.talks = talks_this_week(state)
    open_office(state)
    alliance.week.hub = hours_at_the_hub(state)
    relieved = min(alliance.week.office, alliance.week.hub)
    alliance.week.office -= relieved
    alliance.week.hub -= relieved
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status != Status.MEMBER:
            continue
        organisation = state.organisations[membership.organisation]
        membership.free = free_hours(state, organisation)
        membership.needed = needed_coordination(state, row)
        talks = alliance.week.talks if membership.tier == Tier.CORE else 0.0
        membership.pledged = pledged_hours(state, membership, organisation)
        membership.wanted = max(membership.needed + talks, membership.pledged)
        organisation.claimed += membership.wanted


@compiled
def spend_time(state: State, row: int) -> None:
    """Split a member's week: home load first, then coordination, talks, and what is left of the pledge for work.

    Who is in several alliances gives each its part of what they ask for.
    """
    membership, alliance = state.memberships[row], state.alliance
    organisation, clock = state.organisations[membership.organisation], state.clock
    reachable = streams.happens(
        organisation.reachability,
        clock.key,
        streams.REACHABLE,
        clock.week,
        organisation.identity,
        streams.ONCE,
    )
    available = membership.free * organisation.energy if reachable else 0.0
    if organisation.claimed > available:
        available *= membership.wanted / organisation.claimed
    membership.coverage = min(1.0, available / membership.needed) if membership.needed > 0.0 else 1.0
    talks = alliance.week.talks if membership.tier == Tier.CORE else 0.0
    membership.coordination = min(available, membership.needed + talks)
    membership.work = max(0.0, min(available, membership.pledged) - membership.coordination)
    membership.load = (membership.coordination + membership.work) / max(membership.free, 1e-9)


@phase
def work(state: State) -> None:
    """Let all members spend their week."""
    alliance = state.alliance
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER:
            spend_time(state, row)
            alliance.tally.coordination_hours += membership.coordination
            alliance.tally.total_hours += membership.coordination + membership.work
    pass_on(state)
    learn(state)


@compiled
def contact_of_all_with_all(state: State) -> float:
    """Return the hours a week each at the table would spend on its contacts, were there no lead, rules or office."""
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    if alliance.form == Form.NETWORK:
        contacts = cooperation.network_contacts
        return coordination_in_a_network(alliance.core, contacts, cooperation.hours_per_supporter)
    return coordination_at_the_table(
        alliance.core, alliance.supporters, cooperation.hours_per_partner, cooperation.hours_per_supporter
    )


@compiled
def learn(state: State) -> None:
    """Let those at the table learn of each other by the contacts that come about, whatever these cost (C09).

    A lead, rules and an office spare hours and no contact; a body into which all have merged has none (C01).
    """
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    contact = contact_of_all_with_all(state) * state.agreements.distinct
    heard = 0.0
    for seat in range(alliance.core):
        membership = core_member(state, seat)
        talked = max(0.0, membership.coordination - membership.coverage * membership.needed)
        heard += contact * membership.coverage + talked
    learned = saturating(heard / max(1, alliance.core), cooperation.exchange_hours)
    alliance.exchange += cooperation.exchange_memory * (learned - alliance.exchange)


@compiled
def pass_on(state: State) -> None:
    """Let everybody be in the loop only as far as the lead keeps up (C27); one week out of reach does no harm yet."""
    alliance = state.alliance
    if alliance.form == Form.NETWORK or not is_led(state):
        return
    lead = state.memberships[alliance.lead]
    capacity = lead.free * state.organisations[lead.organisation].energy
    kept_up = min(1.0, capacity / alliance.week.hub) if alliance.week.hub > 0.0 else 1.0
    for row in range(len(state.memberships)):
        if row != alliance.lead and state.memberships[row].status == Status.MEMBER:
            state.memberships[row].coverage *= kept_up
