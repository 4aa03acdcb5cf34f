"""Forbidden combinations: what is understood forbids what it says, and what is not understood is refused."""

from collections.abc import Mapping
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.design.designs import Design
from experiments.design.forbidden import parse_forbidden
from experiments.design.variation import DesignError, Field, Range

SIZES: Mapping[str, Field] = {"size": (2, 8), "core": (2, 4, 8)}
KINDS: Mapping[str, Field] = {
    "weeks": (5, 6),
    "share": (0.0, 1.0),
    "rule": ("consensus", "two thirds"),
    "flag": (True, False),
    "day": ("2021-01-01", "2021-06-01"),
    "goal.demands.More (at once) = now.weight": (1, 2),
}


def left(text: str, fields: Mapping[str, Field]) -> list[tuple[object, ...]]:
    """Return the points that remain of all combinations."""
    design = Design(fields, forbidden=(parse_forbidden(text, fields),))
    return [tuple(point.values()) for point in design.points(lambda _path: None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("core > size", [(2, 2), (8, 2), (8, 4), (8, 8)]),
        ("core <= size", [(2, 4), (2, 8)]),
        ("size = 2 and core != 4", [(2, 4), (8, 2), (8, 4), (8, 8)]),
        ("size == 2 AND core != 4", [(2, 4), (8, 2), (8, 4), (8, 8)]),
        ("size = core", [(2, 4), (2, 8), (8, 2), (8, 4)]),
        ("size >= 8 and core < 8", [(2, 2), (2, 4), (2, 8), (8, 8)]),
        ("size=2 or core=2", [(8, 4), (8, 8)]),
        ("size = 2 Or core = 2.0", [(8, 4), (8, 8)]),
        ("not size = 2", [(2, 2), (2, 4), (2, 8)]),
        ("not (size = 8 and core > 2)", [(8, 4), (8, 8)]),
        # `and` binds closer than `or`, and `not` closer than both.
        ("size = 2 or size = 8 and core = 4", [(8, 2), (8, 8)]),
        ("(size = 2 or size = 8) and core = 4", [(2, 2), (2, 8), (8, 2), (8, 8)]),
        ("not size = 2 and core = 4", [(2, 2), (2, 4), (2, 8), (8, 2), (8, 8)]),
    ],
)
def test_points_where_the_condition_holds_are_left_out(text: str, expected: list[tuple[int, int]]) -> None:
    assert left(text, SIZES) == expected


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("rule = consensus", ("rule", "consensus")),
        ('rule = "two thirds"', ("rule", "two thirds")),
        ("rule != 'consensus'", ("rule", "two thirds")),
        ("flag = true", ("flag", True)),
        ("day < 2021-03-01", ("day", "2021-01-01")),
        ("share = 0", ("share", 0.0)),
        ("goal.demands.More (at once) = now.weight = 2", ("goal.demands.More (at once) = now.weight", 2)),
    ],
)
def test_every_kind_of_value_can_be_forbidden(text: str, forbidden: tuple[str, object]) -> None:
    field, value = forbidden
    column = list(KINDS).index(field)
    remaining = {point[column] for point in left(text, KINDS)}
    assert value not in remaining
    assert len(remaining) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("size = 2 && core = 4", "size = 2, core = 4", "size = 2 & core = 4", "size = 2 | core = 4", "size=2;core=4"),
        *("size = 2 xor core = 4", "size = 2 core = 4", "!size = 2", "size <> 2", "size => 2", "size = 2 or 8"),
        *("size", "size >", "> 2", "(size = 2", "size = 2)", "()", "", " ", "not", "and", "size = and", "size = = 2"),
        *(
            "2 < size < 8",
            "size = not 2",
            "size = 'two",
            "(" * 500 + "size = 2" + ")" * 500,
            "not " * 3000 + "size = 2",
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_the_grammar(text: str) -> None:
    with pytest.raises(DesignError, match=r"FIELD SIGN VALUE|is no field that varies") as caught:
        parse_forbidden(text, SIZES)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("weks = 5", "'weks' is no field that varies; varied are weeks, .*; did you mean weeks"),
        ("weeks = 7", "7 is none of the values, which are 5, 6"),
        ("weeks > five", "weeks is a number, and five is a text"),
        ("weeks = true", "weeks is a number, and True is true or false"),
        ("weeks > rule", "weeks is a number, and rule is a text"),
        ("rule > consensus", "only numbers and dates have an order"),
        ("rule = two thirds", "none of the values"),
        ("flag = 1", "flag is true or false, and 1 is a number"),
        ("day > 5", "day is a date, and 5 is a number"),
        ("weeks > 6", "'weeks > 6' compares nothing: it holds for none of the values, which are 5, 6"),
        ("rule = consensus or weeks < 5", "holds for none of the values, which are 5, 6"),
        ("day < 2021-01-01", "holds for none of the values"),
        (f"weeks = {'9' * 400}", "too large"),
    ],
)
def test_what_can_never_hold_is_refused_with_the_reason(text: str, told: str) -> None:
    with pytest.raises(DesignError, match=told):
        parse_forbidden(text, KINDS)


@pytest.mark.parametrize("text", ["size = 2 and size = 8", "size > core and core > size", "not size > 0"])
def test_what_holds_at_no_point_is_refused_although_each_comparison_could_hold(text: str) -> None:
    with pytest.raises(DesignError, match=f"'{text}' holds at no point; correct it or leave it out"):
        left(text, SIZES)


@pytest.mark.parametrize("text", ["x > 1", "x >= 1.5", "x < 0", "x <= -1"])
def test_what_no_number_of_a_range_can_be_is_refused(text: str) -> None:
    with pytest.raises(DesignError, match="all values lie between 0 and 1"):
        parse_forbidden(text, {"x": Range(0, 1)})


def test_a_sample_may_miss_what_its_ranges_allow() -> None:
    fields: Mapping[str, Field] = {"x": Range(0, 1)}
    design = Design(fields, "sobol", 4, forbidden=(parse_forbidden("x > 0.999", fields),))
    assert len(design.points(lambda _path: None)) == 4


def test_some_point_must_remain() -> None:
    with pytest.raises(DesignError, match="Every point is forbidden"):
        left("size > 0", SIZES)


def test_ranges_are_compared_where_they_are_drawn() -> None:
    fields: Mapping[str, Field] = {"x": Range(0, 1), "y": Range(0, 1)}
    design = Design(fields, "sobol", 64, forbidden=(parse_forbidden("x > y or x < 0.1", fields),))
    points = [(float(str(point["x"])), float(str(point["y"]))) for point in design.points(lambda _path: None)]
    assert 0 < len(points) < 64
    assert all(0.1 <= x <= y for x, y in points)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(DesignError):
        parse_forbidden(text, SIZES)
