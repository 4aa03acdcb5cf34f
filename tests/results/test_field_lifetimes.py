"""Lifetimes with censoring: the curve, its median and its area as textbooks have them, and ends by age."""

import numpy as np
import pytest
from scipy import stats

from simulation.engine.codes import NEVER
from simulation.engine.field_rows import AllianceRecordRow
from simulation.engine.tables import table
from simulation.results.field_lifetimes import Lifetimes, lifetimes

DRAWS = np.random.default_rng(5)
SOME = Lifetimes(DRAWS.integers(1, 60, 42), np.arange(42) < 30)


def test_the_curve_is_that_of_kaplan_and_meier() -> None:
    ended, standing = SOME.weeks[SOME.is_over], SOME.weeks[~SOME.is_over]
    known = stats.ecdf(stats.CensoredData(ended.tolist(), right=standing.tolist())).sf
    assert SOME.survival(70) == pytest.approx(known.evaluate(np.arange(70)))
    assert SOME.median() == known.quantiles[np.flatnonzero(known.probabilities <= 0.5)[0]]


def test_where_more_than_half_stand_there_is_no_median() -> None:
    assert np.isnan(Lifetimes(np.array([5, 80, 80]), np.array([True, False, False])).median())


def test_without_censoring_the_mean_is_that_of_what_was_lived_within_three_years() -> None:
    assert Lifetimes(np.array([10, 30, 400]), np.array([True, True, True])).mean() == pytest.approx((10 + 30 + 156) / 3)


def test_who_stands_counts_for_as_long_as_it_was_seen() -> None:
    """Of two, one ends after ten weeks; the other, censored after twenty, says nothing against living on."""
    assert Lifetimes(np.array([10, 20]), np.array([True, False])).mean() == pytest.approx(10 + 0.5 * 146)


def test_ends_by_year_are_counted_by_the_time_at_risk() -> None:
    """26 and 52 weeks in the first year with one end, and 52 later ones with one."""
    assert Lifetimes(np.array([26, 104]), np.array([True, True])).ends_by_year() == pytest.approx((52 / 78, 1.0))
    first, later = Lifetimes(np.array([8]), np.array([False])).ends_by_year()
    assert first == 0
    assert np.isnan(later)


def test_lifetimes_begin_with_the_first_week_together() -> None:
    formed = table(AllianceRecordRow, 2)
    formed["started"], formed["ended"] = [4, 10], [30, NEVER]
    found = lifetimes(np.asarray(formed), weeks=50)
    assert found.weeks.tolist() == [26, 40]
    assert found.is_over.tolist() == [True, False]
