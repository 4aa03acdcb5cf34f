"""Exchange: what members learn of each other, by the contacts they have (C09, C35)."""

import math

from simulation.engine.codes import Form
from simulation.engine.compilation import compiled
from simulation.engine.state import State
from simulation.rules.cooperation.coordination import (
    coordination_in_a_network,
    coordination_in_the_core_group,
    coordination_of_a_lead,
)
from simulation.rules.cooperation.leadership import is_led, shares_the_lead
from simulation.rules.shared.core_group import core_member, core_row
from simulation.rules.shared.reliance import entrusted

# --- rules ---------------------------------------------------------------------------------------


@compiled
def saturating(hours: float, scale: float) -> float:
    """Return a gain from hours that grows towards 1: two thirds of it come with `scale` hours."""
    return 1.0 - math.exp(-hours / scale) if hours > 0.0 else 0.0


# --- on the state --------------------------------------------------------------------------------


@compiled
def contact_of(state: State, row: int) -> float:
    """Return the hours a week a member of the core group has contact, were there no rules and office to spare them.

    Under a lead it is in touch with the lead alone, and the lead with everybody.
    """
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    if is_led(state) and alliance.form != Form.NETWORK:
        if not shares_the_lead(state, row):
            return cooperation.hours_per_partner
        return coordination_of_a_lead(
            alliance.core, alliance.supporters, cooperation.hours_per_partner, cooperation.hours_per_supporter
        )
    if alliance.form == Form.NETWORK:
        return coordination_in_a_network(alliance.core, cooperation.hours_per_supporter)
    return coordination_in_the_core_group(
        alliance.core, alliance.supporters, cooperation.hours_per_partner, cooperation.hours_per_supporter
    )


@compiled
def learn(state: State) -> None:
    """Let those in the core group learn of each other by contacts and meetings that come about (C09).

    Who trusts little tells little. Rules and an office spare hours and no contact, a lead spares both; where all have
    merged there is none (C01).
    """
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    heard = 0.0
    for place in range(alliance.core):
        membership = core_member(state, place)
        contact = contact_of(state, core_row(state, place)) * state.agreements.distinct
        talked = max(0.0, membership.coordination - membership.coverage * membership.needed)
        told = entrusted(membership.trust, cooperation.reliance)
        heard += told * (contact * membership.coverage + talked)
    learned = saturating(heard / max(1, alliance.core), cooperation.exchange_hours)
    alliance.exchange += cooperation.exchange_memory * (learned - alliance.exchange)
