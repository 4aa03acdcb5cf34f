"""Labels: what varied fields, their values and outcomes are called in figures and sentences."""

import re
import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from experiments.design.declarations import choices_of, facts_of, in_a_scenario
from experiments.runner.returns import MEASURES
from simulation.errors import shown
from simulation.language.translation import Language, Phrase, language

ENGLISH = language("en")
NO_LIMIT = 100_000
_LARGE = 1_000
_NOTHING = frozenset({"", "none"})

# Fields whose own name says too little on an axis or in a sentence.
_NAMES: Mapping[str, Phrase] = types.MappingProxyType(
    {
        "invitation.size": Phrase("organisations invited"),
        "agreements.core_size": Phrase("largest core group"),
        "agreements.values_debate_weeks": Phrase("length of the values debate"),
        "agreements.goal_openness": Phrase("openness of the goal's wording"),
        "population.heterogeneity": Phrase("heterogeneity of the organisations"),
        "weeks": Phrase("length of the run"),
        "search.looks": Phrase("organisations that come to mind"),
        "forums.*.share": Phrase("membership in forums"),
    }
)
_OWNER = re.compile(r"(?:groups|organisations)\.([^*]+)\.\w+")
_BARE_UNITS = frozenset({"share", "ambition", "probability", "influence", "net benefit"})

ALL_IN_THE_CORE, A_CORE = Phrase("all in the core group"), Phrase("core group of {number} plus supporters")
WITH, WITHOUT = Phrase("with {field}"), Phrase("without {field}")
IS, NONE_OF, COUNTED = Phrase("{field}: {value}"), Phrase("no {field}"), Phrase("{number} {field}")
EQUALS = Phrase("{field} = {number}")
INVITED = Phrase("{number} organisation invited", "{number} organisations invited")
YES, NO, NOT_SET, NO_LIMIT_SET = Phrase("yes"), Phrase("no"), Phrase("not set"), Phrase("no limit")
NAMELESS = Phrase("one without a name")


@dataclass(frozen=True, slots=True)
class FieldLabel:
    """How a varied field is called, and its unit (empty where it has none or the name says it)."""

    name: str
    unit: str

    def axis(self) -> str:
        """Return the label of an axis."""
        return capital(f"{self.name} ({self.unit})" if self.unit else self.name)


def field_label(path: str, spoken: Language = ENGLISH) -> FieldLabel:
    """Return the label of a field, from its own declaration where nothing better is known, and whose it is."""
    name = _NAMES.get(in_a_scenario(path), Phrase(path.rpartition(".")[2].replace("_", " ")))
    unit = str(facts_of(path).get("unit", "none"))
    is_needless = unit in {"none", "1"} or unit in name.one
    owner = _OWNER.match(path)
    called = f"{spoken.say(name)} ({owner[1]})" if owner else spoken.say(name)
    return FieldLabel(called, "" if is_needless else spoken.say(Phrase(unit)))


def level_label(path: str, value: Any, spoken: Language = ENGLISH) -> str:
    """Return how one value of a varied field is called.

    >>> level_label("agreements.core_size", 8), level_label("invitation.size", 1)
    ('core group of 8 plus supporters', '1 organisation invited')
    """
    label = field_label(path, spoken)
    if in_a_scenario(path) == "agreements.core_size":
        return spoken.say(ALL_IN_THE_CORE if value >= NO_LIMIT else A_CORE, number=_number(value, spoken))
    if isinstance(value, bool):
        return spoken.say(WITH if value else WITHOUT, field=label.name)
    if isinstance(value, int | float):
        return _counted(path, label, value, spoken)
    if isinstance(value, dict):
        return spoken.say(IS, field=label.name, value=shown(value))
    entries = value if isinstance(value, list) else [value] if value not in _NOTHING else []
    if not entries:
        return spoken.say(NONE_OF, field=label.name)
    return spoken.say(IS, field=label.name, value=", ".join(_entry_label(path, entry, spoken) for entry in entries))


def has_a_name(path: str, value: Any) -> bool:
    """Tell whether a number of a field stands for a word, as what is so large that it sets no limit."""
    return in_a_scenario(path) == "agreements.core_size" and value >= NO_LIMIT


def tick_label(path: str, value: Any, spoken: Language = ENGLISH) -> str:
    """Return what to write at a value on an axis that bears the name of its field; lists go by their length."""
    if has_a_name(path, value):
        return spoken.say(NO_LIMIT_SET)
    if isinstance(value, bool):
        return spoken.say(YES if value else NO)
    if isinstance(value, list):
        return str(len(value))
    if isinstance(value, dict):
        return shown(value)
    if isinstance(value, int | float):
        return _number(value, spoken)
    return spoken.say(NOT_SET) if value in _NOTHING else _word(path, str(value), spoken)


def group_label(levels: Mapping[str, Any], spoken: Language = ENGLISH) -> str:
    """Return how a combination of values is called; empty where nothing is varied."""
    return ", ".join(level_label(path, value, spoken) for path, value in levels.items())


def outcome_name(name: str, spoken: Language = ENGLISH) -> str:
    """Return what an outcome is called inside a sentence."""
    return spoken.say(Phrase(MEASURES[name].title or name.replace("_", " ")))


def outcome_title(name: str, spoken: Language = ENGLISH) -> str:
    """Return what an outcome is called in a heading."""
    return capital(outcome_name(name, spoken))


def outcome_note(name: str, spoken: Language = ENGLISH) -> str:
    """Return what is measured, in which unit, short enough to stand over a panel."""
    return spoken.say(Phrase(MEASURES[name].note or MEASURES[name].unit))


def capital(text: str) -> str:
    """Return the text with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]


def _counted(path: str, label: FieldLabel, value: float, spoken: Language) -> str:
    """Return a number with the name of its field, which is what is counted or has a unit."""
    number = _number(value, spoken)
    if path == "invitation.size":
        return spoken.say(INVITED, round(value), number=number)
    if label.unit == "" and facts_of(path).get("unit") in field_label(path).name.split():
        return spoken.say(COUNTED, number=number, field=label.name)
    unit = "" if facts_of(path).get("unit") in _BARE_UNITS else label.unit
    return spoken.say(EQUALS, number=f"{number} {unit}".rstrip(), field=label.name)


def _number(value: float, spoken: Language) -> str:
    """Write a number to four digits."""
    return spoken.number(value, "#,##0" if abs(value) >= _LARGE else "@###")


def _entry_label(path: str, entry: Any, spoken: Language) -> str:
    if isinstance(entry, dict):
        return str(entry.get("name") or spoken.say(NAMELESS))
    return _word(path, str(entry), spoken)


def _word(path: str, word: str, spoken: Language) -> str:
    """Return a word of a field: translated where it is one of a few, as it is where users choose it."""
    return spoken.say(Phrase(word)) if word in choices_of(path) else word
