"""Small rooms to try the model's mechanisms in: one where much is going on, and one where nothing stirs unasked."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import State, World, seen_by
from simulation.results.event_log import Event, read_log
from simulation.results.outcome import Outcome
from simulation.run import replicate
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import changed
from simulation.start.population import populate
from simulation.week import live
from tests.worlds import PLAIN

type Changes = dict[str, object]

ROOM_FOR_EVENTS = 20_000
_TEXT = {"en": "Room", "de": "Raum"}
_CROWD = ["environment", "union", "welfare", "church", "science", "business"]

_STILL: dict[str, object] = {
    "agreements.values_debate_weeks": 0,
    "agreements.red_lines_disclosed": True,
    "arena.shock_rate": 0.0,
    "arena.salience_swing": 0.0,
    "arena.turnover": 0.0,
    "mechanisms.formation.judgement": 0.0,
    "mechanisms.cooperation.fatigue": 0.0,
    "mechanisms.cooperation.frustration": 0.0,
    "mechanisms.cooperation.drift": 0.0,
    "mechanisms.dissolution.cost_weight": 0.0,
}
# Politics that gives way at once.
WILLING: dict[str, object] = {"mechanisms.impact.adoption_rate": 5.0, "arena.resistance": 0.0}


@cache
def _lively() -> Scenario:
    drawn = [{"name": "Convenor", "sector": "democracy"}, {"name": "Second", "sector": "culture"}]
    crowd = {"name": "Other", "count": 12, "sectors": _CROWD, "levels": ["local", "state", "federal"]}
    return Scenario.model_validate(
        {
            "title": _TEXT,
            "summary": _TEXT,
            "weeks": 156,
            "goal": {"demands": [{"name": f"Demand {k + 1}"} for k in range(3)]},
            "organisations": drawn,
            "groups": [crowd],
            "invitation": {"initiators": ["Convenor"], "size": 8},
        }
    )


def lively(changes: Changes | None = None) -> Scenario:
    """Return a room of fourteen unlike organisations in which "Convenor" asks seven others, first of all "Second"."""
    return changed(_lively(), dict(changes or {}))


def still(
    size: int,
    changes: Changes | None = None,
    *,
    first: Mapping[str, object] | None = None,
    others: Mapping[str, object] | None = None,
    outside: int = 0,
) -> Scenario:
    """Return a room of like organisations in which "First" invites "Other 1", "Other 2" and so on.

    Args:
        size: organisations asked, "First" included.
        changes: of the scenario, by dotted path.
        first: traits of the first organisation that are not as in `PLAIN`.
        others: the same for all others.
        outside: organisations beyond those asked, of the same kind as the others.
    """
    count = size - 1 + outside
    crowd = PLAIN | {"name": "Other", "count": count, "sectors": ["union"]} | dict(others or {})
    calm = Scenario.model_validate(
        {
            "title": _TEXT,
            "summary": _TEXT,
            "goal": {"demands": [{"name": "Demand 1"}]},
            "organisations": [PLAIN | {"name": "First", "sector": "democracy"} | dict(first or {})],
            "groups": [crowd] if count else [],
            "invitation": {"initiators": ["First"], "size": size},
        }
    )
    return changed(calm, _STILL | dict(changes or {}))


def another(name: str = "Another", by: str = "First", size: int = 3, **more: object) -> dict[str, object]:
    """Return another alliance, as a scenario lists it under `others`."""
    goal = {"demands": [{"name": f"Demand of {name}"}]}
    return {"name": name, "goal": goal, "invitation": {"initiators": [by], "size": size}, **more}


def begun(scenario: Scenario, seed: int = 1) -> World:
    """Return the world in which a run starts."""
    return populate(PreparedScenario(scenario), seed)


def lived(scenario: Scenario, weeks: int | None = None, seed: int = 1) -> World:
    """Return the world of a run after some weeks, or at its end."""
    world = begun(scenario, seed)
    live(world, scenario.weeks if weeks is None else weeks)
    return world


def state_of(world: World, alliance: int = 0) -> State:
    """Return what an alliance sees of a world."""
    return seen_by(world, alliance)


def story(scenario: Scenario, seed: int = 1) -> list[Event]:
    """Return everything that happens in a run."""
    prepared = PreparedScenario(scenario)
    world = populate(prepared, seed, ROOM_FOR_EVENTS)
    live(world, scenario.weeks)
    return list(read_log(world, prepared))


def outcomes(scenario: Scenario, seeds: int) -> list[Outcome]:
    """Return the outcomes of the runs with seeds from 0."""
    return list(replicate(scenario, range(seeds)))


def mean(scenario: Scenario, seeds: int, number: str) -> float:
    """Return the mean of one number of the outcomes over the runs that have it."""
    values: list[Any] = [getattr(outcome, number) for outcome in outcomes(scenario, seeds)]
    known = [value for value in values if value == value]
    return float(sum(known) / len(known))
