"""What it takes to step a run through Mesa week by week, and what Mesa alone takes for a model that does nothing."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import mesa
from mesa.batchrunner import batch_run

from benchmarks.speed import STANDARD, standard
from simulation import AllianceModel, replicate
from simulation.results.outcome import OUTCOMES

RUNS = 20
COLLECTED = ("seed", *OUTCOMES)
Reporters = dict[str, Any]


class IdleModel(mesa.Model[Any, Any]):
    """As many weeks, agents and reporters as a run has, and nothing else.

    Args:
        weeks: to step through.
        agents: how many.
        reporters: as Mesa's DataCollector takes them.
    """

    def __init__(self, weeks: int, agents: int, reporters: Reporters) -> None:
        super().__init__(rng=1)
        self.value = 0.5
        self._weeks = weeks
        for _ in range(agents):
            mesa.Agent(self)
        self.datacollector = mesa.DataCollector(reporters)
        self.datacollector.collect(self)

    def step(self) -> None:
        """Collect, and stop in time."""
        self.datacollector.collect(self)
        self.running = self.steps < self._weeks


def own_seconds(runs: int = RUNS) -> float:
    """Return the processor seconds of a run for its outcome."""
    scenario = standard()
    return seconds(lambda: list(replicate(scenario, range(runs)))) / runs


def stepped_seconds(reporters: Reporters | None = None) -> float:
    """Return those of a run that is stepped week by week; without reporters, its outcome is collected."""
    scenario = standard()

    def step_through() -> None:
        for seed in range(RUNS):
            AllianceModel(scenario, rng=seed, model_reporters=reporters).run_model()

    return seconds(step_through) / RUNS


def stepped_with_one_reporter() -> float:
    """Return those of a run that is stepped while one number is collected."""
    return stepped_seconds({"tension": lambda model: model.alliance.tension})


def batch_seconds() -> float:
    """Return those of a run that Mesa's batch runner steps through, in this process."""
    parameters, seeds = {"scenario": [str(STANDARD)]}, list(range(RUNS))
    batch = partial(batch_run, AllianceModel, parameters, rng=seeds, number_processes=1, display_progress=False)
    return seconds(batch) / RUNS


def idle_seconds(reporters: Reporters | None = None) -> float:
    """Return those that Mesa takes for the weeks of a run in which nothing happens."""
    scenario = standard()
    weeks = [outcome.lifetime for outcome in replicate(scenario, range(RUNS))]
    agents = len(AllianceModel(scenario).agents)

    def step_through() -> None:
        for lived in weeks:
            IdleModel(lived, agents, reporters or {}).run_model()

    return seconds(step_through) / RUNS


def idle_with_all_reporters() -> float:
    """Return those that Mesa takes where it also collects as many numbers as an outcome has."""
    return idle_seconds(dict.fromkeys(COLLECTED, "value"))


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds that something takes."""
    started = time.process_time()
    work()
    return time.process_time() - started
