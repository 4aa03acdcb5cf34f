"""A run from beginning to end, for its outcome only."""

from collections.abc import Iterable, Iterator

from simulation.engine.prepared_scenario import Blueprint
from simulation.results.outcome import Outcome
from simulation.results.summary import outcome_of
from simulation.scenario.definition import Scenario
from simulation.start.population import populate
from simulation.week import live


def simulate(scenario: Scenario, seed: int) -> Outcome:
    """Run a scenario once, for its outcome only.

    Args:
        scenario: what to run.
        seed: of all draws, from 0 to 2**63 - 1.

    Example:
        >>> from simulation import load_scenario, simulate
        >>> simulate(load_scenario("baseline"), seed=1) == simulate(load_scenario("baseline"), seed=1)
        True
    """
    return next(replicate(scenario, [seed]))


def replicate(scenario: Scenario, seeds: Iterable[int]) -> Iterator[Outcome]:
    """Run a scenario once for each seed, for the outcomes only; what seeds have in common is prepared once."""
    blueprint = Blueprint(scenario)
    for seed in seeds:
        world = populate(blueprint, seed)
        live(world, scenario.weeks)
        yield outcome_of(world)
