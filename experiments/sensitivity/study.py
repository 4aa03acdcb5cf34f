"""A sensitivity study: all factors are screened, and those that matter most for what leads get Sobol indices.

Both stages are stored like sweeps, each in a folder of its own, so that they resume, grow and can be verified.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np

from experiments.analysis.replicates import replicates
from experiments.analysis.statistics import Numbers
from experiments.design.designs import Design
from experiments.design.points import Points, coded
from experiments.design.scenario_paths import ScenarioPaths
from experiments.design.variation import DesignError, parse_values
from experiments.runner import fingerprints
from experiments.runner.batch import Runner, run_point
from experiments.runner.execution import InThisProcess, Start, kept_open
from experiments.runner.plan import SEEDS_APART, Plan, Positions, Starts, once
from experiments.runner.planning import refuse_rules_of_a_field
from experiments.runner.returns import returns_of
from experiments.sensitivity.blocks import Blocks, saltelli, trajectories
from experiments.sensitivity.factors import Chosen, Factors
from experiments.sensitivity.screening import Effect, effects
from experiments.storage.stored_plan import load_plan
from experiments.storage.sweep_folder import kept_in, load_whole, manifest_of
from experiments.sweeps.sweep import counted_on, run_sweep
from experiments.terminal.progress import Report, silence
from simulation import DataError, RulesFile, changed
from simulation.scenario.definition import Setting

FEWEST_BLOCKS = 16
# As many as a block can ever use, so that those of before stay the same where there are to be more runs or blocks.
SEEDS_A_BLOCK = 100
_CHECKED = 40
type Stage = Literal["screening", "indices"]

SCREENING: Stage = "screening"
INDICES: Stage = "indices"


class Effort(NamedTuple):
    """How much is run.

    Attributes:
        trajectories: of the screening.
        points: blocks from which indices are estimated, a power of two.
        kept: factors that get indices at most; where no more vary, nothing is screened.
        runs: replicates at every point.
        seed: base seed, of runs and of designs.
    """

    trajectories: int
    points: int
    kept: int
    runs: int
    seed: int


@dataclass(frozen=True)
class Observed:
    """What a stage has found.

    Attributes:
        blocks: its design.
        values: for each outcome one number for each block, point and seed.
        plan: of its runs.
    """

    blocks: Blocks
    values: Mapping[str, Numbers]
    plan: Plan

    @property
    def led(self) -> str:
        """The outcome that leads."""
        return self.plan.returns.explained[0]


@dataclass(frozen=True)
class Study:
    """The stages of a finished study.

    Attributes:
        screening: None where there were so few factors that nothing was to be screened.
        indices: of the factors that matter most for the outcome that leads.
        left_out: fields that could not vary by themselves, each with the reason.
    """

    screening: Observed | None
    indices: Observed
    left_out: Mapping[str, str]


def run_study(
    source: str,
    scenario: Setting,
    chosen: Chosen,
    effort: Effort,
    report: Report = silence,
    *,
    rules: RulesFile | None = None,
    start: Start = InThisProcess,
    runner: Runner = run_point,
    folder: Path | None = None,
    command: str = "",
) -> Study:
    """Run both stages, or what is missing of them.

    Args:
        source: where the scenario came from: shipped name, path, or "-".
        scenario: what is run.
        chosen: what varies.
        effort: how much is run.
        report: is told after every batch how many runs are done, and of how many.
        rules: what replaces rules of the model; None for its own.
        start: starts the workers.
        runner: runs one point; a plain top-level function.
        folder: in which the runs of each stage are kept in a folder of its own; None to keep none.
        command: how a user asks for this.

    Raises:
        DesignError: where there are no factors, or the effort makes no sense.
        RunError: where a run has no outcome.
        DataError, WorkerError: as `run_sweep` does.
    """
    refuse_senseless(chosen.factors, effort)
    factors, screened = chosen.factors, None
    after = effort.points * (min(effort.kept, len(factors)) + 2) * effort.runs
    asked = {"left_out": dict(chosen.left_out)}

    def stage(plan: Plan, told: Report, home: Path) -> Observed:
        run_sweep(plan, home, start=same, report=told, runner=runner, command=command)
        return observed(home)

    with kept_in(folder) as home, kept_open(start) as same:
        before = 0
        if len(factors) > effort.kept:
            plan = plan_stage(SCREENING, source, scenario, factors, effort, asked=asked, rules=rules)
            screened = stage(plan, counted_on(report, 0, after), home / SCREENING)
            factors, before = most_important(screened, effort.kept), plan.total
        plan = plan_stage(INDICES, source, scenario, factors, effort, asked=asked, rules=rules)
        found = stage(plan, counted_on(report, before, 0), home / INDICES)
    return Study(screened, found, chosen.left_out)


def study_in(folder: Path) -> Study:
    """Read a finished study.

    Raises:
        RunError: where a run has no outcome.
        DataError: where the folder holds no study, or an unfinished or damaged one.
    """
    screened = observed(folder / SCREENING) if (folder / SCREENING).exists() else None
    found = observed(folder / INDICES)
    return Study(screened, found, found.plan.asked["left_out"])


def refuse_senseless(factors: Factors, effort: Effort) -> None:
    """Raise a DesignError where there is nothing to compare, or where there are too few points for indices."""
    if len(factors) < 2:
        raise DesignError("Sensitivity compares factors, and fewer than two vary; name more with --vary.")
    if effort.points < FEWEST_BLOCKS or effort.points & (effort.points - 1):
        told = f"take a power of two from {FEWEST_BLOCKS} on, as Sobol sequences are balanced only there"
        raise DesignError(f"Indices cannot be estimated from {effort.points} points; {told}.")


def plan_stage(
    stage: Stage,
    source: str,
    scenario: Setting,
    factors: Factors,
    effort: Effort,
    *,
    asked: Mapping[str, Any],
    rules: RulesFile | None = None,
) -> Plan:
    """Plan the runs of a stage, points that come to the same in a block only once.

    Raises:
        ScenarioError: where a point is not valid.
        DesignError: where rules are to be replaced in a field.
    """
    refuse_rules_of_a_field(scenario, rules)
    count = effort.trajectories if stage == SCREENING else effort.points
    typed = {path: list(field) if isinstance(field, tuple) else str(field) for path, field in factors.items()}
    blocks = _blocks(stage, factors, count, effort.seed)
    _check_some(scenario, blocks.points())
    return once(
        Plan(
            source=source,
            scenario=scenario,
            design=Design({}, "listed"),
            points=blocks.points(),
            runs=effort.runs,
            seed=effort.seed,
            has_series=False,
            model=fingerprints.behaviour_with(rules, returns_of(scenario)),
            question="sensitivity",
            asked={"stage": stage, "factors": typed, "blocks": count, **asked},
            rules=rules,
            own_starts=_starts(scenario, blocks, effort),
        )
    )[0]


def observed(folder: Path) -> Observed:
    """Read the finished runs of a stage.

    Raises:
        RunError: where a run has no outcome.
        DataError: where the folder holds something else.
    """
    manifest = manifest_of(folder)
    if manifest.question != "sensitivity":
        raise DataError(f"{folder} holds a {manifest.question} and no sensitivity study.")
    sweep = load_whole(folder)
    plan = load_plan(folder, manifest)
    numbers = ScenarioPaths(plan.scenario).number
    typed: Mapping[str, Any] = plan.asked["factors"]
    factors: Factors = {
        path: parse_values(path, values, numbers(path)) if isinstance(values, str) else tuple(values)
        for path, values in typed.items()
    }
    blocks = _blocks(plan.asked["stage"], factors, plan.asked["blocks"], plan.seed)
    places = _places(plan, blocks)
    shape = (blocks.count, blocks.length, plan.runs)
    values = {name: np.nan_to_num(replicates(sweep, name))[places].reshape(shape) for name in plan.returns.explained}
    return Observed(blocks, values, plan)


def most_important(screened: Observed, number: int) -> Factors:
    """Return the factors that move what leads most, in the order in which they vary, so that a study can be resumed."""
    found = effects_of(screened, screened.led)
    ranked = sorted(found, key=lambda path: -found[path].size.value)[:number]
    return {path: field for path, field in screened.blocks.factors.items() if path in ranked}


def effects_of(screened: Observed, name: str) -> dict[str, Effect]:
    """Return the effect of every factor on an outcome, by path."""
    found = effects(screened.blocks, screened.values[name])
    return dict(zip(screened.blocks.factors, found, strict=True))


def _check_some(scenario: Setting, points: Points) -> None:
    """Make sure that values which are valid one by one are so together, at some points spread over the design."""
    for point in np.linspace(0, len(points) - 1, _CHECKED).astype(int).tolist():
        changed(scenario, points[point])


def _blocks(stage: Stage, factors: Factors, count: int, seed: int) -> Blocks:
    return (trajectories if stage == SCREENING else saltelli)(factors, count, seed)


def _starts(scenario: Setting, blocks: Blocks, effort: Effort) -> Starts:
    """Return what points start from: all of a block from the same seeds, and each block from others."""
    number = np.repeat(np.arange(blocks.count), blocks.length)
    seeds = effort.seed * SEEDS_APART + number * SEEDS_A_BLOCK
    labels = Points({"block": coded(number.tolist()), "moved": coded(blocks.rows.ravel().tolist())}, len(number))
    return Starts((scenario,), np.zeros(len(number), np.int64), seeds.astype(np.int64), labels)


def _places(plan: Plan, blocks: Blocks) -> Positions:
    """Return for every point of the blocks which point of the plan it is."""
    effort = Effort(0, 0, 0, plan.runs, plan.seed)
    whole = replace(plan, points=blocks.points(), own_starts=_starts(plan.scenario, blocks, effort))
    places = plan.positions(whole.names(np.arange(0, whole.total, whole.runs)))
    if (places < 0).any():
        raise DataError("The runs are not those of the design that their manifest describes.")
    return places // plan.runs
