"""Contrasts: exact counts, the errors of the textbook, and one smallest difference that counts for every outcome."""

import math

import numpy as np
import pytest

from experiments.analysis.contrast import contrast, differences
from simulation.results.outcome import NUMBERS

NAN = math.nan
each_number = pytest.mark.parametrize("name", NUMBERS)


def test_pairs_are_counted_each_once() -> None:
    without = np.array([0.1, 0.5, 0.4, 0.2, 0.3, NAN, NAN])
    with_it = np.array([0.3, 0.6, 0.1, 0.2, NAN, 0.5, NAN])
    two = contrast("impact", without, with_it)
    assert (two.higher, two.lower, two.same) == (2, 1, 1)
    assert (two.only_without, two.only_with, two.in_neither) == (1, 1, 1)
    assert (two.in_both, two.pairs) == (4, 7)
    assert two.mean.value == pytest.approx(0.0)
    assert two.median.value == pytest.approx(0.05)
    assert (two.before, two.after) == pytest.approx((0.3, 0.3))


def test_better_follows_the_direction_of_the_outcome() -> None:
    without, with_it = np.array([5.0, 5.0, 5.0]), np.array([4.0, 3.0, 6.0])
    assert contrast("weeks_to_agreement", without, with_it).better_and_worse == (2, 1)
    assert contrast("impact", without, with_it).better_and_worse == (1, 2)
    assert contrast("members_max", without, with_it).better_and_worse is None


def test_standard_errors_are_those_of_the_textbook() -> None:
    without = np.array([1.0, 2.0, 3.0, 4.0])
    after = without + np.array([1.0, 2.0, 1.0, 2.0])
    two = contrast("impact", without, after)
    assert two.paired_error == pytest.approx(math.sqrt(1 / 3) / 2)
    assert two.unpaired_error == pytest.approx(math.sqrt((without.var(ddof=1) + after.var(ddof=1)) / 4))
    assert two.times_the_runs == pytest.approx((two.unpaired_error / two.paired_error) ** 2)
    assert two.times_the_runs > 5


def test_a_steady_gain_needs_no_more_than_pairs() -> None:
    two = contrast("impact", np.array([1.0, 2.0, 4.0]), np.array([2.0, 3.0, 5.0]))
    assert two.mean == (1.0, 1.0, 1.0)
    assert two.error_ratio == 0
    assert two.times_the_runs == math.inf


def test_intervals_hold_the_mean_and_tell_a_gain_from_chance() -> None:
    drawn = np.random.default_rng(3).normal(size=400)
    for gain, is_beyond in ((0.5, True), (-0.5, True), (0.0, False)):
        two = contrast("impact", np.zeros(400), drawn - drawn.mean() + gain)
        assert two.mean.low < two.mean.value < two.mean.high
        assert two.is_beyond_chance == is_beyond
        # The normal approximation is good here, so both intervals must be about as wide.
        assert two.mean.high - two.mean.low == pytest.approx(2 * 1.96 * two.paired_error, rel=0.1)


def test_without_enough_pairs_there_is_no_interval() -> None:
    assert math.isnan(contrast("impact", np.array([NAN, 1.0]), np.array([NAN, 2.0])).mean.low)
    never = contrast("impact", np.array([NAN, NAN]), np.array([NAN, NAN]))
    assert math.isnan(never.mean.value)
    assert never.is_alike
    assert not never.is_beyond_chance
    assert not never.is_negligible


# --- the smallest difference that counts -----------------------------------------------------------


@each_number
def test_pairs_differ_from_the_smallest_difference_on(name: str) -> None:
    least = NUMBERS[name].smallest_difference
    without = np.full(4, 100.0)
    two = contrast(name, without, without + least * np.array([0.9, -0.9, 1.1, -1.1]))
    assert (two.higher, two.lower, two.same) == (1, 1, 2)
    assert contrast(name, without, without + 0.9 * least).is_alike
    assert not differences(name, without, without + 0.9 * least).any()


@each_number
def test_what_is_certainly_less_than_counts_is_negligible_and_never_beyond_chance(name: str) -> None:
    least = NUMBERS[name].smallest_difference
    rare = np.zeros(500)
    rare[:5] = 20 * least  # each of these pairs counts; over all pairs it is little, though surely not 0
    two = contrast(name, np.zeros(500), rare)
    assert two.higher == 5
    assert two.mean.low > 0
    assert two.is_negligible
    assert not two.is_beyond_chance
    enough = contrast(name, np.zeros(500), rare + 2 * least)
    assert enough.is_beyond_chance
    assert not enough.is_negligible


def test_means_are_those_of_the_outcome_itself() -> None:
    """They add up on the screen: the mean with the change is the one without it, and the difference."""
    without, with_it = np.array([0.1, 0.2, 0.3]), np.array([0.104, 0.204, 0.9])
    two = contrast("impact", without, with_it)
    assert two.same == 2
    assert two.mean.value == pytest.approx(two.after - two.before)
