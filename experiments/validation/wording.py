"""Wording of what was observed: labels, values, verdicts and reasons, in words of a language."""

import math
from datetime import date

from experiments.analysis.labels import ENGLISH
from experiments.runner.returns import MEASURES
from experiments.validation.observations import Incomparable, Question
from simulation.language.translation import Language, Phrase
from simulation.scenario.dossier import ObservedMembers, ObservedOutcome

# Looked up word by word, as a verdict, a reason why there is none, and what a miss lies in.
VERDICTS = (Phrase("inside"), Phrase("outside"), Phrase("not comparable"))
REASONS = (
    Phrase("is an input of the scenario as well"),
    Phrase("came out after the last week of the run"),
    Phrase("the model returns nothing of the kind"),
    Phrase("counted after the last week of the run"),
    Phrase("counted before the first week of the run"),
    Phrase("is no alliance of the scenario"),
)
CAUSES = (Phrase("model"), Phrase("facts"), Phrase("coding"))
_MEMBERS, _MEMBERS_OF = Phrase("members, {when}"), Phrase("members of {alliance}, {when}")
_NEVER = Phrase("never")
_WHOLE = ("organisations", "weeks", "days")


def label(entry: Question | Incomparable, spoken: Language = ENGLISH) -> str:
    """Return what was observed, in a few words: in English as in tables and files, else with its title."""
    if spoken.code == ENGLISH.code:
        return entry.label
    observation = entry.observation
    if isinstance(observation, ObservedMembers):
        phrase = _MEMBERS_OF if observation.alliance else _MEMBERS
        return spoken.say(phrase, alliance=observation.alliance, when=_moment(observation.when, spoken))
    assert isinstance(observation, ObservedOutcome)
    known = MEASURES.get(observation.what)
    name = spoken.say(Phrase(known.title or observation.what.replace("_", " "))) if known else observation.what
    return name if observation.demand is None else f"{name}: {observation.demand}"


def reason(entry: Incomparable, spoken: Language = ENGLISH) -> str:
    """Return why runs cannot be asked for something; what quotes a file stays as it is."""
    return spoken.say(Phrase(entry.reason)) if Phrase(entry.reason) in REASONS else entry.reason


def word(text: str, spoken: Language = ENGLISH) -> str:
    """Return one of the words that observations and runs have, such as how an alliance ended."""
    return spoken.say(Phrase(text))


def value(found: float | str, unit: str, spoken: Language = ENGLISH) -> str:
    """Return a value of an observation or a run: whole where it counts something, else with two digits that count."""
    if isinstance(found, str):
        return word(found, spoken)
    if math.isinf(found):
        return spoken.say(_NEVER)
    if unit in _WHOLE or abs(found) >= 10:
        return f"{found:.0f}"
    return f"{found:.2g}".replace(".", spoken.number(0.5, "0.0")[1])


def _moment(moment: date | str, spoken: Language) -> str:
    if isinstance(moment, date):
        return spoken.day(moment)
    year, _, month = moment.partition("-")
    return spoken.month(date(int(year), int(month), 1)) if month else year
