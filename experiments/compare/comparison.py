"""Comparisons: a scenario and changes of it run in pairs, each pair with common random numbers."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from experiments.analysis.contrast import Contrast, column, contrast, differences
from experiments.analysis.labels import capital, group_label
from experiments.analysis.statistics import Numbers
from experiments.design.designs import parse_changes
from experiments.design.scenario_paths import ScenarioPaths
from experiments.design.variation import DesignError
from experiments.runner.plan import SEEDS_APART
from simulation import NUMBERS, Outcome, Scenario, changed, load_scenario, replicate
from simulation.language.translation import Language


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
    scenario: Scenario
    replaced: Mapping[str, object]

    def label(self, spoken: Language) -> str:
        """Return what is changed, in words."""
        return capital(group_label(self.values, spoken))


@dataclass(frozen=True, slots=True)
class Plan:
    """What is compared with what.

    Attributes:
        source: the scenario's name or path, as given.
        settings: fields set in all runs, as typed.
        scenario: what the changes are compared with.
        changes: each is compared with the scenario, not with one another.
        runs: number of pairs.
        seed: base seed; pair k has the seed `seed * 1,000,000 + k`, as in a sweep.
    """

    source: str
    settings: tuple[str, ...]
    scenario: Scenario
    changes: tuple[Change, ...]
    runs: int
    seed: int

    @property
    def seeds(self) -> range:
        """Seeds of the pairs."""
        first = self.seed * SEEDS_APART
        return range(first, first + self.runs)


@dataclass(frozen=True)
class Pairs:
    """The outcomes without a change and with it; those at one place have one seed."""

    plan: Plan
    change: Change
    without: tuple[Outcome, ...]
    with_it: tuple[Outcome, ...]

    @cached_property
    def contrasts(self) -> dict[str, Contrast]:
        """How each outcome differs."""
        return {name: contrast(name, column(self.without, name), column(self.with_it, name)) for name in NUMBERS}

    @property
    def ends(self) -> Counter[tuple[str, str]]:
        """How many pairs ended in which two ways, without the change and with it."""
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
    source: str, groups: Sequence[Sequence[str]], *, settings: Sequence[str], runs: int, seed: int
) -> Plan:
    """Plan a comparison; all changes are checked before the first run.

    Args:
        source: shipped name or path of the scenario, or "-".
        groups: for each change, its fields as `FIELD=VALUE`.
        settings: fields set in all runs, as `FIELD=VALUE`.
        runs: number of pairs.
        seed: base seed.

    Raises:
        AllianceError: where the scenario or a change is not valid.
    """
    fixed = parse_changes(settings)
    scenario = load_scenario(source, fixed)
    paths = ScenarioPaths(scenario)
    values = [parse_changes(group) for group in groups]
    canonical = [{paths.canonical(field): value for field, value in group.items()} for group in values]
    for k, group in enumerate(values):
        paths.refuse_overlaps(set=fixed, changed=group)
        if canonical[k] in canonical[:k]:
            raise DesignError(f"'{' '.join(groups[k])}' is compared twice.")
    changes = tuple(_change(scenario, tuple(typed), group) for typed, group in zip(groups, values, strict=True))
    return Plan(source, tuple(settings), scenario, changes, runs, seed)


def run_comparison(plan: Plan, report: Callable[[int, int], None]) -> list[Pairs]:
    """Run the scenario and every change of it with the same seeds.

    Args:
        plan: what to compare.
        report: is told after every run how many are done, and of how many.
    """
    arms = (plan.scenario, *(change.scenario for change in plan.changes))
    outcomes: list[list[Outcome]] = [[] for _ in arms]
    for k, scenario in enumerate(arms):
        for done, outcome in enumerate(replicate(scenario, plan.seeds), start=1):
            outcomes[k].append(outcome)
            report(k * plan.runs + done, len(arms) * plan.runs)
    without, *others = map(tuple, outcomes)
    return [Pairs(plan, change, without, with_it) for change, with_it in zip(plan.changes, others, strict=True)]


def _change(scenario: Scenario, typed: tuple[str, ...], values: Mapping[str, object]) -> Change:
    with_change = changed(scenario, values)
    paths = ScenarioPaths(scenario)
    return Change(typed, values, with_change, {field: paths.value(field) for field in values})
