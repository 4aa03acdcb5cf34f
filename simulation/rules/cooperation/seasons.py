"""Seasons: an alliance that has come together may work for part of the year only, and rest for the others."""

from simulation.engine.codes import NOBODY, NOTHING, EventKind, Stage, Status
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.state import State
from simulation.rules.shared.joint_office import miss_outside_money, open_office

A_YEAR = 365.25 / 7.0  # weeks from one season to the next, so that it keeps to its time of the year

# --- rules ---------------------------------------------------------------------------------------


@compiled
def is_in_season(week: int, first: int, length: int) -> bool:
    """Tell whether a week lies in one of the seasons, of which one begins every year.

    Args:
        week: of the run; the one before it may be asked for, too.
        first: week in which one season begins.
        length: of a season, in weeks; 0 for the whole year.
    """
    return length <= 0 or (week - first) % A_YEAR < length


# --- on the state --------------------------------------------------------------------------------


@compiled
def rests_in(state: State, week: int) -> bool:
    """Tell whether an alliance, as it stands, rests in a week: it came together before that, and is out of season."""
    alliance = state.alliance
    came_together = Stage.WORKING <= alliance.stage <= Stage.EXCHANGING and alliance.since < week
    return came_together and not is_in_season(week, alliance.plan.season_from, state.agreements.season_weeks)


@phase
def pause(state: State) -> None:
    """Let an alliance rest that is out of season: it asks for no hours, and politics begins to forget it.

    Nobody meets, learns, quarrels, tires or weighs membership, so what members have built stays as it is. An office is
    there all year.
    """
    alliance, week = state.alliance, state.clock.week
    if not rests_in(state, week - 1):
        note(state, EventKind.PAUSED, NOBODY, NOTHING, 0.0)
    open_office(state)
    miss_outside_money(state)
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER:
            membership.coordination = membership.work = membership.load = 0.0
    alliance.week.talks = alliance.week.effort = 0.0
    alliance.pressure *= 1.0 - state.mechanisms.impact.memory
