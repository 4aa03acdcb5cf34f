"""The command `alliance claims`, its folder, and the page of findings."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from experiments.claims import preparation
from experiments.claims.claim_file import shipped_claims
from experiments.claims.claims_report import number
from experiments.cli import claims
from experiments.cli.main import main
from tests.experiments.made_up_claims import CLAIM, written

PAGE = Path(__file__).parents[3] / "docs" / "findings.md"
START, END = "<!-- verdicts: made by `make findings` -->", "<!-- end of verdicts -->"


@pytest.fixture(autouse=True, scope="module")
def _little() -> Iterator[None]:
    """Let the command do as little as it can."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claims, "_QUICK", (6, 0.01))
        patch.setattr("experiments.claims.parameter_sets.RUNS", 1)
        patch.setattr(preparation, "_FEWEST", 3)
        yield


@pytest.fixture(scope="module")
def tested(tmp_path_factory: pytest.TempPathFactory, _little: None) -> tuple[Path, Path, Result]:
    """A claim of one's own, the folder that keeps what was tested of it, and what the command said."""
    place = tmp_path_factory.mktemp("claims")
    own, folder = written(place), place / "results"
    return own, folder, alliance_claims(str(own), "--out", str(folder))


@pytest.fixture
def kept(tested: tuple[Path, Path, Result], tmp_path: Path) -> Path:
    """A copy of that folder, to be spoiled."""
    return Path(shutil.copytree(tested[1], tmp_path / "results"))


def alliance_claims(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["claims", *arguments, "--quick", "--workers", "1"])


def test_the_command_explains_itself_with_an_example() -> None:
    told = CliRunner().invoke(main, ["claims", "--help"])
    assert told.exit_code == 0
    assert "Example: alliance claims C15" in " ".join(told.output.split())


def test_a_claim_is_tested_kept_and_not_run_again(tested: tuple[Path, Path, Result]) -> None:
    own, folder, first = tested
    assert first.exit_code == 0, first.output
    assert "impact is highest in between" in first.stdout
    assert "of 1 claim." in first.stdout
    assert " --quick --seed 1 --workers 1 --out " in (folder / "findings.md").read_text("utf-8")
    assert {path.name for path in folder.iterdir()} == {
        "findings.json",
        "findings.md",
        "mine",
        "mine.json",
        "mine.png",
        "mine.svg",
        "parameter-sets-1",
        "parameter-sets-2",
    }
    again = alliance_claims(str(own), "--out", str(folder))
    assert again.stdout == first.stdout
    assert "runs" not in again.stderr


def test_a_claim_that_asks_otherwise_is_run_anew(kept: Path, tmp_path: Path) -> None:
    other = written(tmp_path, CLAIM, ("2,6,12,24,45", "2,8,20"))
    # Twelve sets and the defaults of three populations with two seeds, on and off, three levels, three runs each.
    assert " of 324 runs" in alliance_claims(str(other), "--out", str(kept)).stderr


def test_what_holds_by_construction_has_tables_without_runs(tmp_path: Path) -> None:
    told = alliance_claims("C42", "--out", str(tmp_path))
    assert told.exit_code == 0, told.output
    assert "C42" in (tmp_path / "findings.md").read_text("utf-8")


def test_what_was_stopped_resumes(
    tested: tuple[Path, Path, Result], kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    own, results = str(tested[0]), [kept / name for name in ("mine.json", "mine.png", "mine.svg", "findings.md")]
    for result in results:
        result.unlink()
    with monkeypatch.context() as stopping:
        stopping.setattr("experiments.claims.trial_runs.load_whole", stop)
        stopped = alliance_claims(own, "--out", str(kept))
    assert stopped.exit_code == 130
    assert f"are kept in {kept}; the same command resumes" in stopped.stderr
    monkeypatch.setattr("experiments.sweeps.sweep.execute", stop)  # nothing is run again
    assert alliance_claims(own, "--out", str(kept)).exit_code == 0
    assert all(result.exists() for result in results)
    (kept / "mine.png").unlink()
    assert CliRunner().invoke(main, ["plot", str(kept)]).exit_code == 0
    assert (kept / "mine.png").exists()


def test_a_damaged_result_is_made_anew(tested: tuple[Path, Path, Result], kept: Path) -> None:
    own, folder, first = tested
    (kept / "mine.json").write_text("{", encoding="utf-8")
    assert alliance_claims(str(own), "--out", str(kept)).stdout == first.stdout.replace(str(folder), str(kept))


def test_json_is_one_list_without_nan(tested: tuple[Path, Path, Result], kept: Path) -> None:
    told = alliance_claims(str(tested[0]), "--json", "--out", str(kept))
    [result] = json.loads(told.stdout)
    assert result["id"] == "mine"
    assert result["sets"] == 12
    assert [finding["expectation"]["pattern"] for finding in result["findings"]] == ["hump", "up"]
    assert "NaN" not in told.stdout


def test_mistakes_are_told_before_anything_runs(tmp_path: Path) -> None:
    own = written(tmp_path, CLAIM, ('pattern = "hump"', 'pattern = "humps"'))
    told = alliance_claims("C15", str(own))
    assert told.exit_code == 2
    assert "did you mean hump?" in told.stderr
    assert "parameter sets" not in told.stderr


def test_what_is_not_supported_on_the_page_of_findings_is_explained_there_or_said_to_be_unread() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert START in text
    assert END in text
    verdicts = dict(re.findall(r"^\| \*\*(\w+)\*\* .* \| \*\*([\w ]+)\*\* \|$", text, re.MULTILINE))
    explained = set(re.findall(r"^### (\w+) — ", text.partition(END)[2], re.MULTILINE))
    unread = set(re.findall(r"^- \*\*(\w+)\*\*: ", text.partition("### Not read yet")[2], re.MULTILINE))
    assert {identity for identity, verdict in verdicts.items() if verdict != "supported"} <= explained | unread
    assert not explained & unread
    assert set(verdicts) <= set(shipped_claims())


@pytest.mark.parametrize(
    ("value", "told"), [(0.0123, "+0.012"), (-3.456, "-3.5"), (12.34, "+12"), (-1234.5, "-1,234"), (2e-6, "+2.0e-06")]
)
def test_effects_are_told_with_two_digits(value: float, told: str) -> None:
    assert number(value) == told
