"""The axis: which field it is, and how its values are spaced."""

import pytest

from experiments.analysis.axis import Axis, Scale, axis_of, sampled_axis
from experiments.design.points import Points, Value, coded
from simulation import DataError


def points(**fields: list[Value]) -> Points:
    """Return points whose fields have these values; `__` stands for a dot."""
    columns = {path.replace("__", "."): coded(values) for path, values in fields.items()}
    return Points(columns, len(next(iter(fields.values()))))


def test_the_axis_is_the_numeric_field_with_the_most_values() -> None:
    axis = axis_of(points(arena__polarisation=[0.2, 0.8, 0.2], invitation__size=[14, 2, 8]))
    assert axis == Axis("invitation.size", (2, 8, 14), Scale.LINEAR)


def test_without_numbers_the_first_field_is_the_axis_in_the_order_given() -> None:
    axis = axis_of(points(agreements__decision_rule=["majority", "consensus"], agreements__moderation=[True, False]))
    assert (axis.values, axis.scale, axis.is_numeric) == (("majority", "consensus"), Scale.NAMES, False)
    assert axis.places == (0, 1)


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([2, 6, 10, 14], Scale.LINEAR),
        ([2, 4, 7, 10, 14, 20, 28, 40, 56, 80, 110, 140], Scale.LOGARITHMIC),
        ([1, 10, 100, 1000], Scale.LOGARITHMIC),
        ([0, 1, 2, 1000], Scale.NAMES),
        ([12], Scale.NAMES),
        ([0.1, 0.9], Scale.LINEAR),
    ],
)
def test_no_value_squeezes_the_others(values: list[Value], scale: Scale) -> None:
    assert axis_of(points(invitation__size=values)).scale is scale


def test_what_sets_no_limit_is_a_name_and_no_number_far_out() -> None:
    axis = axis_of(points(agreements__core_size=[4, 8, 12, 100_000]))
    assert axis.scale is Scale.NAMES
    assert axis.places == (0, 1, 2, 3)


def test_numbers_of_a_sample_lie_on_the_scale_of_their_range() -> None:
    drawn = points(arena__salience=[0.11, 0.1, 0.9])
    assert sampled_axis(drawn, "arena.salience", is_log=False).scale is Scale.LINEAR
    assert sampled_axis(drawn, "arena.salience", is_log=True).scale is Scale.LOGARITHMIC


def test_a_field_that_does_not_vary_is_refused_by_name() -> None:
    with pytest.raises(DataError, match=r"arena.salienze does not vary here; varied is arena.salience.*did you mean"):
        axis_of(points(arena__salience=[0.1, 0.2]), "arena.salienze")
