"""Trials at work: the runs of many claims in one queue, and the values of each trial when its last run is done."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from experiments.execution import Batch, Finished, Runner, execute, run_point
from experiments.statistics import Numbers
from experiments.trial import Trial, measured

type Report = Callable[[int, int], None]


class Observed:
    """The values of a trial as they come in."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        shape = (len(trial.claim.expect), trial.cells, trial.replicates)
        self._values = np.full(shape, np.nan)
        self._missing = trial.cells

    @property
    def values(self) -> Numbers:
        """One number for each expectation, set (the defaults first), state, situation, level and replicate."""
        trial = self.trial
        return self._values.reshape(-1, len(trial.points), *trial.conditions, trial.replicates)

    @property
    def is_whole(self) -> bool:
        """Whether all runs are done."""
        return self._missing == 0

    def take_in(self, first_cell: int, finished: Finished) -> None:
        """Take in the outcomes of consecutive cells."""
        runs = self.trial.replicates
        for k in range(len(finished.batch.stretches)):
            outcomes = finished.outcomes[k * runs : (k + 1) * runs]
            for number, expectation in enumerate(self.trial.claim.expect):
                self._values[number, first_cell + k] = measured(outcomes, expectation)
            self._missing -= 1


def run_trials(
    trials: Sequence[Trial], report: Report, *, workers: int = 1, runner: Runner = run_point
) -> Iterator[Observed]:
    """Run all trials, and yield each as soon as it is whole.

    Args:
        trials: what to run, in this order.
        report: is told after every batch how many runs are done, and of how many.
        workers: processes that work at once.
        runner: runs one condition of one set; a plain top-level function.
    """
    queue = _Queue(trials)
    observed = [Observed(trial) for trial in trials]
    total, done = sum(trial.total for trial in trials), 0
    for finished in execute(queue.take, workers=workers, runner=runner):
        number, first_cell = queue.place_of(finished.batch)
        observed[number].take_in(first_cell, finished)
        done += len(finished.batch.positions)
        report(done, total)
        if observed[number].is_whole:
            yield observed[number]


class _Queue:
    """Hands out the cells of trial after trial, whole ones only."""

    def __init__(self, trials: Sequence[Trial]) -> None:
        self._trials = trials
        self._ends = np.cumsum([trial.total for trial in trials])
        self._trial = self._cell = 0

    def take(self, most: int) -> Batch | None:
        """Hand out about so many runs of one trial, at least one cell; None when nothing is left."""
        if self._trial == len(self._trials):
            return None
        number, trial = self._trial, self._trials[self._trial]
        cells = range(self._cell, min(trial.cells, self._cell + max(1, most // trial.replicates)))
        self._trial, self._cell = (number + 1, 0) if cells.stop == trial.cells else (number, cells.stop)
        start = int(self._ends[number]) - trial.total
        positions = range(start + cells.start * trial.replicates, start + cells.stop * trial.replicates)
        return Batch(positions, trial.scenario, tuple(map(trial.cell, cells)))

    def place_of(self, batch: Batch) -> tuple[int, int]:
        """Return the number of the trial that a batch belongs to, and the first of its cells."""
        number = int(np.searchsorted(self._ends, batch.positions.start, side="right"))
        trial = self._trials[number]
        return number, (batch.positions.start - int(self._ends[number]) + trial.total) // trial.replicates
