"""Getting the rules ready to run: the first time on a machine they are compiled, afterwards read from the cache."""

import time

from simulation.engine.prepared_scenario import Blueprint
from simulation.scenario.loading import load_scenario
from simulation.start.population import populate
from simulation.week import live


def compile_rules() -> float:
    """Compile all rules, or load them from the cache, and return the seconds this took."""
    started = time.perf_counter()
    world = populate(Blueprint(load_scenario("baseline")), 0)
    live(world, weeks=0)
    return time.perf_counter() - started
