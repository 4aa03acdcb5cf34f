"""The last test as data: it says what the page of findings says, and where a claim with several expectations holds."""

import re
from pathlib import Path

import pytest

from experiments.claims.claim import Standing
from experiments.claims.last_test import (
    ClaimVerdict,
    ExpectationVerdict,
    LastTest,
    as_last_test,
    last_test_of,
    last_tests,
)
from experiments.claims.verdict import Verdict
from tests.experiments.made_up_claims import result_for, written

PAGES = ("findings.md", "findings-in-fields.md")
S, M = Verdict.SUPPORTED, Verdict.MIXED


@pytest.mark.parametrize(("shipped", "name"), tuple(zip(last_tests(), PAGES, strict=True)), ids=PAGES)
def test_the_data_are_those_of_the_page(shipped: LastTest, name: str) -> None:
    page = (Path(__file__).parents[3] / "docs" / name).read_text("utf-8")
    told = dict(re.findall(r"^\| \*\*([\w-]+)\*\* .* \| \*\*([\w ]+)\*\* \|$", page, re.MULTILINE))
    assert {claim.id: str(claim.verdict) for claim in shipped.claims} == told
    seeds = " and ".join(map(str, shipped.seeds))
    assert f"Made by `{shipped.command}`: {shipped.sets} parameter sets" in page
    assert f"{shipped.runs:,} runs, seeds {seeds}" in page
    assert f"commit {shipped.commit}." in page
    for claim in shipped.claims:
        for one in claim.expectations:
            assert re.search(rf"^\|  \| {re.escape(one.says)} \| {one.standing} \|.* \| {one.verdict} \|$", page, re.M)
            kinds = "; ".join(f"{kind}: {', '.join(map(' '.join, of.items()))}" for kind, of in one.where.items())
            assert (f"| {claim.id} | {one.says} | " in page) is bool(kinds)
            assert f"| {claim.id} | {one.says} | {kinds} | {one.verdict} |" in page or not kinds


def test_a_claim_is_found_in_the_test_that_it_was_in() -> None:
    of_alliances, of_fields = last_tests()
    assert last_test_of("C15") is of_alliances
    assert last_test_of("F2b") is of_fields
    assert last_test_of("none") is None


def test_a_result_comes_back_from_its_file(tmp_path: Path) -> None:
    result = result_for(written(tmp_path))
    made = as_last_test([result], "a command")
    assert LastTest.model_validate_json(made.model_dump_json()) == made
    claim = made.claim("mine")
    assert claim is not None
    assert made.claim("C15") is None
    assert claim.verdict is result.verdict
    assert [one.verdict for one in claim.expectations] == [finding.verdict for finding in result.findings]


def test_a_claim_is_supported_where_all_that_it_expects_is() -> None:
    expectations = (
        ExpectationVerdict(
            says="depth goes up", standing=Standing.EMERGENT, verdict=S, where={"lead": {"a": S, "b": M}}
        ),
        ExpectationVerdict(
            says="exits go down", standing=Standing.EMERGENT, verdict=M, where={"tiers": {"c": S, "d": M}}
        ),
    )
    both = ClaimVerdict(id="X", kind="core", verdict=M, expectations=expectations)
    first, second = (both.model_copy(update={"expectations": (one,)}) for one in expectations)
    assert first.where() == {"lead": {"a": True, "b": False}}
    assert second.where() == {"tiers": {"c": True, "d": False}}
    assert both.where() == {"tiers": {"c": True, "d": False}}, "the second is not supported with either lead"
