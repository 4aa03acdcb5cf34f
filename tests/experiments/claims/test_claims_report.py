"""The report on claims: at any width every expectation keeps its effect, interval, shares and verdict."""

from pathlib import Path

import pytest

from experiments.claims.claim_file import KINDS, read_claim, shipped_claims
from experiments.claims.claims_report import cells, show
from experiments.claims.expected_patterns import INTERACTIONS
from experiments.claims.verdict import Verdict
from experiments.claims.wording import HEADINGS, NAMES, VERDICTS, expected
from simulation.language.translation import Phrase, language
from tests.experiments.made_up_claims import CLAIM, result_for, written

LONG = "A middling size is best, because many voices cost the core group time that it no longer has for its work."


@pytest.mark.parametrize("columns", [60, 80, 110])
def test_no_number_and_no_name_is_cut(
    columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    result = result_for(written(tmp_path, CLAIM, ("A middling size is best.", LONG)))
    show([result], [])
    lines = capsys.readouterr().out.splitlines()
    assert all(len(line.rstrip()) <= columns for line in lines)
    assert "…" not in "".join(lines)
    told = " ".join(" ".join(lines).split())
    for finding in result.findings:
        effect, interval, in_favour, against, none, off = cells(finding)
        numbers = f"{effect} ({interval}) for {in_favour} against {against} none {none}"
        assert f"{numbers} off {off}" in told if off else numbers in told
        [line] = [line for line in lines if expected(result.claim, finding.expectation) in line]
        assert line.rstrip().endswith(str(finding.verdict))
    [first] = [line for line in lines if line.startswith("mine  ")]
    assert first.rstrip().endswith(str(result.verdict))
    assert "time that it no longer has" in told


def test_claims_are_told_in_german(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = result_for(written(tmp_path, CLAIM))
    show([result], [], language("de"))
    told = " ".join(capsys.readouterr().out.split())
    assert "mine Eine mittlere Größe ist am besten." in told
    assert "Wirkung: dazwischen am höchsten" in told
    assert "Gestützt: " in told


def test_what_shipped_claims_expect_has_german_words() -> None:
    german = language("de")
    claims = [read_claim(path)[1] for path in shipped_claims().values()]
    names = {one.name for claim in claims for one in claim.expect if one.name}
    names |= {claim.condition[1].name for claim in claims for one in claim.expect if one.pattern in INTERACTIONS}
    assert {Phrase(name) for name in names} == set(NAMES)
    assert all(map(german.knows, (*NAMES, *HEADINGS, *VERDICTS)))
    assert {word.one for word in HEADINGS} == set(KINDS.values())
    assert {word.one for word in VERDICTS} == set(Verdict)
