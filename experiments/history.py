"""History: how far runs of a scenario, from its inputs alone, agree with what happened to the real alliance."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from experiments.observations import Incomparable, Question, Run, follow, questions
from experiments.plan import SEEDS_APART
from experiments.statistics import Numbers
from simulation import Scenario, load_dossier, load_scenario

MIDDLE, TAIL = 0.9, 0.05

type Report = Callable[[int], None]
type Interval = tuple[float, float]


class Verdict(StrEnum):
    """Whether an observation lies where most runs lie."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    NOT_COMPARABLE = "not comparable"


@dataclass(frozen=True)
class Answer:
    """What the runs say to one question.

    Attributes:
        question: what was observed.
        values: what each run returns; times that did not come about are infinite.
    """

    question: Question
    values: tuple[float | str, ...]

    @cached_property
    def numbers(self) -> Numbers:
        """The values as numbers, sorted; empty where they are words."""
        return np.sort([value for value in self.values if not isinstance(value, str) and not math.isnan(value)])

    @cached_property
    def kinds(self) -> Counter[str]:
        """How many runs returned each word; empty where the values are numbers."""
        return Counter(value for value in self.values if isinstance(value, str))

    @cached_property
    def interval(self) -> Interval:
        """The share of runs below what was observed, and the share not above it.

        For words: the share of runs of all kinds more frequent than the observed one, without and with this kind.
        """
        seen = self.question.seen
        if isinstance(seen, str):
            runs, same = self.kinds.total(), self.kinds[seen]
            before = sum(count for count in self.kinds.values() if count > same)
            return before / runs, (before + same) / runs
        below, not_above = (np.searchsorted(self.numbers, seen, side) for side in ("left", "right"))
        return float(below) / len(self.numbers), float(not_above) / len(self.numbers)

    @property
    def quantile(self) -> float:
        """Where what was observed lies among the runs, 0 to 1; the middle of the runs that returned just this."""
        return sum(self.interval) / 2

    @property
    def same(self) -> float:
        """Share of runs that returned just what was observed."""
        return self.interval[1] - self.interval[0]

    @property
    def verdict(self) -> Verdict:
        """Inside if what was observed belongs to the middle 90 % of runs.

        A number does where one run in twenty or more lies at it or below it, and one in twenty or more at it or above
        it; a word where it is among the most frequent ones that together make up nine runs in ten.
        """
        low, high = self.interval
        if isinstance(self.question.seen, str):
            is_inside = high > low and low < MIDDLE
        else:
            is_inside = high >= TAIL and 1 - low >= TAIL
        return Verdict.INSIDE if is_inside else Verdict.OUTSIDE

    def spread(self) -> tuple[float, float, float]:
        """Return the ends of the middle 90 % of runs and the median; infinite where the thing did not come about."""
        low, middle, high = (float(self.numbers[_place(share, len(self.numbers))]) for share in (TAIL, 0.5, 1 - TAIL))
        return low, middle, high


@dataclass(frozen=True)
class History:
    """A scenario held against what happened.

    Attributes:
        name: under which it was asked for.
        scenario: what was run.
        answers: of the runs, in the order of the file.
        incomparable: what the runs could not be asked for.
        members: members of the scenario's own alliance in each run (rows) at the end of each week (columns).
    """

    name: str
    scenario: Scenario
    answers: tuple[Answer, ...]
    incomparable: tuple[Incomparable, ...]
    members: Numbers


def hold_against_history(name: str, runs: int, seed: int, report: Report) -> History:
    """Run a scenario and compare the runs with the observed part of its file, which no run reads.

    Args:
        name: of a shipped scenario, or path of a file.
        runs: number of runs.
        seed: base seed; run k has the seed 1,000,000 × seed + k, as in a sweep.
        report: is told how many runs are done.

    Raises:
        ScenarioError: if the file is not valid.
    """
    scenario, dossier = load_scenario(name), load_dossier(name)
    asked = list(questions(scenario, dossier))
    followed: list[Run] = []
    for k in range(runs):
        followed.append(follow(scenario, SEEDS_APART * seed + k))
        report(k + 1)
    answers = [
        Answer(question, tuple(question.answer(run) for run in followed))
        for question in asked
        if isinstance(question, Question)
    ]
    members = np.array([run.members[""] for run in followed])
    return History(name, scenario, *_apart(answers, asked), members)


def _apart(
    answers: list[Answer], asked: Sequence[Question | Incomparable]
) -> tuple[tuple[Answer, ...], tuple[Incomparable, ...]]:
    """Take out the answers of which no run knows anything."""
    told = tuple(answer for answer in answers if answer.kinds or len(answer.numbers))
    silent = [
        Incomparable(a.question.label, "no run returns it", a.question.observation) for a in answers if a not in told
    ]
    return told, (*(entry for entry in asked if isinstance(entry, Incomparable)), *silent)


def _place(share: float, count: int) -> int:
    return min(count - 1, int(share * count))
