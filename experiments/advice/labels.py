"""Labels: what options and outcomes are called in the sentences, tables and figures of an advice."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from experiments.advice.question import Line, Option, Question
from experiments.advice.red_lines import STEP
from simulation.language.translation import Language, Phrase

# What an option is called where the sentence around it says what is done.
SHORT: Mapping[Line, Phrase] = MappingProxyType({"together": Phrase("{one} and {other}")})
# What it is called by itself.
FULL: Mapping[Line, Phrase] = MappingProxyType(
    {
        "without": Phrase("without {short}"),
        "with": Phrase("with {short} as well"),
        "core": Phrase("with a core group of {short}"),
        "supporters": Phrase("with {short} in all"),
        "agreement": Phrase("if you {short}"),
        "together": Phrase("if you {short}"),
        "tighter": Phrase("with {short} stricter by {step}"),
        "looser": Phrase("with {short} more lenient by {step}"),
    }
)
MORE = Phrase("{number} other", "{number} others")


def short(question: Question, option: Option, spoken: Language) -> str:
    """Return what an option is called where the sentence around it says what is done."""
    if option.parts:
        one, other = (short(question, question.option(key), spoken) for key in option.parts)
        return spoken.say(SHORT["together"], one=one, other=other)
    whom = question.called(option.whom, spoken) if option.whom else ""
    if option.told is not None:
        return spoken.say(option.told, whom=whom)
    return whom or spoken.number(option.number, "#,##0")


def full(question: Question, option: Option, spoken: Language) -> str:
    """Return what an option is called by itself."""
    step = spoken.number(STEP, "0.0")
    return spoken.say(FULL[option.line], short=short(question, option, spoken), step=step)


def listed(names: Sequence[str], most: int, spoken: Language) -> str:
    """Join names, of which only the first are told where there are more."""
    told = [*names] if len(names) <= most else [*names[:most], spoken.counted(MORE, len(names) - most)]
    return spoken.either(told)
