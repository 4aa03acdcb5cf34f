"""Planning: runs are laid out, named and checked before the first of them is made."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from experiments.design.designs import Design
from experiments.design.points import Points, listed
from experiments.design.scenario_paths import ScenarioPaths
from experiments.design.variation import DesignError
from experiments.runner import fingerprints
from experiments.runner.identity import Names
from experiments.runner.plan import Plan, Question, once
from experiments.runner.returns import returns_of
from simulation import RulesFile, changed
from simulation.scenario.definition import Setting

MOST_RUNS = 10_000_000
CHECKED_POINTS = 2_000
_FEW_LEVELS = 100


def plan_sweep(
    source: str,
    scenario: Setting,
    design: Design,
    *,
    runs: int,
    seed: int,
    has_series: bool = False,
    rules: RulesFile | None = None,
) -> Plan:
    """Plan a sweep; its points are checked before the first run, of many points those spread over the design.

    Args:
        source: where the scenario came from: shipped name, path, or "-".
        scenario: what is run, with what is set at all points.
        design: what varies.
        runs: replicates at every point.
        seed: base seed.
        has_series: whether weekly series and events are kept too.
        rules: what replaces rules of the model; None for its own.

    Raises:
        AllianceError: where the design or one of the points is not valid.
    """
    refuse_rules_of_a_field(scenario, rules)
    points = lay_out(scenario, design)
    if len(points) * runs > MOST_RUNS:
        raise DesignError(f"{len(points) * runs:,} runs are too many for one folder; {MOST_RUNS:,} are the limit.")
    for point in _to_check(points):
        changed(scenario, points[point])
    model = fingerprints.behaviour_with(rules, returns_of(scenario))
    plan = Plan(source, scenario, design, points, runs, seed, has_series, model, rules=rules)
    _refuse_equal_points(plan.point_names, points)
    return plan


def plan_points(
    source: str,
    scenario: Setting,
    points: Sequence[Mapping[str, Any]],
    *,
    runs: int,
    seed: int,
    question: Question,
    asked: Mapping[str, Any],
    rules: RulesFile | None = None,
) -> Plan:
    """Plan runs at listed points, each a scenario's fields with their values; those that are the same are one.

    Args:
        source: where the scenario came from: shipped name, path, or "-".
        scenario: what is run, before the changes of the points, which must be valid.
        points: values by dotted path; none where the scenario itself is one.
        runs: replicates at every point.
        seed: base seed.
        question: what is asked with the runs.
        asked: what else belongs to the question.
        rules: what replaces rules of the model; None for its own.
    """
    refuse_rules_of_a_field(scenario, rules)
    columns = listed(points)
    design = Design({path: tuple(column.levels) for path, column in columns.columns.items()}, "listed")
    model = fingerprints.behaviour_with(rules, returns_of(scenario))
    return once(Plan(source, scenario, design, columns, runs, seed, False, model, question, asked, rules))[0]


def lay_out(scenario: Setting, design: Design) -> Points:
    """Return the points of a design of which the scenario is the centre.

    Raises:
        DesignError: where the design does not fit the scenario, or has no points or too many.
    """
    return design.points(ScenarioPaths(scenario).value)


def refuse_rules_of_a_field(scenario: Setting, rules: RulesFile | None) -> None:
    """Raise a DesignError where rules are to be replaced in a field."""
    if rules is not None and returns_of(scenario).are_of_fields:
        raise DesignError("Rules cannot be replaced in a field; --rules needs a scenario in which alliances are given.")


def _to_check(points: Points) -> list[int]:
    """Choose points to check: some evenly spread, all where they are few, and the first of every level."""
    spread = np.linspace(0, len(points) - 1, min(len(points), CHECKED_POINTS)).astype(np.int64)
    few = (column.codes for column in points.columns.values() if len(column.levels) <= _FEW_LEVELS)
    firsts = [np.unique(codes, return_index=True)[1] for codes in few]
    chosen: list[int] = np.unique(np.concatenate([spread, *firsts])).tolist()
    return chosen


def _refuse_equal_points(names: Names, points: Points) -> None:
    """Raise a DesignError where two points are one and the same, as their runs would be."""
    order = np.argsort(names, kind="stable")
    if (equal := np.flatnonzero(np.diff(names[order]) == 0)).size:
        one, other = order[equal[0]], order[equal[0] + 1]
        values = ", ".join(f"{path} = {value}" for path, value in points[int(one)].items())
        raise DesignError(f"Points {one + 1:,} and {other + 1:,} of the design are the same: {values}.")
