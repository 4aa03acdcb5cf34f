"""Exchange: what members learn of each other, by the contacts they have (C09, C35)."""

import math

from simulation.engine.codes import Form
from simulation.engine.compilation import compiled
from simulation.engine.state import State
from simulation.rules.cooperation.coordination import coordination_in_a_network, coordination_in_the_core_group
from simulation.rules.shared.core_group import core_member

# --- rules ---------------------------------------------------------------------------------------


@compiled
def saturating(hours: float, scale: float) -> float:
    """Return a gain from hours that grows towards 1: two thirds of it come with `scale` hours."""
    return 1.0 - math.exp(-hours / scale)


# --- on the state --------------------------------------------------------------------------------


@compiled
def contact_of_all_with_all(state: State) -> float:
    """Return the hours a week each in the core group would spend on contacts without lead, rules and office."""
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    if alliance.form == Form.NETWORK:
        contacts = cooperation.network_contacts
        return coordination_in_a_network(alliance.core, contacts, cooperation.hours_per_supporter)
    return coordination_in_the_core_group(
        alliance.core, alliance.supporters, cooperation.hours_per_partner, cooperation.hours_per_supporter
    )


@compiled
def learn(state: State) -> None:
    """Let those in the core group learn of each other by the contacts that come about, whatever these cost (C09).

    A lead, rules and an office spare hours and no contact; an organisation into which all have merged has none (C01).
    """
    alliance, cooperation = state.alliance, state.mechanisms.cooperation
    contact = contact_of_all_with_all(state) * state.agreements.distinct
    heard = 0.0
    for place in range(alliance.core):
        membership = core_member(state, place)
        talked = max(0.0, membership.coordination - membership.coverage * membership.needed)
        heard += contact * membership.coverage + talked
    learned = saturating(heard / max(1, alliance.core), cooperation.exchange_hours)
    alliance.exchange += cooperation.exchange_memory * (learned - alliance.exchange)
