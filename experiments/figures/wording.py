"""Wording: numbers, differences and intervals as they stand in sentences and captions."""

import math

from experiments.analysis.contrast import Contrast, percent
from experiments.analysis.statistics import Estimate
from experiments.analysis.wording import INTERVAL, verdict
from experiments.figures.view import View
from simulation.language.translation import Language, Phrase

IN_PAIRS = Phrase(
    "{one} against {other}: {outcome} differs by {difference} (95 %: {interval}) in pairs of runs with the same seed; "
    "it is higher in {higher} and lower in {lower} of them, {verdict}."
)
THE_SAME = Phrase("{one} against {other}: {outcome} is the same in all pairs of runs with the same seed.")
_LARGE, _MIDDLING = 100, 10


def number(spoken: Language, value: float) -> str:
    """Write a number with as many decimals as its size asks for.

    >>> from simulation.language.translation import language
    >>> number(language("en"), 0.3214), number(language("de"), 12.34), number(language("en"), 1234.5)
    ('0.321', '12,3', '1,234')
    """
    return "–" if math.isnan(value) else spoken.number(value, _form(value))


def signed(spoken: Language, value: float) -> str:
    """Write a difference with its sign; what rounds to 0 has none.

    >>> from simulation.language.translation import language
    >>> signed(language("en"), -0.0504), signed(language("en"), -0.0001)
    ('−0.050', '0.000')
    """
    if math.isnan(value):
        return "–"
    form = _form(value)
    written = spoken.number(abs(value), form)
    return written if not any(sign in "123456789" for sign in written) else f"{'+' if value > 0 else '−'}{written}"


def interval(spoken: Language, estimate: Estimate, *, is_difference: bool = False) -> str:
    """Write the interval of an estimate."""
    if math.isnan(estimate.low):
        return "–"
    write = signed if is_difference else number
    return spoken.say(INTERVAL, low=write(spoken, estimate.low), high=write(spoken, estimate.high))


def in_pairs(view: View, name: str, one: str, other: str, two: Contrast) -> str:
    """Say how an outcome differs at one point from another.

    Args:
        view: tells the language.
        name: of the outcome.
        one: the point, in words.
        other: what it is compared with.
        two: how they differ.
    """
    what = {"one": one, "other": other, "outcome": view.named(name)}
    if two.is_alike:
        return view.say(THE_SAME, **what)
    return view.say(
        IN_PAIRS,
        **what,
        difference=signed(view.spoken, two.mean.value),
        interval=interval(view.spoken, two.mean, is_difference=True),
        higher=percent(two.higher, two.pairs),
        lower=percent(two.lower, two.pairs),
        verdict=view.say(verdict(two)),
    )


def _form(value: float) -> str:
    size = abs(value)
    if size >= _LARGE:
        return "#,##0"
    return "0.0" if size >= _MIDDLING else "0.00" if size >= 1 else "0.000"
