"""Designs: what users type becomes exactly the values they mean, in an order that never changes."""

from itertools import product

import pytest

from experiments.design import DesignError, parse_changes, parse_design, parse_field


def test_all_combinations_come_once_with_the_last_field_fastest() -> None:
    design = parse_design(["invitation.size=2:8:3", "agreements.decision_rule=consensus,majority"])
    points = [tuple(point.values()) for point in design.points()]
    assert points == list(product((2, 5, 8), ("consensus", "majority")))
    assert len(design) == 6
    assert all(list(p) == ["invitation.size", "agreements.decision_rule"] for p in design.points())


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
    assert read == values
    assert [type(v) for v in read] == [type(v) for v in values]


@pytest.mark.parametrize(
    ("specification", "advice"),
    [
        ("invitation.size", "FIELD=A:B:STEP or FIELD=v1,v2"),
        ("=2,3", "FIELD=A:B:STEP or FIELD=v1,v2"),
        ("invitation.size=", "FIELD=A:B:STEP or FIELD=v1,v2"),
        ("invitation.size=2:45", "A:B:STEP"),
        ("invitation.size=2:45:0", "STEP above 0"),
        ("invitation.size=2:45:-3", "STEP above 0"),
        ("invitation.size=45:2:3", "A up to B"),
        ("invitation.size=2:45:3:1", "A:B:STEP"),
        ("invitation.size=2,,3", "empty place"),
        ("invitation.size=2,3,", "empty place"),
        ("invitation.size=2,3,2", "a value twice"),
        ("invitation.size=2,2.0", "a value twice"),
        ("invitation.size=0:1:1e-9", "too many values"),
        ("invitation.size={a = 1}", "cannot be varied"),
    ],
)
def test_a_malformed_specification_is_answered_with_what_is_allowed(specification: str, advice: str) -> None:
    with pytest.raises(DesignError, match="(?s)" + advice.replace("|", "\\|")) as caught:
        parse_design([specification])
    assert caught.value.exit_code == 2


def test_true_and_one_are_two_values() -> None:
    assert parse_field("x=true,1")[1] == (True, 1)


def test_a_field_is_varied_once() -> None:
    with pytest.raises(DesignError, match="varied twice"):
        parse_design(["weeks=20,30", "weeks=40"])


def test_a_design_varies_something() -> None:
    with pytest.raises(DesignError, match="Nothing varies"):
        parse_design([])


def test_a_design_of_too_many_points_is_refused() -> None:
    with pytest.raises(DesignError, match="1,000,000 points are too many"):
        parse_design(["a=1:1000:1", "b=1:1000:1"])


def test_fixed_values_are_read_one_by_one() -> None:
    assert parse_changes(["weeks=20", "agreements.lead=ver.di"]) == {"weeks": 20, "agreements.lead": "ver.di"}
    with pytest.raises(DesignError, match="FIELD=VALUE"):
        parse_changes(["weeks"])
    with pytest.raises(DesignError, match="set twice"):
        parse_changes(["weeks=20", "weeks=30"])
