"""Made-up outcomes whose indices are known, as functions of fields that lie evenly between 0 and 1."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.runner.batch import Runner
from experiments.runner.returns import Returns
from experiments.sensitivity.factors import factors_of
from experiments.sensitivity.study import Effort, Study, run_study
from simulation import FieldOutcome, OrganisationalField, Outcome, Scenario, load_scenario
from tests.experiments.made_up import outcome

SALIENCE, POLARISATION, CAPACITY, IDLE = (
    "arena.salience",
    "arena.polarisation",
    "arena.party_capacity",
    "arena.backlash",
)
UNIT = tuple(f"{path}=0..1" for path in (SALIENCE, POLARISATION, CAPACITY, IDLE))
# First and total indices of the Ishigami function with 7 and 0.1, as Saltelli et al. (2000) derive them.
ISHIGAMI_FIRST, ISHIGAMI_TOTAL = (0.3139, 0.4424, 0.0, 0.0), (0.5576, 0.4424, 0.2437, 0.0)
NOISE = 3.0

type Point = Mapping[str, object]


def ishigami(_scenario: Scenario, point: Point, seeds: Sequence[int]) -> Iterator[Outcome]:
    """Run alliances whose impact is the Ishigami function of three fields; a fourth one does nothing."""
    value = _ishigami(point)
    return (outcome(impact=value, depth=1.0) for _ in seeds)


def ishigami_in_a_field(_field: OrganisationalField, point: Point, seeds: Sequence[int]) -> Iterator[FieldOutcome]:
    """Do as `ishigami` with the mean impact of alliances in a field."""
    nothing: dict[str, Any] = dict.fromkeys(Returns.OF_FIELDS.columns, 0)
    return (FieldOutcome(**(nothing | {"impact_mean": _ishigami(point)})) for _ in seeds)


def noisy_ishigami(_scenario: Scenario, point: Point, seeds: Sequence[int]) -> Iterator[Outcome]:
    """Do as `ishigami` with noise of another kind at every point, whose variance is two thirds of the function's."""
    value, fields = _ishigami(point), _fields(point)
    return (outcome(impact=value + random.Random(repr((seed, fields))).gauss(0, NOISE)) for seed in seeds)


def by_rule(_scenario: Scenario, point: Point, seeds: Sequence[int]) -> Iterator[Outcome]:
    """Run alliances whose impact is 1 under a majority and 0 else, and whose lifetime is three times a number."""
    impact, lifetime = float(point["agreements.decision_rule"] == "majority"), 3 * int(str(point["weeks"]))
    return (outcome(impact=impact, lifetime=lifetime) for _ in seeds)


def studied(specifications: Sequence[str], effort: Effort, runner: Runner, folder: Path | None = None) -> Study:
    """Return a study of the baseline with made-up runs."""
    scenario = load_scenario("baseline")
    chosen = factors_of(scenario, specifications)
    return run_study("baseline", scenario, chosen, effort, runner=runner, folder=folder)


def _ishigami(point: Point) -> float:
    a, b, c = (2 * math.pi * (field - 0.5) for field in _fields(point))
    return math.sin(a) + 7 * math.sin(b) ** 2 + 0.1 * c**4 * math.sin(a)


def _fields(point: Point) -> list[float]:
    return [float(str(point.get(path, 0.5))) for path in (SALIENCE, POLARISATION, CAPACITY)]
