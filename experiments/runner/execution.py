"""Execution: batches handed to workers a few at a time, and what happens to those over which workers die."""

from collections import deque
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from math import ceil
from typing import Any, NamedTuple, Protocol

from experiments.runner.batch import Batch, Parcel, Task, WorkerError, given_up, work
from experiments.runner.rows import KILLED, Failure

BATCH_SECONDS = 1.5
FIRST_BATCH = 8
MOST_GROWTH = 8
WINDOW = 3
PIECES = 8
# A worker may die of something else, so a batch is tried twice among others before it is tried alone.
TRIES_AMONG_OTHERS = 2

# A backend carries any content, as it only passes it on.
type Start = Callable[[Task[Any]], Backend]


class Arrived(NamedTuple):
    """A batch that is done, with what came back."""

    key: int
    parcel: Parcel[Any]


class Lost(NamedTuple):
    """A batch over which its worker died."""

    key: int


class Backend(Protocol):
    """Workers, wherever they are."""

    @property
    def workers(self) -> int:
        """How many batches can be worked on at once."""

    def submit(self, key: int, batch: Batch) -> None:
        """Hand over a batch; it is worked on when a worker is free."""

    def wait(self) -> Arrived | Lost:
        """Wait for the next batch, whichever it is, that is done or lost its worker."""

    def close(self) -> None:
        """Stop all work and let go of the workers."""


class Supply(Protocol):
    """Where batches come from."""

    @property
    def left(self) -> int:
        """How many runs have not been taken."""

    def take(self, most: int) -> Batch | None:
        """Take the next batch of at most so many runs; None when nothing is left."""


class InThisProcess:
    """The simplest backend: each batch is run in this process when one waits for it."""

    workers = 1

    def __init__(self, task: Task[Any]) -> None:
        self._task = task
        self._waiting: deque[tuple[int, Batch]] = deque()

    def submit(self, key: int, batch: Batch) -> None:
        """Keep a batch until it is waited for."""
        self._waiting.append((key, batch))

    def wait(self) -> Arrived:
        """Run the batch that was handed over first."""
        key, batch = self._waiting.popleft()
        return Arrived(key, work(self._task, batch))

    def close(self) -> None:
        """Forget what is waiting."""
        self._waiting.clear()


class _Lent:
    """Workers that others will use afterwards: they are not let go."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.submit, self.wait = backend.submit, backend.wait

    @property
    def workers(self) -> int:
        return self._backend.workers

    def close(self) -> None:
        """Leave them as they are."""


@contextmanager
def kept_open(start: Start) -> Iterator[Start]:
    """Let plans that are run one after another have the same workers, as it takes a while to start them."""
    started: dict[Task[Any], Backend] = {}

    def again(task: Task[Any]) -> Backend:
        if task not in started:
            started[task] = start(task)
            until_the_end.callback(started[task].close)
        return _Lent(started[task])

    with ExitStack() as until_the_end:
        yield again


class Pace:
    """Sizes batches so that each takes about `BATCH_SECONDS`, from the times measured so far."""

    def __init__(self) -> None:
        self.size = FIRST_BATCH

    def learn(self, runs: int, seconds: float) -> None:
        """Take in how long a batch took; growth is bounded, as the next runs may cost more."""
        wanted = round(BATCH_SECONDS * runs / max(seconds, 1e-6))
        self.size = max(1, min(wanted, MOST_GROWTH * runs))

    def next_size(self, left: int, workers: int) -> int:
        """Return how many runs to take next; less towards the end, so that all workers end together."""
        share = left if workers == 1 else ceil(left / (2 * workers))
        return min(self.size, max(share, FIRST_BATCH))


class Suspicion:
    """Batches over which workers died, to be tried again: first among others, then alone and in pieces."""

    def __init__(self) -> None:
        self._again: list[Batch] = []
        self._alone: list[Batch] = []

    def take_back(self, batch: Batch) -> bool:
        """Take back a batch over which a worker died, and tell whether it will be tried again.

        One that kills its worker even alone is cut into smaller and smaller pieces, until the run is found that
        does it; that run is not tried again.
        """
        batch = batch.after_a_death()
        if batch.deaths < TRIES_AMONG_OTHERS:
            self._again.append(batch)
        elif batch.deaths == TRIES_AMONG_OTHERS:
            self._alone.append(batch)
        else:
            self._alone.extend(reversed(batch.pieces(PIECES)) if len(batch) > 1 else [])
            return len(batch) > 1
        return True

    def next(self, under_way: Collection[Batch]) -> Batch | None:
        """Return a batch that can be tried again beside those under way."""
        if self._again:
            return self._again.pop()
        return self._alone.pop() if self._alone and not under_way else None

    def holds_up(self, under_way: Collection[Batch]) -> bool:
        """Tell whether other batches must wait, since one is tried alone now or next."""
        return bool(self._alone) or any(batch.deaths >= TRIES_AMONG_OTHERS for batch in under_way)


def execute[Content](task: Task[Content], supply: Supply, start: Start = InThisProcess) -> Iterator[Parcel[Content]]:
    """Run batches until none is left, and yield each parcel as soon as it is there.

    Args:
        task: what the batches have in common.
        supply: gives the batches.
        start: starts the workers.

    Raises:
        WorkerError: where the workers cannot go on; parcels yielded before are whole.
    """
    backend = start(task)
    try:
        yield from _executed(task, supply, backend)
    finally:
        backend.close()


def _make_sure_of_workers(backend: Backend, key: int, nothing: Batch) -> None:
    """Raise a WorkerError where workers die over nothing at all, so that no run is blamed for it."""
    backend.submit(key, nothing)
    if isinstance(backend.wait(), Lost):
        raise WorkerError("Worker processes end before they have done anything; is there enough memory for them?")


def _executed[Content](task: Task[Content], supply: Supply, backend: Backend) -> Iterator[Parcel[Content]]:
    pace, suspicion, keys = Pace(), Suspicion(), count()
    under_way: dict[int, Batch] = {}
    while True:
        while len(under_way) < WINDOW * backend.workers:
            batch = suspicion.next(under_way.values())
            if batch is None and not suspicion.holds_up(under_way.values()):
                batch = supply.take(pace.next_size(supply.left, backend.workers))
            if batch is None:
                break
            key = next(keys)
            under_way[key] = batch
            backend.submit(key, batch)
        if not under_way:
            return
        event = backend.wait()
        batch = under_way.pop(event.key)
        if isinstance(event, Arrived):
            pace.learn(len(batch), event.parcel.seconds)
            yield event.parcel
        elif not suspicion.take_back(batch):
            _make_sure_of_workers(backend, next(keys), batch.emptied())
            yield given_up(task, batch, Failure(KILLED, "ended its worker process, also when it was tried alone"))
