"""Replicates: each is what it would be alone, whatever the tables it uses held before."""

from collections.abc import Mapping

import numpy as np
import pytest

from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.state import World
from simulation.engine.streams import key_of
from simulation.errors import AllianceError
from simulation.results.summary import outcome_of
from simulation.run import replicate, simulate
from simulation.scenario.loading import load_scenario
from simulation.start.population import begin, empty_world, populate, traits_in
from simulation.week import live

SHORT: Mapping[str, object] = {"weeks": 40, "agreements.values_debate_weeks": 1}
# One alliance, several with a merger, outsiders who come in, an emergency, and organisations drawn together.
SCENARIOS: dict[str, Mapping[str, object]] = {
    "baseline": SHORT,
    "lieferkettengesetz": {"weeks": 20, "population.heterogeneity": 0.5},
    "unteilbar": {"weeks": 20},
}
READ_ONLY = ("goals", "agreements", "climate", "mechanisms", "calendar", "turns", "blocks")
# What phases write before they read it, and what padding a row has, may hold anything.
WORKING_MEMORY = "scratch"


def spoilt(prepared: PreparedScenario) -> World:
    """Return the tables of a run, full of what no run has left there."""
    world = empty_world(prepared)
    for name, part in world._asdict().items():
        if name not in (*READ_ONLY, "clock"):
            part.view(np.uint8)[...] = 0x3F
    clock = world.clock
    clock.week = clock.logged = clock.decided = clock.key = 7
    clock.seeking = True
    return world


def told(world: World) -> dict[str, object]:
    """Return all that a run's tables hold, column by column."""
    parts = {n: p for n, p in world._asdict().items() if n not in (*READ_ONLY, WORKING_MEMORY)}
    return {name: np.asarray(part).tolist() for name, part in parts.items()}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_run_begins_the_same_whatever_its_tables_hold(name: str) -> None:
    prepared = PreparedScenario(load_scenario(name, SCENARIOS[name]))
    world, seed = spoilt(prepared), 4
    begin(world, prepared.beginning, traits_in(world), key_of(seed, prepared.scenario.draws_as))
    new = populate(prepared, seed)
    assert repr(told(world)) == repr(told(new))
    for one in (world, new):
        live(one, prepared.scenario.weeks)
    assert outcome_of(world) == outcome_of(new)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_replicate_is_what_the_run_alone_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulation.run.READ_AT_ONCE", 2)  # so that one is read alone
    scenario = load_scenario(name, SCENARIOS[name])
    seeds = (3, 4, 5)
    assert list(replicate(scenario, seeds)) == [simulate(scenario, seed) for seed in seeds]


def test_what_was_run_before_a_seed_that_is_not_allowed_is_returned() -> None:
    scenario = load_scenario("baseline", SHORT)
    runs = replicate(scenario, (3, 4, -1, 5))
    assert [next(runs), next(runs)] == [simulate(scenario, seed) for seed in (3, 4)]
    with pytest.raises(AllianceError, match="seed = -1"):
        next(runs)
