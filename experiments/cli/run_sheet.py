"""The sheet of a run: how it came out and what decided it on one screen, or all that can be told of it."""

import math
import textwrap
from collections.abc import Iterable, Iterator, Sequence

import click
from rich.console import Console
from rich.table import Table

from experiments.analysis.wording import level
from experiments.terminal.screen import wrapped
from simulation import HEADLINES, OUTCOMES, Outcome, chronicle, turning_points
from simulation.language.translation import Language, Phrase
from simulation.observed_run import ObservedRun
from simulation.results.measure import KIND, RATIO, SHARE, YES_NO

MOST_LINES = 30  # of a sheet, which is what a screen shows
_FEWEST = 6  # of them for the story, however long the table
_GAP = 2
_LEADING = ("goal", "end", *HEADLINES)
_BARE = frozenset({SHARE.name, YES_NO.name, RATIO.name, KIND.name})
_MISSING, _WITH_UNIT = Phrase("missing"), Phrase("{unit}, {meaning}")
_LEFT_OUT = Phrase("{number} more turning point", "{number} more turning points")
_ALL = Phrase("--all tells the whole story and all outcomes.")
_OTHERS = Phrase("All other outcomes")


def show(model: ObservedRun, lang: str, output: Console, spoken: Language) -> None:
    """Run a model to its end and print its main outcomes, and below them what decided it.

    Args:
        model: that has not run yet.
        lang: of the story.
        output: where to print.
        spoken: the same language.
    """
    points = [(point.head.partition(",")[0], point.text) for point in turning_points(model, lang)]
    width = max(len(day) for day, _ in points) + _GAP
    told = [textwrap.wrap(f"{day:<{width}}{text}", output.width, subsequent_indent=" " * width) for day, text in points]
    with output.capture() as head:
        _show_head(model, _LEADING, lang, output, spoken)
    click.echo(head.get())
    room = max(_FEWEST, MOST_LINES - head.get().count("\n") - 3)  # blank, blank, and how to see all
    for line in _fitting(told, room, spoken):
        click.echo(line)
    click.echo(f"\n{spoken.say(_ALL)}")


def show_all(model: ObservedRun, lang: str, output: Console, spoken: Language) -> None:
    """Print the main outcomes, the whole story, and all other outcomes; arguments as of `show`."""
    _, _, *story = chronicle(model, lang)
    _show_head(model, _LEADING, lang, output, spoken)
    click.echo()
    for paragraph in story:
        click.echo(wrapped(paragraph))
    click.echo()
    output.print(spoken.say(_OTHERS), style="bold")
    others = [name for name in OUTCOMES if name not in _LEADING and not _is_missing(model.outcome(), name)]
    output.print(outcome_table(model.outcome(), others, spoken))


def outcome_table(outcome: Outcome, names: Iterable[str], spoken: Language) -> Table:
    """Lay out outcomes of a run with units and meanings; names stay as they stand in files."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, _GAP, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for name in names:
        table.add_row(name, _written(outcome, name, spoken), _meaning(outcome, name, spoken))
    return table


def _show_head(model: ObservedRun, names: Sequence[str], lang: str, output: Console, spoken: Language) -> None:
    output.print(getattr(model.prepared.scenario.title, lang), style="bold")
    output.print()
    output.print(outcome_table(model.outcome(), names, spoken))


def _fitting(told: list[list[str]], lines: int, spoken: Language) -> Iterator[str]:
    """Yield the lines of the first turning points and of the last one, and how many there is no room for."""
    *early, last = told
    kept = len(early)
    while kept > 1 and sum(map(len, early[:kept])) + len(last) + (kept < len(early)) > lines:
        kept -= 1
    yield from (line for paragraph in early[:kept] for line in paragraph)
    if left_out := len(early) - kept:
        yield f"({spoken.counted(_LEFT_OUT, left_out)})"
    yield from last


def _is_missing(outcome: Outcome, name: str) -> bool:
    value = getattr(outcome, name)
    return isinstance(value, float) and math.isnan(value)


def _written(outcome: Outcome, name: str, spoken: Language) -> str:
    """Write an outcome with as many decimals as tell differences that count."""
    value = getattr(outcome, name)
    if _is_missing(outcome, name):
        return spoken.say(_MISSING)
    if isinstance(value, str):
        return spoken.say(Phrase(value))
    return spoken.number(value, "#,##0") if isinstance(value, int) else level(name, value, spoken)


def _meaning(outcome: Outcome, name: str, spoken: Language) -> str:
    """Return unit and meaning; when it is missing is told where it is."""
    declared = OUTCOMES[name]
    meaning = spoken.say(Phrase(declared.meaning))
    if not _is_missing(outcome, name):
        meaning = meaning.partition(";")[0]
    return (
        meaning
        if declared.unit in _BARE
        else spoken.say(_WITH_UNIT, unit=spoken.say(Phrase(declared.unit)), meaning=meaning)
    )
