"""Consultations: the questions of an initiator, run one after another as plans, each kept in a folder of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from experiments.advice.agreements import about_agreements, about_two_agreements, most_combined
from experiments.advice.answer import Answer, outcomes_read
from experiments.advice.partners import about_partners
from experiments.advice.question import Question, Topic
from experiments.advice.red_lines import about_red_lines
from experiments.advice.size import about_size
from experiments.analysis.replicates import replicates
from experiments.design.assignments import parse_changes
from experiments.design.designs import Design
from experiments.design.points import Points, listed
from experiments.runner import fingerprints
from experiments.runner.batch import Runner, run_point
from experiments.runner.execution import InThisProcess, Start, kept_open
from experiments.runner.plan import SEEDS_APART, Plan, Positions, Starts, once
from experiments.storage.sweep_folder import kept_in, load_whole
from experiments.sweeps.sweep import counted_on, run_anew, run_sweep
from experiments.terminal.progress import Report, silence
from simulation import RulesFile, Scenario, load_scenario

TOPICS: tuple[Topic, ...] = ("partners", "size", "agreements", "two agreements", "red lines")
AS_PLANNED = "as planned"


@dataclass(frozen=True)
class Consultation:
    """What is asked for.

    Attributes:
        source: shipped name or path of the scenario, or "-".
        scenario: the alliance as it is planned.
        settings: fields that were set in it, as `FIELD=VALUE`.
        runs: pairs for each change.
        seed: base seed.
        rules: what replaces rules of the model; None for its own.
    """

    source: str
    scenario: Scenario
    settings: tuple[str, ...]
    runs: int
    seed: int
    rules: RulesFile | None = None

    @cached_property
    def questions(self) -> dict[Topic, Question]:
        """What is asked from the start; which agreements go into pairs follows from the answer on single ones."""
        asked = (about_partners, about_size, about_agreements, about_red_lines)
        return {question.topic: question for question in (about(self.scenario) for about in asked)}

    @property
    def total(self) -> int:
        """How many runs the answers take at most."""
        questions = self.questions
        changes = [len(one.options) for one in questions.values()] + [most_combined(questions["agreements"])]
        return sum(self.runs * (1 + count) for count in changes if count)


class Planned(NamedTuple):
    """The plan of a question, and for the scenario and each option the point of it at which it is run."""

    plan: Plan
    places: Positions


def consult(
    source: str, *, settings: tuple[str, ...] = (), runs: int, seed: int = 1, rules: RulesFile | None = None
) -> Consultation:
    """Prepare the questions about a scenario.

    Args:
        source: shipped name or path of the scenario, or "-".
        settings: fields set in it, as `FIELD=VALUE`.
        runs: pairs for each change, 2 at least.
        seed: base seed.
        rules: what replaces rules of the model; None for its own.

    Raises:
        AllianceError: where the scenario or a setting is not valid.
    """
    scenario = load_scenario(source, parse_changes(settings))
    return Consultation(source, scenario, settings, runs, seed, rules)


def answers(
    asked: Consultation,
    report: Report = silence,
    *,
    start: Start = InThisProcess,
    folder: Path | None = None,
    command: str = "",
    runner: Runner = run_point,
) -> Iterator[Answer]:
    """Run the questions, and yield each answer as soon as its runs are there.

    Args:
        asked: what to ask.
        report: is told after every batch how many runs of all questions are done, and of how many.
        start: starts the workers.
        folder: in which the runs of each question have a folder of their own; None to keep none.
        command: how a user asks for this; each of these folders keeps it.
        runner: runs one point; a plain top-level function.

    Raises:
        RunError: where a run has no outcome.
        DataError, WorkerError: as `run_sweep` does.
    """
    questions, done, total = asked.questions, 0, asked.total
    found: dict[Topic, Answer] = {}
    with kept_open(start) as same:
        for topic in TOPICS:
            question = question_on(topic, questions, found)
            planned = planned_for(asked, question)
            told = counted_on(report, done, total - done - planned.plan.total)
            with kept_in(folder and folder / folder_of(topic)) as home:
                if question.options:
                    # Which agreements are combined may change with the number of runs.
                    run = run_anew if topic == "two agreements" else run_sweep
                    run(planned.plan, home, start=same, report=told, command=command, runner=runner)
                    done += planned.plan.total
                found[topic] = answer_in(home, question, planned)
            yield found[topic]


def folder_of(topic: Topic) -> str:
    """Return the name of the folder with the runs of a question."""
    return topic.replace(" ", "-")


def question_on(topic: Topic, questions: Mapping[Topic, Question], found: Mapping[Topic, Answer]) -> Question:
    """Return a question as it is asked once those before it are answered, by topic."""
    if topic != "two agreements":
        return questions[topic]
    alone = found["agreements"]
    return about_two_agreements(alone.question, [option.key for option in alone.ranked])


def planned_for(asked: Consultation, question: Question) -> Planned:
    """Plan the runs of a question: each option with the seeds that the scenario itself has.

    Agreements are chosen for pairs since they did well alone, which chance may have helped; pairs have fresh seeds.
    """
    seed = asked.seed + 1 if question.topic == "two agreements" else asked.seed
    scenarios = (question.scenario, *(option.scenario for option in question.options))
    numbers = np.arange(len(scenarios))
    labels = listed([{"change": name} for name in (AS_PLANNED, *(option.key for option in question.options))])
    plan = Plan(
        source=asked.source,
        scenario=question.scenario,
        design=Design({}, "listed"),
        points=Points({}, len(scenarios)),
        runs=asked.runs,
        seed=seed,
        has_series=False,
        model=fingerprints.behaviour_with(asked.rules),
        question="planning question",
        asked={"topic": question.topic, "settings": list(asked.settings)},
        rules=asked.rules,
        own_starts=Starts(scenarios, numbers, np.full(len(scenarios), seed * SEEDS_APART), labels),
    )
    return Planned(*once(plan))


def answer_in(home: Path, question: Question, planned: Planned) -> Answer:
    """Read what the runs of a question say that lie in a folder; a question without options has none.

    Raises:
        RunError: where a run has no outcome.
        DataError: where the folder holds no runs, or unfinished or damaged ones.
    """
    if not question.options:
        return Answer(question, planned.plan.runs, planned.plan.seed, {})
    sweep = load_whole(home)
    values = {name: replicates(sweep, name)[planned.places] for name in outcomes_read([question])}
    return Answer(question, planned.plan.runs, planned.plan.seed, values)
