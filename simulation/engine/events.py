"""What can happen in a run, and how a phase notes it for the story."""

from simulation.engine.codes import EventKind
from simulation.engine.compilation import compiled
from simulation.engine.state import State

ABOUT_A_DEMAND = frozenset(
    {
        EventKind.OBJECTION,
        EventKind.REWORDED,
        EventKind.DEMAND_DROPPED,
        EventKind.POSITION_GIVEN_UP,
        EventKind.RED_LINE_SHIFTED,
        EventKind.ADOPTED,
        EventKind.VOTE_LOST,
        EventKind.VOTE_MISSED,
        EventKind.MORE_REFUSED,
        EventKind.REFUSED,
        EventKind.CREDIT_CLAIMED,
        EventKind.CREDIT_SHARED,
        EventKind.TAKEN_BACK,
        EventKind.PUT_INTO_PRACTICE,
        EventKind.RED_LINE_CROSSED,
    }
)


@compiled
def note(state: State, kind: EventKind, who: int, what: int, value: float) -> None:
    """Write an event into the log, as far as there is room; a run that wants no story has none.

    Args:
        state: of the run.
        kind: of event.
        who: row of the organisation concerned, or NOBODY.
        what: row of a demand or calendar entry, or number of a reason, tier, stage, end or issue, by kind.
        value: ambition, share, tension or number of a milestone or goal, depending on the kind.
    """
    if state.clock.logged < len(state.log):
        event = state.log[state.clock.logged]
        event.week = state.clock.week
        event.alliance = state.alliance.plan.number
        event.kind = kind
        event.who = who
        event.what = what
        event.value = value
    state.clock.logged += 1
