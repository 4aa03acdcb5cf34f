"""Measures: how an outcome of a run is declared, with its unit, its meaning, and which way it is better."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

HIGHER: Literal["higher"] = "higher"
LOWER: Literal["lower"] = "lower"
_DECLARED = "measure"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, and the smallest difference in it that anybody would act upon.

    What is smaller than that, such as the last digits of the same sum taken in another order, counts as no difference;
    it must therefore be small enough for a mean over runs. Counts differ by whole numbers in a pair of runs, so that
    theirs is a matter of means alone: one in twenty runs.
    """

    name: str
    smallest_difference: float


YES_NO = Unit("0/1", 0.005)
SHARE = Unit("share", 0.005)
NET_BENEFIT = Unit("net benefit", 0.005)
INFLUENCE = Unit("influence", 0.005)
DISTANCE = Unit("distance", 0.005)
RATIO = Unit("1", 0.005)
WEEKS = Unit("weeks", 0.5)
DAYS = Unit("days", 0.5)
ORGANISATIONS = Unit("organisations", 0.05)
SECTORS = Unit("sectors", 0.05)
CONFLICTS = Unit("conflicts", 0.05)
FURTHER_GOALS = Unit("goals", 0.05)
POINTS = Unit("points", 0.05)
PROJECTS = Unit("projects", 0.05)
HOURS = Unit("hours", 8.0)  # a working day in the life of an alliance
EFFECTIVE_HOURS = Unit("effective hours", 0.5)
MONEY = Unit("1000 euro", 0.5)
KIND = Unit("kind", 0.0)


@dataclass(frozen=True, slots=True)
class Measure:
    """What one outcome of a run is.

    Attributes:
        unit: of its values; `kind` for words.
        meaning: in one sentence, with when it is missing if it can be.
        better: which way it is better; None for neither way.
        reason: why that way, or why neither.
        smallest_difference: in its unit, from which on two values count as different.
        headline: its place among those that reports lead with, from 1; 0 for all others.
        title: what figures call it; empty where its name says enough.
        note: what is measured, to stand over a panel; empty where its unit says enough.
        words: all its values, where these are words.
    """

    unit: str
    meaning: str
    better: Literal["higher", "lower"] | None
    reason: str
    smallest_difference: float
    headline: int
    title: str = ""
    note: str = ""
    words: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Tell whether its values are numbers, not words."""
        return not self.words


def measure(
    unit: Unit,
    meaning: str,
    better: Literal["higher", "lower"] | None,
    reason: str,
    *,
    headline: int = 0,
    title: str = "",
    note: str = "",
) -> Any:
    """Declare an outcome as a field of a dataclass; for the arguments see `Measure`."""
    declared = Measure(unit.name, meaning, better, reason, unit.smallest_difference, headline, title, note)
    return field(metadata={_DECLARED: declared})


def kind(meaning: str, words: tuple[str, ...]) -> Any:
    """Declare an outcome that is one of some words, none of which is a better number than another."""
    declared = Measure(KIND.name, meaning, None, "a word has no direction", KIND.smallest_difference, 0, words=words)
    return field(metadata={_DECLARED: declared})


def measures(outcome: Any) -> dict[str, Measure]:
    """Return what a dataclass declares about each of its fields, in order."""
    return {declared.name: declared.metadata[_DECLARED] for declared in fields(outcome)}


def headlines(outcomes: Mapping[str, Measure]) -> tuple[str, ...]:
    """Return the names of the outcomes that reports lead with, in their order."""
    places = {declared.headline: name for name, declared in outcomes.items() if declared.headline}
    return tuple(places[place] for place in sorted(places))
