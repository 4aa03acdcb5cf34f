"""Comparisons: exact counts on outcomes made by hand, and answers of the command that can be trusted and repeated."""

import itertools
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from experiments.analysis.contrast import percent
from experiments.cli import options
from experiments.cli.main import main
from experiments.compare import comparison_report
from experiments.compare.comparison import Pairs, Plan, plan_comparison, run_comparison
from experiments.compare.example_pairs import choose, twins_of
from experiments.design.variation import DesignError
from experiments.figures.pairs import SHOWN, draw_pairs
from experiments.figures.style import theme
from experiments.terminal import screen
from simulation import NUMBERS, OUTCOMES, Outcome
from tests.experiments.figures.looking import covers, texts_of
from tests.experiments.made_up import outcome

CHANGE = "agreements.red_lines_disclosed=true"
NAN = math.nan


def alliance(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments])


def planned(*groups: Sequence[str], runs: int = 4, settings: Sequence[str] = ()) -> Plan:
    return plan_comparison("baseline", groups or [[CHANGE]], settings=settings, runs=runs, seed=1)


def made_up(without: Sequence[Outcome], with_it: Sequence[Outcome]) -> Pairs:
    plan = planned(runs=len(without))
    return Pairs(plan, plan.changes[0], tuple(without), tuple(with_it))


def by_impact(*pairs: tuple[float, float]) -> Pairs:
    return made_up([outcome(impact=one) for one, _ in pairs], [outcome(impact=other) for _, other in pairs])


def test_what_the_figure_shows_is_better_one_way() -> None:
    assert all(NUMBERS[name].better for name in SHOWN)


def test_the_story_is_the_largest_difference_in_the_direction_of_the_mean() -> None:
    falls_on_average = by_impact((0.9, 0.1), (0.1, 0.5), (0.9, 0.1), (0.5, 0.2))
    rises_on_average = by_impact((0.5, 0.0), (0.1, 0.5), (0.1, 0.5), (0.0, 0.3))
    assert choose(falls_on_average) == (0, "impact")
    assert choose(rises_on_average) == (1, "impact")
    assert choose(by_impact((0.5, 0.25), (0.0, 0.25), (0.0, 0.0))) == (0, "impact")


def test_where_impact_never_differs_another_outcome_chooses() -> None:
    without, with_it = [outcome(), outcome()], [outcome(), outcome(depth=0.2)]
    assert choose(made_up(without, with_it)) == (1, "depth")
    assert choose(made_up(without, without)) is None
    assert "impact is the same in all 2 pairs; what differs is depth." in comparison_report.sentence(
        made_up(without, with_it)
    )


def test_the_sentence_says_what_the_data_say() -> None:
    told = comparison_report.sentence(by_impact(*[(0.2, 0.3)] * 6, *[(0.2, 0.35)] * 2, (0.2, 0.1), (0.2, 0.2)))
    assert told.startswith("With red lines disclosed: impact rises in 80 %, falls in 10 % and stays the same in 10 %")
    assert "mean difference +0.080" in told
    assert told.endswith("more than chance explains.")
    assert comparison_report.sentence(by_impact((0.2, 0.3), (0.3, 0.2))).endswith("which may be chance.")


def test_two_stories_start_where_they_part() -> None:
    [pairs] = run_comparison(planned(["agreements.values_debate_weeks=0"], runs=3), lambda *_: None)
    twins = twins_of(pairs)
    assert twins is not None
    assert twins.seed in pairs.plan.seeds
    assert 0 < len(twins.weeks) <= 8
    assert all(week.without != week.with_it for week in twins.weeks)
    assert "begin" in twins.weeks[0].without + twins.weeks[0].with_it  # the first stage without a debate on values


def test_without_a_change_all_pairs_are_the_same() -> None:
    plan = planned(["agreements.red_lines_disclosed=false"], runs=12)
    [pairs] = run_comparison(plan, lambda *_: None)
    assert pairs.is_unchanged
    assert pairs.are_alike
    assert repr(pairs.without) == repr(pairs.with_it)
    told = comparison_report.sentence(pairs)
    assert "so it is in this scenario already, and all 12 pairs are the same" in told
    assert f"--with {CHANGE}" in told


def test_each_change_is_compared_with_the_scenario_alone() -> None:
    both = run_comparison(planned([CHANGE], ["agreements.moderation=true"], runs=5), lambda *_: None)
    [alone] = run_comparison(planned(["agreements.moderation=true"], runs=5), lambda *_: None)
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
        assert options.typed_command() == "alliance compare baseline --with a=1 b=2 --with 'c=3 x, y' --runs 2 --seed 1"


def test_the_command_explains_itself_with_an_example() -> None:
    assert "Example: alliance compare" in " ".join(alliance("--help").output.split())


def test_the_answer_comes_first_and_all_the_rest_below() -> None:
    told = alliance("baseline", "--with", CHANGE, "--runs", "30")
    assert told.exit_code == 0
    assert told.stdout.startswith("With red lines disclosed: impact ")
    for part in (
        *NUMBERS,
        "red_lines_disclosed: false → true",
        "Ends: the same in",
        "Pairing works: standard error",
    ):
        assert part in told.stdout
    assert "The pair that shows it best (seed 10000" in told.stdout
    assert "alliance run baseline --seed 10000" in told.stdout
    assert "\x1b" not in told.stdout
    assert alliance("baseline", "--with", CHANGE, "--runs", "30").stdout == told.stdout


