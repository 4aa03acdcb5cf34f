"""Getting the rules ready to run: the first time on a machine they are compiled, afterwards read from the cache."""

import time
from collections.abc import Callable

from simulation.engine.compilation import watched
from simulation.engine.prepared_scenario import PreparedScenario
from simulation.replacement.rule_set import Functions, rule_set
from simulation.results.summary import outcome_of
from simulation.scenario.loading import load_field, load_scenario


def _tell_nobody(done: int, total: int) -> None:
    """Do nothing."""


def compile_field_rules(report: Callable[[int, int], object] = _tell_nobody) -> float:
    """Do as `compile_rules` for a run of a field, with the rules by which organisations find each other."""
    from simulation.field_run import ObservedField  # whose rules only a field compiles

    started = time.perf_counter()
    with watched(report):
        run = ObservedField(load_field("field"), 0)
        run.step()
        run.tables()
    return time.perf_counter() - started


def compile_rules(report: Callable[[int, int], object] = _tell_nobody, rules: Functions | None = None) -> float:
    """Compile all rules, or load them from the cache, and return the seconds this took.

    Args:
        report: is told how many rules are compiled and how many there are, while they are being compiled; never where
            they are read from the cache.
        rules: functions that replace rules of the model, by name.
    """
    run_by, started = rule_set(rules), time.perf_counter()
    with watched(report):
        world = run_by.populate(PreparedScenario(load_scenario("baseline")), 0)
        run_by.live(world, weeks=0)
        outcome_of(world)
    return time.perf_counter() - started
