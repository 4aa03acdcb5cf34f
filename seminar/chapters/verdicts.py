"""What is known of claims: who says them, and what became of them in the last full test."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from experiments.claims.claim_file import read_claim, shipped_claims
from experiments.claims.last_test import last_test_of
from experiments.claims.verdict import Verdict
from simulation.scenario.definition import Text


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a claim.

    Attributes:
        id: short name.
        claim: in one sentence.
        source: who says so, and what weakens that.
        verdict: of the last full test; None where it was not in it.
        where: whether it is supported, by kind and name of alliances; only kinds that differ in this.
        is_by_construction: whether it holds by the definition of a rule, so that there was nothing to test.
    """

    id: str
    claim: Text
    source: str
    verdict: Verdict | None
    where: Mapping[str, Mapping[str, bool]]
    is_by_construction: bool


@cache
def known(identity: str) -> Known:
    """Return what is known of a shipped claim."""
    _, claim = read_claim(shipped_claims()[identity])
    source = "; ".join(filter(None, (claim.source, claim.label)))
    test = last_test_of(identity)
    tested = test and test.claim(identity)
    verdict, where = (tested.verdict, tested.where()) if tested else (None, {})
    return Known(identity, claim.claim, source, verdict, where, claim.is_by_construction)
