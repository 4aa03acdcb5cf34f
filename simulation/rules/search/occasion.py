"""Occasion: when a governing body takes up an issue by itself, and whether its people have time (C15, C36)."""

from simulation.engine import streams
from simulation.engine.codes import NOBODY
from simulation.engine.compilation import compiled
from simulation.engine.field_state import FieldState
from simulation.engine.state import State, World, seen_by
from simulation.rules.search.in_force import arena_of, is_decided_by
from simulation.rules.shared.goal_result import is_worth_asking
from simulation.rules.shared.stakes import stake_of
from simulation.rules.shared.time_and_money import free_hours

# --- rules ---------------------------------------------------------------------------------------


@compiled
def takes_up(stake: float, least: float) -> bool:
    """Tell whether an issue matters enough to an organisation to look for partners, or to be thought of as one."""
    return stake >= least


@compiled
def chance_to_come_up(agenda: float, stake: float, salience: float) -> float:
    """Return the chance that an issue comes up at a meeting: agendas are short, and the public fills them, too.

    Cobb and Elder (1972), Jones and Baumgartner (2005).

    Args:
        agenda: chance at full stake and full attention, 0 to 1.
        stake: of the organisation in the issue, 0 to 1.
        salience: public attention to it, 0 to 1.
    """
    return agenda * stake * salience


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
def has_signed(field: FieldState, who: int, issue: int) -> bool:
    """Tell whether an organisation stands behind a call on an issue that it heard of from afar."""
    return bool(field.search.calls_heard > 0) and field.signatures[who, issue] > 0


@compiled
def works_for_the_opposite(field: FieldState, who: int, issue: int) -> bool:
    """Tell whether an organisation is in an alliance that wants the opposite, or has signed its call."""
    rival = field.rivals[issue]
    return bool(rival != NOBODY) and (field.engaged[who, rival] != NOBODY or has_signed(field, who, rival))


@compiled
def wants_more(world: World, field: FieldState, who: int, issue: int) -> bool:
    """Tell whether any demand of an issue is open to an organisation: undecided, and wished beyond what is in force."""
    state, arena = seen_by(world, issue), arena_of(field, who, issue)
    for k in range(len(state.demands)):
        open_to_it = is_worth_asking(state.positions[who, k].ideal, field.in_force[arena, k])
        if open_to_it and not is_decided_by(world.clock.week, field, issue, k):
            return True
    return False


@compiled
def comes_up(world: World, field: FieldState, who: int, issue: int) -> bool:
    """Tell whether an issue that it may take up comes up at an organisation's meeting."""
    state = seen_by(world, issue)
    organisation, clock = state.organisations[who], state.clock
    stake = stake_of(state, organisation)
    if not takes_up(stake, field.search.least_stake):
        return False
    salience = world.arenas[arena_of(field, who, issue)].salience
    chance = chance_to_come_up(field.search.agenda, stake, salience)
    if not streams.happens(chance, clock.key, streams.COMES_UP, clock.week, organisation.identity, issue):
        return False
    return wants_more(world, field, who, issue)


@compiled
def most_pressing(world: World, field: FieldState, who: int) -> int:
    """Return, of the issues that come up and for which it is in no alliance, the one that matters most, or NOBODY."""
    pressing, most = NOBODY, 0.0
    for issue in range(len(field.rivals)):
        if field.engaged[who, issue] != NOBODY or works_for_the_opposite(field, who, issue):
            continue
        state = seen_by(world, issue)
        stake = stake_of(state, state.organisations[who])
        if stake > most and comes_up(world, field, who, issue):
            pressing, most = issue, stake
    return pressing
