"""The sheet that says why: what an organisation weighed each time that it decided about membership, in numbers."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import fmean
from typing import NamedTuple

from rich.table import Table

from simulation import Decision
from simulation.language.decision_phrases import DECISIONS, HEADINGS
from simulation.language.translation import Language, Phrase

_WEEK, _WEEKS = Phrase("week {first}"), Phrase("weeks {first} to {last}")
_TIMES = Phrase("{decided} {number} times (mean)")
_GAP = 2


class _Row(NamedTuple):
    """Decisions in a row that came out alike, told once: the heads of their column, and a number for each line."""

    heads: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def width(self) -> int:
        return max(map(len, (*self.heads, *self.numbers))) + _GAP


def decision_tables(decisions: Sequence[Decision], spoken: Language, width: int) -> Iterator[Table]:
    """Lay out what one organisation decided: a line for each term that ever counts, a column for each decision.

    Decisions in a row that came out alike share a column, which tells their means. Where the columns do not fit
    beside one another they are split among several tables.

    Args:
        decisions: one or more, in order.
        spoken: language of words and numbers.
        width: columns of the screen.
    """
    alike = list(_alike(decisions))
    terms = [name for name in decisions[0].terms if any(round(_mean(row, name), 2) for row in alike)]
    names = [spoken.say(HEADINGS[name]) for name in terms]
    names += [spoken.say(phrase) for phrase in (Phrase("sum"), Phrase("deviation"), Phrase("threshold"))]
    rows = [_row(row, terms, spoken) for row in alike]
    for some in _beside_one_another(rows, width - max(map(len, names)) - _GAP):
        yield _table(names, some)


def _alike(decisions: Sequence[Decision]) -> Iterator[tuple[Decision, ...]]:
    """Yield decisions in a row of one alliance that came out the same."""
    for alliance in dict.fromkeys(decision.alliance for decision in decisions):
        own = [decision for decision in decisions if decision.alliance == alliance]
        yield from (tuple(row) for _, row in groupby(own, key=lambda one: (one.decided, one.is_bound)))


def _row(decisions: tuple[Decision, ...], terms: Sequence[str], spoken: Language) -> _Row:
    first, last = decisions[0], decisions[-1]
    what, when = spoken.say(DECISIONS[first.decided]), spoken.say(_WEEK, first=str(first.week))
    if len(decisions) > 1:
        what = spoken.say(_TIMES, decided=what, number=str(len(decisions)))
        when = spoken.say(_WEEKS, first=str(first.week), last=str(last.week))
    alliance = [first.alliance] if first.alliance else []
    numbers = (*(_mean(decisions, name) for name in terms), *map(fmean, zip(*map(_result, decisions), strict=True)))
    return _Row((*alliance, what, when), tuple(map(spoken.signed, numbers)))


def _mean(decisions: Sequence[Decision], term: str) -> float:
    return fmean(decision.terms[term] for decision in decisions)


def _result(decision: Decision) -> tuple[float, float, float]:
    return decision.net, decision.deviation, decision.threshold


def _beside_one_another(rows: Sequence[_Row], width: int) -> Iterator[list[_Row]]:
    """Split columns so that those which stay together are no wider than this, and at least one does."""
    some: list[_Row] = []
    for row in rows:
        if some and sum(one.width for one in some) + row.width > width:
            yield some
            some = []
        some.append(row)
    yield some


def _table(names: Sequence[str], rows: Sequence[_Row]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    table.add_column("", no_wrap=True)
    for row in rows:
        table.add_column("\n".join(row.heads), justify="right", vertical="bottom")
    for name, *numbers in zip(names, *(row.numbers for row in rows), strict=True):
        table.add_row(name, *numbers)
    return table
