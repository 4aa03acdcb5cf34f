"""Coordination: the hours it takes to stay in touch, and who keeps up with them (C25, C27, C33, C34)."""

from simulation.engine.codes import Form, Status, Tier
from simulation.engine.compilation import compiled
from simulation.engine.state import State
from simulation.rules.cooperation.leadership import is_led, shares_the_lead
from simulation.rules.shared.core_group import core_member
from simulation.rules.shared.governing_bodies import eased

CONTACTS = 8  # partners with whom a member of a network keeps in touch

# --- rules ---------------------------------------------------------------------------------------


@compiled
def coordination_in_the_core_group(core: int, supporters: int, per_partner: float, per_supporter: float) -> float:
    """Return the hours a week each member needs where all talk with all and share the care for supporters."""
    return per_partner * (core - 1) + per_supporter * supporters / max(1, core)


@compiled
def coordination_of_a_lead(core: int, supporters: int, per_partner: float, per_supporter: float) -> float:
    """Return the hours a week the lead needs: a spoke to each member in the core group and to each supporter (C27)."""
    return per_partner * (core - 1) + per_supporter * supporters


@compiled
def coordination_in_a_network(members: int, per_contact: float) -> float:
    """Return the hours a week it takes to keep in touch with a few partners out of a network (C03)."""
    return per_contact * min(CONTACTS, members - 1.0)


# --- on the state --------------------------------------------------------------------------------


@compiled
def hours_per_tie(state: State) -> tuple[float, float]:
    """Return the hours it takes to stay in touch with a partner in the core group, and with a supporter (C25).

    An organisation into which all have merged has nobody to coordinate with (C01).
    """
    cooperation, agreements = state.mechanisms.cooperation, state.agreements
    needed = eased(1.0, state.mechanisms.formation.moderation, agreements.ground_rules) * agreements.distinct
    return cooperation.hours_per_partner * needed, cooperation.hours_per_supporter * needed


@compiled
def hours_at_the_hub(state: State) -> float:
    """Return the coordination an office can take over: a lead's, or that of all at a table without one (C27, C33)."""
    alliance = state.alliance
    partner, supporter = hours_per_tie(state)
    if alliance.form == Form.NETWORK:
        return alliance.core * coordination_in_a_network(alliance.core, supporter)
    if is_led(state):
        return coordination_of_a_lead(alliance.core, alliance.supporters, partner, supporter)
    return alliance.core * coordination_in_the_core_group(alliance.core, alliance.supporters, partner, supporter)


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
def answer_supporters(state: State) -> None:
    """Let supporters of an alliance without a lead be informed and asked only as far as its core group keeps up."""
    alliance, kept_up = state.alliance, 0.0
    if alliance.supporters == 0:
        return
    for place in range(alliance.core):
        kept_up += core_member(state, place).coverage / alliance.core
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER and membership.tier == Tier.SUPPORTER:
            membership.coverage *= kept_up


@compiled
def pass_on(state: State) -> None:
    """Let everybody be in the loop only as far as the lead keeps up (C27); one week out of reach does no harm yet."""
    alliance = state.alliance
    if alliance.form == Form.NETWORK:
        return
    if not is_led(state):
        answer_supporters(state)
        return
    lead = state.memberships[alliance.lead]
    capacity = lead.free * state.organisations[lead.organisation].energy
    kept_up = min(1.0, capacity / alliance.week.hub) if alliance.week.hub > 0.0 else 1.0
    for row in range(len(state.memberships)):
        if row != alliance.lead and state.memberships[row].status == Status.MEMBER:
            state.memberships[row].coverage *= kept_up
