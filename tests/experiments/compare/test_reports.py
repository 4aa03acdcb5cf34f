"""What a comparison says: one screen that leads with impact, nothing cut at any width, and all the rest on demand."""

import re

import pytest
from click.testing import CliRunner

from experiments.cli.main import main
from experiments.compare.comparison_report import verdict
from experiments.compare.sentences import sentence
from simulation import HEADLINES, NUMBERS
from tests.experiments.compare.made_up_pairs import CHANGE, ENGLISH, GERMAN, by_impact, made_up
from tests.experiments.made_up import outcome

SCREEN = 30
SEVERAL = ("--with", CHANGE, "--with", "agreements.core_size=4", "--with", "agreements.moderation=true")


def lines(*arguments: str, columns: int = 80) -> list[str]:
    """Return the lines that the command prints."""
    told = CliRunner(env={"COLUMNS": str(columns)}).invoke(main, ["compare", "baseline", *arguments])
    assert told.exit_code == 0, told.output
    assert "\x1b" not in told.stdout
    return told.stdout.splitlines()


def rows_in(told: list[str]) -> list[str]:
    """Return the outcomes that have a row of their own: a line of several columns."""
    first = [re.split(r" {1,}", line, maxsplit=1)[0] for line in told if re.search(r"\S {1,}\S", line)]
    return [name for name in first if name in NUMBERS]


# --- sentences -------------------------------------------------------------------------------------


def test_the_sentence_says_what_the_data_say() -> None:
    told = sentence(by_impact(*[(0.2, 0.3)] * 6, *[(0.2, 0.35)] * 2, (0.2, 0.1), (0.2, 0.2)), ENGLISH)
    assert told.startswith("With red lines disclosed: impact rises in 80 %, falls in 10 % and stays the same in 10 %")
    assert "mean difference +0.080" in told
    assert told.endswith("more than chance explains.")
    assert sentence(by_impact((0.2, 0.3), (0.3, 0.2)), ENGLISH).endswith("which may be chance.")


def test_what_is_certainly_too_little_is_said_to_be() -> None:
    told = sentence(by_impact(*[(0.2, 0.203)] * 98, (0.2, 0.206), (0.2, 0.206)), ENGLISH)
    assert "impact rises in 2 %" in told
    assert told.endswith("which is too little to count.")


def test_rounding_dust_is_no_difference() -> None:
    told = sentence(by_impact(*[(0.2, 0.2 + 5e-8)] * 20), ENGLISH)
    assert told == "With red lines disclosed: this changes nothing; all 20 pairs are the same in every outcome."


def test_where_impact_never_differs_the_sentence_names_what_does() -> None:
    pairs = made_up([outcome(), outcome()], [outcome(), outcome(depth=0.2)])
    assert "impact is the same in all 2 pairs; what differs is depth." in sentence(pairs, ENGLISH)
    ends = made_up([outcome()], [outcome(end="exhaustion")])
    assert "what differs is the kind of end." in sentence(ends, ENGLISH)


def test_the_sentence_speaks_german() -> None:
    told = sentence(by_impact(*[(0.2, 0.3)] * 8, (0.2, 0.1), (0.2, 0.2)), GERMAN)
    assert "Wirkung steigt in 80 %, sinkt in 10 % und bleibt gleich in 10 % von 10 Paaren" in told
    assert "im Mittel um +0,070" in told


@pytest.mark.parametrize(
    ("name", "change", "word"),
    [
        ("impact", 0.1, "better"),
        ("impact", -0.1, "worse"),
        ("exits", 2, "worse"),
        ("exits", -2, "better"),
        ("members_max", 2, "higher"),
        ("members_max", -2, "lower"),
    ],
)
def test_verdicts_follow_the_direction_of_the_outcome(name: str, change: float, word: str) -> None:
    pairs = made_up([outcome(**{name: 5})] * 20, [outcome(**{name: 5 + change})] * 20)
    assert verdict(pairs.contrasts[name], ENGLISH) == word


