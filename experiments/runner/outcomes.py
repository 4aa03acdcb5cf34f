"""Outcomes: runs whose outcomes are looked at as they come in, and not stored; each is known by its number."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.runner import fingerprints
from experiments.runner.batch import Batch, Run, Runner, Stretch, Task, run_point
from experiments.runner.execution import Start, Supply, execute
from experiments.runner.rows import KILLED, Failure, Place, Result
from simulation import AllianceError, Outcome, Scenario


class RunError(AllianceError):
    """A run that must have an outcome and has none."""

    exit_code = 1


class Outcomes(NamedTuple):
    """Outcomes, or what else a runner keeps, with the numbers of their runs."""

    numbers: NDArray[np.int64]
    outcomes: list[Any]


def numbered(scenario: Scenario, stretches: Sequence[Stretch], first: int) -> Batch:
    """Return a batch whose runs are numbered from the first one on."""
    count = sum(len(stretch.seeds) for stretch in stretches)
    return Batch(scenario, tuple(stretches), np.arange(first, first + count, dtype=np.uint64), {})


def outcomes(supply: Supply, start: Start, runner: Runner = run_point) -> Iterator[Outcomes]:
    """Run batches until none is left, and yield what comes back as soon as it is there.

    Args:
        supply: gives batches made by `numbered`.
        start: starts the workers.
        runner: runs one point; a plain top-level function.

    Raises:
        RunError: where a run has no outcome, since nothing can be concluded from those that are left.
        WorkerError: where the workers cannot go on.
    """
    task = Task(fingerprints.behaviour(), _with_numbers, runner=runner)
    for parcel in execute(task, supply, start):
        numbers, results = parcel.content
        yield Outcomes(numbers, list(map(_there, results)))


def _with_numbers(batch: Batch, runs: Sequence[Run]) -> tuple[NDArray[np.int64], list[Outcome | RunError]]:
    told = zip(batch.places(), runs, strict=True)
    return batch.names.astype(np.int64), [_told(batch.scenario, place, run.result) for place, run in told]


def _told(scenario: Scenario, place: Place, result: Result) -> Outcome | RunError:
    if not isinstance(result, Failure):
        return result
    changes = ", ".join(f"{path} = {value}" for path, value in place.point.items()) or "nothing changed"
    return RunError(
        f"A run of {scenario.title.en} has no outcome, so nothing can be concluded: seed {place.seed}, {changes}. "
        f"It {result.message if result.status == KILLED else f'raised {result.message}'}."
    )


def _there(result: Outcome | RunError) -> Outcome:
    if isinstance(result, RunError):
        raise result
    return result
