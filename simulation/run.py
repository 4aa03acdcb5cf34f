"""Runs from beginning to end, for their outcomes only."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import batched

import numpy as np

from simulation.engine import streams
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.engine.tables import table
from simulation.replacement.rule_set import Functions, rule_set
from simulation.results.outcome import Outcome
from simulation.results.summary import WordsRow, outcomes_in
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import NO_CHANGES, changed
from simulation.start.population import empty_world, traits_in

_AT_A_TIME = 32  # enough that nothing of a call counts; few enough that nobody waits for the first outcome


def simulate(scenario: Scenario, seed: int, rules: Functions | None = None) -> Outcome:
    """Run a scenario once, for its outcome only.

    Args:
        scenario: what to run.
        seed: of all draws, from 0 to 2**63 - 1.
        rules: functions that replace rules of the model, by name; `simulation.replacement.replaceable` lists these.

    Raises:
        AllianceError: if the scenario or the seed is not allowed, or a rule cannot be replaced.

    Example:
        >>> from simulation import load_scenario, simulate
        >>> simulate(load_scenario("baseline"), seed=1) == simulate(load_scenario("baseline"), seed=1)
        True
    """
    return next(replicate(scenario, [seed], rules))


def replicate(
    scenario: Scenario,
    seeds: Iterable[int],
    rules: Functions | None = None,
    changes: Mapping[str, object] = NO_CHANGES,
) -> Iterator[Outcome]:
    """Run a scenario once for each seed, for the outcomes only; what seeds have in common is prepared once.

    Args:
        scenario: what to run.
        seeds: as for `simulate`.
        rules: likewise.
        changes: values by dotted path that all these runs have instead of the scenario's, as for `load_scenario`.

    Raises:
        AllianceError: if the scenario, a change or a seed is not allowed, or a rule cannot be replaced.
    """
    prepared, run_by = PreparedScenario(changed(scenario, changes)), rule_set(rules)
    world = empty_world(prepared)
    for some in batched(seeds, _AT_A_TIME):
        keys = np.array([streams.key_of(seed, prepared.scenario.draws_as) for seed in some])
        numbers, words = table(Outcome, len(keys)), table(WordsRow, len(keys))
        try:
            run_by.run_all(world, prepared.beginning, traits_in(world), keys, prepared.scenario.weeks, numbers, words)
        finally:
            yield from outcomes_in(numbers, words)  # where a replaced rule fails, of the runs before
