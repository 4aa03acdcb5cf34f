"""The screen: outcomes and names as tables, chronicles as paragraphs, and a word where something takes long."""

import math
import shutil
import textwrap
import threading
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from simulation import OUTCOMES, Outcome, compile_rules

NOTICED_SECONDS = 2.0
_WIDEST = 110
_BELOW_THE_DATE = " " * len("06 Jan 2020, week   0  ")


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


def _written(value: float | int | str) -> str:
    if isinstance(value, float):
        return "never" if math.isnan(value) else f"{value:.3g}" if abs(value) < 100 else f"{value:,.0f}"
    return str(value)
