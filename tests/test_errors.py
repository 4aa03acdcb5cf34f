"""Errors: one family, one readable line for each problem, nothing that a terminal would obey."""

import pickle
from collections.abc import Callable
from datetime import date

import pytest

from simulation import AllianceModel, Scenario, load_scenario, replicate, simulate, trace
from simulation.errors import (
    AllianceError,
    DataError,
    Problem,
    ScenarioError,
    did_you_mean,
    printable,
    shown,
)


def a_problem(line: int | None = 14, message: str = "is not allowed") -> Problem:
    return Problem("my.toml", line, "invitation.size", "1", message)


def test_a_problem_reads_as_a_sentence_with_place_field_and_value() -> None:
    assert str(a_problem()) == "my.toml, line 14: invitation.size = 1 is not allowed"


def test_what_is_unknown_leaves_no_gap() -> None:
    assert str(Problem("my.toml", None, "", "", "empty")) == "my.toml: empty"
    assert str(Problem("changes", None, "goal", "", "is missing")) == "changes: goal is missing"


@pytest.mark.parametrize("kind", [ScenarioError, DataError])
def test_the_family_ends_a_command_with_two(kind: type[AllianceError]) -> None:
    assert issubclass(kind, AllianceError)
    assert kind.exit_code == 2


def test_problems_stand_in_the_order_of_the_file_those_without_a_line_first() -> None:
    error = ScenarioError([a_problem(9), a_problem(2), a_problem(None)])
    assert [problem.line for problem in error.problems] == [None, 2, 9]
    assert len(str(error).splitlines()) == 3


def test_a_flood_of_problems_is_kept_but_not_printed_in_full() -> None:
    error = ScenarioError(a_problem(line) for line in range(1, 90))
    assert len(error.problems) == 89
    assert len(str(error).splitlines()) < 40
    assert str(error).endswith("and more")


def test_errors_survive_the_way_back_from_a_worker() -> None:
    error = pickle.loads(pickle.dumps(ScenarioError([a_problem()])))
    assert error.problems == (a_problem(),)
    assert str(error) == str(a_problem())


@pytest.mark.parametrize("trick", ["\x1b[31m", "\r", "\n", "\u202e", "\x9b", "\udcff", "\x00"])
def test_control_characters_are_shown_and_not_obeyed(trick: str) -> None:
    text = str(a_problem(message=f"before{trick}after"))
    assert trick not in text
    assert printable(text) == text
    text.encode()


def test_umlauts_are_no_control_characters() -> None:
    assert printable("Bündnis für Ökologie – „groß“") == "Bündnis für Ökologie – „groß“"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (8, "8"),
        (0.5, "0.5"),
        ("ver.di", '"ver.di"'),
        (date(2021, 6, 25), "2021-06-25"),
        ({"low": 1, "high": 2}, "{ low = 1, high = 2 }"),
        (["A", "B"], '["A", "B"]'),
        ([[1], {"a": 1}], "[..., ...]"),
        (list(range(9)), "[0, 1, 2, 3, ...]"),
    ],
)
def test_values_are_shown_as_a_file_has_them(value: object, text: str) -> None:
    assert shown(value) == text


def test_long_values_are_cut() -> None:
    assert len(shown("x" * 10_000)) < 100


def test_the_nearest_name_is_hinted_at_and_nothing_where_none_is_near() -> None:
    assert did_you_mean("core_sze", ["core_size", "lead"]) == "; did you mean core_size?"
    assert did_you_mean("Bund e.V.", ["BUND", "ver.di"]) == "; did you mean BUND?"
    assert did_you_mean("zzz", ["core_size", "lead"]) == ""
    assert did_you_mean("lead", ["lead"]) == ""


@pytest.mark.parametrize(
    "run",
    [
        lambda scenario: simulate(scenario, 1),
        lambda scenario: next(replicate(scenario, [1])),
        lambda scenario: trace(scenario, 1),
        lambda scenario: AllianceModel(scenario, rng=1),
    ],
    ids=["simulate", "replicate", "trace", "AllianceModel"],
)
def test_a_scenario_put_together_in_python_is_checked_before_it_runs(run: Callable[[Scenario], object]) -> None:
    with pytest.raises(ScenarioError, match="weeks = 0 is not allowed"):
        run(load_scenario("baseline").model_copy(update={"weeks": 0}))
