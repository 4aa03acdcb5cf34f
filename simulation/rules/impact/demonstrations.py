"""Demonstrations: on their day those who know of an alliance attend to its topic (Banaszak and Ondercin 2016)."""

from simulation.engine.codes import NOBODY, CalendarKind, EventKind, Stage
from simulation.engine.compilation import compiled, phase
from simulation.engine.events import note
from simulation.engine.state import State

# --- rules ---------------------------------------------------------------------------------------


@compiled
def stirred(salience: float, seen: float) -> float:
    """Return public attention on the day of a demonstration: whoever knows of it attends, others as far as before.

    Args:
        salience: public attention before it, 0 to 1.
        seen: share of those concerned who know of the alliance, 0 to 1.
    """
    return salience + (1.0 - salience) * seen


# --- on the state --------------------------------------------------------------------------------


@compiled
def demonstrates_now(state: State, i: int) -> bool:
    """Tell whether an entry of the calendar is a demonstration of this alliance that falls into this week."""
    entry = state.calendar[i]
    own = entry.kind == CalendarKind.DEMONSTRATION and entry.alliance == state.alliance.plan.number
    return own and entry.week == state.clock.week


@phase
def demonstrate(state: State) -> None:
    """Let an alliance at work demonstrate on the days set for it; attention fades afterwards, week by week."""
    if state.alliance.stage != Stage.WORKING:
        return
    for i in range(len(state.calendar)):
        if demonstrates_now(state, i):
            state.arena.salience = stirred(state.arena.salience, state.alliance.week.visibility)
            note(state, EventKind.DEMONSTRATION, NOBODY, i, 1.0 * (state.alliance.core + state.alliance.supporters))
