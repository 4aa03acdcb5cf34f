"""Slips of the pen: the answer says which line, and what to write there."""

from pathlib import Path

import pytest

from simulation.scenario.hints import meant_by
from tests.spoiled import VALID, file_problems, spoiled


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("weeks = 1,5", "decimals stand behind a point: 1.5"),
        ("weeks = 60%", "a share is written from 0 to 1: 0.6"),
        ("weeks = 3 years # or so", "give the number alone, without unit: 3"),
        ("start = 06.01.2025", "year-month-day: 2025-01-06"),
        ("start = 2025-02-30", "there is no such day"),
        ("form = alliance", 'text stands in quotes: "alliance"'),
        ("form = „alliance“", "straight ones"),
        ("form = \u201aalliance\u2018", "straight ones"),
        ('form = "alliance', "a quotation mark is missing"),
        ('form = alliance"', "a quotation mark is missing"),
        ("form = yes", "write true"),
        ("form = Ja", "write true"),
        ("form = nein # says the board", "write false"),
        ("form = True", "write true"),
        ("[title", "as many brackets as it opens"),
        ("[[goal.demands]", "as many brackets as it opens"),
        ("a list of members", "a line reads name = value"),
    ],
)
def test_a_line_that_is_not_toml_is_answered_with_what_to_write(tmp_path: Path, line: str, advice: str) -> None:
    (problem,) = file_problems(tmp_path, f"# mine\n\n{line}\n{VALID}")
    assert (problem.line, problem.value) == (3, line)
    assert "is not TOML" in problem.message
    assert advice in problem.message


@pytest.mark.parametrize("line", ["fields = ['union', 'church'", "interval = { low = 1, high = 2"])
def test_what_is_not_closed_is_told_where_it_opens(tmp_path: Path, line: str) -> None:
    (problem,) = file_problems(tmp_path, f"# [ is a bracket\n{line}\n\n[[goal.demands]]\nname = 'x'\n{VALID}")
    assert (problem.line, problem.value) == (2, line)
    assert f"is not closed by a {']' if '[' in line else '}'}" in problem.message


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("[goal]\nsufficient = 1\n[title]\n[ goal ]\n", 4, "[goal] stands above already, in line 1"),
        ("[ties]\ntrust = 1\n[[ties]]\n", 3, "write [[ties]] each time for a list"),
        ("[goal]\nname = 1\n[title]\nen = 1\nen = 2\n", 5, "en stands above already, in line 4; keep one"),
    ],
)
def test_what_stands_twice_is_told_with_the_line_of_the_first(
    tmp_path: Path, text: str, line: int, advice: str
) -> None:
    (problem,) = file_problems(tmp_path, text)
    assert problem.line == line
    assert advice in problem.message


@pytest.mark.parametrize(
    ("value", "high", "unit", "hint"),
    [
        (60, 1.0, "share", "; 60 % is 0.6"),
        ("60 %", 1.0, "share", "; 60 % is 0.6"),
        ("12,5%", 1.0, "share", "; 12,5% is 0.125"),
        ("0,5", 1.0, "share", "; write it without quotes: 0.5"),
        (1000000, 8.0, "log10 persons", "; 1000000 persons are 6"),
        ("Ja", None, "", "; write true, without quotes"),
        ("no", None, "", "; write false, without quotes"),
        ("monthly", 260.0, "weeks", ""),
        (5000, 1.0, "share", ""),
        (1.5, 1.0, "share", ""),
        (60, 52.0, "weeks", ""),
        (-3, 1.0, "share", ""),
        (float("inf"), 8.0, "log10 persons", ""),
        (float("nan"), 8.0, "log10 persons", ""),
        (True, 1.0, "share", ""),
        ([60], 1.0, "share", ""),
    ],
)
def test_a_value_is_answered_with_what_was_probably_meant(
    value: object, high: float | None, unit: str, hint: str
) -> None:
    assert meant_by(value, high, unit) == hint


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("red_line = 0.9", "red_line = 90", "a number from 0 to 1 (ambition); 90 % is 0.9"),
        ("core_size = 3", "moderation = 'ja'", "true or false; write true, without quotes"),
        ("weeks = 104", 'weeks = "104"', "write it without quotes: 104"),
    ],
)
def test_fields_of_a_file_get_these_hints(tmp_path: Path, old: str, new: str, hint: str) -> None:
    (problem,) = file_problems(tmp_path, spoiled(old, new)[0])
    assert hint in problem.message


def test_a_very_long_line_is_answered_at_once(tmp_path: Path) -> None:
    (problem,) = file_problems(tmp_path, f"form = a{' ' * 500_000}!\n{VALID}")
    assert problem.line == 1
