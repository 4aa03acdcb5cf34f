"""Designs: the points that are asked for, laid out from fields or listed in a file."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from experiments.design.assignments import parse_changes
from experiments.design.designs import Design, read_points
from experiments.design.points import Points, Value, listed
from experiments.design.variation import DesignError, Field, Number, parse_values, split


def of_the_scenario(path: str) -> Value | None:
    known: dict[str, Value] = {"size": 7, "rule": "consensus"}
    return known.get(path)


def number(path: str) -> Number:
    return float if path in ("x", "y") else int


def laid_out(*specifications: str, **design: object) -> Points:
    fields = dict(field_of(specification) for specification in specifications)
    return Design(fields, **design).points(of_the_scenario)  # type: ignore[arg-type]


def field_of(specification: str) -> tuple[str, Field]:
    path, text = split(specification)
    return path, parse_values(path, text, number(path))


def values_at(points: Points) -> list[tuple[object, ...]]:
    return [tuple(point.values()) for point in points]


# --- listed points ---------------------------------------------------------------------------------------


def test_points_lie_over_others_where_they_have_a_value() -> None:
    above = listed([{"size": 2}, {"rule": "majority"}, {"rule": "consensus", "size": 3}])
    below = listed([{"size": 7, "weeks": 10}, {"size": 8}, {"weeks": 12}])
    assert [dict(point) for point in above.over(below)] == [
        {"size": 2, "weeks": 10},
        {"size": 8, "rule": "majority"},
        {"size": 3, "rule": "consensus", "weeks": 12},
    ]
    assert [dict(point) for point in above.take(np.array([1, 0, 1]))] == [
        {"rule": "majority"},
        {"size": 2},
        {"rule": "majority"},
    ]


# --- fixed values ---------------------------------------------------------------------------------------


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
    points = Design(read_points(file, number), kind="listed").points(of_the_scenario)
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
        read_points(tmp_path / "points.csv", number)


def test_a_missing_file_of_points_is_answered(tmp_path: Path) -> None:
    with pytest.raises(DesignError, match="cannot be read"):
        read_points(tmp_path / "points.csv", number)


def test_lists_side_by_side_must_be_equally_long() -> None:
    with pytest.raises(DesignError, match="size has 2, rule has 1"):
        laid_out("size=2,3", "rule=a", kind="listed")
