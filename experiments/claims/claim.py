"""A claim: one sentence that somebody says of alliances, and the test it is put to, as its file gives them."""

from typing import Annotated

from pydantic import Field, StringConstraints

from experiments.claims.expected_patterns import Shape
from simulation.scenario.definition import Text
from simulation.scenario.fields import Part

Identity = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,19}$"), Field(examples=["C15"])]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
# Each `FIELD=VALUE`, as `alliance compare --with` takes it; `*` in a field stands for all entries of a list.
Settings = tuple[Words, ...]


class Arm(Part):
    """One of two ways in which things can be."""

    name: Words = Field(description="What it is called in figures and tables.")
    fields: Settings = Field((), description="Fields that make the difference, each FIELD=VALUE.")


class Draw(Part):
    """What differs from the usual draw of parameter sets."""

    also: Settings = Field((), description="Further fields to be drawn over their plausible ranges.")
    fixed: Settings = Field((), description="Fields that stay as the scenario has them.")


class Expectation(Part):
    """What a claim expects of one outcome."""

    outcome: Words = Field(description="Name of an outcome.")
    one_of: Settings = Field((), description="Words; what counts is then the share of runs with one of them.")
    came_about: bool = Field(False, description="Whether the share of runs counts in which it came about at all.")
    per: str = Field("", description="Outcome by which it is divided: what is got for what is put in.")
    given: str = Field("", description="Outcome without which a run has nothing to say, such as weeks_to_agreement.")
    name: str = Field("", description="What it is called, where the outcome's own name would not do.")
    regardless: bool = Field(False, description="Whether the mechanism that is switched off has no part in it.")
    shape: Shape = Field(description="What is expected of it.")


class Claim(Part):
    """A claim and its test; the file holds nothing else."""

    id: Identity = Field(description="Short name, such as C15.")
    claim: Text = Field(description="The claim in one sentence.")
    source: Words = Field(description="Who says so, and where.")
    label: str = Field("", description="What weakens the source, such as `one interview`.")
    test: Words = Field(description="How the claim is turned into a test, in one or two sentences.")
    scenario: Words = Field("baseline", description="What the test starts from.")
    set: Settings = Field((), description="Fields of that scenario that the test sets, each FIELD=VALUE.")
    draw: Draw = Draw()
    arms: tuple[Arm, ...] = Field((), description="The two that are compared, the usual one first; or else `levels`.")
    levels: Settings = Field((), description="Fields with their values in order, FIELD=v1,v2,...; several go in step.")
    level_names: Settings = Field((), description="What the levels are called; else by the values of the first field.")
    axis: str = Field("", description="What the levels are levels of; else the name of the first field.")
    condition: tuple[Arm, ...] = Field((), description="Two situations between which the effect is said to differ.")
    off: Settings = Field((), description="Fields by which the mechanism is switched off.")
    replicates: int | None = Field(None, ge=4, le=1000, description="Runs of each condition in each parameter set.")
    expect: tuple[Expectation, ...] = Field(min_length=1, description="What is expected of which outcome.")
