"""States in which a draft is due, and who objected to one."""

from collections.abc import Sequence

from simulation.engine.codes import Stage
from simulation.engine.state import State
from simulation.results.event_log import Event
from tests.worlds import Changes, at_work


def drafting(limits: tuple[float, ...], changes: Changes | None = None, demands: int = 1) -> State:
    """Return a state in which a draft is due, with the red lines of all members on all demands."""
    state = at_work(len(limits), {"agreements.details_open": 0.0} | dict(changes or {}), demands=demands)
    state.alliance.stage, state.alliance.has_agreement = Stage.AGREEING_ON_DEMANDS, False
    for row, limit in enumerate(limits):
        state.positions["red_line"][row] = limit
    state.positions["ideal"], state.positions["least"] = 0.8, 0.1
    state.demands["proposed"], state.demands["secured"], state.demands["open"] = 0.0, 0.0, True
    return state


def objections_of_drafters(events: Sequence[Event]) -> list[str | None]:
    """Return who objected although it was a member before the drafting began; later ones were not asked before."""
    begun = [event.week for event in events if event.kind == "stage" and event.what == "agreeing on demands"]
    early = {event.who for event in events if event.kind == "joined" and event.week < min(begun, default=0)}
    return [event.who for event in events if event.kind == "objection" and event.who in early]
