"""Occasion: when a governing body takes up an issue by itself, and whether its people have time (C15, C36)."""

from simulation.engine.codes import NOBODY
from simulation.engine.compilation import compiled
from simulation.engine.field_state import FieldState
from simulation.engine.state import State, World, seen_by
from simulation.rules.shared.stakes import stake_of
from simulation.rules.shared.time_and_money import free_hours

# --- rules ---------------------------------------------------------------------------------------


@compiled
def takes_up(stake: float, least: float) -> bool:
    """Tell whether an issue matters enough to an organisation to look for partners, or to be thought of as one."""
    return stake >= least


@compiled
def has_time(claimed: float, free: float, energy: float) -> bool:
    """Tell whether an organisation's people have time for one alliance more (C36).

    Args:
        claimed: hours that all its alliances asked of it last week.
        free: hours a week that the home load leaves.
        energy: share of them for which its people have the strength, 0 to 1.
    """
    return claimed < free * energy


# --- on the state --------------------------------------------------------------------------------


@compiled
def has_time_left(state: State, who: int) -> bool:
    """Tell whether an organisation's people have time for one alliance more."""
    organisation = state.organisations[who]
    return has_time(organisation.claimed, free_hours(state, organisation), organisation.energy)


@compiled
def works_for_the_opposite(field: FieldState, who: int, issue: int) -> bool:
    """Tell whether an organisation is in an alliance that wants the opposite."""
    rival = field.rivals[issue]
    return bool(rival != NOBODY) and field.engaged[who, rival] != NOBODY


@compiled
def most_pressing(world: World, field: FieldState, who: int) -> int:
    """Return the issue that matters most to an organisation among those in which it is in no alliance, or NOBODY."""
    pressing, most = NOBODY, 0.0
    for issue in range(len(field.rivals)):
        if field.engaged[who, issue] != NOBODY or works_for_the_opposite(field, who, issue):
            continue
        state = seen_by(world, issue)
        stake = stake_of(state, state.organisations[who])
        if stake > most and takes_up(stake, field.search.least_stake):
            pressing, most = issue, stake
    return pressing
