"""Workers: processes that do what takes long, so that the page goes on answering while they do it."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from experiments.runner.batch import WorkerError
from simulation import compile_rules

_SPAWN = multiprocessing.get_context("spawn")
_TRIES = 2
_GIVING_WAY = 10  # of the 19 steps in which a process of Linux or macOS can let others go first


class Workers:
    """Processes of this machine that all visitors share; one that is killed is replaced.

    Compiled rules leave no time to other threads of their process, so what runs them is done in another one.

    Args:
        number: how many processes.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self._pool = self._started()

    async def do[*Given, Answer](self, work: Callable[[*Given], Answer], *given: *Given) -> Answer:
        """Have work done by whichever worker is free first, and wait for its answer.

        Args:
            work: a plain top-level function that changes nothing, since it is done again where a worker dies over it.
            given: its arguments; these and the answer are sent from process to process.

        Raises:
            WorkerError: where workers die over it again and again.
            Exception: whatever the work raises.
        """
        for _ in range(_TRIES):
            pool = self._pool
            try:
                return await asyncio.get_running_loop().run_in_executor(pool, work, *given)
            except BrokenProcessPool:
                if pool is self._pool:
                    self._pool = self._started()
        raise WorkerError("The worker processes were ended from outside, twice; is there enough memory?")

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()

    def _started(self) -> ProcessPoolExecutor:
        pool = ProcessPoolExecutor(self.number, mp_context=_SPAWN, initializer=_get_ready)
        for _ in range(self.number):  # a process is started for each of them, before anybody waits for it
            pool.submit(os.getpid)
        return pool


def beside_the_page(cores: int) -> int:
    """Return how many workers leave the page a core of its own, where there is more than one.

    >>> [beside_the_page(cores) for cores in (1, 2, 8)]
    [1, 1, 7]
    """
    return max(1, cores - 1)


def _get_ready() -> None:
    """Prepare a worker: the page goes first, rules are read from the cache, and it ends when the server does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to answer
    if hasattr(os, "nice"):  # Windows has none; there the core that is left to the page must do
        os.nice(_GIVING_WAY)
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    compile_rules()


def _end_with_the_server() -> None:
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(1)
