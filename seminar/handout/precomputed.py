"""Runs of a handout: every combination of the levers' positions with the same seeds, so that runs are in pairs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from experiments.analysis.replicates import replicates
from experiments.analysis.statistics import Numbers
from experiments.runner.execution import InThisProcess, Start
from experiments.runner.planning import plan_points
from experiments.storage.sweep_folder import load_whole
from experiments.sweeps.sweep import run_sweep
from experiments.terminal.progress import Report, silence
from seminar.handout.levers import Lever, points_of
from simulation import OUTCOMES, Scenario
from simulation.scenario.dossier import Lesson

_BASE_SEED = 0  # of a plan whose runs have the seeds 0, 1, 2 and so on, which a reader can type
_OUTCOMES = ("impact", "depth", "success", "members_max", "weeks_to_agreement", "lifetime", "satisfaction")


@dataclass(frozen=True, slots=True)
class Precomputed:
    """What a handout shows.

    Attributes:
        levers: what can be moved; at their own positions the scenario is as it is.
        runs: how many there are of each combination; run k has the seed k everywhere.
        outcomes: by name, a row for each combination, in the order of `points_of`, and a column for each run; nan
            where the outcome is missing. Those that never differ are left out.
    """

    levers: tuple[Lever, ...]
    runs: int
    outcomes: dict[str, Numbers]


def precompute(
    source: str,
    scenario: Scenario,
    levers: Sequence[Lever],
    lesson: Lesson | None,
    *,
    runs: int,
    start: Start = InThisProcess,
    report: Report = silence,
    prepare: Callable[[], object] | None = None,
) -> Precomputed:
    """Run a scenario at every combination of positions.

    Args:
        source: name or path of the scenario.
        scenario: as it is.
        levers: what can be moved.
        lesson: whose outcome leads, if there is one.
        runs: how many there are of each combination.
        start: starts the workers.
        report: is told how far the runs have come.
        prepare: gets the rules ready before the first run.

    Raises:
        AllianceError: where a combination is not allowed, or a run has no outcome.
    """
    points = points_of(levers)
    plan = plan_points(source, scenario, points, runs=runs, seed=_BASE_SEED, question="sweep", asked={})
    with TemporaryDirectory(prefix="alliance-") as folder:
        run_sweep(plan, Path(folder), start=start, report=report, prepare=prepare)
        sweep = load_whole(Path(folder))
    rows = [plan.point_of(point) for point in points]
    leading = [] if lesson is None else [lesson.outcome]
    outcomes = {name: replicates(sweep, name)[rows] for name in dict.fromkeys([*leading, *_OUTCOMES])}
    return Precomputed(tuple(levers), runs, {name: rows for name, rows in outcomes.items() if _differs(name, rows)})


def _differs(name: str, rows: Numbers) -> bool:
    """Tell whether an outcome is not the same in all runs."""
    there = rows[~np.isnan(rows)]
    return there.size > 0 and bool(np.ptp(there) >= OUTCOMES[name].smallest_difference)
