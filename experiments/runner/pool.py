"""Local workers: processes of this machine, each replaced when it dies.

Each has a line of its own to the driver. A `ProcessPoolExecutor` holds both ends of the pipe by which results come, so
that one whose worker is killed while it writes a result waits for the rest of it for ever (seen once in fifty kills);
a line with one end here and one there breaks when either side dies.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any, NamedTuple

from experiments.runner.batch import Batch, Parcel, Task, WorkerError, work
from experiments.runner.execution import Arrived, Lost
from simulation import AllianceError

_SPAWN = multiprocessing.get_context("spawn")


class LocalPool:
    """Worker processes that this one starts and ends; they end by themselves when this one is killed.

    Args:
        task: what all batches have in common.
        workers: how many processes.
    """

    def __init__(self, task: Task[Any], *, workers: int) -> None:
        self._workers = [_Worker(task) for _ in range(workers)]

    @property
    def workers(self) -> int:
        """Number of processes."""
        return len(self._workers)

    def submit(self, key: int, batch: Batch) -> None:
        """Hand a batch to the worker that has the fewest before it."""
        min(self._workers, key=lambda worker: len(worker.given)).submit(_Given(key, batch))

    def wait(self) -> Arrived | Lost:
        """Wait for the next batch that is done, or over which its worker died."""
        at_work = {worker.line: worker for worker in self._workers if worker.given}
        return at_work[wait(at_work)[0]].first_event()  # type: ignore[index]

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self._workers:
            worker.close()


class _Given(NamedTuple):
    key: int
    batch: Batch


class _Worker:
    """A process with the batches it was given, which it does in order."""

    def __init__(self, task: Task[Any]) -> None:
        self._task = task
        self.given: deque[_Given] = deque()
        self._begin()

    def submit(self, given: _Given) -> None:
        """Hand over a batch; if the process is dead, that comes to light with the batch before, if there is one."""
        self.given.append(given)
        try:
            self.line.send(given.batch)
        except OSError:
            if len(self.given) == 1:  # it died while it had nothing to do
                self._begin_again()

    def first_event(self) -> Arrived | Lost:
        """Return what became of the first batch, once there is something to read or the line is broken."""
        first = self.given.popleft()
        try:
            told: Parcel[Any] | AllianceError = self.line.recv()
        except (EOFError, OSError):
            self._begin_again()
            return Lost(first.key)
        if isinstance(told, AllianceError):
            raise told
        return Arrived(first.key, told)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self.line.close()

    def _begin(self) -> None:
        self.line, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs, self._task), daemon=True)
        with _ctrl_c_blocked():
            self._process.start()
        theirs.close()

    def _begin_again(self) -> None:
        """Replace the dead process and give it the batches that were not yet begun."""
        self.close()
        self._begin()
        waiting, self.given = self.given, deque()
        for given in waiting:
            self.submit(given)


@contextmanager
def _ctrl_c_blocked() -> Iterator[None]:
    """Let a process start with Ctrl-C blocked: what that means for the workers, the driver decides.

    Windows cannot block it; there, workers ignore it from their first line on.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection, task: Task[Any]) -> None:
    """Do batches as they come, until the line breaks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    batches: SimpleQueue[Batch] = SimpleQueue()
    threading.Thread(target=_receive, args=(line, batches), daemon=True).start()
    with suppress(OSError):
        while True:
            line.send(_done(task, batches.get()))


def _receive(line: Connection, batches: SimpleQueue[Batch]) -> None:
    """Take batches in as soon as they are sent, so that the driver never waits for a worker that is busy."""
    with suppress(EOFError, OSError):
        while True:
            batches.put(line.recv())
    os._exit(1)  # the main thread may be at work for a driver that is gone, so nothing gentler ends it


def _done(task: Task[Any], batch: Batch) -> Parcel[Any] | AllianceError:
    try:
        return work(task, batch)
    except AllianceError as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever goes wrong here is told over there
        return WorkerError(f"A worker cannot go on: {type(error).__name__}: {error}")
