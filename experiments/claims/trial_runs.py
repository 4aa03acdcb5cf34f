"""Trials at work: the runs of many claims in one queue, and the values of each claim when its last run is done."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from experiments.analysis.statistics import Numbers
from experiments.claims.trial import Trial, measured
from experiments.runner.batch import Batch, Runner, run_point
from experiments.runner.execution import InThisProcess, Start
from experiments.runner.outcomes import Outcomes, numbered, outcomes

type Report = Callable[[int, int], None]


class Observed:
    """The values of a trial as they come in."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self._values = np.full((len(trial.claim.expect), trial.total), np.nan)
        self._missing = trial.total

    @property
    def values(self) -> Numbers:
        """One number for each expectation, set (the defaults first), state, situation, level and replicate."""
        trial = self.trial
        return self._values.reshape(-1, len(trial.points), *trial.conditions, trial.replicates)

    @property
    def is_whole(self) -> bool:
        """Whether all runs are done."""
        return self._missing == 0

    def take_in(self, batch: Outcomes) -> None:
        """Take in some outcomes; the runs of a trial are numbered cell by cell."""
        for number, expectation in enumerate(self.trial.claim.expect):
            self._values[number, batch.numbers] = measured(batch.outcomes, expectation)
        self._missing -= len(batch.outcomes)


def run_trials(
    claims: Sequence[Sequence[Trial]], report: Report, *, start: Start = InThisProcess, runner: Runner = run_point
) -> Iterator[list[Observed]]:
    """Run the trials of all claims, and yield those of a claim as soon as they are whole.

    Args:
        claims: the trials of each, to be run in this order.
        report: is told after every batch how many runs are done, and of how many.
        start: starts the workers.
        runner: runs one condition of one set; a plain top-level function.

    Raises:
        RunError: where a run has no outcome.
        WorkerError: where the workers cannot go on.
    """
    queue = _Queue([trial for trials in claims for trial in trials])
    by_claim = [[Observed(trial) for trial in trials] for trials in claims]
    observed = [(one, together) for together in by_claim for one in together]
    done = 0
    for batch in outcomes(queue, start, runner):
        number, first = queue.place_of(batch.numbers[0])
        one, together = observed[number]
        one.take_in(batch._replace(numbers=batch.numbers - first))
        done += len(batch.outcomes)
        report(done, queue.total)
        if all(part.is_whole for part in together):
            yield together


class _Queue:
    """Hands out the cells of trial after trial, whole ones only."""

    def __init__(self, trials: Sequence[Trial]) -> None:
        self._trials = trials
        self._ends = np.cumsum([trial.total for trial in trials])
        self._trial = self._cell = self._taken = 0

    @property
    def total(self) -> int:
        """How many runs there are in all."""
        return int(self._ends[-1])

    @property
    def left(self) -> int:
        """How many runs have not been handed out."""
        return self.total - self._taken

    def take(self, most: int) -> Batch | None:
        """Hand out about so many runs of one trial, at least one cell; None when nothing is left."""
        if self._trial == len(self._trials):
            return None
        trial = self._trials[self._trial]
        cells = range(self._cell, min(trial.cells, self._cell + max(1, most // trial.replicates)))
        self._trial, self._cell = (self._trial + 1, 0) if cells.stop == trial.cells else (self._trial, cells.stop)
        batch = numbered(trial.scenario, tuple(map(trial.cell, cells)), self._taken)
        self._taken += len(batch)
        return batch

    def place_of(self, number: int) -> tuple[int, int]:
        """Return to which trial the run with this number belongs, and the number of that trial's first run."""
        trial = int(np.searchsorted(self._ends, number, side="right"))
        return trial, int(self._ends[trial]) - self._trials[trial].total
