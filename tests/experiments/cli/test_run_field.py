"""`alliance run` with a field: a chronicle of a few screens, the whole story, reasons, data, what a field has not."""

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from experiments.cli.main import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["run", "field", "--seed", "3", "--weeks", "30", *words])


def test_the_sheet_of_a_year_fits_on_two_screens_and_tells_who_founds_what() -> None:
    result = run()
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) <= 60
    assert " founds " in result.stdout
    assert "founded" in result.stdout.splitlines()[2]


def test_the_whole_story_is_told_in_german() -> None:
    told = run("--all", "--lang", "de").stdout
    assert " gründet " in told
    assert "Wohnen 1" in told
    assert "never" not in told


def test_an_organisation_can_ask_why_it_was_not_asked() -> None:
    result = run("--explain", "Movement 2")
    assert result.exit_code == 0
    assert "Movement 2" in result.stdout


def test_the_records_come_as_data() -> None:
    told = json.loads(run("--json").output)
    assert told["outcome"]["founded"] == len(told["alliances"])
    assert {spell["alliance"] for spell in told["memberships"]} == {one["name"] for one in told["alliances"]}


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (("--trace", "x.txt"), "its name must end in .parquet or .csv"),
        (("--rules", "x.py"), "needs a scenario in which alliances are given"),
    ],
)
def test_what_a_field_has_not_is_said(option: tuple[str, str], told: str) -> None:
    result = run(*option)
    assert result.exit_code == 2
    assert told in " ".join(result.output.split())


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_trace_keeps_alliances_memberships_and_searches(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"three.{ending}"
    told = json.loads(run("--trace", str(file), "--json").output)
    names = [f"three.{part}{ending}" for part in ("", "memberships.", "searches.")]
    assert [Path(path).name for path in told["files"]] == [*names, "three.manifest.json"]
    read = pd.read_csv if ending == "csv" else pd.read_parquet
    for name, part in zip(names, ("alliances", "memberships", "searches"), strict=True):
        rows = read(tmp_path / name)
        assert len(rows) == len(told[part]) > 0
        assert list(rows.columns) == list(told[part][0])


def test_a_run_is_drawn_from_its_trace(tmp_path: Path) -> None:
    told = json.loads(run("--plot", str(tmp_path / "three"), "--json").output)
    *kept, png, svg = (Path(path).name for path in told["files"])
    assert (png, svg) == ("three.field.png", "three.field.svg")
    assert kept[0] == "three.csv"
    listed = CliRunner().invoke(main, ["plot", str(tmp_path / "three.csv"), "--list"])
    assert "field" in listed.output
