"""Made-up runs for the tests of experiments: quick, repeatable, and with a known best size."""

import math
import os
import random
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from experiments.runner.batch import Runner, Task
from experiments.runner.plan import Pending, Plan
from experiments.storage.packing import Files
from experiments.storage.sweep_folder import Sweep, load_sweep
from experiments.sweeps.study import Study, typed_fields
from experiments.sweeps.sweep import run_sweep, task_of
from simulation import Outcome, Scenario

BEST_SIZE = 12
FATAL_SEED = 1_000_013
FAILING_SEED = 1_000_003

type Point = Mapping[str, object]


class Clock:
    """A clock that stands in for the module `time`, and goes on only when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def perf_counter(self) -> float:
        """Return the seconds it was told."""
        return self.now

    monotonic = perf_counter


def outcome(**values: Any) -> Outcome:
    """Return an outcome with these values and harmless ones elsewhere."""
    harmless: dict[str, Any] = {field.name: 0 for field in fields(Outcome)}
    words = {"goal": "undecided", "end": "running", "label": "alliance"}
    return Outcome(**harmless | words | {"weeks_to_effect": math.nan} | values)


def hump(_scenario: Scenario, point: Point, seeds: Sequence[int]) -> Iterator[Outcome]:
    """Run alliances that do best with `BEST_SIZE` members at one table; a core lets them grow further."""
    size, core = int(str(point["invitation.size"])), int(str(point.get("agreements.core_size", 100_000)))
    return (_alliance(size, core, random.Random(seed)) for seed in seeds)


def slow(scenario: Scenario, point: Point, seeds: Sequence[int]) -> Iterator[Outcome]:
    """Do as `hump`, and take a millisecond for each run."""
    for made in hump(scenario, point, seeds):
        time.sleep(0.001)
        yield made


def fatal(scenario: Scenario, point: Point, seeds: Sequence[int]) -> Iterator[Outcome]:
    """Do as `hump`, but kill the process at one seed of one size."""
    for seed, made in zip(seeds, hump(scenario, point, seeds), strict=True):
        if seed == FATAL_SEED and point["invitation.size"] == BEST_SIZE:
            os.kill(os.getpid(), signal.SIGKILL)
        yield made


def fatal_once(killed: Path, scenario: Scenario, point: Point, seeds: Sequence[int]) -> Iterator[Outcome]:
    """Do as `hump`, but kill the process at one seed of one size, unless a file says that this has been done."""
    for seed, made in zip(seeds, hump(scenario, point, seeds), strict=True):
        if seed == FATAL_SEED and point["invitation.size"] == BEST_SIZE and not killed.exists():
            killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        yield made


def failing(scenario: Scenario, point: Point, seeds: Sequence[int]) -> Iterator[Outcome]:
    """Do as `hump`, but raise an error at one seed of one size."""
    for seed, made in zip(seeds, hump(scenario, point, seeds), strict=True):
        if seed == FAILING_SEED and point["invitation.size"] == BEST_SIZE:
            raise ZeroDivisionError("nobody came")
        yield made


def plan(*specifications: str, runs: int = 20, seed: int = 1, **changes: object) -> Plan:
    """Plan a sweep of the reference scenario."""
    return Study(scenario="baseline", vary=typed_fields(specifications), set=changes, runs=runs, seed=seed).plan()


def task_for(planned: Plan, runner: Runner = hump) -> Task[Files]:
    """Return what the batches of a plan have in common, with made-up runs."""
    return task_of(planned, runner)


def everything(planned: Plan) -> Pending:
    """Return all runs of a plan as still to be run."""
    return Pending(planned, np.zeros(planned.total, bool))


def made_up_sweep(folder: Path, *specifications: str, runs: int = 60) -> Sweep:
    """Run a sweep of made-up alliances and read it back."""
    run_sweep(plan(*specifications, runs=runs), folder, runner=hump)
    return load_sweep(folder)


def _alliance(size: int, core: int, draws: random.Random) -> Outcome:
    table = min(size, core)
    agreed = draws.random() > 0.002 * table
    depth = (1 - table / 50) * (0.8 + 0.2 * draws.random()) if agreed else 0.0
    reach = min(1.0, size / 30)
    impact = depth * min(1.0, (table / BEST_SIZE) ** 1.2) * 0.5 * (1 + reach) * draws.random()
    success = int(draws.random() < reach * agreed)
    return outcome(
        success=success,
        goal="reached" if success else "not reached" if agreed else "never agreed",
        depth=depth if agreed else math.nan,
        gain=0.8 * impact,
        impact=impact,
        adopted=impact,
        members_max=size,
        core_max=table,
        weeks_to_agreement=4 + table * (1 + draws.random()) if agreed else math.nan,
        lifetime=int(260 * draws.random()) if agreed else 20,
        end="goal reached" if success else draws.choice(("exhaustion", "red line")) if agreed else "no agreement",
        coordination_share=min(0.9, 0.02 * table * (0.5 + draws.random())),
    )
