"""What is known of claims: who says them, and the verdict of the last full test, as the page of findings has it."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from experiments.claims.claim_file import read_claim, shipped_claims
from experiments.claims.verdict import Verdict
from simulation.scenario.definition import Text

FINDINGS = Path(__file__).parents[2] / "docs" / "findings.md"
_MADE = re.compile(r"^Made by .*: (?P<sets>[\d,]+) parameter sets .*, commit (?P<commit>[0-9a-f]{7})", re.MULTILINE)
_HEADLINE = re.compile(r"^\| \*\*(?P<id>\w+)\*\* .*\| \*\*(?P<verdict>[\w ]+)\*\* \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a claim.

    Attributes:
        id: short name.
        claim: in one sentence.
        source: who says so, and what weakens that.
        verdict: of the last full test; None where it was not in it.
        is_by_construction: whether it holds by the definition of a rule, so that there was nothing to test.
    """

    id: str
    claim: Text
    source: str
    verdict: Verdict | None
    is_by_construction: bool


@cache
def known(identity: str) -> Known:
    """Return what is known of a shipped claim."""
    _, claim = read_claim(shipped_claims()[identity])
    source = "; ".join(filter(None, (claim.source, claim.label)))
    return Known(identity, claim.claim, source, verdicts().get(identity), claim.is_by_construction)


@dataclass(frozen=True, slots=True)
class LastTest:
    """The last full test of all claims.

    Attributes:
        sets: in how many parameter sets the claims were tested, as the page writes it.
        commit: of the model that was tested.
    """

    sets: str
    commit: str


@cache
def last_test() -> LastTest | None:
    """Return which test the verdicts are of; None where the page of findings does not say, or is not installed."""
    found = _MADE.search(_findings())
    return LastTest(found["sets"], found["commit"]) if found else None


@cache
def verdicts() -> dict[str, Verdict]:
    """Return the verdicts in the tables of docs/findings.md, by claim; none where that page is not installed."""
    words = {str(verdict): verdict for verdict in Verdict}
    found = _HEADLINE.finditer(_findings())
    return {row["id"]: words[row["verdict"]] for row in found if row["verdict"] in words}


def _findings() -> str:
    return FINDINGS.read_text("utf-8") if FINDINGS.is_file() else ""
