"""The core group: who belongs to it, in rising order of their rows, and how much energy it has left."""

from simulation.engine.codes import Status, Tier
from simulation.engine.compilation import compiled, inlined
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State


@compiled
def core_row(state: State, place: int) -> int:
    """Return the row of the membership at a place of the core group, from 0."""
    return state.memberships[place].core_row


@inlined
def core_member(state: State, place: int) -> MembershipRow:
    """Return the membership at a place of the core group, from 0."""
    return state.memberships[state.memberships[place].core_row]


@compiled
def places_taken(state: State) -> int:
    """Count the places in the core group that are taken, or kept for those who have been asked."""
    places = 0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        places += membership.tier == Tier.CORE and membership.status in (Status.MEMBER, Status.ASKED)
    return places


@compiled
def energy_of_the_core_group(state: State) -> float:
    """Return the mean energy of the core group, 0 to 1."""
    total = 0.0
    for place in range(state.alliance.core):
        total += state.organisations[core_member(state, place).organisation].energy
    return total / max(1, state.alliance.core)
