"""What is wrong with a change of a scenario, in the visitor's language, as far as a page or a link can cause it."""

from collections.abc import Iterator, Mapping

from experiments.analysis.labels import capital, field_label
from experiments.design.declarations import choices_of, declaration
from simulation import ScenarioError
from simulation.errors import Problem
from simulation.language.translation import Language, Phrase

NO_FIELD = Phrase("A scenario has no field “{field}” that could be changed.")
NOT_ALLOWED = Phrase("{field}: {value} is not allowed.")
FROM_TO = Phrase("Allowed are numbers from {low} to {high}.")
AT_LEAST, AT_MOST = Phrase("Allowed are numbers from {low} on."), Phrase("Allowed are numbers up to {high}.")
ONE_OF = Phrase("Allowed are: {words}.")


def in_the_language(error: ScenarioError, spoken: Language) -> str | None:
    """Return what is wrong; None where one of the problems can be told by the model alone, in English."""
    told = [_told(problem, spoken) for problem in error.problems]
    known = [one for one in told if one is not None]
    return " ".join(known) if len(known) == len(told) else None


def _told(problem: Problem, spoken: Language) -> str | None:
    if not problem.field:
        return None
    if declaration(problem.field) is None:
        return spoken.say(NO_FIELD, field=problem.field)
    allowed = _range(problem, spoken) or _words(problem, spoken)
    if allowed is None:
        return None
    name = capital(field_label(problem.field, spoken).name)
    return f"{spoken.say(NOT_ALLOWED, field=name, value=problem.value)} {allowed}"


def _words(problem: Problem, spoken: Language) -> str | None:
    """Return the words of which the field is one; None where it is no such field, or the word is one of them."""
    words = choices_of(problem.field)
    if not words or problem.value.strip('"') in words:
        return None
    return spoken.say(ONE_OF, words=", ".join(words))


def _range(problem: Problem, spoken: Language) -> str | None:
    """Return the numbers that are allowed; None where the field takes none, or the value is one of those."""
    ends = dict(_ends(problem.field))
    if not ends or not _is_no_such_number(problem.value, ends):
        return None
    phrase = FROM_TO if len(ends) == 2 else AT_LEAST if "ge" in ends else AT_MOST
    low, high = (spoken.number(ends[end]) if end in ends else "" for end in ("ge", "le"))
    return spoken.say(phrase, low=low, high=high)


def _is_no_such_number(text: str, ends: Mapping[str, float]) -> bool:
    """Tell whether what was given is a word, or a number beyond the ends."""
    try:
        value = float(text)
    except ValueError:
        return text.startswith('"')
    return not ends.get("ge", value) <= value <= ends.get("le", value)


def _ends(field: str) -> Iterator[tuple[str, float]]:
    """Yield the lowest and the highest number that a field may have, as far as there are such."""
    declared = declaration(field)
    for rule in declared.metadata if declared is not None else ():
        yield from ((end, float(getattr(rule, end))) for end in ("ge", "le") if hasattr(rule, end))
