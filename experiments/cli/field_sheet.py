"""The sheet of a field's run: how it came out, and its story year by year or in full."""

import math
import textwrap
from collections.abc import Iterable

import click
from rich.console import Console
from rich.table import Table

from experiments.terminal.screen import wrapped
from simulation.language.translation import Language, Phrase
from simulation.results.field_entries import FieldEntries
from simulation.results.field_outcome import FIELD_HEADLINES, FIELD_OUTCOMES, FieldOutcome
from simulation.story.field_annals import field_annals
from simulation.story.field_chronicle import field_chronicle

_GAP = 2
_BARE = frozenset({"share", "1"})
_MISSING, _WITH_UNIT = Phrase("missing"), Phrase("{unit}, {meaning}")
_ALL = Phrase("--all tells the whole story and all outcomes.")
_OTHERS = Phrase("All other outcomes")


def show(entries: FieldEntries, outcome: FieldOutcome, output: Console, spoken: Language) -> None:
    """Print the main outcomes and, year by year, what became of the alliances that mattered most.

    Args:
        entries: what was written down of the run.
        outcome: of the run.
        output: where to print.
        spoken: language of what is told.
    """
    _show_head(entries, outcome, output, spoken)
    told = list(field_annals(entries, spoken.code))
    heads = [one.head.partition(",")[0] for one in told]
    width, named = max(map(len, heads)) + _GAP, ""
    for head, paragraph in zip(heads, told, strict=True):
        if not paragraph.alliance:
            click.echo()
        shown = "" if head == named else head
        click.echo(textwrap.fill(f"{shown:<{width}}{paragraph.text}", output.width, subsequent_indent=" " * width))
        named = head
    click.echo(f"\n{spoken.say(_ALL)}")


def show_all(entries: FieldEntries, outcome: FieldOutcome, output: Console, spoken: Language) -> None:
    """Print the main outcomes, the whole story, and all other outcomes; arguments as of `show`."""
    _show_head(entries, outcome, output, spoken)
    click.echo()
    turns = list(field_chronicle(entries, spoken.code))
    width, named = max(len(turn.head) for turn in turns), ""
    for turn in turns:
        head = "" if turn.head == named else turn.head
        click.echo(wrapped(f"{head:<{width}}  {turn.text}"))
        named = turn.head
    click.echo()
    output.print(spoken.say(_OTHERS), style="bold")
    output.print(_table(outcome, [name for name in FIELD_OUTCOMES if name not in FIELD_HEADLINES], spoken))


def _show_head(entries: FieldEntries, outcome: FieldOutcome, output: Console, spoken: Language) -> None:
    output.print(getattr(entries.scenario.title, spoken.code), style="bold")
    output.print()
    output.print(_table(outcome, FIELD_HEADLINES, spoken))


def _table(outcome: FieldOutcome, names: Iterable[str], spoken: Language) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, _GAP, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for name in names:
        table.add_row(name, _written(getattr(outcome, name), spoken), _meaning(name, spoken))
    return table


def _written(value: float, spoken: Language) -> str:
    if math.isnan(value):
        return spoken.say(_MISSING)
    return spoken.number(value, "#,##0" if isinstance(value, int) else "#,##0.00")


def _meaning(name: str, spoken: Language) -> str:
    declared = FIELD_OUTCOMES[name]
    meaning = spoken.say(Phrase(declared.meaning)).partition(";")[0]
    return (
        meaning
        if declared.unit in _BARE
        else spoken.say(_WITH_UNIT, unit=spoken.say(Phrase(declared.unit)), meaning=meaning)
    )
