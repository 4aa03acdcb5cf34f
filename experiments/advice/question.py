"""Planning questions: each asks of several changes what they would do to an alliance as it is planned."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from simulation import AllianceError, Scenario, changed
from simulation.language.translation import Language, Phrase

type Topic = Literal["partners", "size", "agreements", "two agreements", "red lines"]
# Changes of one line are told in one sentence.
type Line = Literal["without", "with", "core", "supporters", "agreement", "together", "tighter", "looser"]
type Outcomes = tuple[str, ...]

TIME = "weeks_to_agreement"


@dataclass(frozen=True, slots=True)
class Option:
    """One change that a question asks about.

    Attributes:
        line: what kind of change it is.
        key: what rows call it, unique within its question.
        scenario: the plan with this change.
        told: what sentences call it, where that is no name and no number.
        whom: the organisation or group that it is about; empty where it is about none.
        number: of organisations, where it is about that.
        parts: keys of the options that are combined in it.
    """

    line: Line
    key: str
    scenario: Scenario
    told: Phrase | None = None
    whom: str = ""
    number: int = 0
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an alliance.

    Attributes:
        topic: what it is about.
        scenario: the alliance as it is planned.
        outcomes: what is compared; the first one leads.
        options: the changes; none where there is nothing to ask.
        remarks: what has to be said of the question itself, such as why there is nothing to ask.
        names: the organisations that a remark is about.
    """

    topic: Topic
    scenario: Scenario
    outcomes: Outcomes
    options: tuple[Option, ...]
    remarks: tuple[Phrase, ...] = ()
    names: tuple[str, ...] = ()

    def option(self, key: str) -> Option:
        """Return the option that rows call so."""
        return next(option for option in self.options if option.key == key)

    def called(self, name: str, spoken: Language) -> str:
        """Return what an organisation or a group of the plan is called."""
        return self.scenario.called(name, spoken.code)


def outcomes_of(scenario: Scenario) -> Outcomes:
    """Return what is compared: a network has no goal, so that it is judged by what its members think of it."""
    return (
        ("satisfaction", "trust_change", "lifetime") if scenario.form == "network" else ("impact", "depth", "lifetime")
    )


def possible(scenario: Scenario, changes: Mapping[str, Any]) -> Scenario | None:
    """Return the plan with a change; None where it cannot be made, or leaves all as it is."""
    try:
        made = changed(scenario, changes)
    except AllianceError:
        return None
    return None if made == scenario else made
