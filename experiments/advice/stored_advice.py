"""Stored advice: the answers whose runs a folder keeps, read back together with what was asked."""

from pathlib import Path
from typing import NamedTuple

from experiments.advice.answer import Answer
from experiments.advice.consultation import TOPICS, Consultation, answer_in, folder_of, planned_for, question_on
from experiments.advice.question import Topic
from experiments.runner.plan import Plan
from experiments.storage.stored_plan import load_plan
from experiments.storage.sweep_folder import folders_in, manifest_of
from simulation import DataError, Scenario


class Advice(NamedTuple):
    """What was asked, and the answers to all questions in their order."""

    asked: Consultation
    found: list[Answer]


def advice_in(folder: Path) -> Advice:
    """Read a finished consultation.

    Args:
        folder: that the runs of all questions have their folders in.

    Raises:
        RunError: where a run has no outcome.
        DataError: where it holds no consultation, an unfinished or damaged one, or one that asked of other changes than
            this version does.
    """
    asked = _asked_in(folder)
    found: dict[Topic, Answer] = {}
    for topic in TOPICS:
        question, home = question_on(topic, asked.questions, found), folder / folder_of(topic)
        planned = planned_for(asked, question)
        if question.options:
            _refuse_other_changes(home, planned.plan)
        found[topic] = answer_in(home, question, planned)
    return Advice(asked, list(found.values()))


def _asked_in(folder: Path) -> Consultation:
    """Return what was asked, as the first question that has runs tells it."""
    homes = [home for topic in TOPICS if (home := folder / folder_of(topic)) in folders_in(folder)]
    if not homes:
        raise DataError(f"{folder} holds no advice; name the folder that `alliance advise` was given with --out.")
    manifest = manifest_of(homes[0])
    if manifest.question != "planning question":
        raise DataError(f"{homes[0]} holds a {manifest.question} and no advice.")
    plan = load_plan(homes[0], manifest)
    if not isinstance(plan.scenario, Scenario):
        raise DataError(f"{homes[0]} holds runs of a field, of which no advice is given.")
    return Consultation(plan.source, plan.scenario, tuple(plan.asked["settings"]), plan.runs, plan.seed)


def _refuse_other_changes(home: Path, plan: Plan) -> None:
    """Raise a DataError where the runs of a question are missing, or were made of other changes."""
    if home not in folders_in(home.parent):
        raise DataError(f"{home} is missing; the `alliance advise` command that began {home.parent} goes on with it.")
    stored = load_plan(home, manifest_of(home))
    if (stored.starts.scenarios, stored.runs, stored.seed) != (plan.starts.scenarios, plan.runs, plan.seed):
        raise DataError(f"{home} holds runs of other changes than are asked about now; ask anew, with another --out.")
