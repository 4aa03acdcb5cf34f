"""The sheet of a run: headlines first, on one screen at any width, and everything on demand."""

import re

import pytest
from click.testing import CliRunner

from experiments.cli.main import main
from experiments.cli.run_sheet import MOST_LINES, _shortened
from simulation import HEADLINES, OUTCOMES, AllianceModel, load_scenario, shipped_scenarios, simulate, turning_points
from simulation.language.translation import Language, language
from simulation.story.chronicle import DECISIVE

LARGE = "lieferkettengesetz"


def run(*arguments: str, columns: int = 80) -> list[str]:
    """Return the lines that the command prints."""
    told = CliRunner(env={"COLUMNS": str(columns)}).invoke(main, ["run", *arguments])
    assert told.exit_code == 0, told.output
    assert "\x1b" not in told.stdout
    return told.stdout.splitlines()


def names_in(lines: list[str]) -> list[str]:
    """Return the outcomes that have a line of their own."""
    first = [line.split()[0] for line in lines if line and not line.startswith(" ")]
    return [name for name in first if name in OUTCOMES]


def test_how_it_ended_and_the_headlines_come_first() -> None:
    lines = run(LARGE)
    assert lines[0] == load_scenario(LARGE).title.en
    assert names_in(lines) == ["goal", "end", *HEADLINES]
    assert lines[2].split()[0] == "goal"


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_sheet_is_no_longer_than_a_screen(name: str) -> None:
    lines = run(name)
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("lang", ["en", "de"])
def test_no_digit_and_no_name_is_cut(columns: int, lang: str) -> None:
    lines = run(LARGE, "--lang", lang, columns=columns)
    assert max(map(len, lines)) <= columns
    assert "…" not in "".join(lines)
    assert names_in(lines) == ["goal", "end", *HEADLINES]
    outcome = simulate(load_scenario(LARGE), 1)
    digits = [re.sub(r"\D", "", line.split()[1]) for line in lines if line.split()[:1] == ["impact"]]
    assert digits == [f"{outcome.impact:.3f}".replace(".", "")]


def test_turning_points_begin_and_end_the_story_and_hold_nothing_else() -> None:
    model = AllianceModel(load_scenario(LARGE), rng=1)
    points = list(turning_points(model))
    kinds = [{account.kind for account in point.accounts} for point in points]
    assert kinds[0] == {"begins"}
    assert all(kind <= DECISIVE for kind in kinds[1:-1])
    told = {(event.week, event.alliance) for event in model.story if event.kind in DECISIVE}
    assert {(point.week, "") for point in points[1:-1]} == told


def test_what_there_is_no_room_for_is_counted() -> None:
    model = AllianceModel(load_scenario(LARGE), rng=1)
    points = list(turning_points(model))
    lines = run(LARGE)
    dates = [point.head.partition(",")[0] for point in points]
    shown = [line[: len(day)] for line in lines for day in {*dates} if line.startswith(f"{day} ")]
    left_out = sum(int(found[1]) for line in lines if (found := re.match(r"\((\d+) more turning points?\)", line)))
    assert shown[0] == dates[0]
    assert shown[-1] == dates[-1]
    assert len(shown) + left_out == len(points)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_story_without_room_still_tells_that_the_goal_was_renewed(lang: str) -> None:
    model = AllianceModel(load_scenario("lieferkettengesetz"), rng=1)
    points = turning_points(model, lang)
    first, *_ = (point for point in points if "renewed" in {account.kind for account in point.accounts})
    lines = run("lieferkettengesetz", "--lang", lang)
    assert any(line.startswith(first.head.partition(",")[0]) for line in lines)
    assert len(lines) <= MOST_LINES


@pytest.mark.parametrize("spoken", [language("en"), language("de")], ids=["en", "de"])
def test_every_headline_is_explained_in_a_line_of_its_own(spoken: Language) -> None:
    outcome = simulate(load_scenario("baseline"), 1)
    told = [_shortened(outcome, name, spoken) for name in ("goal", "end", *HEADLINES)]
    assert all(len(meaning.split()) > 1 and "," not in meaning[-2:] for meaning in told)
    assert len(set(told)) == len(told)


def test_all_of_it_is_told_on_demand() -> None:
    lines = run("baseline", "--seed", "7", "--weeks", "30", "--all")
    outcome = simulate(load_scenario("baseline", {"weeks": 30}), 7)
    defined = {name for name in OUTCOMES if getattr(outcome, name) == getattr(outcome, name)}
    names = names_in(lines)
    assert names[:10] == ["goal", "end", *HEADLINES]
    assert set(names) == defined | set(HEADLINES)
    assert len(names) == len(set(names))
    assert any(line.startswith("6 Jan 2020, week 0") for line in lines)


def test_a_run_speaks_german() -> None:
    lines = run("baseline", "--seed", "7", "--weeks", "30", "--lang", "de")
    assert lines[0] == "Grundfall: sechzig Organisationen, ein Ziel"
    assert any("lädt 11 weitere Organisationen ein." in line for line in lines)
    assert any(line.split()[:2] == ["weeks_to_agreement", "fehlt"] for line in lines)


def test_what_is_missing_says_when_it_is() -> None:
    told = " ".join(" ".join(run("baseline", "--weeks", "5")).split())
    assert "weeks_to_agreement missing weeks, from the first invitation to the agreement; missing if never" in told
