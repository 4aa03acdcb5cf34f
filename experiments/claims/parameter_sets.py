"""Plausible worlds: parameter sets that are plausible not only number by number, but also as a whole.

Ranges are declared for each field by itself. Where all are drawn at once, most sets describe worlds in which hardly
any alliance ever agrees on anything or has any success, and there no claim can show. Since alliances are known to
exist, and about four in ten campaigns to succeed (Baumgartner et al. 2009), a set is kept only if under it the
reference scenario

- reaches an agreement in at least half of its runs, and
- succeeds in at least a tenth of them and fails in at least a tenth.

These limits are wide, were set before any claim was tested, and are the same for all of them.
"""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from experiments.analysis.contrast import column
from experiments.design.plausible_space import draw, usual_ranges
from experiments.design.points import Point
from experiments.runner.batch import Batch, Runner, Stretch, run_point
from experiments.runner.execution import InThisProcess, Start
from experiments.runner.outcomes import Outcomes, numbered, outcomes
from experiments.runner.plan import SEEDS_APART
from simulation import DataError, Outcome, load_scenario

REFERENCE = "baseline"
LEAST_AGREED = 1 / 2
LEAST_SUCCESS, MOST_SUCCESS = 1 / 10, 9 / 10
RUNS = 20
MOST_DRAWN = 64

type Report = Callable[[int, int], None]


class Worlds(NamedTuple):
    """Parameter sets that are plausible as a whole, in the order of their drawing, and how many were drawn."""

    points: tuple[Point, ...]
    drawn: int


def plausible_worlds(
    sets: int, seed: int, report: Report, *, start: Start = InThisProcess, runner: Runner = run_point
) -> Worlds:
    """Draw parameter sets until enough of them are plausible as a whole.

    Args:
        sets: how many are needed.
        seed: of draws and runs.
        report: is told how many are found, and of how many.
        start: starts the workers.
        runner: runs one set; a plain top-level function.

    Raises:
        DataError: where hardly any set is plausible, so that the ranges need to be looked at.
        RunError: where a run has no outcome.
        WorkerError: where the workers cannot go on.
    """
    search = _Search(sets, seed)
    for came in outcomes(search, start, runner):
        if len(search.found) < sets:
            search.take_in(came)
            report(min(sets, len(search.found)), sets)
    if len(search.found) < sets:
        least = f"only {len(search.found)} of {search.judged:,} parameter sets are plausible as a whole"
        raise DataError(f"Too few worlds: {least}, and {sets} are needed; look at the plausible ranges of the fields.")
    last = search.found[sets - 1]
    return Worlds(tuple(search.points[k] for k in search.found[:sets]), last + 1)


def is_plausible(outcomes: Sequence[Outcome]) -> bool:
    """Tell whether runs of the reference scenario come out as they plausibly may."""
    agreed = float((~np.isnan(column(outcomes, "weeks_to_agreement"))).mean())
    success = float(column(outcomes, "success").mean())
    return agreed >= LEAST_AGREED and LEAST_SUCCESS <= success <= MOST_SUCCESS


class _Search:
    """Hands out sets to be judged until enough of those before them are known to be plausible."""

    def __init__(self, sets: int, seed: int) -> None:
        self.points: list[Point] = []
        self._verdicts: dict[int, bool] = {}
        self._came: dict[int, list[Outcome]] = {}
        self._sets, self._scenario = sets, load_scenario(REFERENCE)
        self._candidates = draw(usual_ranges(), seed)
        self._seeds = range(seed * SEEDS_APART, seed * SEEDS_APART + RUNS)

    @property
    def judged(self) -> int:
        """How many sets are judged without a gap from the first one on."""
        return next(k for k in range(len(self._verdicts) + 1) if k not in self._verdicts)

    @property
    def found(self) -> list[int]:
        """The plausible ones among these."""
        return [k for k in range(self.judged) if self._verdicts[k]]

    @property
    def left(self) -> int:
        """How many runs may still be needed."""
        is_over = len(self.found) >= self._sets
        return 0 if is_over else (MOST_DRAWN * self._sets - len(self.points)) * RUNS

    def take(self, most: int) -> Batch | None:
        """Hand out the next sets; None when enough are found, or too many were drawn."""
        if self.left <= 0:
            return None
        first = len(self.points)
        self.points += islice(self._candidates, max(1, most // RUNS))
        stretches = [Stretch(point, range(RUNS), self._seeds) for point in self.points[first:]]
        return numbered(self._scenario, stretches, first * RUNS)

    def take_in(self, came: Outcomes) -> None:
        """Judge the sets of which all runs have come."""
        for number, outcome in zip(came.numbers.tolist(), came.outcomes, strict=True):
            runs = self._came.setdefault(number // RUNS, [])
            runs.append(outcome)
            if len(runs) == RUNS:
                self._verdicts[number // RUNS] = is_plausible(self._came.pop(number // RUNS))
