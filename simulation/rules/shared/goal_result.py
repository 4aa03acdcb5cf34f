"""What came of a goal: how much of it was adopted, and whether that counts as reached (C02, C54)."""

from simulation.engine.codes import NEVER, GoalResult
from simulation.engine.compilation import compiled
from simulation.engine.state import State

MOST_OF_IT = 0.5  # share of what was agreed from which on a goal counts as reached
LEAST_STEP = 0.05  # of full ambition: less than that beyond what was adopted is not worth a new goal


# --- rules ---------------------------------------------------------------------------------------


@compiled
def is_worth_asking(ambition: float, secured: float) -> bool:
    """Tell whether an ambition goes far enough beyond what earlier goals secured to be asked for (C02)."""
    return ambition > secured + (LEAST_STEP if secured > 0.0 else 0.0)


@compiled
def is_reached(adopted: float, sufficient: float) -> bool:
    """Tell whether a goal counts as reached: by half of what was agreed, or by less where less was to suffice.

    Args:
        adopted: share of what was agreed that was adopted, 0 to 1.
        sufficient: share whose adoption ends the work.
    """
    return adopted >= min(MOST_OF_IT, sufficient)


@compiled
def result_of_goal(agreed: bool, adopted: float, sufficient: float) -> GoalResult:
    """Return what came of a goal that politics and members have done with; for the arguments see `is_reached`."""
    if not agreed:
        return GoalResult.NEVER_AGREED
    if is_reached(adopted, sufficient):
        return GoalResult.REACHED
    return GoalResult.PART_REACHED if adopted > 0.0 else GoalResult.NOT_REACHED


@compiled
def gained(adopted: float, majority: float) -> float:
    """Return what of a demand was adopted beyond what the majority would have granted unasked."""
    return max(0.0, adopted - majority)


# --- on the state --------------------------------------------------------------------------------


@compiled
def firm(state: State, ambition: float) -> float:
    """Return what an agreement asks for sure, where it leaves a share of each demand open (C23)."""
    return ambition * (1.0 - state.agreements.details_open)


@compiled
def adopted_share(state: State) -> float:
    """Return the share of what was agreed that the arena has adopted, 0 to 1, beyond what earlier goals secured."""
    agreed = adopted = 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        agreed += demand.weight * max(0.0, firm(state, demand.agreed) - demand.secured)
        adopted += demand.weight * (demand.adopted - demand.secured)
    return adopted / agreed if agreed > 0.0 else 0.0


@compiled
def adopted_of_all(state: State) -> float:
    """Return the adopted ambition, by priority over all demands, 0 to 1."""
    adopted = weights = 0.0
    for k in range(len(state.demands)):
        adopted += state.demands[k].weight * state.demands[k].adopted
        weights += state.demands[k].weight
    return adopted / weights


@compiled
def gained_of_all(state: State) -> float:
    """Return the ambition gained, by priority over all demands, 0 to 1."""
    gain = weights = 0.0
    for k in range(len(state.demands)):
        demand = state.demands[k]
        gain += demand.weight * gained(demand.adopted, demand.majority)
        weights += demand.weight
    return gain / weights


@compiled
def settle_goal(state: State) -> None:
    """Keep what came of the first goal; later goals of the same alliance are counted, not added up."""
    alliance = state.alliance
    if alliance.goal == GoalResult.UNDECIDED:
        alliance.tally.adopted = adopted_share(state)
        alliance.tally.impact = adopted_of_all(state)
        alliance.tally.gain = gained_of_all(state)
        alliance.goal = result_of_goal(alliance.agreed_week != NEVER, alliance.tally.adopted, state.goal.sufficient)
