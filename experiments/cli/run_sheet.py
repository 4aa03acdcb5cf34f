"""The sheet of a run: how it came out and what decided it on one screen, or all that can be told of it."""

import math
import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby

import click
from rich.console import Console
from rich.table import Table

from experiments.analysis.wording import level
from experiments.terminal.screen import wrapped
from simulation import HEADLINES, OUTCOMES, Outcome, chronicle, turning_points
from simulation.language.translation import Language, Phrase
from simulation.observed_run import ObservedRun
from simulation.results.measure import KIND, RATIO, SHARE, YES_NO
from simulation.story.accounts import Account

MOST_LINES = 30  # of a sheet, which is what a screen shows
_FEWEST = 6  # of them for the story, however long the table
_GAP = 2
_LEADING = ("goal", "end", *HEADLINES)
_BARE = frozenset({SHARE.name, YES_NO.name, RATIO.name, KIND.name})
# Turning points without which a story would not be understood, the weightiest first.
_WEIGHTY = ("renewed", "merged", "network", "ended", "agreed")
_MISSING, _WITH_UNIT = Phrase("missing"), Phrase("{unit}, {meaning}")
_LEFT_OUT = Phrase("{number} more turning point", "{number} more turning points")
_ALL = Phrase("--all tells the whole story and all outcomes.")
_OTHERS = Phrase("All other outcomes")

type _Meaning = Callable[[Outcome, str, Language], str]


def show(model: ObservedRun, lang: str, output: Console, spoken: Language) -> None:
    """Run a model to its end and print its main outcomes, and below them what decided it.

    Args:
        model: that has not run yet.
        lang: of the story.
        output: where to print.
        spoken: the same language.
    """
    points = list(turning_points(model, lang))
    days = [point.head.partition(",")[0] for point in points]
    width = max(map(len, days)) + _GAP
    told = [
        textwrap.wrap(f"{day:<{width}}{point.text}", output.width, subsequent_indent=" " * width)
        for day, point in zip(days, points, strict=True)
    ]
    weights = [min(map(_weight, point.accounts)) for point in points]
    with output.capture() as head:
        _show_head(model, _shortened, output, spoken)
    click.echo(head.get())
    room = max(_FEWEST, MOST_LINES - head.get().count("\n") - 3)  # blank, blank, and how to see all
    for line in _fitting(told, weights, room, spoken):
        click.echo(line)
    click.echo(f"\n{spoken.say(_ALL)}")


def show_all(model: ObservedRun, lang: str, output: Console, spoken: Language) -> None:
    """Print the main outcomes, the whole story, and all other outcomes; arguments as of `show`."""
    _, _, *story = chronicle(model, lang)
    _show_head(model, _meaning, output, spoken)
    click.echo()
    for paragraph in story:
        click.echo(wrapped(paragraph))
    click.echo()
    output.print(spoken.say(_OTHERS), style="bold")
    others = [name for name in OUTCOMES if name not in _LEADING and not _is_missing(model.outcome(), name)]
    output.print(outcome_table(model.outcome(), others, _meaning, spoken))


def outcome_table(outcome: Outcome, names: Iterable[str], meaning: _Meaning, spoken: Language) -> Table:
    """Lay out outcomes of a run with units and meanings; names stay as they stand in files."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, _GAP, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for name in names:
        table.add_row(name, _written(outcome, name, spoken), meaning(outcome, name, spoken))
    return table


def _show_head(model: ObservedRun, meaning: _Meaning, output: Console, spoken: Language) -> None:
    output.print(getattr(model.prepared.scenario.title, spoken.code), style="bold")
    output.print()
    output.print(outcome_table(model.outcome(), _LEADING, meaning, spoken))


def _weight(account: Account) -> int:
    return _WEIGHTY.index(account.kind) if account.kind in _WEIGHTY else len(_WEIGHTY)


def _fitting(told: list[list[str]], weights: Sequence[int], lines: int, spoken: Language) -> Iterator[str]:
    """Yield the lines of as many turning points as there is room for, and where others are left out, how many.

    The first and the last are always told, of the others the weightiest, and of these the first.
    """
    kept = {0, len(told) - 1}
    for k in sorted(range(len(told)), key=lambda k: (weights[k], k)):
        if _length(told, kept | {k}) <= lines:
            kept.add(k)
    for is_kept, group in groupby(range(len(told)), kept.__contains__):
        numbers = list(group)
        if is_kept:
            yield from (line for k in numbers for line in told[k])
        else:
            yield f"({spoken.counted(_LEFT_OUT, len(numbers))})"


def _length(told: list[list[str]], kept: Collection[int]) -> int:
    """Return how many lines these take, and a line wherever others are left out between them."""
    gaps = sum(k not in kept and k - 1 in kept for k in range(len(told)))
    return sum(len(told[k]) for k in kept) + gaps


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


def _shortened(outcome: Outcome, name: str, spoken: Language) -> str:
    """Return unit and meaning as far as one line holds them: of what is there, up to the meaning's first comma."""
    if _is_missing(outcome, name):
        return _meaning(outcome, name, spoken)
    unit, meaning = OUTCOMES[name].unit, spoken.say(Phrase(OUTCOMES[name].meaning))
    return _with_unit(unit, meaning.partition(";")[0].partition(",")[0], spoken)


def _meaning(outcome: Outcome, name: str, spoken: Language) -> str:
    """Return unit and meaning; when it is missing is told where it is."""
    declared = OUTCOMES[name]
    meaning = spoken.say(Phrase(declared.meaning))
    if not _is_missing(outcome, name):
        meaning = meaning.partition(";")[0]
    return _with_unit(declared.unit, meaning, spoken)


def _with_unit(unit: str, meaning: str, spoken: Language) -> str:
    return meaning if unit in _BARE else spoken.say(_WITH_UNIT, unit=spoken.say(Phrase(unit)), meaning=meaning)
