"""Statistics: intervals against theory, and distributions that claim no more than was seen."""

import math

import numpy as np
import pytest

from experiments.analysis.statistics import FEWEST, distribution, means, ratios, share

Z = 1.959963984540054


@pytest.mark.parametrize(("successes", "runs"), [(0, 10), (5, 10), (10, 10), (37, 200), (1, 1)])
def test_the_interval_of_a_share_is_wilsons(successes: int, runs: int) -> None:
    p, q = successes / runs, Z**2 / runs
    middle = (p + q / 2) / (1 + q)
    reach = math.sqrt(p * (1 - p) * q + q**2 / 4) / (1 + q)
    estimate = share(successes, runs)
    assert estimate == pytest.approx((p, middle - reach, middle + reach), abs=1e-12)


def test_a_share_of_none_has_an_upper_limit_from_theory() -> None:
    assert share(0, 20).low == 0
    assert share(0, 20).high == pytest.approx(Z**2 / (20 + Z**2))


def test_the_interval_of_a_mean_is_as_wide_as_theory_says() -> None:
    values = np.random.default_rng(1).normal(5, 2, 400)
    [estimate] = means(values[np.newaxis])
    half = Z * values.std() / math.sqrt(400)
    assert estimate.value == pytest.approx(values.mean())
    assert estimate.low == pytest.approx(values.mean() - half, abs=0.12 * half)
    assert estimate.high == pytest.approx(values.mean() + half, abs=0.12 * half)


def test_the_interval_of_a_mean_holds_the_true_mean_in_about_95_of_100_samples() -> None:
    random = np.random.default_rng(7)
    samples = random.beta(0.5, 2.0, size=(400, 100))
    held = sum(low <= 0.2 <= high for _, low, high in means(samples))
    assert 0.91 <= held / 400 <= 0.98


@pytest.mark.parametrize("runs", [FEWEST, 8, 12])
def test_the_interval_of_few_runs_is_wide_enough(runs: int) -> None:
    samples = np.random.default_rng(7).normal(size=(1500, runs))
    held = np.mean([low <= 0 <= high for _, low, high in means(samples)])
    assert 0.925 <= held <= 0.97


def test_the_interval_of_a_mean_never_leaves_the_data() -> None:
    nothing, once = means(np.array([[0.0] * 30, [0.0] * 29 + [0.3]]))
    assert nothing == (0.0, 0.0, 0.0)
    assert 0.0 <= once.low < once.value < once.high <= 0.3


def test_rows_are_resampled_together_so_that_pairs_stay_pairs() -> None:
    luck = np.random.default_rng(3).normal(size=100)
    apart, lead = means(np.array([luck, luck + 0.1]))
    assert lead.low - apart.low == pytest.approx(0.1)
    assert lead.high - apart.high == pytest.approx(0.1)


def test_runs_in_which_a_value_is_missing_count_neither_way() -> None:
    seen = np.random.default_rng(3).normal(5, 1, 50)
    [half] = means(np.concatenate([seen, np.full(50, math.nan)])[np.newaxis])
    assert half.value == pytest.approx(seen.mean())
    assert half.high - half.low == pytest.approx(2 * Z * seen.std() / math.sqrt(50), rel=0.2)


def test_a_single_run_and_none_have_no_interval() -> None:
    one, none = means(np.array([[0.3, math.nan], [math.nan, math.nan]]))
    assert one.value == 0.3
    assert math.isnan(one.low)
    assert math.isnan(none.value)


def test_a_ratio_of_means_times_the_lower_mean_is_the_upper_one() -> None:
    depth, adopted = np.random.default_rng(9).uniform(0, 1, (2, 1, 80))
    [ratio] = ratios(depth * adopted, depth)
    assert ratio.value * depth.mean() == pytest.approx((depth * adopted).mean())
    assert ratio.low < 0.5 < ratio.high


def test_a_ratio_to_a_mean_of_those_that_have_it_still_gives_the_mean_of_all() -> None:
    """Where nothing was agreed, impact is 0 and depth is missing; here half of the runs adopt all of a depth of 0.5."""
    depth, impact = np.array([[0.5, 0.5, math.nan, math.nan]]), np.array([[0.5, 0.5, 0.0, 0.0]])
    [ratio] = ratios(impact, depth)
    assert ratio.value == pytest.approx(0.5)
    assert ratio.value * np.nanmean(depth) == pytest.approx(impact.mean())


def test_there_is_no_ratio_to_nothing() -> None:
    [none] = ratios(np.zeros((1, 5)), np.zeros((1, 5)))
    assert math.isnan(none.value)


def test_a_distribution_steps_where_values_are() -> None:
    steps = distribution([3.0, 1.0, 3.0, 2.0])
    assert list(steps.values) == [1, 2, 3]
    assert list(steps.reached) == [0.25, 0.5, 1.0]


def test_what_never_came_about_keeps_the_steps_below_one() -> None:
    steps = distribution([10.0, math.nan, 30.0, math.nan])
    assert max(steps.reached) == pytest.approx(0.5)
    assert dict(zip(steps.values, steps.reached, strict=True))[10.0] == pytest.approx(0.25)


def test_nothing_seen_means_no_step_up() -> None:
    assert distribution([math.nan, math.nan]).reached.size == 0
    assert distribution([math.nan]).values.size == 0
