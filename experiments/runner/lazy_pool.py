"""Workers where they pay: work begins in this process and goes on in others once it lasts longer than their start."""

import time
from typing import Any

from experiments.runner.batch import Batch, Task
from experiments.runner.execution import Arrived, Backend, InThisProcess, Lost
from experiments.runner.pool import LocalPool

# About as long as a worker needs for its imports and for reading the machine code.
SECONDS_ALONE = 1.5


class LazyPool:
    """This process alone at first; as many worker processes as are asked for where work lasts longer than their start.

    Args:
        task: what all batches have in common.
        workers: how many processes there may be.
    """

    def __init__(self, task: Task[Any], *, workers: int) -> None:
        self._task = task
        self._most = workers
        self._began = time.monotonic()
        self._backend: Backend = InThisProcess(task)
        self._waiting: dict[int, Batch] = {}

    @property
    def workers(self) -> int:
        """How many batches can be worked on at once by now."""
        return self._backend.workers

    def submit(self, key: int, batch: Batch) -> None:
        """Hand over a batch."""
        self._waiting[key] = batch
        self._backend.submit(key, batch)

    def wait(self) -> Arrived | Lost:
        """Wait for the next batch that is done, or over which its worker died."""
        if isinstance(self._backend, InThisProcess) and time.monotonic() - self._began > SECONDS_ALONE:
            self._call_workers()
        event = self._backend.wait()
        del self._waiting[event.key]
        return event

    def close(self) -> None:
        """Stop all work and let go of the workers."""
        self._backend.close()

    def _call_workers(self) -> None:
        """Start the workers and hand over what waits."""
        self._backend = LocalPool(self._task, workers=self._most)
        for key, batch in self._waiting.items():
            self._backend.submit(key, batch)
