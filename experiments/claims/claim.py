"""A claim: one sentence that somebody says of alliances, and the test it is put to, as its file gives them."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from experiments.claims.expected_patterns import Pattern
from simulation.scenario.definition import Text
from simulation.scenario.fields import Part

Identity = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,19}$"), Field(examples=["C15"])]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
# Each `FIELD=VALUE`, as `alliance compare --with` takes it; `*` in a field stands for all entries of a list.
Settings = tuple[Words, ...]


class Standing(StrEnum):
    """What support for an expectation would be worth.

    What holds by the definition of a rule is neither: it is no expectation, but a `Construction` with a unit test.
    """

    EMERGENT = "emergent"  # no rule says so, it follows from what organisations do
    SIGN_ASSUMED = "sign assumed"  # a rule has the sign; its size, and what comes of it, emerge


class Arm(Part):
    """One of two ways in which things can be."""

    name: Words = Field(description="What it is called in figures and tables.")
    fields: Settings = Field((), description="Fields that make the difference, each FIELD=VALUE.")


class Draw(Part):
    """What differs from the usual draw of parameter sets."""

    also: Settings = Field((), description="Further fields to be drawn over their plausible ranges.")
    fixed: Settings = Field((), description="Fields, switches or `organisations` that stay as the scenario has them.")


class Expectation(Part):
    """What a claim expects of one outcome."""

    outcome: Words = Field(description="Name of an outcome.")
    one_of: Settings = Field((), description="Words; what counts is then the share of runs with one of them.")
    defined: bool = Field(False, description="Whether the share of runs counts in which the outcome is not missing.")
    per: str = Field("", description="Outcome by which it is divided: what is got for what is put in.")
    than: float | str | None = Field(
        None, description="Where nothing is varied: another outcome of the same run, or a number, to compare it with."
    )
    given: str = Field("", description="Outcome without which a run has nothing to say, such as weeks_to_agreement.")
    name: str = Field("", description="What it is called, where the outcome's own name would not do.")
    standing: Standing = Field(description="What support would be worth.")
    smallest: float | None = Field(
        None, gt=0, description="Smallest effect that matters, in the outcome's unit; else a tenth of its spread."
    )
    pattern: Pattern = Field(description="What is expected of it.")

    def outcomes(self) -> dict[str, str]:
        """Return the names of all outcomes that it looks at, by the field that names them."""
        named = {field: getattr(self, field) for field in ("outcome", "per", "given", "than")}
        return {field: name for field, name in named.items() if isinstance(name, str) and name}


class Construction(Part):
    """A part of a claim that holds by the definition of a rule; a unit test shows it, and it is counted nowhere."""

    says: Words = Field(description="What holds, in one sentence.")
    rule: Words = Field(description="Rule or definition by which it holds.")
    test: Words = Field(description="Unit test that shows it, as FILE::NAME below tests/.")


class Revision(Part):
    """A change of a test that was made after its result had been seen."""

    first: Words = Field(description="Verdict before the change.")
    what: Words = Field(description="What was changed, and why.")


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
    arms: tuple[Arm, ...] = Field(
        (), description="The two that are compared, the usual one first; or else `levels`; or else neither (`than`)."
    )
    levels: Settings = Field((), description="Fields with their values in order, FIELD=v1,v2,...; several go in step.")
    level_names: Settings = Field((), description="What the levels are called; else by the values of the first field.")
    axis: str = Field("", description="What the levels are levels of; else the name of the first field.")
    condition: tuple[Arm, ...] = Field((), description="Two situations between which the effect is said to differ.")
    off: Settings = Field((), description="Fields by which the mechanism is switched off.")
    replicates: int | None = Field(None, ge=4, le=1000, description="Runs of each condition in each parameter set.")
    expect: tuple[Expectation, ...] = Field((), description="What is expected of which outcome.")
    constructed: tuple[Construction, ...] = Field((), description="What of it holds by construction.")
    revisions: tuple[Revision, ...] = Field((), description="Changes made after a look, the first one first.")

    @property
    def is_by_construction(self) -> bool:
        """Whether nothing of it is left to be found out."""
        return not self.expect

    @property
    def compares_within_runs(self) -> bool:
        """Whether nothing is varied, and outcomes of one and the same run are compared."""
        return not self.arms and not self.levels

    @property
    def standing(self) -> Standing:
        """What support for the claim as a whole would be worth: as little as for its weakest expectation."""
        is_assumed = any(one.standing is Standing.SIGN_ASSUMED for one in self.expect)
        return Standing.SIGN_ASSUMED if is_assumed else Standing.EMERGENT
