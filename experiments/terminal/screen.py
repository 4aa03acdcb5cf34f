"""The screen: lists as tables, and paragraphs of a story."""

import re
import textwrap
from collections.abc import Sequence

from rich.table import Table

from experiments.terminal.console import screen_width

_UP_TO_THE_TEXT = re.compile(r"(\S+( \S+)*)? {2,}")


def wrapped(paragraph: str) -> str:
    """Break a paragraph of a chronicle into lines that can be read, its date standing out to the left."""
    date = _UP_TO_THE_TEXT.match(paragraph)
    return textwrap.fill(paragraph, screen_width(), subsequent_indent=" " * date.end() if date else "")


def list_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Lay out rows of which the first cell is a name."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, head in enumerate(heads):
        table.add_column(head, no_wrap=number == 0, style="bold" if number == 0 else None)
    for row in rows:
        table.add_row(*row)
    return table
