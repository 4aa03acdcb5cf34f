"""The command line: answers on standard output, everything else on standard error, and no tracebacks."""

import ast
import json
import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from experiments.cli import sweep
from experiments.cli.main import main
from experiments.design.designs import KINDS
from experiments.storage import sweep_folder
from experiments.storage.parts import WriteError
from experiments.sweeps.sweep import describe, run_sweep
from experiments.terminal import compiling
from simulation import OUTCOMES, AllianceModel, load_scenario, simulate
from tests.experiments.made_up import hump, plan

HEAVY = ("babel", "numba", "mesa", "pandas", "scipy", "matplotlib", "pyarrow", "numpy", "pydantic")
SWEEP = [
    "sweep",
    "baseline",
    "--vary",
    "invitation.size=2,4",
    "--runs",
    "3",
    "--weeks",
    "30",
    "--workers",
    "1",
]


def alliance(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=given)


@pytest.mark.parametrize("command", list(main.commands))
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    told = alliance(command, "--help")
    assert told.exit_code == 0
    assert f"Example: alliance {command}" in " ".join(told.output.split())


@pytest.mark.parametrize("typed", [["compare", "baseline"], ["run", "baseline", "--seed", "x"], ["plot"]])
def test_whoever_types_a_command_wrongly_sees_its_example(typed: list[str]) -> None:
    answer = CliRunner().invoke(main, typed)
    assert answer.exit_code == 2
    assert f"Example: alliance {typed[0]} " in answer.stderr


@pytest.mark.parametrize("given", ["x", "1", "2.5"])
def test_a_number_that_is_none_is_answered_with_those_that_are_allowed(given: str) -> None:
    answer = CliRunner().invoke(main, ["advise", "baseline", "--runs", given])
    assert f"'{given}' is not allowed: must be a whole number from 2 to 100000." in answer.stderr


@pytest.mark.parametrize(("where", "near"), [("lieferkettengesetz", "BUND"), ("field", "Movement 2")])
def test_a_wrong_name_is_told_before_anything_is_compiled(
    where: str, near: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "compile_visibly", pytest.fail)
    monkeypatch.setattr(compiling, "compile_field_visibly", pytest.fail)
    answer = CliRunner().invoke(main, ["run", where, "--explain", f"{near[:3]}x{near[3:]}"])
    assert answer.exit_code == 2
    assert f"did you mean {near}?" in answer.stderr


