"""Comparisons: a scenario and changes of it run in pairs, each pair with common random numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import batched
from pathlib import Path
from typing import Any

from experiments.analysis.contrast import Contrast, column, contrast, differences
from experiments.analysis.labels import capital, group_label
from experiments.analysis.replicates import outcomes
from experiments.analysis.statistics import Numbers
from experiments.design.assignments import parse_changes
from experiments.design.scenario_paths import ScenarioPaths
from experiments.design.variation import DesignError
from experiments.runner.execution import InThisProcess, Start
from experiments.runner.plan import Plan
from experiments.runner.planning import plan_points
from experiments.storage.stored_plan import load_plan
from experiments.storage.sweep_folder import kept_in, load_whole
from experiments.sweeps.sweep import run_sweep
from experiments.terminal.progress import Report, silence
from simulation import RulesFile, changed
from simulation.language.translation import Language
from simulation.scenario.definition import Setting
from simulation.scenario.loading import load_with_places


@dataclass(frozen=True, slots=True)
class Change:
    """Fields that are changed together.

    Attributes:
        typed: each field with its value, as the user typed them.
        values: the values by dotted path.
        scenario: the scenario with these values.
        replaced: the values that the scenario had, by dotted path; None where it had none.
    """

    typed: tuple[str, ...]
    values: Mapping[str, object]
    scenario: Setting
    replaced: Mapping[str, object]

    def label(self, spoken: Language) -> str:
        """Return what is changed, in words."""
        return capital(group_label(self.values, spoken))


@dataclass(frozen=True)
class Pairs:
    """The outcomes without a change and with it; those at one place have one seed.

    Attributes:
        plan: of the runs; its first point is the scenario without a change.
        change: what is changed.
        without: the outcomes without it.
        with_it: the outcomes with it.
    """

    plan: Plan
    change: Change
    without: tuple[Any, ...]
    with_it: tuple[Any, ...]

    @cached_property
    def contrasts(self) -> dict[str, Contrast]:
        """How each outcome differs."""
        numbers = self.plan.returns.numbers
        return {name: contrast(name, column(self.without, name), column(self.with_it, name)) for name in numbers}

    @property
    def leading(self) -> Contrast:
        """How the outcome differs that leads: what comes of the goal, or how many alliances come about."""
        return self.contrasts[self.plan.returns.leading]

    @property
    def ends(self) -> Counter[tuple[str, str]]:
        """How many pairs ended in which two ways, without the change and with it; none where a run has many ends."""
        if self.plan.returns.are_of_fields:
            return Counter()
        return Counter((one.end, other.end) for one, other in zip(self.without, self.with_it, strict=True))

    @property
    def is_unchanged(self) -> bool:
        """Whether the scenario is already as the change would have it."""
        return self.change.scenario == self.plan.scenario

    @property
    def are_alike(self) -> bool:
        """Whether no pair differs in anything."""
        return all(c.is_alike for c in self.contrasts.values()) and all(one == other for one, other in self.ends)

    def differences(self, name: str) -> Numbers:
        """Return the differences of an outcome, pair by pair; nan where it is missing in one of the runs."""
        return differences(name, column(self.without, name), column(self.with_it, name))


def plan_comparison(
    source: str,
    groups: Sequence[Sequence[str]],
    *,
    settings: Sequence[str],
    runs: int,
    seed: int,
    rules: RulesFile | None = None,
) -> Plan:
    """Plan a comparison; all changes are checked before the first run.

    Args:
        source: shipped name or path of the scenario, or "-".
        groups: for each change, its fields as `FIELD=VALUE`.
        settings: fields set in all runs, as `FIELD=VALUE`.
        runs: number of pairs.
        seed: base seed.
        rules: what replaces rules of the model in all runs; None for its own.

    Raises:
        AllianceError: where the scenario or a change is not valid.
    """
    fixed = parse_changes(settings)
    scenario, places = load_with_places(source, fixed)
    paths = ScenarioPaths(scenario)
    values = [parse_changes(group) for group in groups]
    canonical = [
        {place: value for field, value in group.items() for place in paths.canonical(field)} for group in values
    ]
    for k, group in enumerate(values):
        paths.refuse_overlaps(places, changed=group)
        if canonical[k] in canonical[:k]:
            raise DesignError(f"'{' '.join(groups[k])}' is compared twice.")
        changed(scenario, group)
    asked = {"settings": list(settings), "changes": [list(typed) for typed in groups]}
    points = [{}, *values]
    return plan_points(source, scenario, points, runs=runs, seed=seed, question="comparison", asked=asked, rules=rules)


def run_comparison(
    plan: Plan,
    report: Report = silence,
    *,
    start: Start = InThisProcess,
    folder: Path | None = None,
    command: str = "",
) -> list[Pairs]:
    """Run the scenario and every change of it with the same seeds.

    Args:
        plan: what to compare.
        report: is told after every batch how many runs are done, and of how many.
        start: starts the workers.
        folder: where the runs are kept; None to keep none.
        command: how a user asks for this; the folder keeps it.

    Raises:
        RunError: where a run has no outcome.
        DataError, WorkerError: as `run_sweep` does.
    """
    with kept_in(folder) as home:
        run_sweep(plan, home, start=start, report=report, command=command)
        return pairs_in(home, plan.rules)


def pairs_in(folder: Path, rules: RulesFile | None = None) -> list[Pairs]:
    """Read a finished comparison: the pairs of every change.

    Args:
        folder: where it lies.
        rules: what replaced rules of the model, for whoever tells the story of a pair.

    Raises:
        RunError: where a run has no outcome.
        DataError: where the folder holds no comparison, or an unfinished or damaged one.
    """
    sweep = load_whole(folder)
    plan = load_plan(folder, sweep.manifest, rules)
    by_point = [tuple(some) for some in batched(outcomes(sweep.runs, plan.returns), plan.runs)]
    changes = [change_of(plan, typed) for typed in plan.asked["changes"]]
    return [Pairs(plan, change, by_point[0], by_point[plan.point_of(change.values)]) for change in changes]


def change_of(plan: Plan, typed: Sequence[str]) -> Change:
    """Return a change of a comparison as it was typed, each field as `FIELD=VALUE`."""
    values, paths = parse_changes(typed), ScenarioPaths(plan.scenario)
    return Change(tuple(typed), values, changed(plan.scenario, values), {field: paths.value(field) for field in values})
