"""`alliance run` with a field: a sheet of one screen, the whole story, reasons, data, and what a field has not."""

import json

import pytest
from click.testing import CliRunner, Result

from experiments.cli.main import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["run", "field", "--seed", "3", "--weeks", "30", *words])


def test_the_sheet_fits_on_a_screen_and_tells_who_founds_what() -> None:
    result = run()
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) <= 32
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


@pytest.mark.parametrize("option", [("--trace", "x.csv"), ("--plot", "x"), ("--rules", "x.py")])
def test_what_a_field_has_not_is_said(option: tuple[str, str]) -> None:
    result = run(*option)
    assert result.exit_code == 2
    assert "need a scenario in which alliances are given" in result.output
