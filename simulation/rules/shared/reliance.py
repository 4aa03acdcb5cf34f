"""Reliance: what it takes trust for among partners (Zand 1972: information, influence and control; C18, C40, C41)."""

from simulation.engine.compilation import compiled
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.state import State
from simulation.rules.shared.core_group import core_member

# --- rules ---------------------------------------------------------------------------------------


@compiled
def bond(trust: float, ownership: float) -> float:
    """Return how far a member is bound to the others, 0 to 1: by its trust, half of it without a say in the wording."""
    return trust * (1.0 + ownership) / 2.0


@compiled
def leant_on(chance: float, bound: float, reliance: float) -> float:
    """Return a chance that hangs on a bond: as it is where this is middling, nearer 1 above and nearer 0 below.

    Args:
        chance: where nothing hangs on it, 0 to 1.
        bound: how far those concerned are bound, 0 to 1.
        reliance: how far it hangs on that, 0 to 1.
    """
    lean = reliance * (2.0 * bound - 1.0)
    return chance + lean * (1.0 - chance if lean > 0.0 else chance)


@compiled
def entrusted(trust: float, reliance: float) -> float:
    """Return the share of what could be told or left to others that is, 0 to 1; all of it at full trust."""
    return 1.0 - reliance * (1.0 - trust)


@compiled
def held_back(trust: float, reliance: float) -> float:
    """Return the share of what is nobody else's business that is kept to oneself all the same; less with trust."""
    return 1.0 - reliance * trust


@compiled
def not_held(habit: float, share: float) -> float:
    """Return what is left of a chance to leave where leaving means to lose what was built together (Becker 1960)."""
    return 1.0 - share * habit


# --- on the state --------------------------------------------------------------------------------


@compiled
def bond_of(membership: MembershipRow) -> float:
    """Return how far a member is bound to the others."""
    return bond(membership.trust, membership.ownership)


@compiled
def bond_of_the_core_group(state: State) -> float:
    """Return the mean bond in the core group, 0 to 1."""
    total = 0.0
    for place in range(state.alliance.core):
        total += bond_of(core_member(state, place))
    return total / max(1, state.alliance.core)
