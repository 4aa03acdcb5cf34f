"""The commands around scenario files: what is listed, shown, begun, checked and described."""

import json
import re
import shlex
from pathlib import Path

import pytest
import tomlkit
from click.testing import CliRunner, Result

from experiments.cli import new_file, sheet_words
from experiments.cli.main import main
from experiments.cli.scenario_catalogue import catalogue, page
from experiments.cli.setting_sheet import calendar
from simulation import load_dossier, load_scenario, problems_in, scenario_path, shipped_scenarios
from simulation.language.translation import Phrase
from tests.spoiled import VALID

REAL = "lieferkettengesetz"
SCENARIO_README = scenario_path("baseline").parent / "README.md"


def alliance(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(main, arguments)


def told(*arguments: str) -> str:
    """Return what a command says, in one line."""
    answer = alliance(*arguments)
    assert answer.exit_code == 0, answer.output
    return " ".join(answer.stdout.split())


# --- scenarios -------------------------------------------------------------------------------------


def test_all_shipped_scenarios_are_listed() -> None:
    listed = told("scenarios")
    assert all(name in listed for name in shipped_scenarios())
    entries = json.loads(alliance("scenarios", "--json").stdout)
    assert [entry["name"] for entry in entries] == list(shipped_scenarios())
    assert {"title", "form", "goal", "invited", "organisations", "start", "end"} <= entries[0].keys()


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("columns", [80, 110])
def test_every_scenario_has_a_line_with_its_title(lang: str, columns: int) -> None:
    answer = CliRunner(env={"COLUMNS": str(columns)}).invoke(main, ["scenarios", "--lang", lang])
    lines = answer.stdout.splitlines()
    assert len(lines) <= 32
    assert max(map(len, lines)) <= columns
    for entry in catalogue():
        [line] = [line for line in lines if line.startswith(f"{entry.name} ")]
        title = entry.titles[lang]
        assert title in line or line.endswith(f" {title.partition(':')[0]}")


def test_no_title_is_cut_where_the_screen_is_narrow() -> None:
    answer = CliRunner(env={"COLUMNS": "60"}).invoke(main, ["scenarios"])
    assert max(map(len, answer.stdout.splitlines())) <= 60
    assert "…" not in answer.stdout
    words = " ".join(answer.stdout.split())
    assert all(" ".join(f"{e.name} {e.title.partition(':')[0]}".split()) in words for e in catalogue())


def test_an_entry_says_what_its_file_says() -> None:
    (entry,) = [e for e in catalogue() if e.name == REAL]
    scenario = load_scenario(REAL)
    assert entry.size == f"{scenario.invitation.size} of {len(scenario.names())}"
    assert entry.goal == "change, 5 demands"
    assert (entry.end - entry.start).days == 7 * scenario.weeks - 1
    assert entry.is_real
    assert not next(e for e in catalogue() if e.name == "baseline").is_real


@pytest.mark.parametrize(("share", "kind"), [(0.0, "prevention"), (0.5, "change and prevention"), (1.0, "change")])
def test_the_goal_is_called_by_its_kind(share: float, kind: str) -> None:
    from experiments.cli.scenario_catalogue import goal_in_words

    assert goal_in_words(load_scenario("baseline", {"goal.change_share": share})) == f"{kind}, 5 demands"


def test_the_list_in_the_readme_is_current() -> None:
    text = SCENARIO_README.read_text(encoding="utf-8")
    assert page(text) == text, "run `python -m experiments.cli.scenario_catalogue`"
    assert all(f"`{name}`" in text for name in shipped_scenarios())


# --- show ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_shipped_scenario_can_be_shown(name: str) -> None:
    shown = told("show", name)
    scenario, dossier = load_scenario(name), load_dossier(name)
    assert " ".join(scenario.summary.en.split()) in shown
    assert all(demand.name in shown for demand in scenario.goal.demands)
    assert f"Facts: {len(dossier.facts) or 'none'}" in shown
    assert f"Assumptions: {len(dossier.assumptions) or 'none'}" in shown


def test_facts_and_assumptions_stand_apart() -> None:
    shown, dossier = told("show", REAL), load_dossier(REAL)
    facts, assumptions = shown.index(" Facts: "), shown.index(" Assumptions: ")
    observed = shown.index(" What was observed")
    for fact in dossier.facts:
        assert facts < shown.index(" ".join(fact.statement.split())) < assumptions
    for assumption in dossier.assumptions:
        assert assumptions < shown.index(" ".join(assumption.statement.split())) < observed


def test_the_sheet_comes_in_german_too() -> None:
    scenario = load_scenario(REAL)
    shown = told("show", REAL, "--lang", "de")
    assert scenario.title.de in shown
    assert scenario.title.en not in shown
    assert " ".join(scenario.summary.de.split()) in shown
    assert all(scenario.called(demand.name, "de") in shown for demand in scenario.goal.demands)
    assert "Aufmerksamkeit für das Thema" in told("show", "unteilbar", "--lang", "de")


@pytest.mark.parametrize("name", ["bocholt", "lieferkettengesetz", "zusammenhalt"])
def test_no_label_is_left_in_english(name: str) -> None:
    """Facts and assumptions stand as in the file, so only what stands before them is looked at."""
    labels = [phrase for table in vars(sheet_words).values() for phrase in (table if type(table) is tuple else [table])]
    english = {label.one for label in labels if isinstance(label, Phrase) and "{" not in label.one}
    sheet = told("show", name, "--lang", "de").partition("Tatsachen:")[0]
    same_in_german = {"Arena"}
    assert not [word for word in english - same_in_german if re.search(rf"(?<![\w.]){re.escape(word)}(?![\w.])", sheet)]


def test_the_calendar_is_in_order_and_in_weeks_of_the_run() -> None:
    scenario = load_scenario(REAL)
    entries = calendar(scenario)
    assert {entry.kind for entry in entries} == {"window", "shock", "vote", "election"}
    assert [entry.week for entry in entries] == sorted(entry.week for entry in entries)
    for day, week, _, _ in entries:
        assert week == (day - scenario.start).days // 7


def test_what_the_file_leaves_open_is_said_to_be_left_open() -> None:
    shown = told("show", REAL)
    open_ones = shown.partition("Left to the defaults: values_debate_weeks")[2].partition(".")[0]
    assert "moderation" in open_ones
    assert "office_hours" not in open_ones


# --- new -------------------------------------------------------------------------------------------


def test_the_template_is_valid_has_six_organisations_and_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    assert alliance("new", str(path)).exit_code == 0
    assert problems_in(path) == ()
    assert len(load_scenario(path).organisations) == 6
    again = alliance("new", str(path))
    assert again.exit_code == 2
    assert "is there already" in again.stderr


def test_everything_that_the_template_offers_is_valid_too(tmp_path: Path) -> None:
    offers = re.compile(r"^# (?=\[\[|\w+ = )", re.MULTILINE)
    text, count = offers.subn("", new_file.template())
    assert count > 20
    path = tmp_path / "all.toml"
    path.write_text(text, encoding="utf-8")
    assert [str(problem) for problem in problems_in(path)] == []
    offered, bare = load_scenario(path), tomlkit.parse(new_file.template())
    assert offered.agreements.moderation
    assert len(offered.arena.votes) == len(offered.arena.shocks) == 1
    assert "groups" not in bare


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_variant_keeps_every_comment_and_everything_else_but_the_title(name: str, tmp_path: Path) -> None:
    path = tmp_path / "variant.toml"
    assert alliance("new", str(path), "--from", name).exit_code == 0
    before = scenario_path(name).read_text(encoding="utf-8").splitlines()
    after = path.read_text(encoding="utf-8").splitlines()
    changed = [line for line in before if line not in after]
    assert len(changed) == 2
    assert all(line.startswith(("en = ", "de = ")) for line in changed)
    scenario, original = load_scenario(path), load_scenario(name)
    assert scenario.title.en == f"Variant of: {original.title.en}"
    assert scenario.model_copy(update={"title": original.title}) == original
    assert load_dossier(path) == load_dossier(name)


def test_a_variant_of_a_variant_names_the_schema_once(tmp_path: Path) -> None:
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    alliance("new", str(first))
    alliance("new", str(second), "--from", str(first))
    assert second.read_text(encoding="utf-8").count("#:schema") == 1
    assert second.read_text(encoding="utf-8").startswith("#:schema ./scenario.schema.json\n")


# --- check -----------------------------------------------------------------------------------------


def test_valid_files_pass() -> None:
    answer = alliance("check", *map(str, map(scenario_path, shipped_scenarios())))
    assert answer.exit_code == 0
    assert answer.stdout.count(": valid") == len(shipped_scenarios())


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text(VALID.replace("core_size = 3", "core_sise = 3").replace('about = "goal"', 'about = "gaol"'))
    two.write_text("[title")
    answer = alliance("check", str(one), "baseline", str(two))
    assert answer.exit_code == 1
    for hint in ("did you mean core_size?", "did you mean goal?", "baseline: valid", "is not TOML"):
        assert hint in answer.stdout
    assert "Traceback" not in answer.output


def test_a_check_for_machines(tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_text(VALID.replace("core_size = 3", "core_size = 0").replace('about = "goal"', 'about = "gaol"'))
    answer = alliance("check", str(path), "baseline", "--json")
    spoiled, shipped = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert (spoiled["valid"], shipped["valid"]) == (False, True)
    assert [problem["field"] for problem in spoiled["problems"]] == ["agreements.core_size", "facts.0.about"]
    assert all({"line", "value", "message"} <= problem.keys() for problem in spoiled["problems"])


# --- schema ----------------------------------------------------------------------------------------


def test_the_schema_is_printed_or_written_the_same(tmp_path: Path) -> None:
    path = tmp_path / new_file.SCHEMA_FILE
    assert alliance("schema", "--out", str(path)).exit_code == 0
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(alliance("schema").stdout)
    path.write_text("mine")
    assert "is there already" in alliance("schema", "--out", str(path)).output
    assert path.read_text() == "mine"
    assert alliance("schema", "--out", str(path), "--replace").exit_code == 0
    assert path.read_text() != "mine"


def test_the_sheet_of_a_lesson_says_what_to_compare_so_that_it_can_be_typed() -> None:
    shown = alliance("show", "five-or-fifty-demands").stdout
    (command,) = [line.strip() for line in shown.splitlines() if line.strip().startswith("alliance compare")]
    words = shlex.split(command)[1:]
    assert '[{name = "Demand 1"}' in words[-1]
    done = alliance(*words, "--weeks", "5", "--runs", "2")
    assert done.exit_code == 0, done.output
    assert "Seeds 2, 5 and 31 tell it best." in shown
