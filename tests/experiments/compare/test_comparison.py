"""Comparisons: what is compared with what, refusals, and a folder that can be made again byte for byte."""

import json
from pathlib import Path
from typing import Any

import click
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from experiments.cli import options
from experiments.cli.main import main
from experiments.compare.comparison import run_comparison
from experiments.compare.sentences import sentence
from experiments.design.variation import DesignError
from experiments.figures.sheet_figure import SheetFigure
from experiments.terminal import progress
from simulation import NUMBERS, OUTCOMES
from tests.experiments.compare.made_up_pairs import CHANGE, ENGLISH, planned


def alliance(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments])


def test_without_a_change_all_pairs_are_the_same() -> None:
    plan = planned(["agreements.red_lines_disclosed=false"], runs=12)
    [pairs] = run_comparison(plan)
    assert pairs.is_unchanged
    assert pairs.are_alike
    assert repr(pairs.without) == repr(pairs.with_it)
    told = sentence(pairs, ENGLISH)
    assert "so it is in this scenario already, and all 12 pairs are the same" in told
    assert f"--with {CHANGE}" in told


def test_each_change_is_compared_with_the_scenario_alone() -> None:
    both = run_comparison(planned([CHANGE], ["agreements.moderation=true"], runs=5))
    [alone] = run_comparison(planned(["agreements.moderation=true"], runs=5))
    assert repr(both[1].with_it) == repr(alone.with_it)  # nan is not equal to itself
    assert repr(both[0].without) == repr(both[1].without)


@pytest.mark.parametrize(
    ("groups", "settings", "told"),
    [
        ([[CHANGE]], [CHANGE], r"red_lines_disclosed \(set\) and .*red_lines_disclosed \(changed\) are one field"),
        ([["groups.0.hours=2"]], ["groups.Movement.hours=3"], r"groups.Movement.hours \(set\) and groups.0.hours"),
        ([["goal.demands=[]"]], ["goal.demands.0.weight=2"], "one field or parts of one"),
        ([["groups.0.hours=2", "groups.Movement.hours=3"]], [], "one field or parts of one"),
        ([["groups.0.hours=2"], ["groups.Movement.hours=2"]], [], "is compared twice"),
        ([[CHANGE], [CHANGE]], [], "is compared twice"),
        ([["goal.demands.*.weight=2"]], ["goal.demands.0.weight=3"], "one field or parts of one"),
        ([[CHANGE, CHANGE]], [], "is set twice"),
        ([["agreements.moderation"]], [], "FIELD=VALUE"),
    ],
)
def test_a_comparison_that_makes_no_sense_is_refused(groups: list[list[str]], settings: list[str], told: str) -> None:
    with pytest.raises(DesignError, match=told):
        planned(*groups, settings=settings)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["baseline", "--runs", "2"], "--with"),
        (["baseline", "--with", CHANGE], "--runs"),
        (["baseline", "--with", CHANGE, "--runs", "1"], "--runs"),
        (["baseline", "--with", "agreements.moderatoin=true", "--runs", "2"], "agreements.moderatoin"),
        (["baseline", "--with", CHANGE, "agreements.milestones=x", "--runs", "2"], "agreements.milestones"),
        (["baselin", "--with", CHANGE, "--runs", "2"], "did you mean baseline"),
        (["baseline", "--with", CHANGE, "--set", CHANGE, "--runs", "2"], "are one field"),
    ],
)
def test_bad_input_gets_a_message_and_exit_code_2(arguments: list[str], told: str) -> None:
    answer = alliance(*arguments)
    assert answer.exit_code == 2
    assert told in answer.stderr
    assert "Traceback" not in answer.output


@pytest.mark.parametrize(
    "words",
    [
        ["baseline", "--with", "a=1", "b=2", "--with", "c=3 x, y", "--runs", "2"],
        ["--with", "a=1", "b=2", "--runs", "2", "--with=c=3 x, y", "baseline"],
    ],
)
def test_fields_after_with_belong_together(words: list[str]) -> None:
    context = main.commands["compare"].make_context("compare", list(words))
    assert context.params["groups"] == (("a=1", "b=2"), ("c=3 x, y",))
    assert context.params["scenario"] == "baseline"
    with context, click.Context.scope(context):
        told = "alliance compare baseline --with a=1 b=2 --with 'c=3 x, y' --runs 2 --seed 1 --lang en"
        assert options.typed_command() == told


def test_the_command_explains_itself_with_an_example() -> None:
    assert "Example: alliance compare" in " ".join(alliance("--help").output.split())