# --- one change ------------------------------------------------------------------------------------


def test_the_answer_comes_first_and_impact_leads_the_table() -> None:
    told = lines("--with", CHANGE, "--runs", "30")
    assert told[0].startswith("With red lines disclosed: impact ")
    assert "agreements.red_lines_disclosed: false → true" in told
    assert rows_in(told) == list(HEADLINES)
    assert lines("--with", CHANGE, "--runs", "30") == told


@pytest.mark.parametrize("arguments", [("--with", CHANGE), SEVERAL, (*SEVERAL, "--lang", "de")])
def test_an_answer_is_no_longer_than_a_screen(arguments: tuple[str, ...]) -> None:
    assert len(lines(*arguments, "--runs", "30")) <= SCREEN


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
@pytest.mark.parametrize("arguments", [("--with", CHANGE, "--all"), ("--with", CHANGE), SEVERAL])
@pytest.mark.parametrize("lang", ["en", "de"])
def test_nothing_is_cut_at_any_width(columns: int, arguments: tuple[str, ...], lang: str) -> None:
    told = lines(*arguments, "--runs", "10", "--lang", lang, columns=columns)
    commands = [line for line in told if line.startswith("  alliance run")]
    assert len(commands) == (2 if "--all" in arguments else 0)
    assert all(len(line) <= columns for line in told if line not in commands)
    assert "…" not in "".join(told)
    intervals = [line for line in told if re.search(rf"\({'bis' if lang == 'de' else 'to'}|\([^)]*$", line)]
    assert not [line for line in intervals if rows_in([line])], "an interval stands on one line"


def test_all_of_it_is_told_on_demand() -> None:
    told = lines("--with", CHANGE, "--runs", "30", "--all")
    words = " ".join(" ".join(told).split())
    assert all(name in words for name in NUMBERS)
    for part in (
        "Pairing works: the standard error",
        "Ends: the same in",
        "The pair that shows it best has seed 10000",
    ):
        assert part in words
    assert "alliance run baseline --seed 10000" in words


def test_what_differs_in_no_pair_is_named_and_stands_in_no_table_unless_it_leads() -> None:
    told = lines("--with", CHANGE, "--runs", "30", "--all")
    words = " ".join(" ".join(told).split())
    same = words.partition("The same in all pairs: ")[2].partition(".")[0].split(", ")
    never = words.partition("Missing in all runs: ")[2].partition(".")[0].split(", ")
    assert "value_points" in same
    assert "passage" in never
    tables = told[: next(k for k, line in enumerate(told) if line.startswith("The same in all pairs"))]
    assert set(rows_in(tables)) - set(HEADLINES) == set(NUMBERS) - {*same, *never} - set(HEADLINES)


def test_pairs_without_an_outcome_are_counted() -> None:
    told = " ".join(lines("--weeks", "60", "--with", "invitation.size=6", "--runs", "30"))
    assert re.search(r"weeks_to_agreement is compared in \d+ of 30 pairs; it is missing in \d+", " ".join(told.split()))


# --- several changes -------------------------------------------------------------------------------


def test_several_changes_are_ranked_in_one_table() -> None:
    told = lines(*SEVERAL, "--runs", "20")
    assert told[0].startswith("Baseline: sixty organisations, one goal: 20 pairs for each change, ranked")
    ranks = [line.split()[0] for line in told if re.match(r"[123]  .*(\(.* to .*\)|the same in all pairs)", line)]
    assert ranks == ["1", "2", "3"]
    assert any(line.startswith("Neighbours that") for line in told)


def test_all_tells_of_each_of_them() -> None:
    told = lines(*SEVERAL, "--runs", "10", "--all")
    assert sum("impact " in line and rows_in([line]) == ["impact"] for line in told) >= 1
    assert sum(line.startswith("agreements.") for line in told) == 3
