"""Designs: what users type becomes exactly the values they mean, and the points that they ask for."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from experiments.design.designs import Design, parse_changes, parse_design, parse_fields, read_points
from experiments.design.forbidden import parse_forbidden
from experiments.design.points import Points, Value
from experiments.design.variation import DesignError, Range, parse_field, parse_levels


def of_the_scenario(path: str) -> Value | None:
    known: dict[str, Value] = {"size": 7, "rule": "consensus"}
    return known.get(path)


def laid_out(*specifications: str, **design: object) -> Points:
    return Design(parse_fields(specifications), **design).points(of_the_scenario)  # type: ignore[arg-type]


def values_at(points: Points) -> list[tuple[object, ...]]:
    return [tuple(point.values()) for point in points]


# --- what is typed -----------------------------------------------------------------------------------


def test_steps_do_not_drift() -> None:
    _, values = parse_field("arena.salience=0:1:0.1")
    assert values == (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2:9:3", (2, 5, 8)),
        ("2:8:3", (2, 5, 8)),
        ("5:5:1", (5,)),
        ("-0.2:0.2:0.2", (-0.2, 0.0, 0.2)),
        ("0:.5:.25", (0.0, 0.25, 0.5)),
        ("0.1..0.9:5", (0.1, 0.3, 0.5, 0.7, 0.9)),
        ("1..10:4", (1, 4, 7, 10)),
        ("1..1000:4 log", (1, 10, 100, 1000)),
        ("0.01..1.0:3 log", (0.01, 0.1, 1.0)),
        ("2,45", (2, 45)),
        ("0.5", (0.5,)),
        ("true,false", (True, False)),
        ("consensus, two-thirds", ("consensus", "two-thirds")),
        ('"one, two","three"', ("one, two", "three")),
        ("[1, 2],[3]", ([1, 2], [3])),
        ("2021-01-01,2021-06-01", ("2021-01-01", "2021-06-01")),
    ],
)
def test_a_specification_means_these_values(text: str, values: tuple[object, ...]) -> None:
    path, read = parse_field(f"some.field={text}")
    assert path == "some.field"
    assert isinstance(read, tuple)
    assert read == pytest.approx(values) if all(isinstance(v, float) for v in values) else read == values
    assert [type(v) for v in read] == [type(v) for v in values]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2..40", Range(2, 40, is_whole=True)),
        ("0.2..0.8", Range(0.2, 0.8)),
        ("1..1000 log", Range(1, 1000, is_whole=True, is_log=True)),
        ("1e-3..1 log", Range(0.001, 1, is_log=True)),
    ],
)
def test_a_range_to_draw_from_is_read_and_written_alike(text: str, span: Range) -> None:
    assert parse_field(f"x={text}")[1] == span
    assert parse_field(f"x={span}")[1] == span


@pytest.mark.parametrize(
    ("specification", "advice"),
    [
        ("invitation.size", "FIELD=A:B:STEP"),
        ("=2,3", "FIELD=A:B:STEP"),
        ("invitation.size=", "FIELD=A:B:STEP"),
        ("invitation.size=2:45", "A:B:STEP"),
        ("invitation.size=2:45:0", "STEP above 0"),
        ("invitation.size=2:45:-3", "STEP above 0"),
        ("invitation.size=45:2:3", "A up to B"),
        ("invitation.size=2:45:3:1", "A:B:STEP"),
        ("invitation.size=9..2", "LOW below HIGH"),
        ("invitation.size=0..2 log", "LOW above 0"),
        ("invitation.size=2..9:1", "at least 2 values"),
        ("invitation.size=2..9 lgo", "LOW..HIGH log"),
        ("invitation.size=2,,3", "empty place"),
        ("invitation.size=2,3,", "empty place"),
        ("invitation.size=2,3,2", "a value twice"),
        ("invitation.size=2,2.0", "a value twice"),
        ('invitation.size=2,"2"', "a value twice"),
        ("invitation.size=0:1:1e-9", "too many values"),
        ("invitation.size={a = 1}", "cannot be varied"),
    ],
)
def test_a_malformed_specification_is_answered_with_what_is_allowed(specification: str, advice: str) -> None:
    with pytest.raises(DesignError, match="(?s)" + advice) as caught:
        parse_design([specification])
    assert caught.value.exit_code == 2


def test_true_and_one_are_two_values() -> None:
    assert parse_field("x=true,1")[1] == (True, 1)


def test_levels_may_repeat_and_come_from_ranges_that_say_their_values() -> None:
    assert parse_levels("x=8,8,20") == ("x", (8, 8, 20))
    assert parse_levels("x=0.2..0.8:3") == ("x", (0.2, 0.5, 0.8))
    with pytest.raises(DesignError, match="says no values"):
        parse_levels("x=0.2..0.8")


def test_a_field_is_varied_once() -> None:
    with pytest.raises(DesignError, match="varied twice"):
        parse_design(["weeks=20,30", "weeks=40"])


def test_a_design_varies_something() -> None:
    with pytest.raises(DesignError, match="Nothing varies"):
        parse_design([])


def test_fixed_values_are_read_one_by_one() -> None:
    assert parse_changes(["weeks=20", "agreements.lead=ver.di"]) == {"weeks": 20, "agreements.lead": "ver.di"}
    with pytest.raises(DesignError, match="FIELD=VALUE"):
        parse_changes(["weeks"])
    with pytest.raises(DesignError, match="set twice"):
        parse_changes(["weeks=20", "weeks=30"])


# --- how points are laid out --------------------------------------------------------------------------


def test_all_combinations_come_once_with_the_last_field_fastest() -> None:
    points = laid_out("size=2:8:3", "rule=consensus,majority")
    assert values_at(points) == list(product((2, 5, 8), ("consensus", "majority")))
    assert len(points) == 6
    assert all(list(point) == ["size", "rule"] for point in points)


def test_one_at_a_time_leaves_all_others_as_the_scenario_has_them() -> None:
    points = values_at(laid_out("size=3,7,9", "rule=majority", kind="one-at-a-time"))
    assert points == [(7, "consensus"), (3, "consensus"), (9, "consensus"), (7, "majority")]


def test_one_at_a_time_needs_a_value_to_go_back_to() -> None:
    with pytest.raises(DesignError, match="unknown has no value"):
        laid_out("size=3,7", "unknown=1,2", kind="one-at-a-time")


def test_a_latin_hypercube_has_one_point_in_every_slice_of_every_field() -> None:
    points = laid_out("x=0.0..1.0", "y=1.0..1000.0 log", kind="latin-hypercube", size=50)
    x, y = np.array(values_at(points), float).T
    assert sorted(np.floor(50 * x)) == list(range(50))
    assert sorted(np.floor(50 * np.log10(y) / 3)) == list(range(50))


def test_a_sobol_sequence_is_balanced_and_grows_at_its_end() -> None:
    few, many = (values_at(laid_out("x=0.0..1.0", "y=0.0..1.0", kind="sobol", size=n)) for n in (32, 64))
    assert many[:32] == few
    quarters = [(x < 0.5, y < 0.5) for x, y in few]  # type: ignore[operator]
    assert {quarters.count(quarter) for quarter in set(quarters)} == {8}


def test_another_seed_draws_another_sample_and_the_same_one_the_same() -> None:
    one, two, again = (values_at(laid_out("x=0.0..1.0", kind="sobol", size=8, seed=s)) for s in (1, 2, 1))
    assert one == again
    assert not set(one) & set(two)


def test_samples_draw_whole_numbers_and_entries_of_lists_evenly() -> None:
    points = laid_out("n=1..4", "rule=a,b", "flag=true,false", kind="sobol", size=64)
    values = values_at(points)
    assert {type(n) for n, _, _ in values} == {int}
    assert [sorted(n for n, _, _ in values).count(k) for k in (1, 2, 3, 4)] == [16] * 4  # type: ignore[type-var]
    assert sorted(rule for _, rule, _ in values) == ["a"] * 32 + ["b"] * 32  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("design", "advice"),
    [
        ({"kind": "sobol", "size": 100}, "power of two: 64 or 128"),
        ({"kind": "sobol"}, "needs a number of points"),
        ({"kind": "latin-hypercube", "size": 10**7}, "10,000,000 points are too many"),
        ({}, "LOW..HIGH:N"),
    ],
)
def test_a_design_that_does_not_fit_its_fields_is_answered(design: dict[str, object], advice: str) -> None:
    with pytest.raises(DesignError, match=advice):
        laid_out("x=0.0..1.0", "y=1..4", **design)


def test_a_design_of_too_many_points_is_refused() -> None:
    with pytest.raises(DesignError, match="10,000,000 points are too many"):
        laid_out("a=1:1000:1", "b=1:10000:1")


def test_listed_points_are_read_from_a_file_row_by_row(tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    file.write_text(
        '\ufeffsize,rule,demands\n2,consensus,"[1, 2]"\n5,majority,[3]\n\n2,majority,[3]\n', encoding="utf-8"
    )
    points = Design(read_points(file), kind="listed").points(of_the_scenario)
    assert values_at(points) == [(2, "consensus", [1, 2]), (5, "majority", [3]), (2, "majority", [3])]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("size\n", "a row a point"),
        ("size,size\n1,2\n", "another dotted path"),
        ("size,\n1,2\n", "another dotted path"),
        ("size,rule\n1,a\n2\n", "Point 2 .* has 1 values for 2 fields"),
        ("", "heading"),
    ],
)
def test_a_file_that_is_no_list_of_points_is_answered(text: str, advice: str, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text(text)
    with pytest.raises(DesignError, match=advice):
        read_points(tmp_path / "points.csv")


def test_a_missing_file_of_points_is_answered(tmp_path: Path) -> None:
    with pytest.raises(DesignError, match="cannot be read"):
        read_points(tmp_path / "points.csv")


def test_lists_side_by_side_must_be_equally_long() -> None:
    with pytest.raises(DesignError, match="size has 2, rule has 1"):
        laid_out("size=2,3", "rule=a", kind="listed")


# --- forbidden combinations ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("core > size", [(2, 2), (8, 2), (8, 4), (8, 8)]),
        ("core <= size", [(2, 4), (2, 8)]),
        ("size = 2 and core != 4", [(2, 4), (8, 2), (8, 4), (8, 8)]),
        ("size = core", [(2, 4), (2, 8), (8, 2), (8, 4)]),
        ("size >= 8 and core < 8", [(2, 2), (2, 4), (2, 8), (8, 8)]),
    ],
)
def test_points_where_all_comparisons_hold_are_left_out(text: str, left: list[tuple[int, int]]) -> None:
    fields = parse_fields(["size=2,8", "core=2,4,8"])
    design = Design(fields, forbidden=(parse_forbidden(text, fields),))
    assert values_at(design.points(of_the_scenario)) == left


def test_words_and_truth_values_can_be_forbidden() -> None:
    fields = parse_fields(["rule=a,b", "flag=true,false"])
    design = Design(fields, forbidden=(parse_forbidden("rule = a and flag = true", fields),))
    assert values_at(design.points(of_the_scenario)) == [("a", False), ("b", True), ("b", False)]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("size", "FIELD > VALUE"),
        ("size > ", "FIELD > VALUE"),
        ("sise > 2", "does not vary; varied are size, rule; did you mean size"),
        ("size > big", "cannot be compared"),
        ("size > 0", "Every point is forbidden"),
    ],
)
def test_a_combination_that_makes_no_sense_is_answered(text: str, advice: str) -> None:
    fields = parse_fields(["size=2,8", "rule=a,b"])
    with pytest.raises(DesignError, match=advice):
        Design(fields, forbidden=(parse_forbidden(text, fields),)).points(of_the_scenario)
