"""The report on claims: at any width every expectation keeps its effect, interval, shares and verdict."""

from pathlib import Path

import pytest

from experiments.claims.claims_report import cells, expected, show
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
