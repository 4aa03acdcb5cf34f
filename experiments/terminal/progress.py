"""Progress: how far many runs, or other things, have come: a bar, or plain lines where nobody watches a terminal."""

import math
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from experiments.terminal.console import console

NOTICED_SECONDS = 2.0
# Between plain lines: a twentieth of the time that has passed, within these bounds.
_SHORTEST_GAP = 5.0
_LONGEST_GAP = 60.0


class Report(Protocol):
    """Is told how far many runs have come."""

    def __call__(self, done: int, total: int, *, failed: int = 0, memory: int = 0) -> None:
        """Take in the runs done, of how many, those without an outcome, and the most memory of a process, in bytes."""


@contextmanager
def progress(what: str = "runs", *, is_quiet: bool = False) -> Iterator[Report]:
    """Yield a function that shows on standard error how far runs, or other things, have come, or shows nothing."""
    stderr = console(stderr=True)
    if is_quiet:
        yield silence
    elif not stderr.is_terminal:
        yield _plain_lines(stderr, what)
    else:
        with ExitStack() as until_the_end:
            yield _bar(stderr, what, until_the_end)


@contextmanager
def progress_if_slow() -> Iterator[Report]:
    """Yield a function that shows progress once it has taken long enough for someone to wonder."""
    started = time.monotonic()
    with ExitStack() as stack:
        shown: list[Report] = []

        def report(done: int, total: int, *, failed: int = 0, memory: int = 0) -> None:
            if not shown and time.monotonic() - started > NOTICED_SECONDS:
                shown.append(stack.enter_context(progress()))
            for show in shown:
                show(done, total, failed=failed, memory=memory)

        yield report


class _Pace:
    """How fast things are done, since the first of them; neither what lay there before counts nor how workers start."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._before: int | None = None
        self._first = 0
        self._started = self._asked = time.monotonic()

    @property
    def elapsed(self) -> float:
        """Seconds since the first report."""
        return time.monotonic() - self._asked

    def told(self, done: int, total: int, failed: int, memory: int) -> str:
        """Put into words what a report says, and what follows from it."""
        words = [f"{failed:,} failed"] if failed else []
        if rate := self._rate(done):
            left = timedelta(seconds=math.ceil((total - done) / rate))
            words += [
                f"{rate:,.0f} {self._what}/s" if rate >= 10 else f"{rate:.2g} {self._what}/s",
                *([f"{left} left"] if left else []),
            ]
        return ", ".join([*words, *([f"{memory / 2**20:,.0f} MB a process"] if memory else [])])

    def _rate(self, done: int) -> float:
        if self._before is None:
            self._before = self._first = done
        elif self._first == self._before:
            self._first, self._started = done, time.monotonic()
        seconds = time.monotonic() - self._started
        return (done - self._first) / seconds if done > self._first > self._before and seconds > 0 else 0.0


def silence(done: int, total: int, *, failed: int = 0, memory: int = 0) -> None:
    """Show nothing."""


def _bar(console: Console, what: str, until_the_end: ExitStack) -> Report:
    pace = _Pace(what)
    head, told = (TextColumn(text, markup=False) for text in (what.capitalize(), "{task.fields[told]}"))
    bar = Progress(head, BarColumn(), MofNCompleteColumn(), told, console=console)
    task = bar.add_task("", total=None, told="")

    def report(done: int, total: int, *, failed: int = 0, memory: int = 0) -> None:
        if not bar.live.is_started:  # not before there is something to show, as others may write until then
            until_the_end.enter_context(bar)
        bar.update(task, completed=done, total=total, told=pace.told(done, total, failed, memory))

    return report


def _plain_lines(console: Console, what: str) -> Report:
    pace = _Pace(what)
    last = -math.inf

    def report(done: int, total: int, *, failed: int = 0, memory: int = 0) -> None:
        nonlocal last
        told = pace.told(done, total, failed, memory)
        gap = min(max(_SHORTEST_GAP, pace.elapsed / 20), _LONGEST_GAP)
        if done < total and time.monotonic() - last < gap:
            return
        last = time.monotonic()
        console.print(f"{done:,} of {total:,} {what}{f', {told}' if told else ''}")

    return report
