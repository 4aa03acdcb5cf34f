"""The core group: who belongs to it, in rising order of their rows."""

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
