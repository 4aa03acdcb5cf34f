"""Twins: the pair of runs that shows a difference best, and its two stories from where they part."""

import shlex
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from experiments.compare.comparison import Pairs
from simulation import NUMBERS, AllianceModel, Scenario, paragraphs

MOST_WEEKS = 8
TWO_COLUMNS = 100
DECISIVE = frozenset(
    {"agreed", "demand dropped", "adopted", "vote lost", "vote missed", "more refused", "renewed", "new lead", "ended"}
)


class Choice(NamedTuple):
    """The pair that was chosen: its place, and the outcome by which it was chosen."""

    place: int
    outcome: str


class Week(NamedTuple):
    """What is told of a week in one story and not in the other; empty where there is nothing."""

    day: str
    without: str
    with_it: str


@dataclass(frozen=True, slots=True)
class Twins:
    """Two stories with one seed, from the first week in which they differ.

    Attributes:
        seed: of both runs.
        outcome: by which the pair was chosen.
        without: the outcome without the change.
        with_it: the outcome with the change.
        weeks: weeks in which the stories differ, the first one and those in which something was decided.
        left_out: further weeks in which they differ.
    """

    seed: int
    outcome: str
    without: float
    with_it: float
    weeks: tuple[Week, ...]
    left_out: int

    def as_data(self) -> dict[str, Any]:
        """Return the stories as plain data for machines."""
        return {
            "seed": self.seed,
            "chosen_by": self.outcome,
            "without": self.without,
            "with": self.with_it,
            "weeks": [{"week": w.day, "without": w.without, "with": w.with_it} for w in self.weeks],
            "weeks_left_out": self.left_out,
        }


class _Story(NamedTuple):
    days: dict[int, str]
    sentences: dict[int, list[str]]
    decisive: frozenset[int]


def twins_of(pairs: Pairs) -> Twins | None:
    """Find the pair that shows the difference best and tell both its stories; None if no pair differs."""
    choice = choose(pairs)
    if choice is None:
        return None
    seed = pairs.plan.seeds[choice.place]
    weeks, decisive = _parted(_told(pairs.plan.scenario, seed), _told(pairs.change.scenario, seed))
    shown = _most_telling(sorted(weeks), decisive)
    without, with_it = (float(getattr(arm[choice.place], choice.outcome)) for arm in (pairs.without, pairs.with_it))
    chosen = tuple(weeks[week] for week in shown)
    return Twins(seed, choice.outcome, without, with_it, chosen, len(weeks) - len(shown))


def show_twins(console: Console, pairs: Pairs, twins: Twins) -> None:
    """Print two stories side by side, or week by week where the screen is narrow, and how to get them in full."""
    rule = "largest difference in impact in the direction of the mean"
    if twins.outcome != "impact":
        rule = f"impact never differs; largest difference in {twins.outcome}"
    values = f"{twins.outcome} {twins.without:.3g} without and {twins.with_it:.3g} with the change"
    console.print(f"The pair that shows it best (seed {twins.seed}; {rule}): {values}.\n")
    if console.width >= TWO_COLUMNS:
        console.print(_side_by_side(twins.weeks, pairs.change.label))
    else:
        for week in twins.weeks:
            console.print(_one_below_the_other(week, console.width))
    left_out = f"{twins.left_out} further weeks differ. " if twins.left_out else ""
    console.print(f"{left_out}The whole stories:")
    for typed in ((), pairs.change.typed):
        sets = [word for text in (*pairs.plan.settings, *typed) for word in ("--set", text)]
        command = shlex.join(["alliance", "run", pairs.plan.source, "--seed", str(twins.seed), *sets])
        console.print(f"  {command}", soft_wrap=True)


def choose(pairs: Pairs) -> Choice | None:
    """Choose the pair with the largest difference in impact in the direction of the mean, or the first of several.

    Where no pair differs in impact, the first outcome in which one does takes its place. A mean of 0 has no
    direction; then the largest difference of all counts.
    """
    for name in ("impact", *NUMBERS):
        differences = np.nan_to_num(pairs.differences(name))
        if differences.any():
            towards = differences * np.sign(differences.mean())
            return Choice(int(np.argmax(towards if towards.any() else np.abs(differences))), name)
    return None


def _told(scenario: Scenario, seed: int) -> _Story:
    model = AllianceModel(scenario, rng=seed)
    days: dict[int, str] = {}
    sentences: dict[int, list[str]] = {}
    for week, day, alliance, told, _ in paragraphs(model):
        days[week] = day
        sentences.setdefault(week, []).extend(f"{alliance}: {text}" if alliance else text for text in told)
    return _Story(days, sentences, frozenset(event.week for event in model.story if event.kind in DECISIVE))


def _parted(one: _Story, other: _Story) -> tuple[dict[int, Week], frozenset[int]]:
    """Return the weeks in which two stories differ, and those in which something was decided in one of them."""
    weeks = {}
    for week, day in (one.days | other.days).items():
        here, there = one.sentences.get(week, []), other.sentences.get(week, [])
        only_here = " ".join(sentence for sentence in here if sentence not in there)
        only_there = " ".join(sentence for sentence in there if sentence not in here)
        if only_here or only_there:
            weeks[week] = Week(day, only_here, only_there)
    return weeks, one.decisive | other.decisive


def _most_telling(weeks: Sequence[int], decisive: frozenset[int]) -> list[int]:
    """Return all weeks if they are few; else the first and the decisive ones, of those the earliest and the last."""
    if len(weeks) <= MOST_WEEKS:
        return list(weeks)
    telling = [week for week in weeks if week == weeks[0] or week in decisive]
    half = MOST_WEEKS // 2
    return telling if len(telling) <= MOST_WEEKS else [*telling[:half], *telling[-half:]]


def _side_by_side(weeks: Sequence[Week], label: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 1, 0))
    table.add_column("", no_wrap=True)
    table.add_column("As it is", ratio=1)
    table.add_column(label, ratio=1)
    for week in weeks:
        table.add_row(week.day.replace(", ", "\n"), week.without or "–", week.with_it or "–")
    return table


def _one_below_the_other(week: Week, width: int) -> str:
    told = (f"  As it is: {week.without or '–'}", f"  With the change: {week.with_it or '–'}")
    return "\n".join([week.day, *(textwrap.fill(text, width, subsequent_indent="    ") for text in told), ""])
