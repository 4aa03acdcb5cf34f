"""Execution: batches of runs, in this process or in workers, with never more of them waiting than needed."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, NamedTuple

from simulation import AllianceError, Outcome, Scenario, changed, replicate

BATCH_SECONDS = 1.5
FIRST_BATCH = 8
MOST_GROWTH = 8
WINDOW = 4

type Changes = Mapping[str, object]
type Take = Callable[[int], Batch | None]
# Most runners return outcomes; whoever needs more of a run brings a runner that keeps it.
type Runner = Callable[[Scenario, Changes, Sequence[int]], list[Any]]


class WorkerError(AllianceError):
    """A worker process ended in the middle of its work, killed from outside or out of memory."""

    exit_code = 1


class Stretch(NamedTuple):
    """Consecutive replicates of one point of a design."""

    changes: Changes
    seeds: Sequence[int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Work for a second or two: consecutive runs of a plan.

    Attributes:
        positions: the places of these runs in the plan.
        scenario: what is run, before the changes of each stretch.
        stretches: what to run, in the same order.
    """

    positions: range
    scenario: Scenario
    stretches: tuple[Stretch, ...]


class Finished(NamedTuple):
    """A batch with its outcomes, or what else its runner keeps, in the order of its positions."""

    batch: Batch
    outcomes: list[Any]


def run_point(scenario: Scenario, changes: Changes, seeds: Sequence[int]) -> list[Outcome]:
    """Run the scenario with these changes once for every seed."""
    return list(replicate(changed(scenario, changes), seeds))


def run_batch(batch: Batch, runner: Runner = run_point) -> tuple[list[Any], float]:
    """Run one batch; return its outcomes in order and the seconds it took."""
    started = time.perf_counter()
    outcomes = [outcome for stretch in batch.stretches for outcome in runner(batch.scenario, *stretch)]
    return outcomes, time.perf_counter() - started


class Pace:
    """Sizes batches so that each takes about `BATCH_SECONDS`, from the times measured so far."""

    def __init__(self) -> None:
        self.size = FIRST_BATCH

    def learn(self, runs: int, seconds: float) -> None:
        """Take in how long a batch took; growth is bounded, as the next runs may cost more."""
        wanted = round(BATCH_SECONDS * runs / max(seconds, 1e-6))
        self.size = max(1, min(wanted, MOST_GROWTH * runs))


def execute(take: Take, *, workers: int = 1, runner: Runner = run_point) -> Iterator[Finished]:
    """Run batches until none is left, and yield each as soon as it is finished.

    Args:
        take: gives the next batch of at most so many runs, or None when nothing is left.
        workers: processes that work at once; with 1 the work is done in this process.
        runner: runs one point; a plain top-level function.

    Raises:
        WorkerError: when a worker process ends by itself; batches yielded before are whole.
    """
    pace = Pace()
    if workers == 1:
        yield from _in_this_process(take, pace, runner)
    else:
        yield from _in_workers(take, pace, runner, workers)


def _in_this_process(take: Take, pace: Pace, runner: Runner) -> Iterator[Finished]:
    while batch := take(pace.size):
        outcomes, seconds = run_batch(batch, runner)
        pace.learn(len(batch.positions), seconds)
        yield Finished(batch, outcomes)


def _in_workers(take: Take, pace: Pace, runner: Runner, workers: int) -> Iterator[Finished]:
    running: dict[Future[tuple[list[Any], float]], Batch] = {}
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_prepare_worker)
    try:
        while True:
            while len(running) < WINDOW * workers and (batch := take(pace.size)):
                running[pool.submit(run_batch, batch, runner)] = batch
            if not running:
                return
            done = wait(running, return_when=FIRST_COMPLETED).done
            # A broken pool fails all that is under way; what was finished before comes first and is kept.
            for future in sorted(done, key=lambda future: future.exception() is not None):
                batch = running.pop(future)
                outcomes, seconds = future.result()
                pace.learn(len(batch.positions), seconds)
                yield Finished(batch, outcomes)
    except BrokenProcessPool as error:
        raise WorkerError("A worker process died; it was killed, or the memory was full.") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _prepare_worker() -> None:
    """Let Ctrl-C end a worker without a traceback, and let no worker outlive its driver."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_driver, daemon=True).start()


def _end_with_driver() -> None:
    if driver := multiprocessing.parent_process():
        driver.join()
        os._exit(1)  # the main thread waits for work that will not come, so nothing gentler ends it
