"""The report of several changes on the screen: ranked in one table by what each does to the outcome that leads."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from experiments.analysis.contrast import percent
from experiments.analysis.labels import outcome_name
from experiments.analysis.wording import difference, interval
from experiments.compare.comparison import Pairs
from experiments.compare.comparison_report import (
    SAME_IN_ALL,
    WITH_INTERVAL,
    beyond_chance,
    verdict,
)
from experiments.compare.ranking import Ranking
from experiments.runner.plan import Plan
from experiments.terminal.console import print_text
from simulation.language.translation import Language, Phrase

_NARROW, _INDENT = 76, 3

TITLE = Phrase("{title}: {runs} pairs for each change, ranked by what it does to {outcome}.")
CHANGE, LEADING, RISES, FALLS, VERDICT = (
    Phrase("change"),
    Phrase("{outcome} (95 %)"),
    Phrase("rises"),
    Phrase("falls"),
    Phrase("verdict"),
)
APART = Phrase("Neighbours that differ beyond chance, in pairs with the same seed: {places}.")
TOGETHER = Phrase("Neighbours that may rank the other way round: {places}.")
ELSEWHERE = Phrase("also {told}")
ALL = Phrase("--all tells of each change all outcomes and an example pair with its stories.")


def show(plan: Plan, ranking: Ranking, output: Console, spoken: Language) -> None:
    """Print the changes in their order, which of them can be told apart, and what else each does."""
    title, runs = getattr(plan.scenario.title, spoken.code), spoken.number(plan.runs, "#,##0")
    led = outcome_name(plan.returns.leading, spoken)
    print_text(output, spoken.say(TITLE, title=title, runs=runs, outcome=led), style="bold")
    output.print()
    output.print(_table(ranking, output.width, spoken))
    output.print()
    for line in neighbours(ranking, spoken):
        print_text(output, line)
    others = [name for name in plan.returns.headlines if name != plan.returns.leading]
    for place, pairs in enumerate(ranking.places, start=1):
        if told := beyond_chance(pairs, others, spoken):
            print_text(output, f"{place}  {spoken.say(ELSEWHERE, told=told)}", indent=_INDENT)
    output.print()
    print_text(output, spoken.say(ALL), style="dim")


def neighbours(ranking: Ranking, spoken: Language) -> Iterator[str]:
    """Say which neighbours differ beyond chance, and which may rank the other way round."""
    for phrase, is_apart in ((APART, True), (TOGETHER, False)):
        if found := ranking.told_apart(beyond_chance=is_apart):
            yield spoken.say(phrase, places=", ".join(f"{one}–{other}" for one, other in found))


def _table(ranking: Ranking, width: int, spoken: Language) -> Table:
    is_narrow, led = width < _NARROW, outcome_name(ranking.places[0].leading.outcome, spoken)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("", justify="right", no_wrap=True)
    table.add_column(spoken.say(CHANGE))
    table.add_column(spoken.say(LEADING, outcome=led), justify="right", no_wrap=True)
    for head in () if is_narrow else (RISES, FALLS):
        table.add_column(spoken.say(head), justify="right", no_wrap=True)
    if not is_narrow:
        table.add_column(spoken.say(VERDICT), no_wrap=True)
    for place, pairs in enumerate(ranking.places, start=1):
        table.add_row(str(place), pairs.change.label(spoken), *cells(pairs, spoken)[: 1 if is_narrow else None])
    return table


def cells(pairs: Pairs, spoken: Language) -> tuple[str, ...]:
    """Return what tables say of a change: its effect on what leads, how often that rises and falls, and the verdict."""
    two = pairs.leading
    if two.is_alike:
        return spoken.say(SAME_IN_ALL), "", "", ""
    value, ends = difference(two.outcome, two.mean.value, spoken), interval(two.outcome, two.mean, spoken)
    shares = (percent(count, two.pairs) for count in (two.higher, two.lower))
    return spoken.say(WITH_INTERVAL, value=value, interval=ends), *shares, verdict(two, spoken)
