"""The console: texts are printed as they stand, as wide as the screen, and data as JSON."""

import json
import math
import shutil
import textwrap
from collections.abc import Mapping
from typing import Any

import click
from rich.console import Console

from experiments.terminal.encoding import shows_every_sign

NARROW = 80
WIDEST = 110
_UNPARTED = "\ue000%"  # stands for a space and its sign while lines are broken; nobody writes it


def screen_width() -> int:
    """Return the columns of the screen, at most as many as are read with ease; 80 where nobody watches."""
    return min(WIDEST, shutil.get_terminal_size((NARROW, 25)).columns)


def console(*, stderr: bool = False) -> Console:
    """Return a console that takes names and sentences for what they are: brackets are no markup, `:x:` no picture."""
    return Console(stderr=stderr, width=screen_width(), markup=False, highlight=False, emoji=False)


def print_text(output: Console, text: str, *, style: str = "", indent: int = 0) -> None:
    """Print a paragraph in lines that part neither a number from its sign nor a word at a hyphen.

    Args:
        output: where to print.
        text: of the paragraph.
        style: of all of it.
        indent: of all lines but the first.
    """
    together = text.replace(" %", _UNPARTED)
    lines = textwrap.wrap(together, output.width, subsequent_indent=" " * indent, break_on_hyphens=False)
    output.print("\n".join(lines).replace(_UNPARTED, " %"), style=style or None)


def echo_json(data: Any) -> None:
    """Print data as JSON; signs that the output cannot show are escaped, so that they come back when it is read."""
    click.echo(as_json(data, escaped=not shows_every_sign()))


def as_json(data: Any, *, escaped: bool = False) -> str:
    r"""Return data as JSON, in which numbers that are missing or have no end are null, and dates are texts.

    >>> as_json({"impact": float("nan")}, escaped=True)
    '{\n  "impact": null\n}'
    """
    return json.dumps(_finite(data), indent=2, ensure_ascii=escaped, default=str)


def _finite(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _finite(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_finite(value) for value in data]
    return None if isinstance(data, float) and not math.isfinite(data) else data
