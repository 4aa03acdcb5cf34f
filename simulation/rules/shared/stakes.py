"""Stakes: how much the goal matters to an organisation, and its own part in the wording (C07, C21 to C23)."""

from simulation.engine.codes import Stage, Tier
from simulation.engine.compilation import compiled
from simulation.engine.membership_rows import MembershipRow
from simulation.engine.organisation_rows import OrganisationRow
from simulation.engine.state import State

# --- rules ---------------------------------------------------------------------------------------


@compiled
def stake_in_goal(
    stake: float, mobilisation: float, defensiveness: float, change_share: float, mismatch: float
) -> float:
    """Return how much the goal matters to an organisation: by topic, and by what moves its people (C07, C23).

    Args:
        stake: in the topic as such, 0 to 1.
        mobilisation: of the topic, a factor.
        defensiveness: 0 if chances move its people, 1 if threats do.
        change_share: share of the goal that is change; the rest averts a threat.
        mismatch: share of the stake that is lost where the goal is all of the other kind.
    """
    return min(1.0, stake * mobilisation) * (1.0 - mismatch * abs(defensiveness - (1.0 - change_share)))


# --- on the state --------------------------------------------------------------------------------


@compiled
def stake_of(state: State, organisation: OrganisationRow) -> float:
    """Return an organisation's stake in the alliance's goal."""
    goal, mismatch = state.goal, state.mechanisms.dissolution.mismatch
    stake = organisation.stake * state.sectors[organisation.sector].concern
    return stake_in_goal(stake, goal.mobilisation, organisation.defensiveness, goal.change_share, mismatch)


@compiled
def open_to_wording(state: State) -> float:
    """Return the share of the goal that nobody has worded for the others: what is open or averts a threat (C22)."""
    return 1.0 - state.goal.change_share * (1.0 - state.agreements.goal_openness)


@compiled
def ownership_on_joining(state: State, membership: MembershipRow) -> float:
    """Return how much of the goal's wording an organisation has a say in that joins now (C21, C22)."""
    has_a_say = membership.tier == Tier.CORE and state.alliance.stage <= Stage.WORDING_THE_GOAL
    return open_to_wording(state) if has_a_say else 0.0
