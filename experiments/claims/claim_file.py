"""Claim files: which there are, and how one is read and checked as far as it goes without its scenario."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import to_json

from experiments.claims.claim import Claim, Expectation
from experiments.claims.expected_patterns import INTERACTIONS, LEAST_LEVELS
from experiments.runner.returns import MEASURES
from simulation import AllianceError
from simulation.errors import Fault, KeyPath, did_you_mean, shown
from simulation.scenario.document import Document
from simulation.scenario.messages import FileStructure, misread
from simulation.scenario.reading import read_toml

_FOLDER = Path(__file__).parent / "register"
# What tables call the claims of each kind. Where a file lies says of which kind it is.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "core": "Core claims",
        "further": "Further claims",
        "tensions": "Tensions between claims",
        "literature": "Signs from the literature",
        "fields": "In a field",
    }
)


class ClaimError(AllianceError):
    """A claim that was asked for and is not there; the message names those that are."""


def shipped_claims(*kinds: str) -> dict[str, Path]:
    """Return the files of the claims of these kinds by identity, sorted by number; of all kinds if none is named."""
    found: dict[str, Path] = {}
    for kind in kinds or KINDS:
        folder = _FOLDER / kind
        found |= {path.stem: path for path in sorted(folder.glob("*.toml"), key=lambda path: _numbered(path.stem))}
    return found


def kind_of(path: Path) -> str:
    """Return of which kind the claim in a file is; a reader's own is a further one."""
    return path.parent.name if path.parent.parent == _FOLDER else "further"


def chosen_claims(names: Sequence[str]) -> list[Path]:
    """Return the files that names stand for, each once.

    Args:
        names: identities, kinds, or paths of files. A claim that is tested in several ways has a file for each, told
            apart by a small letter; without it, all of them are meant.

    Raises:
        ClaimError: where a name stands for nothing.
    """
    return list(dict.fromkeys(path for name in names for path in _meant_by(name)))


def read_claim(path: Path) -> tuple[Document, Claim]:
    """Read a claim and check what can be checked without its scenario.

    Returns:
        The file as a document, by which later mistakes find their lines, and the claim.

    Raises:
        ScenarioError: with all problems found, each with its line, field, value and what is allowed.
    """
    document = Document(*read_toml(path))
    document.refuse_what_no_model_reads()
    try:
        claim = Claim.model_validate_json(to_json(document.data), strict=True)
    except ValidationError as error:
        raise document.error(misread(error, document.data, FileStructure(Claim))) from None
    document.refuse(_inconsistencies(claim))
    return document, claim


def _numbered(identity: str) -> tuple[object, ...]:
    """Return by what identities are sorted, so that C9 stands before C10."""
    return tuple(int(part) if part.isdigit() else part for part in re.split(r"(\d+)", identity))


def _meant_by(name: str) -> Iterable[Path]:
    if name in KINDS:
        return shipped_claims(name).values()
    shipped = shipped_claims()
    if found := [path for identity, path in shipped.items() if re.fullmatch(f"{re.escape(name)}[a-z]?", identity)]:
        return found
    path = Path(name)
    if path.suffix == ".toml" and path.is_file():
        return [path.resolve()]
    hint = did_you_mean(name, [*shipped, *KINDS]) or "."
    known = (
        f"Kinds of claims are {', '.join(KINDS)}; docs/findings.md lists the claims; or give the path of a .toml file."
    )
    raise ClaimError(f"{shown(name)}: no such claim{hint} {known}")


def _inconsistencies(claim: Claim) -> Iterator[Fault]:
    if not claim.expect:
        if not claim.constructed:
            yield Fault(
                (), "", "expect: a claim expects something, or says under constructed why there is nothing to find"
            )
        return
    if claim.arms and claim.levels:
        yield Fault((), "", "arms and levels: a test has one of them, and not both")
    if claim.compares_within_runs:
        yield from _of_what_is_compared_within_runs(claim)
    for part in ("arms", "condition"):
        if len(getattr(claim, part)) not in (0, 2):
            yield Fault((part,), "", f"must be two, each under a [[{part}]] of its own")
    for k, expectation in enumerate(claim.expect):
        yield from _of_an_expectation(claim, ("expect", k), expectation)


def _of_what_is_compared_within_runs(claim: Claim) -> Iterator[Fault]:
    if any(one.than is None for one in claim.expect):
        message = (
            "arms and levels: a test has one of them, or says in every [[expect]] what is compared with what (than)"
        )
        yield Fault((), "", message)
    elif len(claim.level_names) != 2:
        yield Fault(("level_names",), "", "must be two names: of what is compared with, and of what is compared")


def _of_an_expectation(claim: Claim, path: KeyPath, one: Expectation) -> Iterator[Fault]:
    for field, name in one.outcomes().items():
        if name not in MEASURES:
            yield Fault((*path, field), shown(name), f"is no outcome of a run{did_you_mean(name, MEASURES)}")
    if one.outcome in MEASURES:
        yield from _of_its_words(path, one, MEASURES[one.outcome].words)
    if one.than is not None and not claim.compares_within_runs:
        yield Fault((*path, "than"), shown(str(one.than)), "is for tests without arms and levels; leave it out")
    if one.pattern in INTERACTIONS and not claim.condition:
        yield Fault((*path, "pattern"), shown(str(one.pattern)), "needs two [[condition]]s to compare effects in")
    least = LEAST_LEVELS.get(one.pattern, 2)
    if not claim.levels and least > 2:
        yield Fault((*path, "pattern"), shown(str(one.pattern)), f"needs levels, at least {least}")


def _of_its_words(path: KeyPath, one: Expectation, words: tuple[str, ...]) -> Iterator[Fault]:
    if bool(words) != bool(one.one_of):
        advice = "is a word; name under one_of which count" if words else "is a number and takes no one_of"
        yield Fault((*path, "outcome"), shown(one.outcome), advice)
    for k, word in enumerate(one.one_of if words else ()):
        if word not in words:
            yield Fault((*path, "one_of", k), shown(word), f"is no {one.outcome} of a run{did_you_mean(word, words)}")
