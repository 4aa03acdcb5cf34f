"""What can happen in a run, and how a phase notes it for the story."""

from simulation.engine.compilation import codes, compiled
from simulation.engine.state import State

EVENTS = (
    "joined",
    "declined",
    "left",
    "stage",
    "goal worded",
    "objection",
    "reworded",
    "demand dropped",
    "agreed",
    "conflict settled",
    "conflict escalated",
    "position given up",
    "milestone",
    "window",
    "shock",
    "red line shifted",
    "adopted",
    "vote lost",
    "credit claimed",
    "credit shared",
    "new lead",
    "ended",
    "begins",
    "admitted",
    "turned away",
    "paper reopened",
    "money disputed",
    "contact lost",
    "lead gave up",
    "renewed",
    "network",
    "held together",
    "prolonged",
    "merged",
    "evaluated",
    "setback",
    "taken back",
    "put into practice",
    "election",
    "emergency",
    "helping",
    "help arrives",
    "quarrel",
    "red line crossed",
)
(
    JOINED,
    REFUSED,
    WENT,
    STAGE,
    WORDED,
    OBJECTED,
    REWORDED,
    DROPPED,
    AGREED,
    SETTLED,
    ESCALATED,
    GIVEN_UP,
    MILESTONE,
    WINDOW,
    SHOCKED,
    SHIFTED,
    ADOPTED,
    VOTE_LOST,
    CLAIMED,
    SHARED,
    NEW_LEAD,
    OVER,
    BEGINS,
    ADMITTED,
    TURNED_AWAY,
    REOPENED,
    MONEY_DISPUTED,
    CONTACT_LOST,
    LEAD_GAVE_UP,
    RENEWED,
    BECAME_NETWORK,
    HELD_TOGETHER,
    PROLONGED,
    MERGING,
    EVALUATED,
    SETBACK,
    TAKEN_BACK,
    IN_PRACTICE,
    ELECTION,
    EMERGENCY,
    HELPING,
    HELP_ARRIVES,
    QUARREL,
    CROSSED,
) = codes(44)

ABOUT_A_DEMAND = (
    "objection",
    "reworded",
    "demand dropped",
    "position given up",
    "red line shifted",
    "adopted",
    "vote lost",
    "credit claimed",
    "credit shared",
    "taken back",
    "put into practice",
    "red line crossed",
)


@compiled
def note(state: State, kind: int, who: int, what: int, value: float) -> None:
    """Write an event into the log, as far as there is room; a run that wants no story has none.

    Args:
        state: of the run.
        kind: one of this module's numbers.
        who: row of the organisation concerned, or NOBODY.
        what: row of a demand or calendar entry, or number of a reason, tier, stage, end or issue, by kind.
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
