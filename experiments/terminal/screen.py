"""The screen: outcomes as tables, and chronicles as paragraphs."""

import re
import textwrap
from collections.abc import Sequence

from rich.table import Table

from experiments.terminal.console import screen_width
from simulation import OUTCOMES, Outcome
from simulation.language.translation import Language, Phrase

NOTICED_SECONDS = 2.0
_UP_TO_THE_TEXT = re.compile(r"(\S+( \S+)*)? {2,}")


def wrapped(paragraph: str) -> str:
    """Break a paragraph of a chronicle into lines that can be read, its date standing out to the left."""
    date = _UP_TO_THE_TEXT.match(paragraph)
    return textwrap.fill(paragraph, screen_width(), subsequent_indent=" " * date.end() if date else "")


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


def list_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Lay out rows of which the first cell is a name."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, head in enumerate(heads):
        table.add_column(head, no_wrap=number == 0, style="bold" if number == 0 else None)
    for row in rows:
        table.add_row(*row)
    return table


def _written(value: float | int | str, spoken: Language) -> str:
    if isinstance(value, str):
        return spoken.say(Phrase(value))
    return spoken.number(value, "#,##0" if value == 0 or abs(value) >= 100 else "@##")