def test_help_loads_nothing_heavy() -> None:
    code = f"import sys, experiments.cli.main; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def _loads(libraries: tuple[str, ...], *arguments: str) -> list[str]:
    """Return which of some libraries a command loads."""
    code = f"""
import sys
from experiments.cli.main import main
main({arguments!r}, standalone_mode=False)
print([name for name in {libraries} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded: list[str] = ast.literal_eval(done.stderr.splitlines()[-1])
    return loaded


def test_a_run_waits_neither_for_mesa_nor_for_what_is_used_on_many_runs() -> None:
    assert _loads(("mesa", "pandas", "pyarrow", "scipy.stats"), "run", "baseline", "--weeks", "3") == []


def test_drawing_what_is_stored_loads_no_rules_and_a_sweep_nothing_to_draw_with(tmp_path: Path) -> None:
    for_drawing, of_the_model = (
        ("mesa", "matplotlib", "scipy.stats", "multiprocessing"),
        ("numba", "mesa", "scipy.stats"),
    )
    assert _loads(for_drawing, *SWEEP, "--out", str(tmp_path)) == []
    assert _loads(of_the_model, "plot", str(tmp_path)) == []


@pytest.mark.parametrize(
    ("lang", "name", "lines"), [("en", "Convenor", ("sum", "threshold")), ("de", "Initiatorin", ("Summe", "Schwelle"))]
)
def test_an_organisation_says_why_instead_of_the_story(lang: str, name: str, lines: tuple[str, ...]) -> None:
    told = alliance("run", "baseline", "--seed", "3", "--weeks", "60", "--lang", lang, "--explain", name)
    assert told.exit_code == 0
    table, *paragraphs = told.stdout.strip().split("\n\n")
    assert set(lines) <= {line.split()[0] for line in table.splitlines()}
    model = AllianceModel(load_scenario("baseline", {"weeks": 60}), rng=3)
    model.run_model()
    organisation = model.organisation(name)
    assert [" ".join(text.split()) for text in paragraphs] == list(organisation.reasons(lang))


def test_who_is_never_asked_has_nothing_to_explain() -> None:
    model = AllianceModel("baseline", rng=3)
    outside = next(one.name for one in model.organisations if one.status == "outside")
    told = alliance("run", "baseline", "--seed", "3", "--weeks", "10", "--explain", outside)
    called = model.prepared.scenario.naming(outside, "en").opening
    assert told.stdout.strip() == f"{called} has nothing to decide in this run."


def test_a_trace_is_written_beside_the_story(tmp_path: Path) -> None:
    file = tmp_path / "run.csv"
    told = alliance("run", "baseline", "--weeks", "30", "--trace", str(file))
    assert told.exit_code == 0
    written = sorted(str(path) for path in tmp_path.iterdir())
    assert len(written) == 5
    assert sorted(told.stdout.splitlines()[-5:]) == written
    assert len(file.read_text(encoding="utf-8").splitlines()) == 31


def test_json_holds_what_was_asked_for(tmp_path: Path) -> None:
    asked = ("--explain", "Convenor", "--trace", str(tmp_path / "run.parquet"), "--json")
    answer = json.loads(alliance("run", "baseline", "--seed", "3", "--weeks", "30", *asked).stdout)
    assert {decision["organisation"] for decision in answer["decisions"]} == {"Convenor"}
    assert answer["decisions"][0]["terms"]["effect"] > 0
    assert answer["files"] == [
        *(str(tmp_path / f"run{part}.parquet") for part in ("", ".events", ".memberships", ".decisions")),
        str(tmp_path / "run.manifest.json"),
    ]


def test_a_run_is_drawn_and_its_trace_kept(tmp_path: Path) -> None:
    told = alliance("run", "bund-ig-metall", "--weeks", "20", "--lang", "de", "--plot", str(tmp_path / "run.png"))
    drawn = {
        tmp_path / f"run.{name}-de.{form}" for name in ("course", "members", "partners") for form in ("png", "svg")
    }
    assert drawn <= set(tmp_path.iterdir())
    assert {str(path) for path in tmp_path.iterdir()} == set(told.stdout.splitlines()[-11:])
    manifest = json.loads((tmp_path / "run.manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"].startswith("alliance run bund-ig-metall --seed 1 --weeks 20")


def test_a_trace_is_drawn_again(tmp_path: Path) -> None:
    file = tmp_path / "run.parquet"
    alliance("run", "bund-ig-metall", "--weeks", "20", "--trace", str(file))
    listed = json.loads(alliance("plot", str(file), "--list", "--json").stdout)
    assert list(listed["figures"]) == ["course", "members", "partners"]
    drawn = alliance("plot", str(file), "--figure", "members", "--quiet")
    assert drawn.stdout.splitlines() == [str(tmp_path / f"run.members.{form}") for form in ("png", "svg")]
    wrong = alliance("plot", str(file), "--along", "weeks")
    assert wrong.exit_code == 2
    assert "is the trace of a run" in wrong.stderr


def test_a_trace_and_a_plot_are_one_or_the_other(tmp_path: Path) -> None:
    both = ("--plot", str(tmp_path / "a"), "--trace", str(tmp_path / "b.csv"))
    told = alliance("run", "bund-ig-metall", *both)
    assert told.exit_code == 2
    assert "--plot keeps a trace as well" in told.stderr


def test_a_run_as_json_is_one_object_without_nan() -> None:
    told = alliance("run", "baseline", "--seed", "7", "--weeks", "3", "--set", "invitation.size=4", "--json")
    answer = json.loads(told.stdout)
    assert set(answer) == {"scenario", "seed", "changes", "outcome", "events"}
    assert (answer["scenario"], answer["seed"]) == ("baseline", 7)
    assert answer["changes"] == {"invitation.size": 4, "weeks": 3}
    alone = simulate(load_scenario("baseline", {"invitation.size": 4, "weeks": 3}), 7)
    assert list(answer["outcome"]) == list(OUTCOMES)
    assert math.isnan(alone.weeks_to_effect)
    assert answer["outcome"]["weeks_to_effect"] is None


def test_a_scenario_can_come_from_standard_input() -> None:
    from simulation import scenario_path

    text = scenario_path("baseline").read_text(encoding="utf-8")
    told = alliance("run", "-", "--weeks", "3", "--json", given=text)
    assert told.exit_code == 0
    assert json.loads(told.stdout)["scenario"] == "-"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "basline"], "did you mean baseline"),
        (["run", "baseline", "--set", "invitation.sise=3"], "invitation.sise"),
        (["run", "baseline", "--set", "invitation.size"], "FIELD=VALUE"),
        (["run", "baseline", "--set", "weeks=20", "--weeks", "30"], "set twice"),
        (["run", "baseline", "--seed", "-1"], "--seed"),
        (["run", "baseline", "--seed", "x"], "--seed"),
        (["run", "baseline", "--lang", "fr"], "--lang"),
        (["run", "baseline", "--explain", "Convener"], "did you mean Convenor?"),
        (["run", "baseline", "--trace", "run.xlsx"], ".parquet or .csv"),
        (["run"], "SCENARIO"),
        (["sweep", "baseline", "--vary", "invitation.size=2:9", "--runs", "2", "--out", "x"], "A:B:STEP"),
        (
            ["sweep", "baseline", "--vary", "invitation.size=0,2", "--runs", "2", "--out", "x"],
            "invitation.size",
        ),
        (
            ["sweep", "baseline", "--vary", "weeks=5", "--weeks", "6", "--runs", "2", "--out", "x"],
            "weeks (set) and weeks (varied)",
        ),
        (["sweep", "baseline", "--vary", "weeks=5,6", "--out", "x"], "--runs"),
        (["sweep", "baseline", "--vary", "weeks=5,6", "--runs", "2"], "--out"),
        (["sweep", "baseline", "--vary", "weeks=5,6", "--runs", "2", "--out", "x", "--width", "impact=1"], "--dry-run"),
        (
            ["sweep", "baseline", "--vary", "weeks=5,6", "--runs", "2", "--dry-run", "--width", "impact"],
            "OUTCOME=WIDTH",
        ),
        (
            ["sweep", "baseline", "--vary", "weeks=5,6", "--runs", "2", "--out", "x", "--design", "sobol"],
            "number of points",
        ),
        (["sweep", "baseline", "--from", "points.csv", "--runs", "2", "--out", "x"], "points.csv cannot be read"),
        (["sweep", "study.toml", "--out", "x"], "no such file"),
        (
            ["sweep", "baseline", "--vary", "weeks=5", "--runs", "2", "--out", "x", "--workers", "2", "--cluster", "a"],
            "choose one of the two",
        ),
        (["status", "."], "holds no sweep"),
        (["verify", "."], "holds no sweep"),
        (["export", ".", "--csv"], "holds no sweep"),
        (["plot", "."], "holds no sweep"),
        (["plot", "nowhere"], "holds no sweep"),
        (["show", "basline"], "did you mean baseline"),
        (["show", "baseline", "--lang", "fr"], "--lang"),
        (["new", "my.toml", "--from", "basline"], "did you mean baseline"),
        (["new", "nowhere/my.toml"], "Cannot write nowhere/my.toml"),
        (["check"], "FILE"),
        (["schema", "--out", "."], "is a directory"),
        (["history", "basline"], "did you mean baseline"),
        (["history", "lieferkettengesetz", "--runs", "3"], "--runs"),
        (["nonsense"], "nonsense"),
    ],
)
def test_bad_input_gets_a_message_and_exit_code_2(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = alliance(*arguments)
    assert answer.exit_code == 2
    assert told in answer.stderr
    assert "Traceback" not in answer.output
    assert not list(tmp_path.iterdir())


def test_a_sweep_is_run_then_complete_then_drawn(tmp_path: Path) -> None:
    first = alliance(*SWEEP, "--out", str(tmp_path), "--json")
    assert json.loads(first.stdout)["computed"] == 6
    assert "6 of 6 runs" in first.stderr
    manifest = sweep_folder.read_manifest(tmp_path)
    assert manifest is not None
    assert manifest.command == (
        "alliance sweep baseline --vary invitation.size=2,4 --design factorial --weeks 30 --runs 3 --seed 1 "
        f"--workers 1 --out {tmp_path}"
    )

    again = alliance(*SWEEP, "--out", str(tmp_path))
    assert again.exit_code == 0
    assert "is complete: all 6 runs are there" in again.stdout

    drawn = alliance("plot", str(tmp_path))
    assert drawn.exit_code == 0
    assert (tmp_path / "outcomes.png").stat().st_size > 10_000
    assert (tmp_path / "outcomes.svg").read_text().startswith("<?xml")
    assert "in pairs of runs with the same seed" in " ".join(drawn.stdout.split())
    assert "Drawing" in drawn.stderr


def test_a_folder_with_another_sweep_is_refused(tmp_path: Path) -> None:
    run_sweep(plan("invitation.size=2,8"), tmp_path, runner=hump)
    answer = alliance(*SWEEP, "--out", str(tmp_path))
    assert answer.exit_code == 2
    assert "design.invitation.size: 2, 8 there, 2, 4 asked for" in answer.stderr


def test_ctrl_c_before_anything_was_stored_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("experiments.storage.stored_plan.write_points", stop)
    answer = alliance(*SWEEP, "--out", str(tmp_path))
    assert answer.exit_code == 130
    assert "Nothing was stored yet" in answer.stderr


def test_the_designs_on_the_command_line_are_all_there_are() -> None:
    [choices] = [p.type.choices for p in sweep.sweep.params if isinstance(p.type, click.Choice)]
    assert tuple(choices) == KINDS


def test_options_are_saved_as_a_study_that_runs_alike(tmp_path: Path) -> None:
    study = tmp_path / "study.toml"
    assert alliance(*SWEEP, "--out", str(tmp_path / "typed"), "--save", str(study)).exit_code == 0
    answer = alliance("sweep", str(study), "--out", str(tmp_path / "saved"), "--workers", "1")
    assert answer.exit_code == 0
    typed, saved = ((tmp_path / name / "runs.parquet").read_bytes() for name in ("typed", "saved"))
    assert typed == saved
    manifest = sweep_folder.manifest_of(tmp_path / "saved")
    assert manifest.command == f"alliance sweep {study} --workers 1 --out {tmp_path / 'saved'}"


def test_a_study_takes_no_options_that_it_has_itself(tmp_path: Path) -> None:
    study = tmp_path / "study.toml"
    assert alliance(*SWEEP, "--save", str(study)).exit_code == 0
    answer = alliance("sweep", str(study), "--runs", "3", "--out", str(tmp_path / "x"))
    assert answer.exit_code == 2
    assert "take back --runs" in answer.stderr


def test_a_dry_run_shows_plan_and_cost_and_writes_nothing(tmp_path: Path) -> None:
    answer = alliance(*SWEEP, "--dry-run", "--width", "lifetime=1", "--out", str(tmp_path / "x"))
    assert answer.exit_code == 0
    assert "6 runs of baseline: 2 points, 3 runs at each" in answer.stdout
    assert not list(tmp_path.iterdir())
    told = json.loads(alliance(*SWEEP, "--dry-run", "--width", "lifetime=1", "--json").stdout)
    assert (told["runs"], told["points"]) == (6, 2)
    assert told["needed"]["lifetime"]["for_a_mean"] > 2


def test_a_folder_is_looked_at_verified_and_exported(tmp_path: Path) -> None:
    assert alliance(*SWEEP, "--out", str(tmp_path / "x"), "--quiet").stderr == ""
    told = json.loads(alliance("status", str(tmp_path / "x"), "--json").stdout)
    assert (told["done"], told["runs"], told["is_finished"], told["driver"]) == (6, 6, True, None)
    assert "6 of 6 runs are there" in alliance("status", str(tmp_path / "x")).stdout
    assert alliance("verify", str(tmp_path / "x"), "--all", "--workers", "1").exit_code == 0
    printed = alliance("export", str(tmp_path / "x"), "--csv").stdout
    assert alliance("export", str(tmp_path / "x"), "--csv", "--out", str(tmp_path / "x.csv")).exit_code == 0
    assert (tmp_path / "x.csv").read_text() == printed
    assert len(printed.splitlines()) == 7


def test_verify_ends_with_an_error_where_something_is_wrong(tmp_path: Path) -> None:
    assert alliance(*SWEEP, "--out", str(tmp_path)).exit_code == 0
    rows = pd.read_parquet(tmp_path / "runs.parquet")
    rows.assign(impact=rows["impact"] + 0.5).to_parquet(tmp_path / "runs.parquet", index=False)
    answer = alliance("verify", str(tmp_path))
    assert answer.exit_code == 1
    assert "WRONG  6 runs come out the same again" in answer.stdout
    found = json.loads(alliance("verify", str(tmp_path), "--json").stdout)
    assert sum(bool(finding["problem"]) for finding in found) == 2


def test_plot_says_what_there_is_and_draws_it_by_name(tmp_path: Path) -> None:
    run_sweep(plan("invitation.size=2,8", "arena.salience=0.2,0.5"), tmp_path, runner=hump)
    contents = json.loads(alliance("plot", str(tmp_path), "--list", "--json").stdout)
    assert "arena.salience" in contents["fields"]
    asked = ("--figure", "outcomes", "--outcome", "core_max", "--along", "arena.salience", "--lang", "de")
    drawn = json.loads(alliance("plot", str(tmp_path), *asked, "--quiet", "--json").stdout)
    name = "outcomes-core_max-by-arena.salience-de"
    assert drawn["files"] == [str(tmp_path / f"{name}.png"), str(tmp_path / f"{name}.svg")]
    assert drawn["findings"]
    assert alliance("plot", str(tmp_path), "--columns", "members_max", "depth").exit_code == 0
    assert (tmp_path / "depth-against-members_max.png").exists()


def compile_two_rules(report: Callable[[int, int], object], *_rules: object) -> float:
    """Pretend that the rules have to be compiled."""
    for done in range(3):
        report(done, 2)
    return 1.0


def no_rule_to_compile(*_arguments: object) -> float:
    """Pretend that all rules are cached, though it takes a while to load them."""
    return 60.0


@pytest.mark.parametrize(
    ("compile_rules", "options", "is_told"),
    [
        (compile_two_rules, [], True),
        (compile_two_rules, ["--json"], False),
        (no_rule_to_compile, [], False),
    ],
)
@pytest.mark.parametrize("command", ["run", "compare", "sweep"])
def test_compiling_is_announced_where_something_is_compiled_and_data_are_not_asked_for(
    command: str,
    compile_rules: Callable[..., float],
    options: list[str],
    is_told: bool,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    asked = {
        "run": ["run", "baseline", "--weeks", "3"],
        "compare": ["compare", "baseline", "--weeks", "3", "--with", "agreements.moderation=true", "--runs", "2"],
        "sweep": [*SWEEP, "--out", str(tmp_path)],
    }
    monkeypatch.setattr(compiling, "compile_rules", compile_rules)
    told = alliance(*asked[command], *options)
    assert told.exit_code == 0
    assert (compiling.ANNOUNCEMENT in told.stderr) == is_told
    assert ("2 of 2 rules" in told.stderr) == is_told
    assert "Compiling" not in told.stdout


def test_a_quiet_sweep_compiles_without_a_word(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(compiling, "compile_rules", compile_two_rules)
    assert alliance(*SWEEP, "--out", str(tmp_path), "--quiet").stderr == ""


def test_ctrl_c_says_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("experiments.storage.merging.join_all", stop)
    answer = alliance(*SWEEP, "--out", str(tmp_path))
    assert answer.exit_code == 130
    assert f"6 of 6 runs are kept in {tmp_path}; the same command resumes" in answer.stderr


def test_a_request_to_end_says_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(*_arguments: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)

    monkeypatch.setattr("experiments.storage.merging.join_all", end)
    answer = alliance(*SWEEP, "--out", str(tmp_path))
    assert answer.exit_code == 143
    assert f"6 of 6 runs are kept in {tmp_path}; the same command resumes" in answer.stderr


def test_a_full_disk_says_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise WriteError("The disk is full.")

    monkeypatch.setattr("experiments.storage.merging.join_all", full)
    answer = alliance(*SWEEP, "--out", str(tmp_path))
    assert answer.exit_code == 1
    assert f"The disk is full. 6 of 6 runs are kept in {tmp_path}; the same command resumes" in answer.stderr


def test_rows_that_contradict_each_other_are_an_error(tmp_path: Path) -> None:
    planned = plan("invitation.size=2,4", runs=3, weeks=30)
    run_sweep(planned, tmp_path / "one")
    rows = pd.read_parquet(tmp_path / "one" / "runs.parquet")
    sweep_folder.write_manifest(tmp_path / "two", describe(planned, ""))
    for name, exits in (("a", 1), ("b", 2)):
        part = tmp_path / "two" / "parts" / f"runs-{name}.parquet"
        part.parent.mkdir(exist_ok=True)
        rows.assign(exits=exits)[:1].to_parquet(part, index=False)
    answer = alliance(*SWEEP, "--out", str(tmp_path / "two"))
    assert answer.exit_code == 1
    assert "1 runs came out differently" in answer.stderr
    assert rows["run_id"][0] in answer.stderr


def test_ctrl_c_elsewhere_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(compiling, "compile_rules", stop)
    answer = alliance("run", "baseline")
    assert answer.exit_code == 130
    assert "Stopped" in answer.stderr
