"""Series: every point of a grid in its place, holes where a combination is no point."""

from experiments.analysis.axis import axis_of
from experiments.analysis.series import series_of, some_of
from experiments.design.points import Points, coded


def test_settings_keep_their_points_and_holes_stay_holes() -> None:
    sizes, cores = [12, 4, 8, 12], [8, 100_000, 100_000, 100_000]
    points = Points({"invitation.size": coded(sizes), "agreements.core_size": coded(cores)}, 4)
    core, everyone = series_of(points, axis_of(points, "invitation.size"))
    assert (core.setting, core.places, core.points) == ({"agreements.core_size": 8}, (2,), (0,))
    assert (everyone.places, everyone.points) == ((0, 1, 2), (1, 2, 3))


def test_some_keep_the_first_the_last_and_others_evenly_between() -> None:
    assert some_of(range(11), 3) == [0, 5, 10]
    assert some_of("ab", 3) == ["a", "b"]
