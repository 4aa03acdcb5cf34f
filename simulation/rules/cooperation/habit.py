"""Habit: what members build by working together, and what they do for each other (Becker 1960, Gouldner 1960)."""

from simulation.engine.codes import Status
from simulation.engine.compilation import compiled
from simulation.engine.state import State
from simulation.rules.cooperation.exchange import saturating
from simulation.rules.shared.core_group import is_awake

# --- rules ---------------------------------------------------------------------------------------


@compiled
def grown_together(habit: float, work: float, scale: float, forgetting: float) -> float:
    """Return what a member has built with the others after a week: joint work adds to it, and it lives on that.

    Args:
        habit: so far, of all there is to build, 0 to 1.
        work: hours it worked for the alliance this week.
        scale: hours of work with which two thirds are built.
        forgetting: share that goes in a week.
    """
    return habit + (1.0 - habit) * saturating(work, scale) - forgetting * habit


@compiled
def done_of_its_part(spent: float, asked: float) -> float:
    """Return the share of what the alliance asked of a member that it did, 0 to 1; all where nothing was asked."""
    return min(1.0, spent / asked) if asked > 0.0 else 1.0


# --- on the state --------------------------------------------------------------------------------


@compiled
def grow_together(state: State) -> None:
    """Let habits grow with this week's work, and note what part of what was asked members did; sleepers do nothing."""
    alliance, scale = state.alliance, state.mechanisms.outlook.investment_hours
    done = members = 0.0
    for row in range(len(state.memberships)):
        membership = state.memberships[row]
        if membership.status == Status.MEMBER:
            forgetting = state.mechanisms.dissolution.forgetting
            membership.habit = grown_together(membership.habit, membership.work, scale, forgetting)
            members += 1.0
            if is_awake(membership):
                done += done_of_its_part(membership.coordination + membership.work, membership.wanted)
    alliance.week.given = done / max(1.0, members)
