"""Grants: competition for money among those who are seen (C60)."""

from simulation.engine.codes import Status
from simulation.engine.compilation import compiled, phase
from simulation.engine.state import State

# --- rules ---------------------------------------------------------------------------------------


@compiled
def grant_won(dependence: float, prominence: float, mean: float, competition: float) -> float:
    """Return a week's grants relative to what an organisation that lives by them would win (C60).

    Args:
        dependence: share of its means that comes from grants, 0 to 1.
        prominence: how far it is seen itself, 0 to 1.
        mean: the same for all who compete.
        competition: share of that which decides, 0 to 1.
    """
    relative = prominence / mean if mean > 0.0 else 1.0
    return dependence * (1.0 - competition + competition * relative)


# --- on the state --------------------------------------------------------------------------------


@compiled
def mean_prominence(state: State) -> float:
    """Return how far members are seen themselves, on average."""
    total = members = 0.0
    for row in range(len(state.memberships)):
        if state.memberships[row].status == Status.MEMBER:
            total += 1.0 - min(1.0, state.memberships[row].load)
            members += 1.0
    return total / max(1.0, members)


@compiled
def receive(state: State, row: int, won: float) -> None:
    """Give a member its grants of a week; what is more or less than usual pays for more hours or fewer (C60)."""
    membership = state.memberships[row]
    organisation = state.organisations[membership.organisation]
    membership.granted += won
    organisation.grants = won - organisation.grant_dependence


@phase
def win_grants(state: State) -> None:
    """Deal out a week's grants: to those who are seen, or to all alike where members share (C60)."""
    competition = state.climate.funding
    if competition <= 0.0:
        return
    mean, shared, members = mean_prominence(state), 0.0, 0.0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status != Status.MEMBER:
            continue
        dependence = state.organisations[membership.organisation].grant_dependence
        won = grant_won(dependence, 1.0 - min(1.0, membership.load), mean, competition)
        shared += won
        members += 1.0
        if not state.agreements.grants_shared:
            receive(state, row, won)
    if state.agreements.grants_shared:
        for row in range(len(state.memberships)):
            if state.memberships[row].status == Status.MEMBER:
                receive(state, row, shared / members)
