"""What people know and the model cannot read: facts, assumptions, and what happened in the end."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from simulation.scenario.definition import Text
from simulation.scenario.fields import Part, Words

Certainty = Annotated[
    Literal["documented", "published", "memory", "inferred"],
    Field(
        description="Documented in the project's sources; published and seen in excerpts; "
        "from memory and not verified; or inferred from other facts."
    ),
]
Moment = Annotated[
    date | Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$", examples=["2020-09", "2020"])],
    Field(union_mode="left_to_right", description='A day, or a month as "2020-09", or a year as "2020".'),
]
Sentence = Annotated[Words, Field(min_length=1)]
Result = Annotated[bool | int | float | date | str, Field(union_mode="left_to_right")]


class Fact(Part):
    """Something that is known."""

    about: Sentence = Field(description="Field or part of the scenario that the fact bears on.")
    statement: Sentence = Field(description="The fact in a sentence.")
    source: Sentence = Field(description="Where it stands.")
    certainty: Certainty


class Assumption(Part):
    """Something that was set without a source."""

    about: Sentence = Field(description="Field or part of the scenario that rests on the assumption.")
    statement: Sentence = Field(description="What was assumed, and why so.")


class Observation(Part):
    """Something that was seen in history and can be held against runs."""

    source: Sentence = Field(description="Where it stands.")
    certainty: Certainty
    is_input: bool = Field(False, description="Also set in the scenario, so that runs cannot be held against it.")
    held_back: bool = Field(
        False, description="Kept out of every tuning of parameters; settled before anything was tuned."
    )
    note: Sentence | None = Field(
        None, description="What to know when runs are held against it, such as why they miss."
    )
    lies_in: Literal["model", "facts", "coding"] | None = Field(
        None,
        description="Where the reason lies if runs miss it: in the model, in what is known or assumed of the case, "
        "or in how what happened was put into the model's terms.",
    )


class ObservedOutcome(Observation):
    """Something that came out in history, to be compared with what runs return."""

    what: Sentence = Field(description="What was observed; an outcome's name where the model returns it too.")
    demand: Sentence | None = Field(None, description="Demand of which `what` is said; the model returns `adopted`.")
    value: Result = Field(
        description="What came out: a number, a text, true or false; a date where weeks from the start are meant."
    )
    unit: Words | None = Field(None, description="Unit of the value.")
    when: Moment | None = Field(None, description="When it came out.")


class ObservedMembers(Observation):
    """How many members the alliance had at a time."""

    when: Moment = Field(description="When they were counted.")
    alliance: Words = Field("", description="Which of [[others]] is meant; empty for the scenario's own alliance.")
    members: int = Field(ge=0, description="Number of member organisations.")


class Observed(Part):
    """What happened in the end; never an input."""

    outcomes: tuple[ObservedOutcome, ...] = Field((), description="Outcomes and events.")
    members: tuple[ObservedMembers, ...] = Field((), description="Membership over time.")


class Lesson(Part):
    """What a scenario for teaching shows when one thing is changed."""

    point: Text = Field(description="What is to be seen, in a sentence.")
    compare: dict[str, JsonValue] = Field(min_length=1, description="What to change, by dotted path.")
    change_in_words: Text = Field(description="The same, in a few words that can stand after a colon.")
    outcome: Sentence = Field(description="Outcome in which it shows.")
    change: Literal["rises", "falls"] = Field(description="What that outcome does then, in most runs.")
    seeds: tuple[int, ...] = Field(min_length=1, description="Seeds under which the story tells it best.")


class Dossier(Part):
    """The parts of a scenario file that are for people and never reach a run."""

    facts: tuple[Fact, ...] = Field((), description="Facts with source and certainty.")
    assumptions: tuple[Assumption, ...] = Field((), description="What was set without a source.")
    observed: Observed = Field(Observed(), description="What happened in the end.")
    lesson: Lesson | None = Field(None, description="What a scenario for teaching shows.")
