"""Comparisons: a scenario and changes of it run in pairs, each pair with the same luck; and the folder of one."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, ValidationError

from experiments.analysis.contrast import Contrast, column, contrast, differences
from experiments.analysis.labels import capital, group_label
from experiments.analysis.statistics import Numbers
from experiments.design.designs import parse_changes
from experiments.design.scenario_paths import ScenarioPaths
from experiments.design.variation import DesignError
from experiments.runner import fingerprints, provenance
from experiments.runner.identity import deciding
from experiments.runner.plan import SEEDS_APART
from experiments.runner.rows import outcome_columns
from experiments.storage import sweep_folder
from experiments.storage.parts import write_text, write_whole
from simulation import NUMBERS, DataError, Outcome, Scenario, changed, load_scenario, replicate

PAIRS = "pairs.parquet"


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

    @property
    def label(self) -> str:
        """What is changed, in words."""
        return capital(group_label(self.values))


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


class ComparisonManifest(BaseModel):
    """What a folder with a comparison holds, and how it was made; the same comparison has the same one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["alliance comparison"] = "alliance comparison"
    source: str
    scenario: dict[str, Any]
    changes: list[dict[str, Any]]
    runs: int
    seed: int
    seeds: dict[str, int | str]
    model: str
    code: str
    versions: dict[str, str]
    commit: str | None
    command: str

    def identity(self) -> dict[str, Any]:
        """Return what two comparisons must share for their pairs to be the same."""
        shared = self.model_dump(include={"changes", "runs", "seed", "model"})
        return {"scenario": deciding(self.scenario), **shared}


def describe(plan: Plan, command: str) -> ComparisonManifest:
    """Return the manifest of a comparison."""
    return ComparisonManifest(
        source=plan.source,
        scenario=plan.scenario.model_dump(mode="json"),
        changes=[dict(change.values) for change in plan.changes],
        runs=plan.runs,
        seed=plan.seed,
        seeds={
            "first": plan.seeds[0],
            "last": plan.seeds[-1],
            "rule": f"both runs of pair k have the seed {SEEDS_APART} x {plan.seed} + k",
        },
        model=fingerprints.behaviour(),
        code=fingerprints.source(),
        versions=provenance.versions(),
        commit=provenance.commit(),
        command=command,
    )


def refuse_other_results(plan: Plan, folder: Path) -> None:
    """Make sure that nothing but this comparison, made before, is overwritten.

    Raises:
        DataError: where the folder holds a sweep, another comparison, or something else under these names.
    """
    path = folder / sweep_folder.MANIFEST
    try:
        there = ComparisonManifest.model_validate_json(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return
    except (ValidationError, OSError) as error:
        raise DataError(f"{folder} holds something other than a comparison; choose another folder.") from error
    if there.identity() != _as_stored(describe(plan, "")).identity():
        raise DataError(f"{folder} holds another comparison; choose another folder.")


def store(compared: Sequence[Pairs], folder: Path, command: str) -> list[Path]:
    """Write all pairs and then the manifest into a folder, and return the files."""
    rows = pa.concat_tables(map(_rows, compared))
    manifest = describe(compared[0].plan, command).model_dump(mode="json")
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    write_whole(folder / PAIRS, lambda file: pq.write_table(rows, file, compression="zstd"))
    write_text(folder / sweep_folder.MANIFEST, text)
    return [folder / PAIRS, folder / sweep_folder.MANIFEST]


def _as_stored(manifest: ComparisonManifest) -> ComparisonManifest:
    """Return a manifest as it is read back, dates as texts."""
    return ComparisonManifest.model_validate_json(manifest.model_dump_json())


def _rows(pairs: Pairs) -> pa.Table:
    """Lay out pairs as rows: `change`, `run`, `seed`, each outcome without the change, and with it (`..._with`)."""
    plan = pairs.plan
    columns = {"change": [" ".join(pairs.change.typed)] * plan.runs, "run": range(plan.runs), "seed": plan.seeds}
    without, with_it = outcome_columns(pairs.without), outcome_columns(pairs.with_it)
    return pa.table({**columns, **without, **{f"{name}_with": column for name, column in with_it.items()}})


def _change(scenario: Scenario, typed: tuple[str, ...], values: Mapping[str, object]) -> Change:
    with_change = changed(scenario, values)
    paths = ScenarioPaths(scenario)
    return Change(typed, values, with_change, {field: paths.value(field) for field in values})
