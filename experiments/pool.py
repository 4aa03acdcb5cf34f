"""Local workers: processes of this machine, each replaced when it dies."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from experiments.batch import Batch, Parcel, Task, work
from experiments.execution import Arrived, Lost

_SPAWN = multiprocessing.get_context("spawn")


class LocalPool:
    """Worker processes that this one starts and ends; they end by themselves when this one is killed.

    Args:
        task: what all batches have in common.
        workers: how many processes.
    """

    def __init__(self, task: Task[Any], *, workers: int) -> None:
        # The workers hold the other end of this line, and end when it breaks.
        reader, self._lifeline = _SPAWN.Pipe(duplex=False)
        self._workers = [_Worker(task, reader) for _ in range(workers)]

    @property
    def workers(self) -> int:
        """Number of processes."""
        return len(self._workers)

    def submit(self, key: int, batch: Batch) -> None:
        """Hand a batch to the worker that has the fewest before it."""
        min(self._workers, key=lambda worker: len(worker.given)).submit(key, batch)

    def wait(self) -> Arrived | Lost:
        """Wait for the next batch that is done, or over which its worker died."""
        # A worker does its batches in order, so none is done before the first it was given.
        first = {worker.given[0].parcel: worker for worker in self._workers if worker.given}
        done = wait(first, return_when=FIRST_COMPLETED).done
        return first[done.pop()].first_event()

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        self._lifeline.close()
        for worker in self._workers:
            worker.close()


class _Given(NamedTuple):
    key: int
    batch: Batch
    parcel: Future[Parcel[Any]]


class _Worker:
    """A process with the batches it was given.

    Each has an executor to itself: when it dies, it is known over which batch, and the others are not disturbed.
    """

    def __init__(self, task: Task[Any], lifeline: Connection) -> None:
        self._task = task
        self._lifeline = lifeline
        self._executor = self._new_executor()
        self.given: deque[_Given] = deque()

    def submit(self, key: int, batch: Batch) -> None:
        self.given.append(_Given(key, batch, self._submitted(batch)))

    def first_event(self) -> Arrived | Lost:
        """Return what became of the first batch, once that is settled."""
        first = self.given.popleft()
        try:
            return Arrived(first.key, first.parcel.result())
        except BrokenProcessPool:
            self._begin_again()
            return Lost(first.key)

    def close(self) -> None:
        self._executor.shutdown(cancel_futures=True)

    def _begin_again(self) -> None:
        """Replace the dead process and give it the batches that were not yet begun."""
        self.close()
        self._executor = self._new_executor()
        waiting, self.given = self.given, deque()
        for key, batch, _ in waiting:
            self.submit(key, batch)

    def _submitted(self, batch: Batch) -> Future[Parcel[Any]]:
        try:
            return self._handed_over(batch)
        except BrokenProcessPool as error:
            if not self.given:  # it died while it had nothing to do
                self._executor = self._new_executor()
                return self._handed_over(batch)
            return _failed(error)  # as is the batch before it, with which this will come to light

    def _handed_over(self, batch: Batch) -> Future[Parcel[Any]]:
        # The process starts here, and with Ctrl-C blocked: what that means for the workers, the driver decides.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self._executor.submit(work, self._task, batch)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _new_executor(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, _SPAWN, initializer=_end_with_driver, initargs=(self._lifeline,))


def _failed(error: Exception) -> Future[Parcel[Any]]:
    future: Future[Parcel[Any]] = Future()
    future.set_exception(error)
    return future


def _end_with_driver(lifeline: Connection) -> None:
    threading.Thread(target=_wait_for_the_end, args=(lifeline,), daemon=True).start()


def _wait_for_the_end(lifeline: Connection) -> None:
    with suppress(EOFError, OSError):
        lifeline.recv()
    os._exit(1)  # the main thread waits for work that will not come, so nothing gentler ends it
