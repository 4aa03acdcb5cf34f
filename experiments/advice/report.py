"""The report of an advice: one screen that answers all questions in sentences, and the ranked numbers on demand."""

from collections.abc import Sequence

import numpy as np
from rich.console import Console
from rich.table import Table

from experiments.advice.answer import Answer
from experiments.advice.consultation import TOPICS, Consultation
from experiments.advice.labels import full
from experiments.advice.question import outcomes_of
from experiments.advice.sentences import head, in_brief, sentences
from experiments.analysis.labels import capital, outcome_name
from experiments.analysis.wording import difference, interval, level
from experiments.terminal.console import print_text
from simulation.language.translation import Language, Phrase

_FEWEST = 100  # from which the intervals hold about as often as they say, whatever the differences look like

TITLE = Phrase("{title}: advice from {runs} pairs of runs for each change.")
AS_PLANNED = Phrase("As planned, {values}, and {success} of runs reach the goal.")
AS_PLANNED_WITHOUT_GOAL = Phrase("As planned, {values}.")
IS = Phrase("{outcome} is {level}")
HOW_SURE = Phrase(
    "Better and worse: by {outcome}. In brackets: mean difference to the plan in pairs of runs, and its interval. "
    "Surely: all intervals of a question hold at once in 95 of 100 such answers. Perhaps: only had nothing else been "
    "asked. All of it holds in the model, for what the file says."
)
FEW = Phrase("So few pairs give intervals that may be too narrow; a hundred are the least.")
MISSING = Phrase("Not answered, as it was stopped: {questions}")
ALL = Phrase("--all ranks all changes, by other outcomes too; --out keeps runs and figures.")
CHANGE, SURE = Phrase("change"), Phrase("*: sure, (*): perhaps")


def show(asked: Consultation, found: Sequence[Answer], output: Console, spoken: Language, *, in_full: bool) -> None:
    """Print the answers that are there, and which are missing."""
    _show_head(asked, found, output, spoken)
    for answer in found:
        output.print()
        print_text(output, head(answer.question.topic, spoken), style="bold")
        print_text(output, " ".join((sentences if in_full else in_brief)(answer, spoken)))
        if in_full and answer.question.options:
            output.print()
            output.print(table(answer, spoken))
    output.print()
    if missing := TOPICS[len(found) :]:
        print_text(output, spoken.say(MISSING, questions=" ".join(head(topic, spoken) for topic in missing)))
    print_text(output, spoken.say(HOW_SURE, outcome=outcome_name(outcomes_of(asked.scenario)[0], spoken)), style="dim")
    if not in_full:
        print_text(output, spoken.say(ALL), style="dim")


def table(answer: Answer, spoken: Language) -> Table:
    """Lay out all options of an answer, ranked by what they do to the outcome that leads."""
    laid_out = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    laid_out.add_column(spoken.say(CHANGE))
    for name in answer.question.outcomes:
        laid_out.add_column(outcome_name(name, spoken), justify="right")
    for option in answer.ranked:
        cells = (cell(answer, option.key, name, spoken) for name in answer.question.outcomes)
        laid_out.add_row(capital(full(answer.question, option, spoken)), *cells)
    laid_out.caption = spoken.say(SURE)
    return laid_out


def cell(answer: Answer, key: str, name: str, spoken: Language) -> str:
    """Write what an option, by its key, does to an outcome: mean, mark of how sure it is, and interval below."""
    found = answer.effects[key][name]
    mark = {"sure": " *", "perhaps": " (*)"}.get(found.sureness.value, "")
    if found.sureness.value == "none":
        return "0"
    return f"{difference(name, found.mean.value, spoken)}{mark}\n{interval(name, found.mean, spoken)}"


def _show_head(asked: Consultation, found: Sequence[Answer], output: Console, spoken: Language) -> None:
    title, runs = getattr(asked.scenario.title, spoken.code), spoken.number(asked.runs, "#,##0")
    print_text(output, spoken.say(TITLE, title=title, runs=runs), style="bold")
    if asked.runs < _FEWEST:
        print_text(output, spoken.say(FEW))
    if own := next((answer for answer in found if answer.values), None):
        print_text(output, as_planned(own, spoken))


def as_planned(answer: Answer, spoken: Language) -> str:
    """Say how the plan itself comes out."""
    means = {name: float(np.nanmean(rows[0])) for name, rows in answer.values.items() if not np.isnan(rows[0]).all()}
    values = [
        spoken.say(IS, outcome=outcome_name(name, spoken), level=level(name, means[name], spoken))
        for name in answer.question.outcomes[:3]
        if name in means
    ]
    has_goal = answer.question.scenario.form != "network"
    phrase = AS_PLANNED if has_goal else AS_PLANNED_WITHOUT_GOAL
    return spoken.say(phrase, values=", ".join(values), success=spoken.percent(means.get("success", 0.0)))
