"""The sheet of an agreement: what was agreed on in words, and what came of it in pairs of runs."""

from collections.abc import Mapping

from rich.console import Console

from experiments.analysis.wording import difference, verdict
from experiments.compare.comparison import Pairs
from experiments.compare.comparison_report import table
from experiments.terminal.console import print_text
from seminar.agreement_form import Value, question
from simulation import HEADLINES, Scenario
from simulation.language.translation import Language, Phrase

AGREED = Phrase("What was agreed on")
CAME_OF_IT = Phrase("What comes of it in the model")
RESULT = Phrase(
    "Impact is higher with the agreement in {higher} of {runs} pairs, lower in {lower} and the same in {same}; the "
    "mean difference is {difference}, {verdict}."
)
ALIKE = Phrase("It makes no difference: all {runs} pairs are the same.")


def show(scenario: Scenario, decided: Mapping[str, Value], pairs: Pairs, output: Console, spoken: Language) -> None:
    """Print the sheet.

    Args:
        scenario: without the agreement.
        decided: what was agreed on, by the field of its question.
        pairs: of runs without the agreement and with it.
        output: where to print.
        spoken: the language.
    """
    output.print(spoken.say(AGREED), style="bold")
    for field, value in decided.items():
        asked = question(scenario, field)
        print_text(output, f"- {asked.asked(scenario, spoken)} {asked.answered(value, scenario, spoken)}")
    output.print()
    output.print(spoken.say(CAME_OF_IT), style="bold")
    print_text(output, _result(pairs, spoken))
    if not pairs.are_alike:
        output.print()
        output.print(table(pairs, HEADLINES, output.width, spoken))


def _result(pairs: Pairs, spoken: Language) -> str:
    two, runs = pairs.leading, spoken.number(pairs.plan.runs, "#,##0")
    if pairs.are_alike:
        return spoken.say(ALIKE, runs=runs)
    counted = {"higher": two.higher, "lower": two.lower, "same": two.same}
    numbers = {part: spoken.number(number, "#,##0") for part, number in counted.items()}
    told = {"difference": difference(two.outcome, two.mean.value, spoken), "verdict": spoken.say(verdict(two))}
    return spoken.say(RESULT, runs=runs, **told, **numbers)
