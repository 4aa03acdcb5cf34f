"""A chapter: one mechanism, what to try of it, the claims behind it, and what the model cannot show."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field, JsonValue, StringConstraints, ValidationError
from pydantic_core import to_json

from experiments.claims.claim_file import shipped_claims
from simulation import OUTCOMES, AllianceError, changed, load_any, shipped_fields, shipped_scenarios
from simulation.errors import Fault, did_you_mean, shown
from simulation.scenario.definition import Setting, Text
from simulation.scenario.document import Document
from simulation.scenario.fields import Part
from simulation.scenario.messages import FileStructure, misread
from simulation.scenario.reading import read_toml

SHIPPED = Path(__file__).parent

Word = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Try(Part):
    """Something to try: a change of the chapter's scenario on whose effect a class bets."""

    says: Text = Field(description="What is changed, in a few words.")
    changes: dict[str, JsonValue] = Field(min_length=1, description="The change, by dotted path.")


class Chapter(Part):
    """A chapter; its file holds nothing else, and the name of the file is its name in links."""

    title: Text = Field(description="Its title.")
    question: Text = Field(description="What a class is to ask itself.")
    mechanism: Text = Field(description="What happens among organisations, in a few sentences.")
    limits: Text = Field(description="What of this the model can show, and what not.")
    scenario: Word = Field(description="Name of a shipped scenario, or of a field.")
    seed: int = Field(1, ge=0, le=2**53 - 1, description="A run that tells it well.")
    outcome: Word = Field("impact", description="Outcome on which the class bets; of a field it reads and bets not.")
    claims: tuple[Word, ...] = Field((), description="Identities of the claims behind it.")
    tries: tuple[Try, ...] = Field((), description="What to try.")

    @property
    def is_of_a_field(self) -> bool:
        """Whether alliances come about in it, so that a class reads a run with a change instead of betting on it."""
        return self.scenario in shipped_fields()


def chapters_in(folder: Path = SHIPPED) -> dict[str, Chapter]:
    """Read all chapters in a folder, by the names of their files and in their order.

    Raises:
        AllianceError: where there is none, or one cannot be used; with all problems of its file.
    """
    chapters = {path.stem: read_chapter(path) for path in sorted(folder.glob("*.toml"))}
    if not chapters:
        raise AllianceError(f"{folder}: there is no chapter; a chapter is a file whose name ends in .toml")
    return chapters


def read_chapter(path: Path) -> Chapter:
    """Read a chapter and check it as far as its scenario and its claims go.

    Raises:
        ScenarioError: with all problems found, each with its line, field, value and what is allowed.
    """
    document = Document(*read_toml(path))
    document.refuse_what_no_model_reads()
    try:
        chapter = Chapter.model_validate_json(to_json(document.data), strict=True)
    except ValidationError as error:
        raise document.error(misread(error, document.data, FileStructure(Chapter))) from None
    document.refuse(_faults(chapter))
    return chapter


def _faults(chapter: Chapter) -> Iterator[Fault]:
    bettable = [name for name, declared in OUTCOMES.items() if declared.better is not None]
    if chapter.outcome not in bettable:
        hint = did_you_mean(chapter.outcome, bettable)
        yield Fault(("outcome",), shown(chapter.outcome), f"is no outcome that can be better or worse{hint}")
    known = shipped_claims()
    for place, claim in enumerate(chapter.claims):
        if claim not in known:
            yield Fault(("claims", place), shown(claim), f"is no claim{did_you_mean(claim, known)}")
    shipped = (*shipped_scenarios(), *shipped_fields())
    if chapter.scenario not in shipped:
        hint = did_you_mean(chapter.scenario, shipped)
        yield Fault(("scenario",), shown(chapter.scenario), f"is no shipped scenario{hint}")
        return
    for place, one in enumerate(chapter.tries):
        yield from _faults_of_a_try(load_any(chapter.scenario), place, one)


def _faults_of_a_try(scenario: Setting, place: int, one: Try) -> Iterator[Fault]:
    try:
        changed(scenario, one.changes)
    except AllianceError as error:
        yield Fault(("tries", place, "changes"), "", f"does not fit the scenario: {error}")