def test_what_differs_in_no_pair_is_named_and_stands_in_no_table() -> None:
    told = alliance("baseline", "--with", CHANGE, "--runs", "30").stdout
    same = " ".join(told.split()).partition("The same in all pairs: ")[2].partition(".")[0].split(", ")
    never = " ".join(told.split()).partition("Came about in no run: ")[2].partition(".")[0].split(", ")
    assert "value_points" in same
    assert "passage" in never
    rows = {line.split()[0] for line in told.splitlines() if "%" in line and not line.startswith(" ")}
    assert rows.isdisjoint({*same, *never})
    assert "impact" in rows


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_the_answer_fits_the_screen(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    told = alliance("baseline", "--with", CHANGE, "--runs", "10").stdout
    assert ("As it is:" in told) == (columns < 100)
    commands = [line for line in told.splitlines() if line.startswith("  alliance run")]
    assert len(commands) == 2
    if columns >= 80:
        assert all(len(line) <= columns for line in told.splitlines() if line not in commands)


def test_json_has_one_shape_and_no_nan() -> None:
    told = alliance("baseline", "--with", CHANGE, "--weeks", "40", "--runs", "5", "--seed", "2", "--json")
    answer: dict[str, Any] = json.loads(told.stdout, parse_constant=pytest.fail)
    assert [*answer] == ["scenario", "settings", "runs", "seed", "seeds", "comparisons", "files"]
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
    figures = {f"pairs-{k}.{kind}" for k in (1, 2) for kind in ("png", "svg")}
    assert set(first) == {"pairs.parquet", "manifest.json"} | figures
    assert alliance(*words).exit_code == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first

    rows = pq.read_table(tmp_path / "pairs.parquet").to_pandas()
    assert rows.groupby("change", sort=False).size().to_dict() == {CHANGE: 6, "agreements.core_size=4": 6}
    assert [*rows.columns] == ["change", "run", "seed", *OUTCOMES, *(f"{name}_with" for name in OUTCOMES)]
    assert rows["seed"].tolist() == 2 * list(range(1_000_000, 1_000_006))
    assert json.loads(first["manifest.json"])["command"].startswith(f"alliance compare baseline --with {CHANGE} --with")


def test_other_results_are_not_overwritten(tmp_path: Path) -> None:
    words = ["baseline", "--with", CHANGE, "--weeks", "20", "--out", str(tmp_path)]
    assert alliance(*words, "--runs", "2").exit_code == 0
    other = alliance(*words, "--runs", "3")
    assert other.exit_code == 2
    assert "holds another comparison" in other.stderr
    (tmp_path / "manifest.json").write_text('{"kind": "alliance sweep"}')
    assert "something other than a comparison" in alliance(*words, "--runs", "2").stderr


def test_progress_is_shown_only_where_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["baseline", "--with", CHANGE, "--weeks", "10", "--runs", "3"]
    assert "runs" not in alliance(*words).stderr
    monkeypatch.setattr(screen, "NOTICED_SECONDS", -1.0)
    assert "6 of 6 runs" in alliance(*words).stderr


@pytest.mark.parametrize(
    "pairs",
    [[(0.2, 0.2)] * 5, [(0.1, 0.2), (0.4, 0.1), (0.3, 0.3)], [(0.0, 0.9), (0.1, 0.1), (0.2, 0.2)]],
    ids=["all the same", "both ways", "one far out"],
)
def test_a_figure_labels_both_sides_of_zero(pairs: list[tuple[float, float]]) -> None:
    two = by_impact(*pairs)
    with theme():
        figure = draw_pairs(two)
    impact, *_ = figure.axes
    low, high = impact.get_xlim()
    assert low == -high
    told = [text.get_text() for text in impact.texts]
    contrasted = two.contrasts["impact"]
    shares = [percent(n, len(pairs)) for n in (contrasted.lower, contrasted.same, contrasted.higher)]
    assert told[2:] == [f"worse {shares[0]}", f"same {shares[1]}", f"better {shares[2]}"]
    assert f"{len(pairs)} pairs, horizon 260 weeks, seed 1" in " ".join(text.get_text() for text in figure.texts)


def test_no_text_of_a_figure_lies_on_another_or_outside() -> None:
    fields = [
        CHANGE,
        *(f"agreements.{name}=true" for name in ("moderation", "ground_rules", "tone_clarified", "renewal")),
    ]
    [pairs] = run_comparison(planned([*fields, "agreements.credit_rule=true"], runs=40), lambda *_: None)
    with theme():
        figure = draw_pairs(pairs)
        texts = texts_of(figure)
    assert not [(a, b) for (a, x), (b, y) in itertools.combinations(texts, 2) if covers(x, y)]
    width, height = figure.bbox.width, figure.bbox.height
    assert not [text for text, b in texts if min(b.x0, b.y0) < 0 or b.x1 > width or b.y1 > height]
