"""Variation: what users type becomes exactly the values they mean, as the field and not the spelling decides."""

import numpy as np
import pytest

from experiments.design.variation import DesignError, Number, Range, distinct, parse_levels, parse_values


def test_steps_do_not_drift() -> None:
    assert parse_values("x", "0:1:0.1", float) == (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@pytest.mark.parametrize(
    ("text", "number", "values"),
    [
        ("2:9:3", int, (2, 5, 8)),
        ("2:8:3", int, (2, 5, 8)),
        ("5:5:1", int, (5,)),
        ("2.0:8:3", int, (2, 5, 8)),
        ("0:3:1", float, (0.0, 1.0, 2.0, 3.0)),
        ("-0.2:0.2:0.2", float, (-0.2, 0.0, 0.2)),
        ("0:.5:.25", float, (0.0, 0.25, 0.5)),
        ("0..1:5", float, (0.0, 0.25, 0.5, 0.75, 1.0)),
        ("0.1..0.9:5", float, (0.1, 0.3, 0.5, 0.7, 0.9)),
        ("1..10:4", int, (1, 4, 7, 10)),
        ("2..9:3", int, (2, 6, 9)),
        ("1..10:4", float, (1.0, 4.0, 7.0, 10.0)),
        ("1..1000:4 log", int, (1, 10, 100, 1000)),
        ("0.01..1:3 log", float, (0.01, 0.1, 1.0)),
        ("2,45", int, (2, 45)),
        ("2,4.0,1e1", int, (2, 4, 10)),
        ("0,1", float, (0.0, 1.0)),
        ("0.5", float, (0.5,)),
        ("true,false", None, (True, False)),
        ("consensus, two-thirds", None, ("consensus", "two-thirds")),
        ('"one, two","three"', None, ("one, two", "three")),
        ("[1, 2],[3]", None, ([1, 2], [3])),
        ("2021-01-01,2021-06-01", None, ("2021-01-01", "2021-06-01")),
        ("10,2021-06-01", int, (10, "2021-06-01")),
        ("12:30", None, ("12:30",)),
    ],
)
def test_a_text_means_these_values(text: str, number: Number | None, values: tuple[object, ...]) -> None:
    read = parse_values("x", text, number)
    assert isinstance(read, tuple)
    assert read == values
    assert [type(value) for value in read] == [type(value) for value in values]


@pytest.mark.parametrize(
    ("text", "number", "span"),
    [
        ("2..40", int, Range(2, 40, is_whole=True)),
        ("0..1", float, Range(0, 1)),
        ("0.2..0.8", float, Range(0.2, 0.8)),
        ("1..1000 log", int, Range(1, 1000, is_whole=True, is_log=True)),
        ("1e-3..1 log", float, Range(0.001, 1, is_log=True)),
    ],
)
def test_a_range_to_draw_from_is_read_and_written_alike(text: str, number: Number, span: Range) -> None:
    assert parse_values("x", text, number) == span
    assert parse_values("x", str(span), number) == span


def test_numbers_between_two_whole_ends_are_drawn_from_all_that_lie_there() -> None:
    span = parse_values("x", "0..1", float)
    assert isinstance(span, Range)
    assert list(span.at(np.array([0, 0.25, 0.75]))) == [0, 0.25, 0.75]


@pytest.mark.parametrize(
    ("text", "number", "advice"),
    [
        ("2:45", int, "x=2:45; write A:B:STEP, for example x=2:45:3"),
        ("2:45:0", int, "STEP above 0"),
        ("2:45:-3", int, "STEP above 0"),
        ("45:2:3", int, "A up to B"),
        ("2:45:3:1", int, "A:B:STEP"),
        ("9..2", int, "x=9..2 leads nowhere; LOW..HIGH needs LOW below HIGH"),
        ("0..2 log", int, "LOW above 0"),
        ("2..9:1", int, "at least 2 values"),
        ("2..9 lgo", int, "LOW..HIGH log"),
        ("2,,3", int, "x=2,,3 has an empty place"),
        ("2,3,", int, "empty place"),
        ("0:1:1e-9", float, "too many values"),
        ("{a = 1}", None, "cannot be varied"),
        ("0.5..9.5", int, r"x takes whole numbers, and '0.5..9.5' has 0.5"),
        ("2:9:0.5", int, "x takes whole numbers, and '2:9:0.5' has 2.5"),
        ("2..4:5", int, "gives 3 and not 5; write x=2,3,4"),
        ("0..1e999:5", float, "goes too far with 1e999"),
        ("0..1e999", float, "goes too far"),
        ("-1e308..1e308:5", float, "goes too far"),
        ("0:1e999:1e998", float, "goes too far"),
        ("1e-999..1:3 log", float, "goes too far"),
        (f"1,{'9' * 400}", int, "too large"),
    ],
)
def test_what_cannot_be_meant_is_answered_with_what_can(text: str, number: Number | None, advice: str) -> None:
    with pytest.raises(DesignError, match=advice) as caught:
        parse_values("x", text, number)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("text", ["2,3,2", "2,2.0", '2,"2"'])
def test_values_of_a_field_differ(text: str) -> None:
    with pytest.raises(DesignError, match="a value twice"):
        distinct("x", parse_values("x", text, int))


def test_true_and_one_are_two_values() -> None:
    assert distinct("x", parse_values("x", "true,1", int)) == (True, 1)


def test_levels_may_repeat_and_come_from_ranges_that_say_their_values() -> None:
    assert parse_levels("x=8,8,20", lambda _path: int) == ("x", (8, 8, 20))
    assert parse_levels("x=0..1:3", lambda _path: float) == ("x", (0.0, 0.5, 1.0))
    with pytest.raises(DesignError, match="says no values"):
        parse_levels("x=0.2..0.8", lambda _path: float)


@pytest.mark.parametrize("specification", ["x", "=2,3", "x="])
def test_a_field_without_values_is_answered_with_how_to_write_one(specification: str) -> None:
    with pytest.raises(DesignError, match="FIELD=A:B:STEP"):
        parse_levels(specification, lambda _path: int)
