"""Replays under way: each belongs to its class and goes on whoever closes the page."""

import asyncio
import logging
from dataclasses import dataclass, field

from seminar.agreement_form import Value
from seminar.classroom.replay import Replay, batches, joined, replay
from seminar.classroom.teacher import TeacherAccess
from seminar.page.workers import Workers
from simulation import AllianceError


@dataclass
class Progress:
    """How far a replay has come.

    Attributes:
        decided: what had been agreed on when it began.
        parts: pairs that are done.
        mishap: why it stopped; None as long as it runs.
    """

    decided: dict[str, Value]
    parts: list[Replay] = field(default_factory=list)
    mishap: Exception | None = None
    _joined: tuple[int, Replay | None] = (0, None)

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.mishap is None

    @property
    def so_far(self) -> Replay | None:
        """All pairs that are done, put together once however many look at them; None before the first."""
        if self._joined[0] != len(self.parts):
            self._joined = len(self.parts), joined(self.parts)
        return self._joined[1]


class Replays:
    """The replays of all classes, one at a time for each.

    Args:
        workers: that run them.
    """

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._progress: dict[str, Progress] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def progress(self, code: str) -> Progress | None:
        """Return how far a class's replay has come, or why the last one stopped; None where there is neither."""
        return self._progress.get(code)

    def mark(self, code: str) -> tuple[int, bool] | None:
        """Return what changes whenever there is something new to show of a class's replay."""
        progress = self.progress(code)
        return None if progress is None else (len(progress.parts), progress.is_running)

    def start(self, teacher: TeacherAccess) -> None:
        """Start the replay of a class, unless one is under way."""
        code = teacher.classroom.code
        under_way = self.progress(code)
        if under_way is not None and under_way.is_running:
            return
        progress = self._progress[code] = Progress(teacher.classroom.state.decided)
        task = asyncio.get_running_loop().create_task(self._run(teacher, progress))
        self._tasks.add(task)  # the event loop itself would let go of it
        task.add_done_callback(self._tasks.discard)

    async def _run(self, teacher: TeacherAccess, progress: Progress) -> None:
        try:
            await self._run_all(teacher.classroom.scenario_text, progress)
            outcomes = joined(progress.parts).as_parquet()
            await asyncio.to_thread(teacher.keep_replay, progress.decided, outcomes)
            del self._progress[teacher.classroom.code]
        except Exception as mishap:  # it is shown where the result would stand
            if not isinstance(mishap, AllianceError):
                logging.getLogger(__name__).exception("A replay could not go on.")
            progress.mishap = mishap

    async def _run_all(self, scenario: str, progress: Progress) -> None:
        """Run all batches, no more at once than there are workers, so that others get their turn in between."""
        gate = asyncio.Semaphore(self._workers.number)

        async def run(seeds: range) -> None:
            async with gate:
                progress.parts.append(await self._workers.do(replay, scenario, progress.decided, seeds))

        try:
            async with asyncio.TaskGroup() as group:
                for seeds in batches():
                    group.create_task(run(seeds))
        except ExceptionGroup as several:  # all batches fail for the same reason
            raise several.exceptions[0] from None
