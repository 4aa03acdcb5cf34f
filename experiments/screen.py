"""The screen: outcomes as a table, progress as a bar, and plain lines where nobody watches a terminal."""

import math
import re
import shutil
import textwrap
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from simulation import OUTCOMES, Decision, Outcome, compile_rules
from simulation.language import Language, Phrase
from simulation.sentences import DECISIONS, HEADINGS

NOTICED_SECONDS = 2.0
_SECONDS_BETWEEN_LINES = 5.0
_WIDEST = 110
_UP_TO_THE_TEXT = re.compile(r"(\S+( \S+)*)? {2,}")

type Report = Callable[[int, int], None]


def wrapped(paragraph: str) -> str:
    """Break a paragraph of a chronicle into lines that can be read, its date standing out to the left."""
    width = min(_WIDEST, shutil.get_terminal_size((_WIDEST, 25)).columns)
    date = _UP_TO_THE_TEXT.match(paragraph)
    return textwrap.fill(paragraph, width, subsequent_indent=" " * date.end() if date else "")


def outcome_table(outcome: Outcome, spoken: Language) -> Table:
    """Lay out the outcome of a run with units and meanings; names stay as they stand in files.

    What is missing is left out: it never came about, or the scenario has nothing of the kind.
    """
    table = Table(
        title=spoken.say(Phrase("Outcome")), title_justify="left", box=None, pad_edge=False, header_style="bold"
    )
    table.add_column(spoken.say(Phrase("name")), no_wrap=True)
    table.add_column(spoken.say(Phrase("value")), justify="right", no_wrap=True)
    table.add_column(spoken.say(Phrase("unit")), no_wrap=True)
    table.add_column(spoken.say(Phrase("meaning")))
    for name, info in OUTCOMES.items():
        value = getattr(outcome, name)
        if value == value:  # NaN is what is missing
            unit, meaning = spoken.say(Phrase(info.unit)), spoken.say(Phrase(info.meaning))
            table.add_row(name, _written(value, spoken), unit, meaning)
    return table


def decision_table(decisions: Sequence[Decision], spoken: Language) -> Table:
    """Lay out what one organisation decided: a row for each decision, a column for each term that ever counts.

    Args:
        decisions: one or more, in order.
        spoken: language of headings and numbers.
    """
    several = any(decision.alliance for decision in decisions)
    terms = [name for name in decisions[0].terms if any(round(decision.terms[name], 2) for decision in decisions)]
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(spoken.say(Phrase("week")), justify="right", no_wrap=True)
    table.add_column(spoken.say(Phrase("decision")), no_wrap=True)
    if several:
        table.add_column(spoken.say(Phrase("alliance")), no_wrap=True)
    for heading in (*(HEADINGS[name] for name in terms), Phrase("sum"), Phrase("deviation"), Phrase("threshold")):
        table.add_column(spoken.say(heading), justify="right", no_wrap=True)
    for decision in decisions:
        weighed = [decision.terms[name] for name in terms]
        numbers = (*weighed, decision.net, decision.deviation, decision.threshold)
        word, alliance = spoken.say(DECISIONS[decision.decided]), [decision.alliance] * several
        table.add_row(str(decision.week), word, *alliance, *map(spoken.signed, numbers))
    return table


def list_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Lay out rows of which the first cell is a name."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, head in enumerate(heads):
        table.add_column(head, no_wrap=number == 0, style="bold" if number == 0 else None)
    for row in rows:
        table.add_row(*row)
    return table


def plain_console() -> Console:
    """Return a console as wide as can be read with ease, that prints texts as they are."""
    width = min(_WIDEST, shutil.get_terminal_size((_WIDEST, 25)).columns)
    return Console(width=width, markup=False, highlight=False, emoji=False)


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
def progress(what: str = "runs") -> Iterator[Report]:
    """Yield a function that shows on standard error how many runs, or other things, are done, and of how many."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain_lines(console, what)
        return
    columns = (
        TextColumn(what.capitalize()),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=None, rate="")
        rate = _Rate(what)
        yield lambda done, total: bar.update(task, completed=done, total=total, rate=rate.after(done))


class _Rate:
    """Runs, or other things, a second since the first report."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._first: int | None = None
        self._started = time.monotonic()

    def after(self, done: int) -> str:
        if self._first is None:
            self._first, self._started = done, time.monotonic()
        seconds = time.monotonic() - self._started
        return f"{(done - self._first) / seconds:,.0f} {self._what}/s" if seconds > 0 and done > self._first else ""


def _plain_lines(console: Console, what: str) -> Report:
    rate = _Rate(what)
    last = -math.inf

    def report(done: int, total: int) -> None:
        nonlocal last
        speed = rate.after(done)
        if done < total and time.monotonic() - last < _SECONDS_BETWEEN_LINES:
            return
        last = time.monotonic()
        console.print(f"{done:,} of {total:,} {what}{f', {speed}' if speed else ''}", highlight=False)

    return report


def _written(value: float | int | str, spoken: Language) -> str:
    if isinstance(value, str):
        return spoken.say(Phrase(value))
    return spoken.number(value, "#,##0" if value == 0 or abs(value) >= 100 else "@##")
