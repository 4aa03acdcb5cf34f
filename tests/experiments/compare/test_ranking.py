"""The ranking of changes: by what each does to impact, neighbours told apart in pairs, not by overlapping intervals."""

import pytest

from experiments.compare.ranking import ranked
from tests.experiments.compare.made_up_pairs import by_impact


def test_the_highest_effect_on_impact_comes_first() -> None:
    falls, rises, stays = by_impact((0.5, 0.1)), by_impact((0.1, 0.5)), by_impact((0.3, 0.3))
    assert ranked([falls, rises, stays]).places == (rises, stays, falls)


def test_equal_effects_stay_in_the_order_in_which_they_were_asked_for() -> None:
    one, other = by_impact((0.25, 0.5)), by_impact((0.5, 0.75))
    assert ranked([one, other]).places == (one, other)
    assert ranked([other, one]).places == (other, one)


def test_neighbours_are_told_apart_in_pairs_where_their_intervals_overlap() -> None:
    """Both effects vary widely from seed to seed, and one of them is always a little larger."""
    seeds = range(40)
    lower = by_impact(*((0.4, 0.4 + 0.4 * (k % 2)) for k in seeds))
    higher = by_impact(*((0.4, 0.42 + 0.4 * (k % 2)) for k in seeds))
    means = [pairs.contrasts["impact"].mean for pairs in (lower, higher)]
    assert means[0].high > means[1].low, "the intervals overlap"
    ranking = ranked([lower, higher])
    assert ranking.places == (higher, lower)
    assert ranking.told_apart(beyond_chance=True) == [(1, 2)]
    assert ranking.told_apart(beyond_chance=False) == []
    assert ranking.gaps[0].mean.value == pytest.approx(0.02)


def test_neighbours_that_differ_by_less_than_counts_are_not_told_apart() -> None:
    one, other = (by_impact(*((0.4, 0.5 + shift) for _ in range(20))) for shift in (0.0, 0.004))
    assert ranked([one, other]).told_apart(beyond_chance=False) == [(1, 2)]
