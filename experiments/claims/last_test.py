"""The last full tests of all claims, as data for programs: what the pages of findings show of every claim in tables.

`alliance claims --out FOLDER` writes them beside those tables; `make findings` and `make findings-in-fields` put both
in their place.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from experiments.claims.claim import Standing
from experiments.claims.result import ClaimResult
from experiments.claims.verdict import Finding, Verdict
from experiments.claims.wording import expected

# Of alliances that are set up, and of fields.
SHIPPED = tuple(map(Path(__file__).with_name, ("findings.json", "findings_in_fields.json")))


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExpectationVerdict(_Data):
    """What came of one expectation.

    Attributes:
        says: what was expected.
        standing: what support for it is worth.
        verdict: over all sets.
        where: verdicts on kinds of sets of which some support it and some do not, by kind and name.
    """

    says: str
    standing: Standing
    verdict: Verdict
    where: Mapping[str, Mapping[str, Verdict]]


class ClaimVerdict(_Data):
    """What came of a claim.

    Attributes:
        id: short name.
        kind: kind of the claim.
        verdict: on the claim as a whole.
        expectations: what was expected, one after the other.
    """

    id: str
    kind: str
    verdict: Verdict
    expectations: tuple[ExpectationVerdict, ...]

    def where(self) -> dict[str, dict[str, bool]]:
        """Return whether the claim is supported, by kind and name of sets; only kinds that differ in this.

        It is supported in sets of a name if all that it expects is. Where an expectation does not tell sets of a kind
        apart, its verdict over all sets stands for each of them.
        """
        kinds = {kind: dict.fromkeys(names) for one in self.expectations for kind, names in one.where.items()}
        found = {kind: {name: self._is_supported(kind, name) for name in names} for kind, names in kinds.items()}
        return {kind: names for kind, names in found.items() if len(set(names.values())) > 1}

    def _is_supported(self, kind: str, name: str) -> bool:
        verdicts = (one.where.get(kind, {}).get(name, one.verdict) for one in self.expectations)
        return all(verdict is Verdict.SUPPORTED for verdict in verdicts)


class LastTest(_Data):
    """A test of many claims.

    Attributes:
        command: by which it was made.
        sets: parameter sets in which claims were tested.
        runs: number of all runs.
        seeds: base seeds, of which each has to confirm the others.
        versions: of everything that computes a run.
        commit: of the code.
        claims: what came of each.
    """

    command: str
    sets: int
    runs: int
    seeds: tuple[int, ...]
    versions: Mapping[str, str]
    commit: str | None
    claims: tuple[ClaimVerdict, ...]

    def claim(self, identity: str) -> ClaimVerdict | None:
        """Return what came of a claim; None where it was not tested."""
        return next((claim for claim in self.claims if claim.id == identity), None)


@cache
def last_tests() -> tuple[LastTest, ...]:
    """Return the last full tests whose findings are shipped: of alliances that are set up, and of fields."""
    return tuple(LastTest.model_validate_json(path.read_bytes()) for path in SHIPPED)


def last_test_of(identity: str) -> LastTest | None:
    """Return the last full test in which a claim was tested; None where it was in none."""
    return next((test for test in last_tests() if test.claim(identity)), None)


def as_last_test(results: Sequence[ClaimResult], command: str) -> LastTest:
    """Return a test as data.

    Args:
        results: of all claims that were tested, at least one.
        command: by which they were made.
    """
    first = results[0]
    return LastTest(
        command=command,
        sets=first.sets,
        runs=sum(result.runs for result in results),
        seeds=first.seeds,
        versions=first.versions,
        commit=first.commit,
        claims=tuple(map(_tested, results)),
    )


def _tested(result: ClaimResult) -> ClaimVerdict:
    expectations = tuple(_expectation(result, finding) for finding in result.findings)
    return ClaimVerdict(id=result.claim.id, kind=result.kind, verdict=result.verdict, expectations=expectations)


def _expectation(result: ClaimResult, finding: Finding) -> ExpectationVerdict:
    return ExpectationVerdict(
        says=expected(result.claim, finding.expectation),
        standing=finding.expectation.standing,
        verdict=finding.verdict,
        where=finding.where_some_support(),
    )
