"""Workers of a Dask cluster, for sweeps that outgrow one machine; needs the optional extra `cluster`."""

import logging
import time
from contextlib import ExitStack
from itertools import count
from typing import Any
from uuid import uuid4

from experiments.runner.batch import Batch, Task, WorkerError, work
from experiments.runner.execution import Arrived, Lost

LOCAL = "local:"
_SECONDS_TO_REACH = 30
_SECONDS_BETWEEN_COUNTS = 5.0


class DaskCluster:
    """The workers of a Dask scheduler; they may come and go while the sweep runs.

    Args:
        task: what all batches have in common.
        address: of the scheduler, such as `tcp://10.0.0.1:8786`; `local:N` starts one here with N workers.

    Raises:
        WorkerError: where Dask is not installed, or no scheduler answers at the address.
    """

    def __init__(self, task: Task[Any], *, address: str) -> None:
        distributed = _distributed()
        # What goes wrong is told once, by the errors of this project.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._task = task
        self._open = ExitStack()
        self._client = self._connected(distributed, address)
        self._completed = distributed.as_completed(loop=self._client.loop)
        self._futures: dict[str, tuple[int, Any]] = {}
        # Keys are not used twice on a scheduler, which outlives this sweep.
        self._names = (f"alliance-{uuid4().hex}" for _ in count())
        self._counted, self._workers = 0.0, 1

    @property
    def workers(self) -> int:
        """How many batches the cluster can work on at once, counted every few seconds; at least 1."""
        if time.monotonic() - self._counted > _SECONDS_BETWEEN_COUNTS:
            self._workers = max(1, sum(self._client.nthreads().values()))
            self._counted = time.monotonic()
        return self._workers

    def submit(self, key: int, batch: Batch) -> None:
        """Hand a batch to the scheduler."""
        future = self._client.submit(work, self._task, batch, key=next(self._names), pure=False)
        self._futures[future.key] = (key, future)
        self._completed.add(future)

    def wait(self) -> Arrived | Lost:
        """Wait for the next batch that is done, or over which several workers died."""
        from distributed import KilledWorker

        future = next(self._completed)
        key, _ = self._futures.pop(future.key)
        try:
            return Arrived(key, future.result())
        except KilledWorker:
            return Lost(key)
        except Exception as error:
            reason = str(error).partition("\n")[0]
            raise WorkerError(f"The cluster cannot go on: {type(error).__name__}: {reason}.") from error

    def close(self) -> None:
        """Take back what is not done, and leave the cluster."""
        self._client.cancel([future for _, future in self._futures.values()], force=True)
        self._open.close()

    def _connected(self, distributed: Any, address: str) -> Any:
        try:
            where = self._local(distributed, address) if address.startswith(LOCAL) else address
            client = distributed.Client(where, timeout=_SECONDS_TO_REACH, set_as_default=False)
        except (OSError, ValueError) as error:
            self._open.close()
            raise WorkerError(f"No Dask scheduler answers at {address}: {error}") from error
        return self._open.enter_context(client)

    def _local(self, distributed: Any, address: str) -> Any:
        workers = address.removeprefix(LOCAL)
        if not workers.isdecimal() or int(workers) < 1:
            raise WorkerError(f"Cannot read the cluster '{address}'; write local:N for N workers on this machine.")
        cluster = distributed.LocalCluster(
            n_workers=int(workers),
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        )
        return self._open.enter_context(cluster)


def _distributed() -> Any:
    try:
        import distributed
    except ModuleNotFoundError as error:
        raise WorkerError(
            "A cluster needs Dask, which is not installed: pip install 'alliance-simulation[cluster]'"
        ) from error
    return distributed
