"""The core group: who belongs to it, in rising order of their rows, and who is awake."""

from simulation.engine.codes import NEVER, Status, Tier
from simulation.engine.compilation import compiled
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State


@compiled
def core_row(state: State, place: int) -> int:
    """Return the row of the membership at a place of the core group, from 0."""
    return state.memberships[place].core_row


@compiled
def core_member(state: State, place: int) -> MembershipRow:
    """Return the membership at a place of the core group, from 0."""
    return state.memberships[state.memberships[place].core_row]


@compiled
def is_awake(membership: MembershipRow) -> bool:
    """Tell whether a membership is that of a member that still takes part (C36)."""
    return membership.status == Status.MEMBER and membership.asleep == NEVER


@compiled
def places_taken(state: State) -> int:
    """Count the places in the core group that are taken, or kept for those who have been asked."""
    places = 0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        places += membership.tier == Tier.CORE and membership.status in (Status.MEMBER, Status.ASKED)
    return places
