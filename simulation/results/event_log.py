"""The event log: what happened in a run, read off its state for those who ask or tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from simulation.engine.codes import NOBODY, End, EventKind, Issue, Reason, Stage, Tier
from simulation.engine.events import ABOUT_A_DEMAND
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import World


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Attributes:
        week: of the run, from 0.
        day: the week's first day.
        alliance: name of the alliance concerned; empty for the scenario's own.
        kind: one of `simulation.engine.codes.EventKind`.
        who: organisation concerned, or None.
        what: the demand, reason, tier, stage, kind of end, issue or calendar entry concerned; empty if there is none.
        value: ambition, share, tension or number of a milestone or goal, depending on the kind.
    """

    week: int
    day: date
    alliance: str
    kind: str
    who: str | None
    what: str
    value: float


def read_log(world: World, prepared: PreparedScenario) -> Iterator[Event]:
    """Read the events noted since the log was last emptied, and empty it."""
    if world.clock.logged == 0:
        return
    start = prepared.scenario.start
    words = _words(prepared)
    rows: Any = world.log
    for week, alliance, kind, who, what, value in rows[: world.clock.logged].tolist():
        day, name = start + timedelta(weeks=week), None if who == NOBODY else prepared.names[who]
        about = words[alliance].get(EventKind(kind))
        word = about[what] if about else ""
        yield Event(week, day, prepared.alliance_names[alliance], EventKind(kind).word, name, word, value)
    world.clock.logged = 0


def _words(prepared: PreparedScenario) -> list[dict[EventKind, Sequence[str]]]:
    """Return what the number of an event stands for, by alliance and kind of event."""
    arena = prepared.scenario.arena
    dated = [entry.name for part in (arena.windows, arena.votes, arena.shocks, arena.elections) for entry in part]
    dated += [entry.name for venture in prepared.scenario.ventures for entry in venture.demonstrations]
    shared: dict[EventKind, Sequence[str]] = {
        **dict.fromkeys((EventKind.JOINED, EventKind.ADMITTED, EventKind.SIGNED), Tier.words()),
        **dict.fromkeys((EventKind.DECLINED, EventKind.LEFT), Reason.words()),
        EventKind.STAGE: Stage.words(),
        EventKind.ENDED: End.words(),
        EventKind.QUARREL: Issue.words(),
        **dict.fromkeys(
            (EventKind.WINDOW, EventKind.SHOCK, EventKind.ELECTION, EventKind.EMERGENCY, EventKind.DEMONSTRATION), dated
        ),
    }
    demands = [[demand.name for demand in venture.goal.demands] for venture in prepared.scenario.ventures]
    return [{**dict.fromkeys(ABOUT_A_DEMAND, names), **shared} for names in demands]
