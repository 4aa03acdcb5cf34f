"""Renewal: who goes on beyond the goal or the agreed date, and for what (C02, C55)."""

from simulation.engine.codes import NEVER, NOBODY, NOTHING, EventKind, Stage, Status
from simulation.engine.compilation import compiled
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.shared.core_group import core_member
from simulation.rules.shared.goal_result import adopted_share, is_worth_asking, settle_goal
from simulation.rules.shared.stages import enter
from simulation.rules.shared.stakes import ownership_on_joining


@compiled
def satisfied_members(state: State) -> int:
    """Count the members for whom the last look at their membership showed a benefit."""
    count = 0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        count += membership.status == Status.MEMBER and membership.net > 0.0
    return count


@compiled
def wants_renewal(state: State) -> bool:
    """Tell whether members want to go on: in an alliance that planned for it, if most are content (C02, C55)."""
    members = state.alliance.core + state.alliance.supporters
    return state.agreements.renewal and 2 * satisfied_members(state) > members


@compiled
def is_more_wished_for(state: State) -> bool:
    """Tell whether anybody in the core group would still like more of a demand than was adopted (C02)."""
    for place in range(state.alliance.core):
        organisation = core_member(state, place).organisation
        for k in range(len(state.demands)):
            if is_worth_asking(state.positions[organisation, k].ideal, state.demands[k].adopted):
                return True
    return False


@compiled
def renew(state: State) -> None:
    """Set out for more than was adopted: a goal that has to be worded and agreed on anew (C02).

    What was adopted is secured: it stays in force, and only what goes beyond it counts for the new goal.
    """
    alliance = state.alliance
    settle_goal(state)
    note(state, EventKind.RENEWED, NOBODY, NOTHING, adopted_share(state))
    alliance.renewals += 1
    alliance.has_agreement = alliance.drafted = False
    alliance.in_force_since = NEVER
    alliance.milestones, alliance.achieved = 0, 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        demand.secured = demand.adopted
        demand.majority = max(demand.majority, demand.secured)
        demand.agreed = demand.proposed = 0.0
        demand.open = True
    enter(state, Stage.WORDING_THE_GOAL)
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        membership.consented = membership.objects = False
        membership.ownership = max(membership.ownership, ownership_on_joining(state, membership))


@compiled
def prolong(state: State) -> None:
    """Go on beyond the agreed date, with the same agreement and for as long again (C55)."""
    state.alliance.term = state.clock.week + 1
    note(state, EventKind.PROLONGED, NOBODY, NOTHING, 0.0)
