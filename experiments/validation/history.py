"""History: how far runs of a scenario, from its inputs alone, agree with what happened to the real alliance."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from experiments.analysis.statistics import Numbers
from experiments.runner.batch import Batch, Stretch
from experiments.runner.execution import InThisProcess, Start
from experiments.runner.outcomes import numbered, outcomes
from experiments.runner.plan import SEEDS_APART
from experiments.validation.observations import Incomparable, Question, Run, follow_all, questions
from simulation import Dossier, Scenario, load_dossier, load_scenario

MIDDLE, TAIL = 0.9, 0.05

type Report = Callable[[int, int], None]
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


def hold_against_history(
    names: Sequence[str], runs: int, seed: int, report: Report, *, start: Start = InThisProcess
) -> list[History]:
    """Run scenarios and compare the runs with the observed part of each file, which no run reads.

    Args:
        names: of shipped scenarios, or paths of files.
        runs: number of runs of each.
        seed: base seed; run k has the seed 1,000,000 × seed + k, as in a sweep.
        report: is told after every batch how many runs are done, and of how many.
        start: starts the workers; which and how many changes nothing in what is returned.

    Raises:
        ScenarioError: if a file is not valid.
        RunError: where a run has no outcome.
        WorkerError: where the workers cannot go on.
    """
    files = [(name, load_scenario(name), load_dossier(name)) for name in names]
    seeds = range(SEEDS_APART * seed, SEEDS_APART * seed + runs)
    followed = _followed([scenario for _, scenario, _ in files], seeds, report, start)
    return [_history(*file, some) for file, some in zip(files, followed, strict=True)]


class _Queue:
    """Hands out the runs of scenario after scenario."""

    def __init__(self, scenarios: Sequence[Scenario], seeds: range) -> None:
        self._scenarios, self._seeds = scenarios, seeds
        self._taken = 0
        self.total = len(scenarios) * len(seeds)

    @property
    def left(self) -> int:
        """How many runs have not been handed out."""
        return self.total - self._taken

    def take(self, most: int) -> Batch | None:
        """Hand out at most so many runs of one scenario; None when nothing is left."""
        if self._taken == self.total:
            return None
        number, first = divmod(self._taken, len(self._seeds))
        seeds = self._seeds[first : first + most]
        batch = numbered(self._scenarios[number], [Stretch({}, range(first, first + len(seeds)), seeds)], self._taken)
        self._taken += len(batch)
        return batch


def _followed(scenarios: Sequence[Scenario], seeds: range, report: Report, start: Start) -> Iterator[Sequence[Run]]:
    """Yield the runs of each scenario, in the order of the seeds, whoever was done first."""
    queue = _Queue(scenarios, seeds)
    runs: dict[int, Run] = {}
    for came in outcomes(queue, start, follow_all):
        runs.update(zip(came.numbers.tolist(), came.outcomes, strict=True))
        report(len(runs), queue.total)
    for first in range(0, queue.total, len(seeds)):
        yield [runs[position] for position in range(first, first + len(seeds))]


def _history(name: str, scenario: Scenario, dossier: Dossier, runs: Sequence[Run]) -> History:
    asked = list(questions(scenario, dossier))
    answers = [
        Answer(question, tuple(question.answer(run) for run in runs))
        for question in asked
        if isinstance(question, Question)
    ]
    members = np.array([run.members[""] for run in runs])
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
