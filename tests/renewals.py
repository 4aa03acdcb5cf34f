"""Alliances whose goal is reached, and those that go on with another one, for tests of what an end and a renewal do."""

from simulation.engine.codes import Stage
from simulation.engine.state import State, World, seen_by
from simulation.results.event_log import Event
from simulation.scenario.definition import Scenario
from tests.worlds import at_work, story, world, world_of

# Politics that adopts at once, a compromise with a majority that wants a fifth.
CONCEDING: dict[str, object] = {"arena.resistance": 0.5, "mechanisms.impact.adoption_rate": 5.0}

RENEWING: dict[str, object] = {**CONCEDING, "agreements.renewal": True, "weeks": 120}

TWO_DEMANDS: dict[str, object] = {
    **RENEWING,
    "mechanisms.impact.adoption_rate": 0.1,
    "goal.sufficient": 0.25,
    "weeks": 400,
}


def week_of(kind: str, events: list[Event], nth: int = 0) -> int:
    """Return the week of the first event of a kind, or of a later one."""
    return [event.week for event in events if event.kind == kind][nth]


def renewed(scenario: Scenario, seed: int = 1) -> tuple[World, State]:
    """Return a run in the week after its first renewal."""
    whole = world_of(scenario, week_of("renewed", story(scenario, seed)) + 1, seed)
    state = seen_by(whole, 0)
    assert state.alliance.stage == Stage.WORDING_THE_GOAL
    return whole, state


def half_done() -> tuple[Scenario, int, int, str, str]:
    """Return a scenario and seed with the week of its renewal, the one demand adopted by then and the other one."""
    scenario = world(4, TWO_DEMANDS, demands=2)
    for seed in range(50):
        events = story(scenario, seed)
        week = week_of("renewed", events)
        adopted = [event.what for event in events if event.kind == "adopted" and event.week <= week]
        if len(adopted) == 1:
            [other] = {"Demand 1", "Demand 2"} - set(adopted)
            return scenario, seed, week, adopted[0], other
    raise AssertionError("no seed does")


def ending(**agreements: object) -> State:
    """Return a state at work on one demand of 0.6, of which nothing is adopted yet."""
    state = at_work(3, {f"agreements.{name}": value for name, value in agreements.items()})
    state.demands["agreed"], state.demands["adopted"], state.demands["secured"] = 0.6, 0.0, 0.0
    state.demands["open"] = True
    state.alliance.exits = 0
    return state


def reached(**agreements: object) -> State:
    """Return a state whose goal has just been reached, with members that are content."""
    state = ending(renewal=True, **agreements)
    state.demands["adopted"], state.demands["open"], state.demands["majority"] = 0.6, False, 0.3
    state.memberships["net"] = 0.1
    return state
