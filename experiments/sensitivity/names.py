"""Names: what factors are called, what they mean and over what they vary, in words of a language."""

from collections.abc import Mapping
from types import MappingProxyType

from experiments.analysis.labels import field_label, tick_label
from experiments.design.declarations import declaration, in_a_scenario
from experiments.design.variation import Range
from experiments.sensitivity.factors import Factors, absent
from simulation.language.translation import Language, Phrase, language

SPAN, NONE = Phrase("{low} to {high}"), Phrase("none")
_ENGLISH = language("en")
_ENDS = "#,##0.######"
_PLAIN = ("", "share", "1")
# Parts of a scenario, of which readers are told where a factor's own name says too little.
PARTS: Mapping[str, Phrase] = MappingProxyType(
    {
        "agreements": Phrase("agreements"),
        "arena": Phrase("arena"),
        "goal": Phrase("goal"),
        "invitation": Phrase("invitation"),
        "issues": Phrase("issues"),
        "population": Phrase("population"),
        "search": Phrase("search"),
    }
)


def name_of(path: str, spoken: Language) -> str:
    """Return what a factor is called: its name, and the part of the scenario that it belongs to.

    One without a name in the language goes by its path, as scenarios have it.

    >>> from simulation.language.translation import language
    >>> name_of("mechanisms.dissolution.habit", language("en")), name_of("goal.demands.0.weight", language("en"))
    ('habit (dissolution)', 'weight (goal demands 0)')
    """
    path = in_a_scenario(path)
    part, _, last = path.removeprefix("mechanisms.").replace(".*", "").replace("_", " ").rpartition(".")
    name = field_label(path, spoken).name
    if not part or field_label(path, _ENGLISH).name != last:
        return name
    if not spoken.knows(Phrase(last)):
        return path
    return f"{name} ({spoken.say(PARTS[part]) if part in PARTS else part.replace('.', ' ')})"


def meaning_of(path: str, spoken: Language) -> str:
    """Return in a sentence what a factor is; empty where that is not declared, or not in this language."""
    declared = declaration(path)
    if declared is None or not declared.description:
        return ""
    meaning = Phrase(declared.description)
    return spoken.say(meaning) if spoken.knows(meaning) else ""


def span_of(factors: Factors, path: str, spoken: Language) -> str:
    """Return over what a factor varies, in words.

    >>> from simulation.language.translation import language
    >>> span_of({"agreements.core_size": (100_000, 4)}, "agreements.core_size", language("en"))
    'none, 4'
    """
    field = factors[path]
    if isinstance(field, Range):
        ends = {"low": spoken.number(field.low, _ENDS), "high": spoken.number(field.high, _ENDS)}
        unit = field_label(path, spoken).unit
        told = spoken.say(SPAN, **ends)
        return told if field_label(path, _ENGLISH).unit in _PLAIN else f"{told} {unit}"
    return ", ".join(spoken.say(NONE) if value == absent(path) else tick_label(path, value, spoken) for value in field)
