"""The report of an advice: what each change would do to an alliance as it is planned, question by question."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from experiments.advice.answer import Answer
from experiments.advice.consultation import Consultation
from experiments.advice.labels import full
from experiments.advice.question import outcomes_of
from experiments.advice.report import CHANGE, HOW_SURE, SURE, as_planned, cell
from experiments.advice.sentences import head, sentences
from experiments.advice.stored_advice import advice_in
from experiments.analysis.labels import capital, outcome_name
from experiments.figures.advice import draw_answer
from experiments.report.content import Cell, Part, Picture, Report, Table
from experiments.report.making import scenario_summary, scenario_title
from experiments.storage.sweep_folder import folders_in, manifest_of
from simulation.language.translation import Language, Phrase

QUESTION = Phrase(
    "Whom can this alliance not do without, how large can it grow, what should it agree on first, and what if the red "
    "line of a partner moves?"
)
OF_CHANGES = Phrase("The mean difference of each change to the plan, with its interval, a panel for each outcome.")
ALL_CHANGES = Phrase("All changes, those first that are best for the first outcome. {sure}")
READ, DRAW, TABULATE = (
    Phrase("The answer to each question."),
    Phrase("What the changes do. Figures show themselves; `figure.savefig` writes one into a file."),
    Phrase("All changes as numbers, in the first outcome."),
)
_READ = """\
from experiments.advice.advice_data import as_data
from experiments.advice.sentences import sentences
from experiments.advice.stored_advice import advice_in
from experiments.figures.advice import draw_answer
from experiments.figures.style import theme

asked, found = advice_in(folder)
answers = {answer.question.topic: answer for answer in found}
{topic: sentences(answer, spoken) for topic, answer in answers.items()}"""
_DRAW = "with theme():\n    figure = draw_answer(asked, answers[{topic!r}], spoken)\nfigure"
_TABULATE = """\
import pandas as pd

pd.DataFrame(
    [
        (answer["topic"], option["told"], *option["outcomes"][answer["led_by"]]["mean"].values())
        for answer in as_data(asked, found, [], spoken)["answers"]
        for option in answer["ranking"]
    ],
    columns=["question", "change", "difference", "low", "high"],
)"""


def report_on_advice(folder: Path, spoken: Language) -> Report:
    """Return the report of a finished consultation.

    Raises:
        DataError: where the folder holds none, or it cannot be read.
        RunError: where a run has no outcome.
    """
    asked, found = advice_in(folder)
    manifest = manifest_of(folders_in(folder)[0])
    run = [answer for answer in found if answer.question.options]
    return Report(
        title=scenario_title(manifest, spoken),
        question=spoken.say(QUESTION),
        about=scenario_summary(manifest, spoken),
        findings=list(_findings(asked, found, spoken)),
        parts=[_part(asked, answer, spoken) for answer in run],
        outcomes=list(dict.fromkeys(name for answer in run for name in answer.question.outcomes)),
        cells=list(_cells(run, spoken)),
        lang=spoken.code,
    )


def _findings(asked: Consultation, found: Sequence[Answer], spoken: Language) -> Iterator[str]:
    """Yield how the plan comes out, the answer to each question, and how sure all of it is."""
    yield as_planned(next(answer for answer in found if answer.values), spoken)
    for answer in found:
        yield " ".join([head(answer.question.topic, spoken), *sentences(answer, spoken)])
    yield spoken.say(HOW_SURE, outcome=outcome_name(outcomes_of(asked.scenario)[0], spoken))


def _part(asked: Consultation, answer: Answer, spoken: Language) -> Part:
    picture = Picture(partial(draw_answer, asked, answer, spoken), spoken.say(OF_CHANGES))
    return Part(head(answer.question.topic, spoken), (), [picture], [_changes(answer, spoken)])


def _changes(answer: Answer, spoken: Language) -> Table:
    outcomes = answer.question.outcomes
    heads = [capital(told) for told in (spoken.say(CHANGE), *(outcome_name(name, spoken) for name in outcomes))]
    rows = [
        (
            capital(full(answer.question, option, spoken)),
            *(cell(answer, option.key, name, spoken) for name in outcomes),
        )
        for option in answer.ranked
    ]
    return Table(spoken.say(ALL_CHANGES, sure=spoken.say(SURE)), heads, rows)


def _cells(run: Sequence[Answer], spoken: Language) -> Iterator[Cell]:
    yield Cell(spoken.say(READ), _READ)
    for place, answer in enumerate(run):
        yield Cell("" if place else spoken.say(DRAW), _DRAW.format(topic=answer.question.topic))
    yield Cell(spoken.say(TABULATE), _TABULATE)
