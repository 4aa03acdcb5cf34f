"""History: how far runs of a scenario, from its inputs alone, agree with what happened to the real alliance."""

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import numpy as np

from experiments.analysis.statistics import Numbers
from experiments.design.designs import Design
from experiments.runner.execution import InThisProcess, Start
from experiments.runner.plan import Plan
from experiments.runner.planning import plan_sweep
from experiments.storage.stored_plan import load_plan
from experiments.storage.sweep_folder import kept_in, manifest_of
from experiments.sweeps.sweep import run_sweeps
from experiments.terminal.progress import Report, silence
from experiments.validation.observations import Incomparable, Question, Run, questions, runs_in
from simulation import Dossier, RulesFile, Scenario, load_dossier, load_scenario

MIDDLE, TAIL = 0.9, 0.05

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
    names: Sequence[str],
    runs: int,
    seed: int,
    report: Report = silence,
    *,
    start: Start = InThisProcess,
    folder: Path | None = None,
    command: str = "",
    rules: RulesFile | None = None,
) -> list[History]:
    """Run scenarios and compare the runs with the observed part of each file, which no run reads.

    Args:
        names: of shipped scenarios, or paths of files.
        runs: number of runs of each.
        seed: base seed; run k has the seed 1,000,000 × seed + k, as in a sweep.
        report: is told after every batch how many runs are done, and of how many.
        start: starts the workers; which and how many changes nothing in what is returned.
        folder: in which the runs of each scenario are kept in a folder of its own; None to keep none.
        command: how a user asks for this; each of these folders keeps it.
        rules: what replaces rules of the model; None for its own.

    Raises:
        ScenarioError: if a file is not valid.
        RunError: where a run has no outcome.
        DataError, WorkerError: as `run_sweep` does.
    """
    with kept_in(folder) as home:
        plans = {home / Path(name).stem: plan_history(name, runs, seed, rules) for name in names}
        for _ in run_sweeps(plans, start=start, report=report, command=command):
            pass
        return [history_in(where) for where in plans]


def plan_history(name: str, runs: int, seed: int, rules: RulesFile | None = None) -> Plan:
    """Plan the runs of a scenario, as it is, and what they are compared with."""
    plan = plan_sweep(name, load_scenario(name), Design({}), runs=runs, seed=seed, has_series=True, rules=rules)
    asked = {"dossier": load_dossier(name).model_dump(mode="json", exclude_none=True)}
    return replace(plan, question="history", asked=asked)


def history_in(folder: Path) -> History:
    """Compare the runs in a folder with what was observed.

    Raises:
        DataError: where it holds no runs of a history, or they are not finished.
        RunError: where a run has no outcome.
    """
    plan = load_plan(folder, manifest_of(folder))
    assert isinstance(plan.scenario, Scenario)  # no field has a history to be compared with
    dossier = Dossier.model_validate_json(json.dumps(plan.asked["dossier"]))
    return _history(plan.source, plan.scenario, dossier, runs_in(folder, plan.scenario.weeks))


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
