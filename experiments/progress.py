"""Progress: how far many runs have come, as a bar, and as plain lines where nobody watches a terminal."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

# Between plain lines: a twentieth of the time that has passed, within these bounds.
_SHORTEST_GAP = 5.0
_LONGEST_GAP = 60.0


class Report(Protocol):
    """Is told how far many runs have come."""

    def __call__(self, done: int, total: int, *, failed: int = 0, memory: int = 0) -> None:
        """Take in the runs done and of how many, those of them without an outcome, and the memory used, in bytes."""


@contextmanager
def progress(*, is_quiet: bool = False) -> Iterator[Report]:
    """Yield a function that shows on standard error how far runs have come, or shows nothing."""
    console = Console(stderr=True)
    if is_quiet:
        yield silence
    elif not console.is_terminal:
        yield _plain_lines(console)
    else:
        columns = (TextColumn("Runs"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[told]}"))
        with Progress(*columns, console=console) as bar:
            yield _bar(bar)


class _Pace:
    """How fast runs are done since the first report, which tells what lay there before."""

    def __init__(self) -> None:
        self._first: int | None = None
        self._started = time.monotonic()

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self._started

    def told(self, done: int, total: int, failed: int, memory: int) -> str:
        if self._first is None:
            self._first, self._started = done, time.monotonic()
        words = [f"{failed:,} failed"] if failed else []
        if done > self._first and self.elapsed > 0:
            rate = (done - self._first) / self.elapsed
            left = timedelta(seconds=math.ceil((total - done) / rate))
            words += [
                f"{rate:,.0f} runs/s" if rate >= 10 else f"{rate:.2g} runs/s",
                *([f"{left} left"] if left else []),
            ]
        return ", ".join([*words, *([f"{memory / 2**20:,.0f} MB"] if memory else [])])


def silence(done: int, total: int, *, failed: int = 0, memory: int = 0) -> None:
    """Show nothing."""


def _bar(bar: Progress) -> Report:
    pace = _Pace()
    task = bar.add_task("", total=None, told="")

    def report(done: int, total: int, *, failed: int = 0, memory: int = 0) -> None:
        bar.update(task, completed=done, total=total, told=pace.told(done, total, failed, memory))

    return report


def _plain_lines(console: Console) -> Report:
    pace = _Pace()
    last = -math.inf

    def report(done: int, total: int, *, failed: int = 0, memory: int = 0) -> None:
        nonlocal last
        told = pace.told(done, total, failed, memory)
        gap = min(max(_SHORTEST_GAP, pace.elapsed / 20), _LONGEST_GAP)
        if done < total and time.monotonic() - last < gap:
            return
        last = time.monotonic()
        console.print(f"{done:,} of {total:,} runs{f', {told}' if told else ''}", highlight=False)

    return report