def test_json_has_one_shape_and_no_nan() -> None:
    told = alliance("baseline", "--with", CHANGE, "--weeks", "40", "--runs", "5", "--seed", "2", "--json")
    answer: dict[str, Any] = json.loads(told.stdout, parse_constant=pytest.fail)
    assert [*answer] == ["scenario", "settings", "runs", "seed", "seeds", "comparisons", "ranking", "files"]
    assert answer["seeds"] == {"first": 2_000_000, "last": 2_000_004}
    [compared] = answer["comparisons"]
    assert compared["change"] == {"agreements.red_lines_disclosed": True}
    assert compared["instead_of"] == {"agreements.red_lines_disclosed": False}
    assert [*compared["outcomes"]] == [*NUMBERS]
    for name, two in compared["outcomes"].items():
        shares = two["shares"]
        told_once = ("higher", "lower", "same", "only_without", "only_with", "in_neither")
        assert sum(shares[key] for key in told_once) == pytest.approx(1)
        assert (shares["better"] is None) == (OUTCOMES[name].better is None)
    assert sum(end["share"] for end in compared["ends"]) == pytest.approx(1)


def test_a_folder_keeps_pairs_manifest_and_figures_byte_for_byte(tmp_path: Path) -> None:
    words = ["baseline", "--with", CHANGE, "--with", "agreements.core_size=4", "--runs", "6", "--out", str(tmp_path)]
    assert alliance(*words).exit_code == 0
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    runs = {"driver.lock", "manifest.json", "plan.parquet", "runs.parquet"}
    figures = {f"{name}.{kind}" for name in ("pairs-1", "pairs-2", "ranking") for kind in ("png", "svg")}
    assert set(first) == runs | figures
    assert alliance(*words).exit_code == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first

    assert CliRunner().invoke(main, ["export", str(tmp_path), "--out", str(tmp_path / "pairs.csv")]).exit_code == 0
    rows = pd.read_csv(tmp_path / "pairs.csv")
    assert rows.groupby("change", sort=False).size().to_dict() == {CHANGE: 6, "agreements.core_size=4": 6}
    assert [*rows.columns] == ["change", "run", "seed", *OUTCOMES, *(f"{name}_with" for name in OUTCOMES)]
    assert rows["seed"].tolist() == 2 * list(range(1_000_000, 1_000_006))
    assert json.loads(first["manifest.json"])["command"].startswith(f"alliance compare baseline --with {CHANGE} --with")


def test_other_results_are_not_overwritten(tmp_path: Path) -> None:
    words = ["baseline", "--with", CHANGE, "--weeks", "20", "--out", str(tmp_path)]
    assert alliance(*words, "--runs", "2").exit_code == 0
    other = alliance(*words, "--runs", "2", "--set", "agreements.moderation=true")
    assert other.exit_code == 2
    assert "holds another comparison" in other.stderr
    sweep = CliRunner().invoke(main, ["sweep", "baseline", "--weeks", "20", "--runs", "2", "--out", str(tmp_path)])
    assert "holds another comparison" in sweep.stderr
    (tmp_path / "manifest.json").write_text('{"kind": "something else"}')
    assert "is damaged, or not the manifest" in alliance(*words, "--runs", "2").stderr


def test_a_comparison_grows_and_resumes_and_its_folder_is_one_of_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    def asked(*more: str, runs: int = 4) -> Result:
        fields = ("groups.0.hours={low=1, mode=2, high=3}", "invitation.order=random", "start=2020-02-03")
        words = [word for field in fields for word in ("--with", field)]
        return alliance("baseline", *words, *more, "--weeks", "20", "--runs", str(runs), "--out", str(tmp_path))

    with monkeypatch.context() as stopping:
        stopping.setattr("experiments.storage.merging.join_all", stop)
        stopped = asked("--workers", "1")
    assert stopped.exit_code == 130
    assert f"12 of 12 runs are kept in {tmp_path}; the same command resumes" in stopped.stderr
    with monkeypatch.context() as undrawn:  # figures are looked at in the end, once
        undrawn.setattr(SheetFigure, "drawn", lambda *_given, **_how: b"")
        first = asked("--json").stdout
        assert asked("--json").stdout == first
        assert asked(runs=6).exit_code == 0
    assert len(pd.read_parquet(tmp_path / "runs.parquet")) == 3 * 6
    assert CliRunner().invoke(main, ["verify", str(tmp_path), "--all"]).exit_code == 0
    for figure in tmp_path.glob("*.png"):
        figure.unlink()
    assert CliRunner().invoke(main, ["plot", str(tmp_path)]).exit_code == 0
    assert {path.stem for path in tmp_path.glob("*.png")} == {"ranking", *(f"pairs-{k}" for k in range(1, 4))}
    drawn = CliRunner().invoke(main, ["plot", str(tmp_path), "--figure", "differences"])
    assert drawn.exit_code == 0, drawn.output


def test_a_change_that_changes_nothing_takes_no_runs(tmp_path: Path) -> None:
    unchanged = "agreements.red_lines_disclosed=false"
    [pairs] = run_comparison(planned([unchanged], runs=3), folder=tmp_path)
    assert len(pd.read_parquet(tmp_path / "runs.parquet")) == 3
    assert pairs.is_unchanged


def test_progress_is_shown_only_where_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["baseline", "--with", CHANGE, "--weeks", "10", "--runs", "3"]
    assert "runs" not in alliance(*words).stderr
    monkeypatch.setattr(progress, "NOTICED_SECONDS", -1.0)
    assert "6 of 6 runs" in alliance(*words).stderr
