"""Trials at work: all runs of a claim as one plan, and the values that expectations look at once they are stored."""

from collections.abc import Iterator, Sequence
from itertools import count, product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from experiments.analysis.replicates import outcomes
from experiments.analysis.statistics import Numbers
from experiments.claims.trial import Trial, compared
from experiments.design.designs import Design
from experiments.design.points import listed
from experiments.runner import fingerprints
from experiments.runner.batch import Runner, run_point
from experiments.runner.execution import InThisProcess, Start, kept_open
from experiments.runner.plan import Plan, Positions, Starts, once
from experiments.runner.returns import returns_of
from experiments.storage.sweep_folder import kept_in, load_whole
from experiments.sweeps.sweep import counted_on, run_anew
from experiments.terminal.progress import Report, silence

if TYPE_CHECKING:
    import pandas as pd


class Observed(NamedTuple):
    """What expectations look at in the runs of a trial.

    Attributes:
        trial: whose runs they are.
        values: one number for each expectation, set (the defaults first), state, situation, level and replicate.
    """

    trial: Trial
    values: Numbers


def run_trials(
    claims: Sequence[Sequence[Trial]],
    report: Report = silence,
    *,
    start: Start = InThisProcess,
    runner: Runner = run_point,
    folder: Path | None = None,
    command: str = "",
) -> Iterator[list[Observed]]:
    """Run the trials of all claims, and yield those of a claim as soon as they are whole.

    Args:
        claims: the trials of each, to be run in this order.
        report: is told after every batch how many runs are done, and of how many.
        start: starts the workers.
        runner: runs one condition of one set; a plain top-level function.
        folder: in which the runs of each claim are kept in a folder of its own; None to keep none.
        command: how a user asks for this; each of these folders keeps it.

    Raises:
        RunError: where a run has no outcome.
        DataError, WorkerError: as `run_sweep` does.
    """
    totals = [sum(trial.total for trial in trials) for trials in claims]
    with kept_open(start) as same:
        for number, trials in enumerate(claims):
            before, after = sum(totals[:number]), sum(totals[number + 1 :])
            plan, places = plan_claim(trials)
            with kept_in(folder and folder / trials[0].claim.id) as home:
                told = counted_on(report, before, after)
                run_anew(plan, home, start=same, report=told, runner=runner, command=command)
                yield _observed(trials, load_whole(home).runs, places)


def plan_claim(trials: Sequence[Trial]) -> tuple[Plan, Positions]:
    """Plan all runs of a claim.

    Returns:
        The plan, whose rows are labelled by set and condition; and for every condition of every set of every trial,
        the number of its point, as conditions that come to the same are run once.
    """
    trial, (of_trial, of_set, of_variant) = trials[0], _numbered(trials)
    sets = listed([point for one in trials for point in one.points]).take(of_set)
    variants = listed([variant for one in trials for variant in one.variants]).take(of_variant)
    seeds = np.array([seed for one in trials for seed in one.seeds], np.int64)[of_set]
    labels = listed(_of_variants(trials)).take(of_variant).over(listed(_of_sets(trials)).take(of_set))
    plan = Plan(
        source=trial.claim.scenario,
        scenario=trial.scenario,
        design=Design({}, "listed"),
        points=variants.over(sets),
        runs=trial.replicates,
        seed=trial.seed,
        has_series=False,
        model=fingerprints.behaviour_with(trial.rules, returns_of(trial.scenario)),
        question="claim",
        asked={"claim": trial.claim.model_dump(mode="json", exclude_none=True)},
        rules=trial.rules,
        own_starts=Starts(tuple(one.scenario for one in trials), of_trial, seeds, labels),
    )
    return once(plan)


def _numbered(trials: Sequence[Trial]) -> Positions:
    """Return the numbers of trial, set and variant, each among all, for every condition of every set."""
    numbers: list[tuple[int, int, int]] = []
    sets = variants = 0
    for trial, one in enumerate(trials):
        ends = range(sets, sets + len(one.points)), range(variants, variants + len(one.variants))
        numbers += product([trial], *ends)
        sets, variants = ends[0].stop, ends[1].stop
    return np.array(numbers, np.int64).T


def _of_sets(trials: Sequence[Trial]) -> list[dict[str, object]]:
    """Return what rows say of the sets: numbers as in the result; none where all is as the scenario has it."""
    number = count()
    return [
        {"population": one.population, **({"set": next(number)} if k else {})}
        for one in trials
        for k in range(len(one.points))
    ]


def _of_variants(trials: Sequence[Trial]) -> list[dict[str, object]]:
    """Return what rows say of the conditions, as far as there are several."""
    told: list[dict[str, object]] = []
    for one in trials:
        states = [{"mechanism": "on"}, {"mechanism": "off"}] if one.off else [{}]
        situations = [{"situation": arm.name} for arm in one.claim.condition] or [{}]
        levels = [{"level": name} for name in one.level_names]
        told += [{**state, **situation, **level} for state, situation, level in product(states, situations, levels)]
    return told


def _observed(trials: Sequence[Trial], runs: "pd.DataFrame", places: Positions) -> list[Observed]:
    """Look up what expectations look at, condition by condition of each trial."""
    first = trials[0]
    kept = outcomes(runs, returns_of(first.scenario))
    values = np.stack([compared(kept, one) for one in first.claim.expect])
    values = values.reshape(*values.shape[:2], -1, first.replicates)[:, :, places]
    parts = np.split(values, np.cumsum([one.total // one.replicates for one in trials])[:-1], axis=2)
    return [Observed(one, _laid_out(one, part)) for one, part in zip(trials, parts, strict=True)]


def _laid_out(trial: Trial, part: Numbers) -> Numbers:
    """Lay out the values of a trial as `Observed` has them; what is compared within runs takes the place of levels."""
    *before, levels = trial.conditions
    whole = part.reshape(*part.shape[:2], len(trial.points), *before, levels, trial.replicates)
    within = np.moveaxis(whole, 1, -2)
    return within.reshape(*within.shape[:-3], levels * part.shape[1], trial.replicates)
