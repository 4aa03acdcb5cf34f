"""Runs from beginning to end, for their outcomes only."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import batched, islice

from simulation.engine import streams
from simulation.engine.direct_calls import direct
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.replacement.rule_set import Functions, rule_set
from simulation.results.outcome import Outcome
from simulation.results.outcome_rows import outcome_rows, outcomes_in
from simulation.results.summary import sum_up
from simulation.scenario.definition import Scenario
from simulation.scenario.loading import NO_CHANGES, changed
from simulation.start.population import empty_world, traits_in

# Outcomes that are read in one go: Python that is called between two runs takes four times as long as when it is warm.
READ_AT_ONCE = 32


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
    world, weeks, stream = empty_world(prepared), prepared.scenario.weeks, prepared.scenario.draws_as
    beginning, traits = prepared.beginning, traits_in(world)
    begin = direct(run_by.begin, world, beginning, traits, 0)
    live = direct(run_by.live, world, 0)
    write = direct(sum_up, world, outcome_rows(1), 0)
    for some in batched(seeds, READ_AT_ONCE):
        outcomes, lived = outcome_rows(len(some)), 0
        try:
            for seed in some:
                begin(world, beginning, traits, streams.key_of(seed, stream))
                live(world, weeks)
                write(world, outcomes, lived)
                lived += 1
        finally:  # whoever goes on after a run that raises takes the next outcome for the missing one's
            yield from islice(outcomes_in(outcomes), lived)
