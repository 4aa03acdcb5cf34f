"""What can happen in a run, and how a phase notes it for the story."""

from simulation.engine.codes import Code
from simulation.engine.compilation import phase
from simulation.engine.state import State


class EventKind(Code):
    """What can happen."""

    JOINED = 0
    DECLINED = 1
    LEFT = 2
    STAGE = 3
    GOAL_WORDED = 4
    OBJECTION = 5
    REWORDED = 6
    DEMAND_DROPPED = 7
    AGREED = 8
    CONFLICT_SETTLED = 9
    CONFLICT_ESCALATED = 10
    POSITION_GIVEN_UP = 11
    MILESTONE = 12
    WINDOW = 13
    SHOCK = 14
    RED_LINE_SHIFTED = 15
    ADOPTED = 16
    VOTE_LOST = 17
    CREDIT_CLAIMED = 18
    CREDIT_SHARED = 19
    NEW_LEAD = 20
    ENDED = 21
    BEGINS = 22
    ADMITTED = 23
    TURNED_AWAY = 24
    PAPER_REOPENED = 25
    MONEY_DISPUTED = 26
    CONTACT_LOST = 27
    LEAD_GAVE_UP = 28
    RENEWED = 29
    NETWORK = 30
    HELD_TOGETHER = 31
    PROLONGED = 32
    MERGED = 33
    EVALUATED = 34
    SETBACK = 35
    TAKEN_BACK = 36
    PUT_INTO_PRACTICE = 37
    ELECTION = 38
    EMERGENCY = 39
    HELPING = 40
    HELP_ARRIVES = 41


ABOUT_A_DEMAND = frozenset(
    {
        EventKind.OBJECTION,
        EventKind.REWORDED,
        EventKind.DEMAND_DROPPED,
        EventKind.POSITION_GIVEN_UP,
        EventKind.RED_LINE_SHIFTED,
        EventKind.ADOPTED,
        EventKind.VOTE_LOST,
        EventKind.CREDIT_CLAIMED,
        EventKind.CREDIT_SHARED,
        EventKind.TAKEN_BACK,
        EventKind.PUT_INTO_PRACTICE,
    }
)


@phase
def note(state: State, kind: EventKind, who: int, what: int, value: float) -> None:
    """Write an event into the log, as far as there is room; a run that wants no story has none.

    Args:
        state: of the run.
        kind: of event.
        who: row of the organisation concerned, or NOBODY.
        what: row of a demand or calendar entry, or number of a reason, tier, stage or end, depending on the kind.
        value: ambition, share, tension or number of a milestone, depending on the kind.
    """
    if state.clock.logged < len(state.log):
        event = state.log[state.clock.logged]
        event.week = state.clock.week
        event.alliance = state.alliance.number
        event.kind = kind
        event.who = who
        event.what = what
        event.value = value
    state.clock.logged += 1
