"""The screen: outcomes as a table, progress as a bar, and plain lines where nobody watches a terminal."""

import math
import shutil
import textwrap
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from simulation import OUTCOMES, Outcome, compile_rules

NOTICED_SECONDS = 2.0
_SECONDS_BETWEEN_LINES = 5.0
_WIDEST = 110
_BELOW_THE_DATE = " " * len("06 Jan 2020, week   0  ")

type Report = Callable[[int, int], None]


def wrapped(paragraph: str) -> str:
    """Break a paragraph of a chronicle into lines that can be read, its date standing out to the left."""
    width = min(_WIDEST, shutil.get_terminal_size((_WIDEST, 25)).columns)
    return textwrap.fill(paragraph, width, subsequent_indent=_BELOW_THE_DATE)


def outcome_table(outcome: Outcome) -> Table:
    """Lay out the outcome of a run with units and meanings."""
    table = Table(title="Outcome", title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("name", no_wrap=True)
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("unit", no_wrap=True)
    table.add_column("meaning")
    for name, info in OUTCOMES.items():
        table.add_row(name, _written(getattr(outcome, name)), info.unit, info.meaning)
    return table


def name_table(rows: Sequence[tuple[str, str]]) -> Table:
    """Lay out names with what they stand for."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True, style="bold")
    table.add_column()
    for row in rows:
        table.add_row(*row)
    return table


def compile_visibly() -> None:
    """Compile the rules; where they do not lie ready, lines on standard error say what takes so long."""
    console = Console(stderr=True)
    words = "Compiling the rules, once per installation ..."
    notice = threading.Timer(NOTICED_SECONDS, console.print, [words], {"highlight": False})
    notice.start()
    try:
        seconds = compile_rules()
    finally:
        notice.cancel()
    if seconds > NOTICED_SECONDS:
        console.print(f"Compiled in {seconds:.0f} s; from now on they lie ready.", highlight=False)


@contextmanager
def progress() -> Iterator[Report]:
    """Yield a function that shows on standard error how many runs are done, and of how many."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain_lines(console)
        return
    columns = (
        TextColumn("Runs"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=None, rate="")
        rate = _Rate()
        yield lambda done, total: bar.update(task, completed=done, total=total, rate=rate.after(done))


class _Rate:
    """Runs a second since the first report."""

    def __init__(self) -> None:
        self._first: int | None = None
        self._started = time.monotonic()

    def after(self, done: int) -> str:
        if self._first is None:
            self._first, self._started = done, time.monotonic()
        seconds = time.monotonic() - self._started
        return f"{(done - self._first) / seconds:,.0f} runs/s" if seconds > 0 and done > self._first else ""


def _plain_lines(console: Console) -> Report:
    rate = _Rate()
    last = -math.inf

    def report(done: int, total: int) -> None:
        nonlocal last
        speed = rate.after(done)
        if done < total and time.monotonic() - last < _SECONDS_BETWEEN_LINES:
            return
        last = time.monotonic()
        console.print(f"{done:,} of {total:,} runs{f', {speed}' if speed else ''}", highlight=False)

    return report


def _written(value: float | int | str) -> str:
    if isinstance(value, float):
        return "never" if math.isnan(value) else f"{value:.3g}" if abs(value) < 100 else f"{value:,.0f}"
    return str(value)
